package safe

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"quire/internal/testclock"
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
		{"zero\u200bwidth", "zerowidth"},
		{"soft\u00adhyphen", "softhyphen"},
		{"family 👨‍👩‍👧 heart ❤️ keycap 1️⃣", "family 👨‍👩‍👧 heart ❤️ keycap 1️⃣"},
		{"latin a\u200db", "latin ab"},
		{"فارسی می\u200cخواهم", "فارسی می\u200cخواهم"},
		{"tag \U000e0041", "tag "},
		{"mark \u200e\u200f\u2060\u034f\u3164.", "mark ."},
		{"葛\U000e0100飾 ∩\ufe00 a\ufe00\U000e0101 ᠠ\u180b", "葛\U000e0100飾 ∩\ufe00 a ᠠ\u180b"},
		{"می\u200b\u200cخ ی\u200c\u200ba", "می\u200cخ یa"},
		{"isolate \u2066x\u2069 separator \u2028 noncharacter \ufffe", "isolate \ufffdx\ufffd separator   noncharacter \ufffd"},
		{"bom \ufeff.", "bom ."},
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

// A text of nothing but ignored characters is read once, not once for each of them.
func TestText_LongRunsOfIgnoredCharacters(t *testing.T) {
	for _, unit := range []string{"\u200d", "\ufe0f", "\u200c\u200d", "\u00ad", "\u0628\u200d"} {
		for _, f := range []func(string) string{Text, Flow} {
			src := "\U0001f469" + strings.Repeat(unit, 100_000)
			if took := testclock.Measure(func() { f(src) }); took > 5*time.Second { // once for each takes a minute
				t.Errorf("%+q: %v", unit, took)
			}
		}
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
