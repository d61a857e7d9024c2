package index

import (
	"cmp"
	"slices"
)

// TagCount is a tag and how many notes have it.
type TagCount struct {
	Tag   string // in the spelling that most notes have
	Notes int
}

// Tags counts the tags of hits, or of all notes when hits is nil: the commonest first, equals by name. A note with
// a/b counts for a/b alone.
func (x *Index) Tags(hits []Hit) []TagCount {
	all := x.tags()
	counts := make([]int, len(all.shown))
	if hits == nil {
		for id, notes := range all.notes {
			counts[id] = len(notes)
		}
	}
	for _, h := range hits {
		i := h.number - 1
		if h.number == 0 || int(i) >= len(x.notes) || x.notes[i] != h.Note { // not a hit of this index
			var ok bool
			if i, ok = x.number(h.Note.Path); !ok {
				continue
			}
		}
		for _, id := range all.values(i) {
			counts[id]++
		}
	}
	var ids []int
	for id, c := range counts {
		if c > 0 {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b int) int { // by numbers alone: they are counted anew with every key
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(all.ranks[a], all.ranks[b]))
	})
	var tags []TagCount
	for _, id := range ids {
		tags = append(tags, TagCount{all.shown[id], counts[id]})
	}
	return tags
}
