package render

import (
	"testing"

	"quire/internal/note"
	"quire/internal/theme"
)

// Each line of a text file knows its line in the file, also the first one that is not empty, since the editor opens
// there.
func TestVerbatim_LinesHaveSource(t *testing.T) {
	for _, c := range []struct {
		file, text string
		want       map[string]int
	}{
		{"a.txt", "\n\none\n\n    two and words\nthree", map[string]int{"one": 3, "    two and": 5, "    words": 5, "three": 6}},
		{"a.go", "\npackage x\n\nvar a = `a long line`\n", map[string]int{"package x": 2, "var a = `a long line`": 4}},
	} {
		n := note.ParseText(c.file, []byte(c.text))
		p := New(Source{Note: n.Note, Doc: n.Doc, BodyLine: n.BodyLine, Verbatim: true}, Options{Theme: theme.Dark(), Width: 12})
		seen := map[string]int{}
		for i := range p.BlockCount() {
			for _, l := range p.Block(i) {
				seen[l.Text()] = l.Source
			}
		}
		for text, line := range c.want {
			if seen[text] != line {
				t.Errorf("%s: %q is line %d, want %d: %v", c.file, text, seen[text], line, seen)
			}
		}
	}
}
