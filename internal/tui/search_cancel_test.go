package tui

import "testing"

// The answer to a search that a later one has ended is none, even when the user has come back to its query meanwhile.
func TestSearch_EndedByAnotherHasNoAnswer(t *testing.T) {
	t.Parallel()
	d := drive(t, notes(map[string]string{"a.md": "# Alpha\n", "b.md": "# Beta\n"}))
	d.keys("/")
	d.hold = true
	d.keys(`"a"`, `"l"`, "backspace")
	d.release(false)
	d.sees("Alpha", "1 of 2").seesNot("canceled")

	ended, begun := d.m.shelf.requestSearch("beta", false)
	ended.requestSearch("alpha", false)
	if msg := begun(); msg != nil {
		t.Errorf("an ended search answers with %#v", msg)
	}
}
