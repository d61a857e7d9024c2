package cli

import (
	"strings"
	"testing"

	"quire/internal/text"
	"quire/internal/theme"
)

func TestDrawBar_ClustersFitTheLabel(t *testing.T) {
	for _, cluster := range clusters {
		for width := 20; width < 60; width++ {
			name := strings.Repeat(cluster, 30)
			c := &chart{theme: theme.Plain(), width: width}
			c.fitLabels(1, func(int) string { return name })
			c.drawBar(name, 3, 3, theme.Style{})
			if w := text.Wcwidth.Width(strings.TrimSuffix(c.text.String(), "\n")); w > width {
				t.Errorf("%+q in %d: a line of %d cells: %s", cluster, width, w, c.text.String())
			}
		}
	}
}

func TestTruncateLeft_KeepsLineNumber(t *testing.T) {
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
		if got := c.truncateLeft(w.text, w.width); got != w.want {
			t.Errorf("%q in %d: %q, want %q", w.text, w.width, got, w.want)
		}
	}
}
