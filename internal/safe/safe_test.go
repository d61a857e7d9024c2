package safe

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText_ReplacesWhatATerminalWouldObey(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"plain words, ünïcödé, 日本語", "plain words, ünïcödé, 日本語"},
		{"a\x1b[31mred", "a␛[31mred"},
		{"a\nb\tc\rd", "a b c d"},
		{"bell\a del\x7f nul\x00", "bell␇ del␡ nul␀"},
		{"c1 \u009b31m", "c1 \ufffd31m"},
		{"raw \x9b31m", "raw \ufffd31m"},
		{"bidi \u202egnp.exe", "bidi \ufffdgnp.exe"},
		{"zero\u200bwidth", "zero\ufffdwidth"},
		{"soft\u00adhyphen", "soft\ufffdhyphen"},
		{"family 👨‍👩‍👧 heart ❤️ keycap 1️⃣", "family 👨‍👩‍👧 heart ❤️ keycap 1️⃣"},
		{"latin a\u200db", "latin a\ufffdb"},
		{"فارسی می\u200cخواهم", "فارسی می\u200cخواهم"},
		{"tag \U000e0041", "tag \ufffd"},
		{"bom \ufeff", "bom \ufffd"},
		{"kept \ufffd", "kept \ufffd"},
	} {
		if got := Text(c.in); got != c.want {
			t.Errorf("Text(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestBlock_KeepsLineFeedsAndTabs(t *testing.T) {
	if got := Block("a\n\tb\x1b\r\n"); got != "a\n\tb␛ \n" {
		t.Errorf("Block = %q", got)
	}
}

func TestText_DoesNotAllocateForCleanText(t *testing.T) {
	s := strings.Repeat("clean text – with dashes ", 10)
	if n := testing.AllocsPerRun(100, func() { Text(s) }); n != 0 {
		t.Errorf("Text allocates %v times on clean text", n)
	}
}

func FuzzText(f *testing.F) {
	f.Add("a\x1b]52;c;aGk=\ab")
	f.Add("é\u0301 👩‍🚀 \u202e")
	f.Fuzz(func(t *testing.T, s string) {
		got := Text(s)
		if !utf8.ValidString(got) {
			t.Fatalf("Text(%q) is not valid UTF-8: %q", s, got)
		}
		for _, r := range got {
			if r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
				t.Fatalf("Text(%q) lets %U through", s, r)
			}
		}
		if again := Text(got); again != got {
			t.Fatalf("Text is not idempotent: %q then %q", got, again)
		}
	})
}
