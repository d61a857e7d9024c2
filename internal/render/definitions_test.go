package render

import (
	"testing"

	"quire/internal/theme"
)

func TestDefinitions_ParagraphsArePartedByABlankLine(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"tight", "Term\n:   First.\n\n    Second.\n", "Term\n    First.\n\n    Second.\n"},
		{"loose", "Term\n\n:   First.\n\n    Second.\n", "Term\n    First.\n\n    Second.\n"},
		{"a list in a tight one", "Term\n:   First.\n    - a\n    - b\n", "Term\n    First.\n    • a\n    • b\n"},
		{"two of a term", "Term\n: one\n: two\n", "Term\n    one\n    two\n"},
	} {
		if got := pageText(newPage(c.src, Options{Width: 40, Theme: theme.Plain()})); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
