package text

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestCut_MarksWhatItCutOff(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want string
	}{
		{"hello", 10, "hello"}, {"hello", 5, "hello"}, {"hello", 4, "hel…"}, {"hello", 1, "…"}, {"hello", 0, ""}, {"hello", -1, ""},
		{"日本語", 6, "日本語"}, {"日本語", 5, "日本…"}, {"日本語", 4, "日…"}, {"日本語", 2, "…"},
		{"9\ufe0f\u20e39\ufe0f\u20e3", 3, "9\ufe0f\u20e3…"}, {"👩\u200d👧👩\u200d👧", 3, "👩\u200d👧…"}, {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
		{"\x1b[1mhello\x1b[m", 4, "\x1b[1mhel…\x1b[m"},
		{"\x1b]8;;u\ahello\x1b]8;;\a", 3, "\x1b]8;;u\ahe…\x1b]8;;\a"},
	} {
		if got := Graphemes.Cut(c.in, c.w, "…"); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
	}
	if got := Graphemes.Cut("hello", 2, "..."); got != "he" {
		t.Errorf("a tail wider than the line stays: %q", got)
	}
}

func TestCutLeft_MarksWhatItCutOff(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want string
	}{
		{"/home/me/notes", 8, "…e/notes"}, {"notes", 5, "notes"}, {"notes", 0, ""}, {"日本語", 5, "…本語"}, {"日本語", 4, "… 語"}, {"notes", 1, "…"},
		{"\x1b[1mnotes\x1b[m", 3, "…\x1b[1mes\x1b[m"},
	} {
		if got := Graphemes.CutLeft(c.in, c.w, "…"); got != c.want {
			t.Errorf("CutLeft(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
	}
}

// What is cut to a width has that width on the screen, whatever it consists of.
func TestCuts_NeverExceedTheWidth(t *testing.T) { eachMethod(t, testCuts) }

func testCuts(t *testing.T, m WidthMethod) {
	for _, a := range unevenTexts {
		for _, b := range unevenTexts {
			s := a + b
			all := m.Width(s)
			for w := range all + 2 {
				for _, tail := range []string{"", "…", "...", "日"} {
					if got := m.Width(m.Cut(s, w, tail)); got > w || got < min(w-widestCluster(m, s)+1, all) {
						t.Errorf("Cut(%+q, %d, %q) takes %d cells", s, w, tail, got)
					}
					if got := m.Width(m.CutLeft(s, w, tail)); got != min(w, all) && tail != "日" {
						t.Errorf("CutLeft(%+q, %d, %q) takes %d cells", s, w, tail, got)
					}
					if got := m.Width(m.Fit(s, w, tail)); got != w {
						t.Errorf("Fit(%+q, %d, %q) takes %d cells", s, w, tail, got)
					}
				}
				if got := m.Width(m.Drop(s, w)); got != max(all-w, 0) {
					t.Errorf("Drop(%+q, %d) leaves %d cells of %d", s, w, got, all)
				}
			}
		}
	}
}

// widestCluster returns the cells of the widest cluster of s, at least 2: so much room a cut may leave, less a cell.
func widestCluster(m WidthMethod, s string) int {
	widest := 2
	for _, c := range Clusters(s) {
		widest = max(widest, m.PlainWidth(c))
	}
	return widest
}

func TestPrefixAndSuffix_AreWholeClusters(t *testing.T) { eachMethod(t, testPrefixAndSuffix) }

func testPrefixAndSuffix(t *testing.T, m WidthMethod) {
	for _, s := range unevenTexts {
		isEdge := map[int]bool{len(s): true}
		for at := range Clusters(s) {
			isEdge[at] = true
		}
		all := m.PlainWidth(s)
		for w := range all + 2 {
			head, end := m.Prefix(s, w), m.Suffix(s, w)
			if !strings.HasPrefix(s, head) || !isEdge[len(head)] || m.PlainWidth(head) > w || m.PlainWidth(head) < min(w-widestCluster(m, s)+1, all) {
				t.Errorf("Prefix(%+q, %d) = %+q", s, w, head)
			}
			if !strings.HasSuffix(s, end) || !isEdge[len(s)-len(end)] || m.PlainWidth(end) > w || m.PlainWidth(end) < min(w-widestCluster(m, s)+1, all) {
				t.Errorf("Suffix(%+q, %d) = %+q", s, w, end)
			}
		}
	}
}

// A text of any length costs as much as a line.
func TestCut_ReadsNoMoreThanALine(t *testing.T) {
	for _, unit := range []string{"a", "語", "👩\u200d👧"} {
		long := strings.Repeat(unit, 1_000_000)
		if n := testing.AllocsPerRun(1, func() { Graphemes.Cut(long, 80, "…") }); n > 1000 {
			t.Errorf("%q: %.0f allocations", unit, n)
		}
		if got := Graphemes.Width(Graphemes.Cut(long, 80, "…")); got < 79 || got > 80 {
			t.Errorf("%q: %d cells", unit, got)
		}
	}
}

func BenchmarkCut(b *testing.B) {
	for name, s := range map[string]string{
		"cjk": strings.Repeat("日本語", 20), "styled": strings.Repeat("\x1b[38;5;12mwords\x1b[m and ", 20),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Graphemes.Cut(s, 80, "…")
			}
		})
		b.Run(name+"-ansi", func(b *testing.B) {
			for b.Loop() {
				ansi.Truncate(s, 80, "…")
			}
		})
	}
}

// FuzzCut checks that every text, also one that holds half an escape sequence, is cut, padded and wrapped to its width. A text
// that is no valid UTF-8 has no width, but must not crash.
func FuzzCut(f *testing.F) {
	for i, s := range unevenTexts {
		f.Add(s, i)
	}
	for i, s := range []string{"\xff\xfe語", "\x9b1m語", "\x1b", "\x1b[", "\x1b]8;;x", "a\x1b語", "\u009b1m", "\r\n", "\x00\x7f", "\u200d\u200d", "\ufe0f\u20e3"} {
		f.Add(s, i)
	}
	f.Fuzz(func(t *testing.T, s string, w int) {
		for _, m := range []WidthMethod{Wcwidth, PaintedWcwidth, Graphemes} {
			fuzzCut(t, m, s, w%100)
		}
	})
}

func fuzzCut(t *testing.T, m WidthMethod, s string, w int) {
	m.Fit(s, w, "…")
	m.CutLeft(s, w, "…")
	m.Wrap(s, Lines{Width: w})
	s = strings.ToValidUTF8(s, "\ufffd")
	sum := 0
	for _, c := range Clusters(s) {
		sum += m.PlainWidth(c)
	}
	if got := m.PlainWidth(s); got != sum {
		t.Errorf("%+q takes %d cells, its clusters %d", s, got, sum)
	}
	for name, got := range map[string]string{"Cut": m.Cut(s, w, "…"), "CutLeft": m.CutLeft(s, w, "…"), "Fit": m.Fit(s, w, "…")} {
		if n := m.Width(got); n > max(w, 0) || name == "Fit" && n != max(w, 0) && !strings.ContainsRune(s, escape) {
			t.Errorf("%s(%+q, %d) takes %d cells: %+q", name, s, w, n, got)
		}
	}
	if head, end := m.Prefix(s, w), m.Suffix(s, w); m.PlainWidth(head) > max(w, 0) || m.PlainWidth(end) > max(w, 0) || !strings.HasPrefix(s, head) || !strings.HasSuffix(s, end) {
		t.Errorf("%+q to %d: Prefix is %+q, Suffix %+q", s, w, head, end)
	}
	for _, line := range append(m.Wrap(s, Lines{Width: w, Hyphens: true}), m.Break(s, Lines{Width: w})...) {
		if n := m.PlainWidth(line); n > max(w, 2) {
			t.Errorf("%+q to %d: a line of %d cells", s, w, n)
		}
	}
	if got := strings.Join(m.Break(s, Lines{Width: max(w, 1)}), ""); got != s {
		t.Errorf("Break(%+q, %d) keeps %+q", s, w, got)
	}
}
