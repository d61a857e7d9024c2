package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quire/internal/library"
)

// newWritableLibrary makes a library on the disk, and returns a function that rewrites its only note.
func newWritableLibrary(t *testing.T) (*library.Library, func(string)) {
	t.Helper()
	dir := t.TempDir()
	put := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("# A\n")
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l, put
}

// A search in the page stays at its match when a reload adds matches before it.
func TestReload_KeepsCurrentMatch(t *testing.T) {
	l, put := newWritableLibrary(t)
	put("# A\n\nA needle.\n\nTwo: needle needle.\n\n" + strings.Repeat("Hay.\n\n", 60) + "The last needle.\n")
	d := drive(t, l).keys("enter", "/", `"needle"`, "enter", "n", "n").sees("3 of 4")
	put("# A\n\nNew needle.\n\nNew needle, too.\n\nA needle.\n\nTwo: needle needle.\n\n" + strings.Repeat("Hay.\n\n", 60) + "The last needle.\n")
	d.keys("r")
	d.m.notice = notice{}
	d.sees("5 of 6")
	d.resize(50, 20).sees("5 of 6").keys("n").sees("6 of 6", "The last")
	put("# A\n\nA needle.\n\n" + strings.Repeat("Hay.\n\n", 60))
	d.keys("r")
	d.m.notice = notice{}
	d.sees("1 of 1")
}

// Tab visits folds, links and footnotes in the order of their lines, even when a footnote has two references.
func TestTab_VisitsStopsInLineOrder(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "# A\n\nOnce[^x].\n\n> [!tip]+ First\n> With [a link](b.md).\n\n[^x]: The note, [there](b.md).\n\nTwice[^x] and [out](b.md).\n\n> [!note]- Second\n> Hidden.\n\n" +
		"Again[^y].\n\n[^y]: Short.\n\n> [!note]+ Third\n> Text.\n", "b.md": "# B\n"}))
	d.keys("ctrl+p", `"A"`, "enter")
	page := d.m.page.open.page
	seen := map[int]bool{}
	last := -1
	for _, s := range page.FocusOrder() {
		at, ok := page.LinkPos(s)
		if !ok && !seen[s] {
			continue // inside a fold
		}
		if line := at.Block*1000 + at.Line; seen[s] || line < last {
			t.Errorf("stop %d at %+v comes late or twice: %v", s, at, page.FocusOrder())
		} else {
			last = line
		}
		seen[s] = true
	}
	if len(seen) < 10 {
		t.Errorf("%d stops", len(seen))
	}
}
