package render

import (
	"strings"
	"testing"
	"time"

	"quire/internal/testclock"
	"quire/internal/theme"
)

const hyphenated = "# Über Donau\u00addampf\u00adschiffe\n\nEine **Donau\u00addampf**&shy;schiff\u00adfahrts\u00adgesell\u00adschaft, one/\u200btwo/\u200bthree. \u00ad\u200b\n\n" +
	"- [Donau\u00addampf\u00adschiff](a.md) und `co\u00adde`\n\n| Donau\u00addampf\u00adschiff | b |\n|---|---|\n| Gesell\u00adschaft | one\u200btwo |\n\n    co\u00adde\n"

// At every width the page has the same words, hyphens are none of its text, and no invisible character is left.
func TestPage_HyphenatesWords(t *testing.T) {
	plain := strings.NewReplacer("\u00ad", "", "&shy;", "", "\u200b", "").Replace(hyphenated)
	hyphens := 0
	for _, th := range themes() {
		for width := 4; width < 70; width++ {
			p, q := newPage(hyphenated, Options{Theme: th, Width: width}), newPage(plain, Options{Theme: th, Width: width})
			checkPage(t, hyphenated, p)
			for i := range p.BlockCount() {
				for _, l := range p.Block(i) {
					if strings.ContainsAny(l.ANSI(nil), lineBreaks) {
						t.Errorf("%d cells: %q", width, l.ANSI(nil))
					}
					if n := len(l.Runs); n > 0 && l.Runs[n-1].Text == "-" && l.Runs[n-1].IsDecoration {
						hyphens++
					}
				}
				if p.blocks[i].node != nil && hasTable(p.blocks[i].node) {
					continue
				}
				if got, want := JoinLines(p.Block(i)).Text, JoinLines(q.Block(i)).Text; got != want {
					t.Errorf("%d cells: joined %q, want %q", width, got, want)
				}
			}
		}
	}
	if hyphens < 100 {
		t.Errorf("only %d hyphens", hyphens)
	}
}

func TestPage_BreaksAtSoftHyphens(t *testing.T) {
	const src = "Die **Donau\u00addampf**&shy;schiff\u00adfahrt\u200b*s\u00adgesell\u00adschaft*."
	const want = "Die Donaudampf-\nschifffahrts-\ngesellschaft.\n"
	if got := pageText(newPage(src, Options{Theme: theme.Dark(), Width: 15})); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The invisible characters count for nothing when spaces are.
func TestPage_SpacesAroundInvisibleCharacters(t *testing.T) {
	for src, want := range map[string]string{
		"a \u00ad b": "a b\n", "a\u200b\n\u200bb": "a b\n", "日\u200b\n\u200b本": "日本\n", "a *\u00ad* b": "a b\n", "a\\\n\u00ad b": "a\nb\n",
	} {
		if got := pageText(newPage(src, Options{Theme: theme.Dark(), Width: 20})); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}

// The time does not grow with the square of the number of places to break a word.
func TestWrap_ManySoftHyphens(t *testing.T) {
	for _, unit := range []string{"a\u00ad", "a\u200b", "\u00ad", "a\u0301\u00adb", "a\u00ad "} {
		took := testclock.Measure(func() {
			_ = newPage(strings.Repeat(unit, 100_000), Options{Theme: theme.Dark(), Width: 8}).LineCount()
		})
		if took > 10*time.Second {
			t.Errorf("%+q: took %v", unit, took)
		}
	}
}
