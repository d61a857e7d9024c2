package match

import "testing"

// What is said to hold no word must hold none when it is looked at letter by letter.
func FuzzWithout(f *testing.F) {
	f.Add("Event-Driven events", "driven", "c++")
	f.Add("written in C++ and c#", "c++", "x")
	f.Add("the cell, based", "cell based", "b")
	f.Add("A caf\u00e9", "cafe", "CAF\u00c9")
	f.Add("k", "\u212a", "")
	f.Add("a-b", " -a b", "--")
	f.Fuzz(func(t *testing.T, text, one, other string) {
		words := []string{one, other}
		if !without(text, words) {
			return
		}
		// A letter that is not of ASCII keeps it from being told, and is next to nothing that is.
		for _, whole := range []bool{false, true} {
			if found := each(text+" \u3002", words, whole); len(found) > 0 {
				t.Errorf("%q holds none of %q, but at %v", text, words, found)
			}
		}
	})
}
