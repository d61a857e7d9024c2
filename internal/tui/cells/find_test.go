package cells

import (
	"fmt"
	"testing"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text  string
		words []string
		want  string
	}{
		{"re:Invent 2021", []string{"invent"}, "[{3 9}]"},
		{"Reinventing", []string{"invent"}, "[]"},
		{"Café au lait", []string{"cafe"}, "[{0 5}]"},
		{"Cafe\u0301 au lait", []string{"café"}, "[{0 6}]"},
		{"cafe au lait", []string{"CAFÉ"}, "[{0 4}]"},
		{"日本語の記事", []string{"記事"}, "[{12 18}]"},
		{"a b a", []string{"a", "b a"}, "[{0 1} {2 5}]"},
		{"Event-Driven events", []string{"event", "driven"}, "[{0 5} {6 12} {13 18}]"},
		{"x", []string{""}, "[]"},
		{"", []string{"x"}, "[]"},
	} {
		if got := fmt.Sprint(Find(c.text, c.words)); got != c.want {
			t.Errorf("Find(%q, %q) = %s, want %s", c.text, c.words, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text    string
		w, most int
		want    string
	}{
		{"one two three", 7, 0, `["one two" "three"]`},
		{"one two three four", 7, 2, `["one two" "three…"]`},
		{"abcdefghij", 4, 0, `["abcd" "efgh" "ij"]`},
		{"日本語", 3, 0, `["日" "本" "語"]`},
		{"日本語", 1, 0, `["日本語"]`},
		{"  ", 4, 0, `[]`},
	} {
		if got := fmt.Sprintf("%q", Wrap(c.text, c.w, c.most, "…")); got != c.want {
			t.Errorf("Wrap(%q, %d, %d) = %s, want %s", c.text, c.w, c.most, got, c.want)
		}
	}
}
