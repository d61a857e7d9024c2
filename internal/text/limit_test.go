package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLimit_CutsNoCharacter(t *testing.T) {
	for _, s := range []string{"", "a", "plain text", "日本語の長い題", "e\u0301e\u0301", strings.Repeat("👩\u200d👧", 9)} {
		for n := -1; n <= len(s)+1; n++ {
			got := Limit(s, n)
			if len(got) > max(n, 0) || !strings.HasPrefix(s, got) || !utf8.ValidString(got) || len(got) < min(n, len(s))-3 {
				t.Errorf("Limit(%q, %d) = %q", s, n, got)
			}
		}
	}
	if got := Limit("\x80\x80\x80\x80\x80\x80\x80\x80", 7); len(got) < 3 {
		t.Errorf("bytes that are no UTF-8: %q", got)
	}
}

func TestHead_IsBoundedByTheWindow(t *testing.T) {
	for _, unit := range []string{"a", "語", "\u0301", "👩\u200d👧"} {
		long := strings.Repeat(unit, 1_000_000)
		if got := Head(long, 80); len(got) > 81*BytesPerCell || len(got) < 80*BytesPerCell {
			t.Errorf("%q: %d bytes", unit, len(got))
		}
	}
}
