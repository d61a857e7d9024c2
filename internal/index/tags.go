package index

import (
	"cmp"
	"slices"
	"strings"

	"quire/internal/note"
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
	var tags []TagCount
	for id, c := range counts {
		if c > 0 {
			tags = append(tags, TagCount{all.shown[id], c})
		}
	}
	slices.SortFunc(tags, func(a, b TagCount) int {
		return cmp.Or(cmp.Compare(b.Notes, a.Notes), strings.Compare(note.Fold(a.Tag), note.Fold(b.Tag)))
	})
	return tags
}
