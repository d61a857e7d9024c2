package index

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"

	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/text"
)

// CountTags counts the tags of all notes, most common first, ties by name.
func (x *Index) CountTags(ctx context.Context) ([]search.ValueCount, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return x.countTags(x.alive), nil
}

// countTags counts the tags of the notes in found, most common first, ties by name. A note tagged a/b counts for a/b only.
func (x *Index) countTags(found bitset) []search.ValueCount {
	return x.countFacet(x.tags(), found)
}

// newTagTree returns the facet of the tags and of those that they are nested in: a/b and a of a note tagged a/b. In a library
// without nested tags it is the facet of the tags.
func (x *Index) newTagTree() *facet {
	tags := x.tags()
	if !slices.ContainsFunc(tags.keys, func(key string) bool { return strings.Contains(key, "/") }) {
		return tags
	}
	return x.lazyFacet(func(b *facetBuilder, i uint32, n *note.Note) {
		for _, t := range n.Tags {
			t = strings.TrimRight(t, "/") // #a/ finds what #a finds
			b.add(i, t)
			if len(t) > maxNestedTagBytes {
				continue
			}
			for at := strings.LastIndexByte(t, '/'); at > 0; at = strings.LastIndexByte(t[:at], '/') {
				if parent := strings.TrimRight(t[:at], "/"); strings.TrimSpace(parent) == parent { // #a finds a/b, but not "a / b"
					b.add(i, parent)
				}
			}
		}
	})()
}

// maxNestedTagBytes is the length beyond which a tag does not count for what it is nested in, since it may have as many levels
// as bytes.
const maxNestedTagBytes = 1024

// countFacet counts the values of a facet of the notes in found, most common first, ties by name.
func (x *Index) countFacet(all *facet, found bitset) []search.ValueCount {
	counts := make([]int, len(all.display))
	if found.len() == len(x.byPath) {
		for id, notes := range all.notes {
			counts[id] = len(notes)
		}
	} else {
		found.each(func(i uint32) {
			for _, id := range all.valuesOf(i) {
				counts[id]++
			}
		})
	}
	var ids []int
	for id, c := range counts {
		if c > 0 {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b int) int { // compares numbers only, since this runs with every key press
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(all.ranks[a], all.ranks[b]))
	})
	var tags []search.ValueCount
	for _, id := range ids {
		tags = append(tags, search.ValueCount{Value: all.display[id], Notes: counts[id]})
	}
	return tags
}

// CountNotesWithTag returns the number of notes with a tag, ignoring case. A note tagged a/b counts for a/b only.
func (x *Index) CountNotesWithTag(ctx context.Context, tag string) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	all, key := x.tags(), text.Fold(note.FoldName(tag))
	for i := sort.SearchStrings(all.keys, key); i < len(all.keys) && all.keys[i] == key; i++ {
		if note.FoldName(all.display[i]) == note.FoldName(tag) { // keys lack accents, which may distinguish two tags
			return len(all.notes[i]), nil
		}
	}
	return 0, nil
}
