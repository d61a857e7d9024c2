package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"quire/internal/search"
	"quire/internal/text"
)

const (
	maxReasonTerms      = 3
	minReasonBytes      = 3 // of a term in small letters
	maxReasonTags       = 3
	maxReasonNeighbours = 1
	// minReasonShare is the least part of the best term's points that a further term must have to be named.
	minReasonShare = 0.25
)

// explain fills in the reasons why notes are related.
func (r *relatedSearch) explain(found []search.Related) {
	at := make(map[uint32]int, len(found))
	for i := range found {
		if number, ok := r.numberOf(found[i].Path()); ok {
			at[number] = i
		}
	}
	all := r.tags()
	own := all.valuesOf(r.number)
	for number, i := range at {
		var shared []uint32
		for _, id := range all.valuesOf(number) {
			if slices.Contains(own, id) {
				shared = append(shared, id)
			}
		}
		slices.SortFunc(shared, func(a, b uint32) int {
			return cmp.Or(cmp.Compare(len(all.notes[a]), len(all.notes[b])), cmp.Compare(all.ranks[a], all.ranks[b]))
		})
		for _, id := range shared[:min(len(shared), maxReasonTags)] {
			found[i].Tags = append(found[i].Tags, all.display[id])
		}
	}
	r.explainTerms(found, at)
	r.explainLinks(found)
}

// points is what a term adds to the score of a note.
type points struct {
	term  int
	score float32
}

// explainTerms names the terms that add most to the score of each note; at says where the notes are in found.
func (r *relatedSearch) explainTerms(found []search.Related, at map[uint32]int) {
	best := make([][]points, len(found))
	for k, t := range r.terms {
		r.eachWithTerm(t.text, func(number uint32, tf float32) {
			if i, ok := at[number]; ok {
				best[i] = append(best[i], points{k, t.weight * tf / (tf + r.norms[number])})
			}
		})
	}
	named := map[string]bool{}
	for i := range best {
		slices.SortFunc(best[i], func(a, b points) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.term, b.term)) })
		best[i] = r.distinctTerms(best[i], strings.Join(found[i].Tags, " "))
		for _, p := range best[i] {
			named[r.terms[p.term].text] = true
		}
	}
	spelled := r.source.spellings(named)
	for i := range best {
		for _, p := range best[i] {
			term := r.terms[p.term].text
			term = cmp.Or(spelled[term], term)
			if len(term) >= minReasonBytes || strings.ToLower(term) != term { // "AI", but not "re"
				found[i].Terms = append(found[i].Terms, term)
			}
		}
		found[i].Terms = r.source.joinBigrams(found[i].Terms)
	}
}

// distinctTerms returns the best few of terms, without those that are another one in another form, that are words of the common
// tags or that add little.
func (r *relatedSearch) distinctTerms(all []points, tags string) []points {
	var kept []points
	inTags := text.Tokenize(text.NFC(tags), text.KindLetters)
	for _, p := range all {
		if len(kept) == maxReasonTerms || len(kept) > 0 && p.score < minReasonShare*kept[0].score {
			break
		}
		term := r.terms[p.term].text
		if strings.Trim(term, "0123456789") == "" || slices.ContainsFunc(inTags, func(w text.Token) bool { return w.Text == term }) {
			continue
		}
		if !slices.ContainsFunc(kept, func(k points) bool {
			other := r.terms[k.term].text
			return strings.HasPrefix(term, other) || strings.HasPrefix(other, term)
		}) {
			kept = append(kept, p)
		}
	}
	return kept
}

// joinBigrams joins overlapping bigrams of a script without blanks that are one word in the text: 数据 and 据库 to 数据库.
func (s *sourceText) joinBigrams(terms []string) []string {
	for i := 0; i < len(terms); i++ {
		for j := 0; j < len(terms); j++ {
			_, first := utf8.DecodeRuneInString(terms[j])
			if i == j || first < 3 || !strings.HasSuffix(terms[i], terms[j][:first]) { // these scripts take three bytes a letter
				continue
			}
			joined := terms[i] + terms[j][first:]
			if !strings.Contains(s.plain, joined) {
				continue
			}
			terms[i] = joined
			terms = slices.Delete(terms, j, j+1)
			return s.joinBigrams(terms)
		}
	}
	return terms
}

// explainLinks names the common neighbours of each note with the note, and says whether one links to the other.
func (r *relatedSearch) explainLinks(found []search.Related) {
	if r.links == nil {
		return
	}
	own := r.links.Neighbours(r.index)
	common := r.neighbours()
	for i := range found {
		at, ok := slices.BinarySearchFunc(r.byPath, found[i].Path(), func(n uint32, path string) int { return cmp.Compare(r.notes[n].Path, path) })
		if !ok {
			continue
		}
		of := r.links.Neighbours(int32(at))
		found[i].IsLinked = own.Has(int32(at))
		both := slices.DeleteFunc(slices.Clone(common), func(z int32) bool { return !of.Has(z) })
		slices.SortStableFunc(both, func(a, b int32) int { return cmp.Compare(r.countLinks(a), r.countLinks(b)) })
		for _, z := range both[:min(len(both), maxReasonNeighbours)] {
			n := search.CommonNeighbour{Hit: r.newHit(r.byPath[z], 0), Direction: search.BetweenThem}
			switch {
			case own.LinksTo(z) && of.LinksTo(z):
				n.Direction = search.LinkedFromBoth
			case own.IsLinkedFrom(z) && of.IsLinkedFrom(z):
				n.Direction = search.LinksToBoth
			}
			found[i].Neighbours = append(found[i].Neighbours, n)
		}
	}
}

// countLinks returns the number of links of a note and to it.
func (r *relatedSearch) countLinks(index int32) int {
	links, backlinks := r.links.LinkCounts(index)
	return links + backlinks
}
