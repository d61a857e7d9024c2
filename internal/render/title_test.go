package render

import (
	"strings"
	"testing"

	"quire/internal/note"
)

// Only the H1 that became the title is left out of the page: the title line shows it.
func TestHeader_LeavesOutOnlyTheHeadingOfTheTitle(t *testing.T) {
	for src, want := range map[string]int{
		"# Kiln\n\nwords\n":                            1,
		"![x](x.png)\n\n# Kiln\n\nwords\n":             1,
		"words\n\n# Kiln\n\nmore\n":                    1,
		"## Kiln\n\nwords\n":                           2,
		"---\nbad: x: y\n# Kiln\n---\n# Kiln\n\nwords": 2,
		"---\ntitle: Kiln\n---\n# Kiln\n\nwords\n":     2,
		"## Kiln\n\nwords\n\n### Kiln\n\n#### Glaze\n": 3,
		"# Kiln\n\nwords\n\n# Kiln\n\nthe second\n":    2,
		"# :fire: Kiln\n\nwords\n":                     1,
		"# Kiln <Badge text=\"new\" />\n\nwords\n":     2,
	} {
		n := note.Parse("note.md", []byte(src))
		p := New(Source{Note: n.Note, Doc: n.Doc, BodyLine: n.BodyLine}, Options{Width: 80, Header: true})
		if got := strings.Count(pageText(p), "Kiln"); got != want {
			t.Errorf("%q shows it %d times, want %d:\n%s", src, got, want, pageText(p))
		}
	}
}
