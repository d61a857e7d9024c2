package index

import (
	"strings"
	"testing"

	"quire/internal/search"
)

// A note whose title is what was typed ranks before one that mentions it often.
func TestSearch_RanksExactTitleFirst(t *testing.T) {
	c := corpusOf(
		"a.md\n---\ntitle: Advanced formatting syntax\n---\nBasic formatting syntax, basic formatting syntax, basic formatting syntax.",
		"b.md\n---\ntitle: Basic formatting syntax\n---\nSome formatting syntax that is basic, in a longer text of many words that say little.",
	)
	for _, text := range []string{"Basic formatting syntax", "basic format"} {
		if got := c.find(text, search.Request{Typing: true}); !strings.HasPrefix(got, "b") {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// A note is found by the words of its slug, which may differ from those of its title.
func TestSearch_FindsSlug(t *testing.T) {
	c := corpusOf(
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
		if got := c.find(q.text, search.Request{}); got != q.want {
			t.Errorf("%s finds %q, want %q", q.text, got, q.want)
		}
	}
}
