package index

import (
	"strings"
	"testing"
)

// A note that is called what was typed comes before one that speaks of it often.
func TestCalled(t *testing.T) {
	c := made(
		"a.md\n---\ntitle: Advanced formatting syntax\n---\nBasic formatting syntax, basic formatting syntax, basic formatting syntax.",
		"b.md\n---\ntitle: Basic formatting syntax\n---\nSome formatting syntax that is basic, in a longer text of many words that say little.",
	)
	for _, text := range []string{"Basic formatting syntax", "basic format"} {
		if got := c.find(text, Options{Typing: true}); !strings.HasPrefix(got, "b") {
			t.Errorf("%s: %s", text, got)
		}
	}
}
