package tui

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/markdown"
)

// The way back from a footnote is a move on the page that is there, also while the rest of a long note is still being read.
func TestBackFromAFootnoteWhileTheNoteIsRead(t *testing.T) {
	var text strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&text, "## Section %d\n\n%s claim[^n%d].\n\n[^n%d]: Source %d.\n\n", i, strings.Repeat("word and word again ", 20), i, i, i)
	}
	d := drive(t, notes(map[string]string{"long.md": "# Long\n\n" + text.String()})).resize(80, 24)
	d.hold = true
	d.keys("enter")
	next, more := d.m.Update(d.held[0]())
	d.m, d.held = next.(Model), nil
	d.keys("tab")
	place := d.m.reader.Place()
	d.keys("enter").sees("back to the text")
	if !d.m.pages.asked[onPage] {
		t.Fatal("the rest of the note is there already")
	}
	d.keys("enter")
	if d.m.reader.Place() != place || len(d.m.queue) > 0 {
		t.Fatalf("at %+v, not %+v, %d keys waiting", d.m.reader.Place(), place, len(d.m.queue))
	}
	// What one did meanwhile is not undone by the rest, and the focus stays where it was.
	d.keys("enter")
	d.held, d.hold = nil, false
	d.run(more)
	if d.m.pages.asked[onPage] || d.m.trail.behind.n != 1 {
		t.Errorf("%d places behind", d.m.trail.behind.n)
	}
	if j, ok := d.m.footnote(); ok && j != (markdown.Jump{Footnote: 1, Back: true, Offset: j.Offset, Node: j.Node}) {
		t.Errorf("the focus is at %+v", j)
	}
}
