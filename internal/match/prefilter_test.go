package match

import (
	"strings"
	"testing"
)

// If LacksAll is true, the full search must find nothing.
func FuzzLacksAll(f *testing.F) {
	f.Add("Event-Driven events", "driven", "c++")
	f.Add("written in C++ and c#", "c++", "x")
	f.Add("the cell, based", "cell based", "b")
	f.Add("A caf\u00e9", "cafe", "CAF\u00c9")
	f.Add("k", "\u212a", "")
	f.Add("a-b", " -a b", "--")
	f.Add("a\x00b", "\u2400", "b")
	f.Fuzz(func(t *testing.T, text, one, other string) {
		words := []string{one, other}
		// The appended character is not ASCII, so the search skips the prefilter; it is not adjacent to a word.
		for _, whole := range []bool{false, true} {
			finder := newFinder(words, !whole)
			if !finder.LacksAll(text) {
				continue
			}
			if found := finder.findOccurrences(text + " \u3002"); len(found) > 0 {
				t.Errorf("LacksAll says that %q contains none of %q, but they are at %v", text, words, found)
			}
			visible := strings.Map(func(r rune) rune {
				if r < ' ' && !strings.ContainsRune("\t\r\n", r) {
					return 0x2400 + r
				}
				return r
			}, text)
			if found := finder.findOccurrences(visible); len(found) > 0 {
				t.Errorf("LacksAll says that %q contains none of %q, but as %q it does", text, words, visible)
			}
		}
	})
}
