package match

import "quire/internal/text"

// addNeedle records what an ASCII text must contain, in any case, if it contains a phrase that begins with a token: the
// letters and digits at the start of the token.
func (f *Finder) addNeedle(first text.Token) {
	end := 0
	for end < len(first.Text) && text.LowerASCIIWord(first.Text[end]) != 0 {
		end++
	}
	if end < len(first.Text) && first.Text[end] >= 0x80 {
		return // no ASCII text has such a token
	}
	f.asciiNeedles = append(f.asciiNeedles, first.Text[:end])
}

// LacksAll reports whether a text certainly contains none of the phrases, even if its control characters are replaced as by
// package safe; false means that it may contain some. It is a fast check for the usual case, a text in ASCII and a few
// phrases.
func (f *Finder) LacksAll(s string) bool {
	if f.IsEmpty() {
		return true
	}
	if len(f.expressions) > 0 || len(f.asciiNeedles) > maxPrefiltered || !isPlainASCII(s) {
		return false
	}
	for _, needle := range f.asciiNeedles {
		if needle == "" || containsFold(s, needle) {
			return false
		}
	}
	return true
}

// maxPrefiltered is the largest number of phrases for which LacksAll is faster than searching for all of them at once.
const maxPrefiltered = 8

// containsFold reports whether s contains word, which consists of ASCII letters in lower case and digits, in any case.
func containsFold(s, word string) bool {
	first := word[0]
	for i := 0; i+len(word) <= len(s); i++ {
		if text.LowerASCIIWord(s[i]) != first {
			continue
		}
		j := 1
		for j < len(word) && text.LowerASCIIWord(s[i+j]) == word[j] {
			j++
		}
		if j == len(word) {
			return true
		}
	}
	return false
}

// isPlainASCII reports whether s is in ASCII, without control characters other than tabs and line ends.
func isPlainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' && c != '\r' || c >= 0x7f {
			return false
		}
	}
	return true
}
