package note

import (
	"slices"
	"strings"
)

// A library of a hundred thousand notes holds some millions of short strings,
// most of which say what another one of the same note says already: an id is a part of
// the path. Packed, a note's strings are stretches of one text, in which each is written once,
// its details are bytes, and nothing of what it was parsed from stays behind.

// searched is how much of the text is looked through for a string that is there already. Few notes have more.
const searched = 4 << 10

// pack makes one text of all the strings of n, bytes of its details, and takes the slack out of its slices.
func (n *Note) pack(d *Details) {
	n.Tags, n.Routes, n.Aliases = slices.Clip(n.Tags), slices.Clip(n.Routes), slices.Clip(n.Aliases)
	var text strings.Builder
	text.Grow(256)
	offsets := make([]int, 0, 32)
	n.eachString(func(s *string) {
		at := strings.Index(text.String()[:min(text.Len(), searched)], *s)
		if at < 0 {
			at = text.Len()
			text.WriteString(*s)
		}
		offsets = append(offsets, at)
	})
	whole, given := strings.Clone(text.String()), 0
	n.eachString(func(s *string) {
		at := offsets[given]
		*s = whole[at : at+len(*s)]
		given++
	})
	n.SetDetails(d)
}

// eachString visits every string of a note, those that hold others first.
func (n *Note) eachString(visit func(*string)) {
	for _, s := range []*string{&n.Path, &n.ID, &n.Slug, &n.Title, &n.Author, &n.Description, &n.Series, &n.Lang} {
		visit(s)
	}
	for _, all := range [][]string{n.Tags, n.Routes, n.Aliases} {
		for i := range all {
			visit(&all[i])
		}
	}
}
