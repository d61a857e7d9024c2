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

// A note is found by the name it has in an address, whose words need not be those of its title.
func TestSlug(t *testing.T) {
	c := made(
		"2021-12-07-reinvent-2021.md\n---\ntitle: \"re:Invent 2021\"\n---\nA week of talks.",
		"other.md\nOf reinvent 2021 this one only speaks.",
		"trips/iceland/index.md\n---\ntitle: A cold week\n---\nRain.",
		"index.md\n---\ntitle: Home\n---\nHome.",
		"go.md\n---\ntitle: Go\n---\nThe title is the slug.",
		"twice.md\n---\ntitle: Go\n---\nThe title is not the slug.",
	)
	for _, q := range []struct{ text, want string }{
		{"reinvent-2021", "2021-12-07-reinvent-2021 other"}, {"reinvent", "2021-12-07-reinvent-2021 other"},
		{"iceland", "trips/iceland/index"}, {"index", ""}, {"title:reinvent", ""},
		{"go", "go twice"}, {"twice", "twice"},
	} {
		if got := c.find(q.text, Options{}); got != q.want {
			t.Errorf("%s finds %q, want %q", q.text, got, q.want)
		}
	}
}
