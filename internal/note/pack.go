package note

import (
	"slices"
	"strings"
)

// A library of a hundred thousand notes holds some millions of short strings. Most of them repeat another string of the
// same note: an id is part of the path. A packed note has a single text that holds each string once, its strings are
// stretches of that text, and they keep nothing of the file from which it was parsed in memory.

// maxSearched is how many bytes of the text are searched for a string that it may hold. Few notes have more.
const maxSearched = 4 << 10

// packNote moves all strings of n into a single text and clips its slices.
func (n *Note) packNote() {
	n.Tags, n.Routes, n.Redirects = slices.Clip(n.Tags), slices.Clip(n.Routes), slices.Clip(n.Redirects)
	n.Aliases, n.OtherPaths = slices.Clip(n.Aliases), slices.Clip(n.OtherPaths)
	var text strings.Builder
	text.Grow(256)
	offsets := make([]int, 0, 32)
	n.eachString(func(s *string) {
		at := strings.Index(text.String()[:min(text.Len(), maxSearched)], *s)
		if at < 0 {
			at = text.Len()
			text.WriteString(*s)
		}
		offsets = append(offsets, at)
	})
	whole, next := strings.Clone(text.String()), 0
	n.eachString(func(s *string) {
		at := offsets[next]
		*s = whole[at : at+len(*s)]
		next++
	})
}

// eachString calls visit for every string of the note, first for those that contain others.
func (n *Note) eachString(visit func(*string)) {
	for _, s := range []*string{&n.Path, &n.ID, &n.Slug, &n.Title} {
		visit(s)
	}
	for _, t := range textFields {
		visit(t.At(n))
	}
	for _, all := range [][]string{n.OtherPaths, n.Tags, n.Routes, n.Redirects, n.Aliases} {
		for i := range all {
			visit(&all[i])
		}
	}
	visit(&n.FieldData)
}
