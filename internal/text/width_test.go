package text

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// unevenTexts are texts whose width is neither that of their bytes nor that of their code points.
var unevenTexts = []string{
	"", "plain", "日本語のノート", "e\u0301a\u0308 accents", "9\ufe0f\u20e3 and #\ufe0f\u20e3", "❤\ufe0f heart", "👩\u200d👩\u200d👧 family", "🇩🇪🇫🇷🇩",
	"👍🏽 tone", "स्ते क्षि", "한국어 국어", "ไทย ก็", "\u200bzero\u2060", "a\u0301\u0302\u0303\u0304", "ﷺ", "…│─╭", "half ｶﾀ full ＡＢ",
	"\x1b[1mbold 日本\x1b[m", "\x1b[38;2;1;2;3m9\ufe0f\u20e3\x1b[0mx", "\x1b]8;id=q1;https://example.org\alink\x1b]8;;\a!", "a\x1b[31me\x1b[m\u0301",
	"வணக்கம் தமிழ்", "ນ້ຳ ພາສາ", "ភាសាខ្មែរ", "မြန်မာ", "العربية لُغَة", "שָׁלוֹם", "\u1112\u1161\u11ab\u1100\u1173\u11af", "👨🏽\u200d👩🏽\u200d👧🏽\u200d👦🏽", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
}

func TestWidth_CountsGraphemeClusters(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
	}{
		{"", 0}, {"abc", 3}, {"日本", 4}, {"e\u0301", 1}, {"9\ufe0f\u20e3", 2}, {"❤\ufe0f", 2}, {"👩\u200d👩\u200d👧", 2}, {"🇩🇪", 2}, {"👍🏽", 2},
		{"\x1b[1mab\x1b[m", 2}, {"\x1b]8;;https://example.org\ax\x1b]8;;\a", 1}, {"a\tb\n", 2},
	} {
		if got := Graphemes.Width(c.in); got != c.want {
			t.Errorf("Width(%+q) = %d, want %d", c.in, got, c.want)
		}
	}
	if got := Graphemes.PlainWidth("\x1b[1mab"); got != len("[1mab") {
		t.Errorf("PlainWidth hides an escape sequence: %d", got)
	}
}

// Bubble Tea paints with x/ansi's widths, so a layout with other widths would not fit its frames.
func TestWidth_EqualsThatOfThePainter(t *testing.T) {
	for _, a := range unevenTexts {
		for _, b := range unevenTexts {
			if got, want := Graphemes.Width(a+b), ansi.StringWidth(a+b); got != want {
				t.Errorf("Width(%+q) = %d, want %d", a+b, got, want)
			}
			if got, want := PaintedWcwidth.Width(a+b), ansi.StringWidthWc(a+b); got != want {
				t.Errorf("by wcwidth Width(%+q) = %d, want %d", a+b, got, want)
			}
		}
	}
}

// eachMethod runs a test for each way to count.
func eachMethod(t *testing.T, test func(t *testing.T, m WidthMethod)) {
	for m, name := range []string{Wcwidth: "wcwidth", PaintedWcwidth: "painted", Graphemes: "graphemes"} {
		t.Run(name, func(t *testing.T) { test(t, WidthMethod(m)) })
	}
}

func TestClusters_AreTheWholeText(t *testing.T) { eachMethod(t, testClusters) }

func testClusters(t *testing.T, m WidthMethod) {
	for _, s := range unevenTexts {
		end, width := 0, 0
		for at, cluster := range Clusters(s) {
			if at != end || cluster == "" || !strings.HasPrefix(s[at:], cluster) {
				t.Fatalf("%+q: cluster %+q at %d, want %d", s, cluster, at, end)
			}
			first, cells := m.First(s[at:])
			if first != cluster || FirstCluster(s[at:]) != cluster {
				t.Errorf("%+q: First is %+q, not %+q", s[at:], first, cluster)
			}
			end, width = end+len(cluster), width+cells
		}
		if end != len(s) || width != m.PlainWidth(s) {
			t.Errorf("%+q: clusters take %d bytes and %d cells", s, end, width)
		}
	}
}

func TestPad_FillsButNeverCuts(t *testing.T) { eachMethod(t, testPad) }

func testPad(t *testing.T, m WidthMethod) {
	for _, s := range unevenTexts {
		for w := -1; w < 12; w++ {
			want := max(w, m.Width(s))
			for _, got := range []string{m.Pad(s, w), m.PadLeft(s, w)} {
				if m.Width(got) != want || !strings.Contains(got, s) {
					t.Errorf("%+q padded to %d is %+q", s, w, got)
				}
			}
		}
	}
}

func BenchmarkWidth(b *testing.B) {
	for name, s := range map[string]string{
		"hindi": strings.Repeat("हिन्दी में ", 8), "thai": strings.Repeat("ภาษาไทย", 9), "emoji": strings.Repeat("👩🏽\u200d🚀 ", 12),
		"ascii": strings.Repeat("some words ", 7), "cjk": strings.Repeat("日本語", 13), "accents": strings.Repeat("déjà vu, ", 9),
		"styled": strings.Repeat("\x1b[38;5;12mwords\x1b[m and ", 8),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Graphemes.Width(s)
			}
		})
		b.Run(name+"-wcwidth", func(b *testing.B) {
			for b.Loop() {
				PaintedWcwidth.Width(s)
			}
		})
		b.Run(name+"-wcwidth-ansi", func(b *testing.B) {
			for b.Loop() {
				ansi.StringWidthWc(s)
			}
		})
		b.Run(name+"-ansi", func(b *testing.B) {
			for b.Loop() {
				ansi.StringWidth(s)
			}
		})
	}
}
