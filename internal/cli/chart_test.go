package cli

import (
	"testing"

	"quire/internal/theme"
)

// Of a place that is too long its line is still there.
func TestTheEndOfAPlace(t *testing.T) {
	c := &chart{theme: theme.Dark()}
	for _, w := range []struct {
		text  string
		width int
		want  string
	}{
		{"a/note.md:12", 12, "a/note.md:12"},
		{"a/note.md:12", 8, "…e.md:12"},
		{"日本語/note.md:12", 9, "…te.md:12"},
		{"a\x1b.md:1", 20, "a␛.md:1"},
	} {
		if got := c.end(w.text, w.width); got != w.want {
			t.Errorf("%q in %d: %q, want %q", w.text, w.width, got, w.want)
		}
	}
}
