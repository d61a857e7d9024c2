package cells

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Span is a stretch of bytes of a text.
type Span struct{ From, To int }

// Find is where words stand in a plain text, at the beginning of its words, without regard to case and
// accents (as a search finds them); in order, without overlaps.
func Find(text string, words []string) []Span {
	if len(words) == 0 {
		return nil
	}
	letters, at := fold(text)
	var found []Span
	for _, w := range words {
		word, _ := fold(w)
		if len(word) == 0 {
			continue
		}
		for i := 0; i+len(word) <= len(letters); i++ {
			if !equal(letters[i:i+len(word)], word) || (i > 0 && joins(letters[i-1]) && joins(letters[i])) {
				continue
			}
			found = append(found, Span{at[i], at[i+len(word)]})
		}
	}
	return merged(found)
}

// fold is the letters of s as they are compared, and the byte where each begins in s, with the end of s after the last.
func fold(s string) (letters []rune, at []int) {
	for i, r := range s {
		if r < utf8.RuneSelf {
			letters, at = append(letters, unicode.ToLower(r)), append(at, i)
			continue
		}
		for _, d := range norm.NFD.String(string(r)) {
			if !unicode.Is(unicode.Mn, d) {
				letters, at = append(letters, unicode.ToLower(d)), append(at, i)
			}
		}
	}
	return letters, append(at, len(s))
}

// joins says whether letters of this kind make one word; Chinese and Japanese ones do not: a word may begin at each.
func joins(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func equal(a, b []rune) bool {
	for i := range b {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func merged(spans []Span) []Span {
	sort.Slice(spans, func(i, j int) bool { return spans[i].From < spans[j].From })
	var out []Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}
