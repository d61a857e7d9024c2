package tui

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/markdown"
	"quire/internal/tui/loader"
)

// Going back from a footnote moves on the current page, even while the rest of a long note is being read.
func TestFootnote_BackWhileNoteIsStillRead(t *testing.T) {
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
	anchor := d.m.page.reader.Anchor()
	d.keys("enter").sees("back to the text")
	if !d.m.page.loader.IsPending(loader.Page) {
		t.Fatal("the whole note is already loaded")
	}
	d.keys("enter")
	if d.m.page.reader.Anchor() != anchor || len(d.m.keyQueue) > 0 {
		t.Fatalf("at %+v, not %+v, %d keys waiting", d.m.page.reader.Anchor(), anchor, len(d.m.keyQueue))
	}
	// The rest of the note does not undo what happened meanwhile, and the selection stays.
	d.keys("enter")
	d.held, d.hold = nil, false
	d.run(more)
	if d.m.page.loader.IsPending(loader.Page) || d.m.history.behind.size != 1 {
		t.Errorf("%d entries in the history", d.m.history.behind.size)
	}
	if j, ok := d.m.page.currentFootnote(); ok && j != (markdown.FootnoteJump{Footnote: 1, Back: true, Offset: j.Offset, Node: j.Node}) {
		t.Errorf("selected: %+v", j)
	}
}
