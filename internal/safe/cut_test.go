package safe

import (
	"strings"
	"testing"

	"quire/internal/text"
)

func TestCut_IsSafeAndFits(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want string
	}{
		{"hello", 5, "hello"}, {"hello", 4, "hel…"}, {"hello", 0, ""}, {"a\x1b[1mb", 5, "a␛[1…"}, {"a\tb\n", 4, "a b "},
		{"9\ufe0f\u20e39\ufe0f\u20e39\ufe0f\u20e3", 4, "9\ufe0f\u20e3…"},
	} {
		if got := Cut(text.Graphemes, c.in, c.w, "…"); got != c.want {
			t.Errorf("Cut(%+q, %d) = %+q, want %+q", c.in, c.w, got, c.want)
		}
	}
	long := strings.Repeat("e"+strings.Repeat("\u0301", 40), 1000) // more bytes in a cell than Head expects
	for w := range 20 {
		got := Cut(text.Graphemes, long, w, "…")
		if text.Graphemes.Width(got) > w || w > 0 && !strings.HasSuffix(got, "…") {
			t.Errorf("Cut of a long text to %d cells: %+q", w, got)
		}
	}
}
