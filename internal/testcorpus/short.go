package testcorpus

import "testing"

// TryShortTexts calls try with each text of at most length signs; a sign is any text, such as "a" or "{{". If try panics, the test
// fails and names the text. Parsers look a byte ahead in many places, and all short texts together meet each of them at the
// end of the input.
func TryShortTexts(t *testing.T, signs []string, length int, try func(text string)) {
	t.Helper()
	current := ""
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%q: %v", current, r)
			panic(r) // with the stack of the parser
		}
	}()
	for from := []string{""}; ; length-- {
		for _, current = range from {
			try(current)
		}
		if length == 0 {
			return
		}
		longer := make([]string, 0, len(from)*len(signs))
		for _, text := range from {
			for _, sign := range signs {
				longer = append(longer, text+sign)
			}
		}
		from = longer
	}
}

// ShortLength returns the length up to which a test calls TryShortTexts: full, or one less in a short run.
func ShortLength(full int) int {
	if testing.Short() {
		return full - 1
	}
	return full
}
