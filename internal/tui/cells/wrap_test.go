package cells

import (
	"fmt"
	"testing"

	"quire/internal/text"
)

func TestWrap_BreaksAtSpaces(t *testing.T) {
	for _, c := range []struct {
		text    string
		w, most int
		want    string
	}{
		{"one two three", 7, 0, `["one two" "three"]`},
		{"one two three four", 7, 2, `["one two" "three…"]`},
		{"abcdefghij", 4, 0, `["abcd" "efgh" "ij"]`},
		{"日本語", 3, 0, `["日" "本" "語"]`},
		{"日本語", 1, 0, `["日" "本" "語"]`},
		{"  ", 4, 0, `[]`},
	} {
		if got := fmt.Sprintf("%q", Wrap(text.Graphemes, c.text, c.w, c.most, "…")); got != c.want {
			t.Errorf("Wrap(%q, %d, %d) = %s, want %s", c.text, c.w, c.most, got, c.want)
		}
	}
}
