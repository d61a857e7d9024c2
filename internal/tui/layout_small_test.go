package tui

import "testing"

// In a window that is too small to show anything, only quitting works.
func TestTooSmallWindow_IgnoresKeys(t *testing.T) {
	d := drive(t, notes(sampleLibrary())).resize(19, 4)
	d.keys("/", `"hub"`, "enter", "e")
	if !d.m.isBare() || d.m.screen != screenShelf || d.m.shelf.query.Text() != "" || len(d.ran) > 0 {
		t.Errorf("screen %d, %s, query %q, ran %v", d.m.screen, d.m.receiver(), d.m.shelf.query.Text(), d.ran)
	}
	if d.keys("q"); !d.quit {
		t.Error("q does not quit")
	}
}
