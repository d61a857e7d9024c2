package render

import (
	"testing"
)

// Where a line breaks between a link's text and its sign, the next word is another word all the same.
func TestJoinLines_PartsWordsAtSigns(t *testing.T) {
	const src = "- [Donaudampfschiff](a.md) *and* [Donaudampfschiff](https://b.org) more\n"
	for _, th := range themes() {
		for width := 4; width < 50; width++ {
			if got, want := JoinLines(newPage(src, Options{Theme: th, Width: width}).Block(0)).Text, "Donaudampfschiff and Donaudampfschiff more"; got != want {
				t.Errorf("%s, %d cells: %q, want %q", th.Name, width, got, want)
			}
		}
	}
}
