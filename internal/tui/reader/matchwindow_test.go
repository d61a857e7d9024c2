package reader

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	words "quire/internal/match"
	"quire/internal/render"
)

// Whatever part of a match is in the window is found there as in the whole block, also where a line of many bytes hides most
// of itself.
func TestFindInWindow_EqualsWholeBlockOnTheScreen(t *testing.T) {
	const width = 20
	long := strings.Repeat("some words of code ", 2000)
	for name, source := range map[string]string{
		"code":    "```\nnight " + long + "night\ntrain north\n" + long + "\nlast night\ntrain\n```\n",
		"accents": "```\nnight e" + strings.Repeat("\u0301", 50_000) + " night\ntrain e\u0301\n```\n",
		"table":   "| night | " + long + " |\n|---|---|\n| night train | x |\n",
		"short":   "The night\ntrain goes north at night.\n",
	} {
		lines := onePage(source).Block(0)
		for _, query := range []string{"night", "night train", "code night train", "e train", "words of", "é", "x", "goes"} {
			for kind, s := range map[string]search{"words": {finder: words.NewPrefixFinder([]string{query})}, "text": {pattern: query}} {
				want, got := onScreen(s.findInBlock(0, lines), width), onScreen(s.findInWindow(0, lines, width), width)
				if !slices.Equal(got, want) {
					t.Errorf("%s, %q as %s: %v, want %v", name, query, kind, got, want)
				}
			}
		}
		if len(onScreen(search{pattern: "night"}.findInWindow(0, lines, width), width)) == 0 {
			t.Errorf("%s: nothing is found", name)
		}
	}
}

// onScreen returns the parts of matches that begin in the first w bytes of a line, cut there.
func onScreen(found []match, w int) []string {
	var parts []string
	for _, m := range found {
		for _, r := range m.ranges {
			if r.From < w {
				parts = append(parts, fmt.Sprint(render.LineRange{Line: r.Line, From: r.From, To: min(r.To, w)}))
			}
		}
	}
	slices.Sort(parts)
	return parts
}

// The beginning of a long line suffices to search what a window shows of it.
func TestSplitLongLine_KeepsFewBytes(t *testing.T) {
	for _, s := range []string{"e" + strings.Repeat("\u0301", 50_000), strings.Repeat("word ", 20_000), strings.Repeat("語", 30_000)} {
		whole := render.Line{Runs: []render.Run{{Text: s[:30_001]}, {Text: s[30_001:]}}}
		head, tail, isSplit := splitLongLine(whole, 20)
		if n := len(head.Text()) + len(tail.Text()); !isSplit || n > 2000 {
			t.Errorf("%.10q: %d bytes are left", s, n)
		}
		if !strings.HasPrefix(s, head.Text()) || !strings.HasSuffix(s, tail.Text()) {
			t.Errorf("%.10q: not the two ends of the line", s)
		}
	}
}
