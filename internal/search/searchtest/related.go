package searchtest

import (
	"cmp"
	"context"
	"path"
	"slices"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/search"
)

// Related returns the notes that are about the same as the note at a path, by comparing it with every note. It scores roughly:
// each common word, tag and neighbour counts the more the fewer notes have it.
func (l *Library) Related(ctx context.Context, of string, limit int) ([]search.Related, error) {
	p := l.find(of)
	if p == nil {
		return nil, search.ErrNoNote
	}
	c := comparison{words: map[*note.Parsed]map[string]bool{}, having: map[string]int{}, links: map[[2]string]bool{}}
	for _, o := range l.Notes {
		c.words[o] = l.words(o)
		for w := range c.words[o] {
			c.having[w]++
		}
		for _, t := range l.Resolver.Targets(o.Note) {
			if t.Status == links.Note {
				c.links[[2]string{o.Note.Path, t.Path}] = true
			}
		}
	}
	var found []search.Related
	for _, o := range l.Notes {
		if o == p {
			continue
		}
		if r, score := l.relate(&c, p, o); score > 0 {
			r.Hit = search.NewHit(o.Note, float32(score), 0)
			found = append(found, r)
		}
	}
	slices.SortStableFunc(found, func(a, b search.Related) int { return cmp.Compare(b.Score(), a.Score()) })
	if limit > 0 {
		found = found[:min(len(found), limit)]
	}
	return found, ctx.Err()
}

// words returns the different words of a note of more than one letter.
func (l *Library) words(p *note.Parsed) map[string]bool {
	words := map[string]bool{}
	for _, t := range l.texts(p) {
		for _, w := range t.words {
			if len([]rune(w)) > 1 {
				words[w] = true
			}
		}
	}
	return words
}

// comparison holds what is compared of all notes.
type comparison struct {
	words  map[*note.Parsed]map[string]bool
	having map[string]int     // how many notes have a word
	links  map[[2]string]bool // from a path to a path
}

// relate compares two notes.
func (l *Library) relate(c *comparison, p, o *note.Parsed) (r search.Related, score float64) {
	for w := range c.words[p] {
		if c.words[o][w] && 5*c.having[w] <= max(len(l.Notes), 100) {
			score += 1 / float64(c.having[w])
			r.Terms = append(r.Terms, w)
		}
	}
	slices.SortFunc(r.Terms, func(a, b string) int { return cmp.Or(cmp.Compare(c.having[a], c.having[b]), cmp.Compare(a, b)) })
	r.Terms = r.Terms[:min(len(r.Terms), 3)]
	for _, t := range p.Note.Tags {
		if slices.ContainsFunc(o.Note.Tags, func(u string) bool { return note.FoldName(t) == note.FoldName(u) }) {
			score++
			r.Tags = append(r.Tags, t)
		}
	}
	r.IsLinked = c.linksBetween(p, o) != [2]bool{}
	for _, z := range l.Notes {
		ofP, ofO := c.linksBetween(p, z), c.linksBetween(o, z)
		if z == p || z == o || ofP == [2]bool{} || ofO == [2]bool{} {
			continue
		}
		n := search.CommonNeighbour{Hit: newHit(z), Direction: search.BetweenThem}
		switch {
		case ofP[0] && ofO[0]:
			n.Direction = search.LinkedFromBoth
		case ofP[1] && ofO[1]:
			n.Direction = search.LinksToBoth
		}
		score++
		r.Neighbours = append(r.Neighbours, n)
	}
	r.IsMentioned, r.MentionsThis = l.mentions(p, o), l.mentions(o, p)
	r.IsInSeries = p.Note.Series != "" && note.FoldName(p.Note.Series) == note.FoldName(o.Note.Series)
	r.IsInFolder = path.Dir(p.Note.Path) == path.Dir(o.Note.Path) && path.Dir(p.Note.Path) != "."
	return r, score
}

// linksBetween reports whether a note links to another one, and whether that links to it.
func (c *comparison) linksBetween(p, z *note.Parsed) [2]bool {
	return [2]bool{c.links[[2]string{p.Note.Path, z.Note.Path}], c.links[[2]string{z.Note.Path, p.Note.Path}]}
}

// mentions reports whether a note has the title or an alias of another one somewhere.
func (l *Library) mentions(p, named *note.Parsed) bool {
	return slices.ContainsFunc(append([]string{named.Note.Title}, named.Note.Aliases...), func(name string) bool {
		return len(newPassage(name).words) > 0 && containsText(l.texts(p), name, false)
	})
}
