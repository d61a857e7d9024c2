package safe

import (
	"strings"
	"testing"
)

func TestFlow_KeepsPlacesToBreak(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Donau\u00addampf\u200bschiff", "Donau\u00addampf\u200bschiff"},
		{"a \u00adb\u200b c", "a b c"},
		{"a\u00ad\u00ad\u200bb", "a\u200bb"},
		{"e\u00ad\u0301 ❤\u200b\ufe0f", "e\u0301 ❤\ufe0f"},
		{"a\u00ad\x1b[31m\u202eb\u2060\ufeff", "a␛[31m\ufffdb"},
		{"\u200ba\u00ad", "\u200ba\u00ad"},
	} {
		if got := Flow(c.in); got != c.want {
			t.Errorf("Flow(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzFlow(f *testing.F) {
	f.Add("Donau\u00addampf\u200bschiff")
	f.Add("❤\u200b\ufe0f می\u00ad\u200cخواهم #\u00ad\ufe0f")
	f.Fuzz(func(t *testing.T, s string) {
		got := Flow(s)
		if again := Flow(got); again != got {
			t.Fatalf("Flow is not idempotent: %q then %q", got, again)
		}
		if shown := strings.Map(func(r rune) rune {
			if isBreak(r) {
				return -1
			}
			return r
		}, got); shown != Text(s) {
			t.Fatalf("without breaks, Flow is %q, and Text %q", shown, Text(s))
		}
	})
}
