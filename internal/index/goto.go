package index

import (
	"context"
	"slices"
	"strings"

	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/text"
)

// nameTable holds what go-to matches, folded: titles, slugs and aliases of all notes. Paths are in the substring index.
type nameTable struct {
	names       []string
	notes       []uint32 // the note of each name
	letterMasks []uint64 // the letterMask of each name
	weights     []float32
}

// Weights of the other names, relative to titles.
const (
	aliasWeight = 0.95
	slugWeight  = 0.9
	pathWeight  = 0.8
)

// newNameTable collects the names of all notes.
func (x *Index) newNameTable() *nameTable {
	g := &nameTable{}
	add := func(i uint32, name string, share float32) {
		name = text.Fold(strings.Join(strings.Fields(name), " "))
		if name == "" {
			return
		}
		g.names = append(g.names, name)
		g.notes = append(g.notes, i)
		g.letterMasks = append(g.letterMasks, letterMask(name))
		g.weights = append(g.weights, share)
	}
	for _, i := range x.byPath {
		n := x.notes[i]
		add(i, n.Title, 1)
		for _, a := range n.Aliases {
			add(i, a, aliasWeight)
		}
		add(i, n.Slug, slugWeight)
	}
	return g
}

// letterMask returns a set of the bytes of s modulo 64. A name whose mask lacks a bit of the typed text cannot match.
func letterMask(s string) (bits uint64) {
	for i := range len(s) {
		bits |= 1 << (s[i] & 63)
	}
	return bits
}

// GoTo returns the notes whose title, alias, slug or path matches what was typed best, best first, at most limit of them (0:
// all). The letters of each typed word must occur in the name in their order, in a path as a whole; the words may come in any
// order. Letters that are adjacent, begin a word or make up the whole name score higher. An empty string matches all notes,
// newest first.
func (x *Index) GoTo(ctx context.Context, typed string, limit int) ([]search.NameHit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	parts := strings.Fields(text.Fold(typed))
	if len(parts) == 0 {
		var hits []search.NameHit
		for _, h := range x.sortHits(x.alive, search.Request{Limit: limit}) {
			hits = append(hits, search.NameHit{Hit: h, Name: h.Title()})
		}
		return hits, nil
	}
	points := x.scorePool.Get().(*[]float32)
	defer x.releaseScores(points)
	x.scoreNames(parts, *points)
	x.scorePaths(parts, *points)
	var keys []scoredNote
	for _, i := range x.order(search.Date, false) {
		if p := (*points)[i]; p > 0 {
			keys = append(keys, scoredNote{p, i})
		}
	}
	keys = topScores(keys, limit)
	if limit > 0 {
		keys = keys[:min(limit, len(keys))]
	}
	hits := make([]search.NameHit, len(keys))
	for i, k := range keys {
		hits[i] = bestName(x.notes[k.number], parts)
		hits[i].Hit = x.newHit(k.number, k.score)
	}
	return hits, nil
}

// scoreNames raises the points of each note to those of its best title, alias or slug.
func (x *Index) scoreNames(parts []string, points []float32) {
	need := letterMask(strings.Join(parts, ""))
	g := x.nameTable()
	for j, name := range g.names {
		if g.letterMasks[j]&need != need {
			continue
		}
		if p := fuzzyScore(name, parts) * g.weights[j]; p > points[g.notes[j]] {
			points[g.notes[j]] = p
		}
	}
}

// scorePaths raises the points of each note to those of its path.
func (x *Index) scorePaths(parts []string, points []float32) {
	longest := slices.MaxFunc(parts, func(a, b string) int { return len(a) - len(b) })
	most := maxContainedScore(parts) * pathWeight
	x.paths().eachContaining(longest, func(i uint32, path string) {
		if points[i] >= most {
			return
		}
		if p := containedScore(path, parts) * pathWeight; p > points[i] {
			points[i] = p
		}
	})
}

// bestName returns the name of a note that explains best why parts match it, without the hit. The title explains it to a user
// who sees the title, unless its letters are scattered and another name has the parts as a whole.
func bestName(n *note.Note, parts []string) search.NameHit {
	best, most := search.NameHit{Name: n.Title}, float32(0)
	title := text.Fold(n.Title)
	if containedScore(title, parts) == 0 {
		try := func(kind search.NameKind, name string, weight float32, score func(name string, parts []string) float32) {
			if p := score(text.Fold(name), parts) * weight; p > most {
				most, best = p, search.NameHit{Kind: kind, Name: name}
			}
		}
		try(search.NameTitle, n.Title, 1, fuzzyScore)
		for _, a := range n.Aliases {
			try(search.NameAlias, a, aliasWeight, fuzzyScore)
		}
		try(search.NameSlug, n.Slug, slugWeight, fuzzyScore)
		try(search.NamePath, n.Path, pathWeight, containedScore)
		if containedScore(text.Fold(best.Name), parts) == 0 && fuzzyScore(title, parts) > 0 {
			best = search.NameHit{Name: n.Title}
		}
	}
	best.Spans = matchedSpans(best.Name, parts)
	if at := strings.LastIndex(n.Path, n.Slug); best.Kind == search.NameSlug && at >= 0 {
		best.Kind, best.Name = search.NamePath, n.Path
		for i := range best.Spans {
			best.Spans[i].Start += at
			best.Spans[i].End += at
		}
		if containedScore(text.Fold(n.Path), parts) > 0 {
			best.Spans = matchedSpans(n.Path, parts)
		}
	}
	return best
}
