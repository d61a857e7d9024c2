package tui

import "testing"

// In a window that is too small to show anything, no key acts on what is not seen.
func TestNoKeyActsUnseen(t *testing.T) {
	d := drive(t, notes(small())).resize(19, 4)
	d.keys("/", `"hub"`, "enter", "e")
	if d.m.focus != focusScreen || d.m.screen != screenShelf || d.m.query.Text() != "" || len(d.ran) > 0 {
		t.Errorf("screen %d, focus %d, query %q, ran %v", d.m.screen, d.m.focus, d.m.query.Text(), d.ran)
	}
	if d.keys("q"); !d.quit {
		t.Error("q does not quit")
	}
}
