package tui

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	tea "charm.land/bubbletea/v2"

	"quire/internal/library"
)

// A long note is on the screen before all of it is read; the rest arrives without moving the page.
func TestLongNote_IsShownBeforeItIsReadWhole(t *testing.T) {
	var text strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&text, "Paragraph %d with a [link](https://a.b/%d).\n\n", i, i)
	}
	d := drive(t, notes(map[string]string{"long.md": "# Long\n\n" + text.String()}))
	d.hold = true
	d.keys("enter")
	if len(d.held) != 1 {
		t.Fatalf("%d commands", len(d.held))
	}
	next, more := d.m.Update(d.held[0]())
	d.m, d.held = next.(Model), nil
	d.sees("Long", "Paragraph 0 with")
	begun := d.m.page.open.page.BlockCount()
	if begun < 100 || begun > 5000 {
		t.Errorf("%d blocks at first", begun)
	}
	d.keys("d", "d", "tab")
	anchor, screen := d.m.page.reader.Anchor(), d.text()
	d.held, d.hold = nil, false
	d.run(more)
	if got := d.m.page.open.page.BlockCount(); got != 20001 {
		t.Errorf("%d blocks in the end", got)
	}
	if d.m.page.reader.Anchor() != anchor || strings.Join(d.screen()[1:35], "") != strings.Join(strings.Split(screen, "\n")[1:35], "") {
		t.Errorf("at %+v, was at %+v:\n%s\nwas:\n%s", d.m.page.reader.Anchor(), anchor, d.text(), screen)
	}
	d.keys("G").sees("Paragraph 19999")
	// Another width does not read the note again.
	was := d.m.page.open.src.Doc
	if d.resize(90, 30).keys("q", "enter"); d.m.page.open.src.Doc != was {
		t.Error("the note was parsed again")
	}
	// A note that was left does not come back.
	d = drive(t, notes(map[string]string{"long.md": "# Long\n\n" + text.String()}))
	d.hold = true
	d.keys("enter")
	next, more = d.m.Update(d.held[0]())
	d.m, d.held = next.(Model), nil
	d.keys("q")
	d.held, d.hold = nil, false
	d.run(more)
	if d.m.screen != screenShelf || d.m.page.open.shown {
		t.Error("the note came back")
	}
}

// The details of a partial note list the broken links that it shows, whatever the catalog knows: the whole note has more
// links, and the file may have changed since the catalog was made.
func TestDetails_OfPreviewListOnlyItsOwnBrokenLinks(t *testing.T) {
	fill := strings.Repeat("Some words of a long note.\n\n", 20000)
	files := map[string]*fstest.MapFile{"long.md": {Data: []byte("# Long\n\n[a][later] and [b](gone.md)\n\n" + fill + "[later]: also-gone.md\n")}}
	d := drive(t, library.FromFS("notes", fstest.MapFS(files)))
	begin := func() (more tea.Cmd) {
		d.hold = true
		d.keys("enter")
		next, more := d.m.Update(d.held[0]())
		d.m, d.held, d.hold = next.(Model), nil, false
		return more
	}
	begin()
	d.keys("i").sees("line 3: gone.md: ").seesNot("also-gone")
	d.keys("esc", "q")
	files["long.md"].Data = []byte("# Long\n\n[1](gone-1.md) [2](gone-2.md)\n[3](gone-3.md) [4](gone-4.md)\n\n" + fill)
	begin()
	d.keys("i").sees("line 3: gone-1.md: ", "line 4: gone-4.md: ")
}
