package cells

import (
	"strings"
	"testing"

	"quire/internal/text"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

func TestCutAndFit_ExactWidth(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want string
	}{
		{"hello", 10, "hello"},
		{"hello", 5, "hello"},
		{"hello", 4, "hel…"},
		{"hello", 1, "…"},
		{"hello", 0, ""},
		{"日本語", 5, "日本…"},
		{"日本語", 4, "日…"},
		{"\x1b[1mhello\x1b[m", 4, "\x1b[1mhel…\x1b[m"},
	} {
		if got := text.Graphemes.Cut(c.in, c.w, "…"); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
		if got := text.Graphemes.Width(text.Graphemes.Fit(c.in, c.w, "…")); got != c.w {
			t.Errorf("Fit(%q, %d) is %d wide", c.in, c.w, got)
		}
	}
	if got := text.Graphemes.CutLeft("/home/me/notes", 8, "…"); got != "…e/notes" {
		t.Errorf("CutLeft = %q", got)
	}
}

func TestJustify_ExactWidth(t *testing.T) {
	for w := range 40 {
		for _, l := range []string{"", "a", "日本語のノート", "a rather long left side"} {
			for _, r := range []string{"", "3 of 12", "日本"} {
				if got := text.Graphemes.Width(Justify(text.Graphemes, l, r, w, 2, "…")); got != w {
					t.Errorf("Ends(%q, %q, %d) is %d wide", l, r, w, got)
				}
			}
		}
	}
	if got := Justify(text.Graphemes, "library › title", "3 of 12", 20, 2, "…"); got != "library › …  3 of 12" {
		t.Errorf("the left side is not cut first: %q", got)
	}
}

func TestOverlay_KeepsWidthAcrossWideCharacters(t *testing.T) {
	base := []string{"日本語日本語", "\x1b[31mabcdefghijkl\x1b[m", "short"}
	for x := range 12 {
		for i, line := range Overlay(text.Graphemes, base, []string{"##", "##", "##"}, x, 0, 12) {
			if got, want := text.Graphemes.Width(line), max(text.Graphemes.Width(base[i]), x+min(2, 12-x)); got != want {
				t.Errorf("x %d line %d: %d cells, want %d: %q", x, i, got, want, line)
			}
		}
	}
	if got := ansi.Strip(Overlay(text.Graphemes, base, []string{"##"}, 1, 0, 12)[0]); got != " ## 語日本語" {
		t.Errorf("halves of wide characters are not spaces: %q", got)
	}
}

func TestBox_DrawsTitleAndRemark(t *testing.T) {
	plain := func(s string) string { return s }
	got := Box(text.Graphemes, lipgloss.RoundedBorder(), "Tags", "all", []string{"aws", "front end"}, 16, 4, plain, "…")
	want := []string{
		"╭─ Tags ───────╮",
		"│ aws          │",
		"│ front end    │",
		"╰─ all ────────╯",
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("line %d: %q, want %q", i, got[i], want[i])
		}
	}
	if Box(text.Graphemes, lipgloss.RoundedBorder(), "x", "", nil, 3, 1, plain, "…") != nil {
		t.Error("a box is drawn without room for it")
	}
}

func TestCut_KeycapsFit(t *testing.T) {
	s := strings.Repeat("9️⃣ ", 20)
	for w := range 70 {
		if got := text.Graphemes.Width(text.Graphemes.Cut(s, w, "…")); got > w {
			t.Errorf("%d cells of %d", got, w)
		}
	}
}
