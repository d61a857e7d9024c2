// Package match finds where the words of a search stand in a text, so that the
// screen can mark them and the shell can print the lines that hold them. What
// matches a query is the index's business; this room only points at it.
package match

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"
)

// Span is a stretch of bytes of a text.
type Span struct{ From, To int }

// Find is where words stand in a plain text, at the beginning of its words, without regard to case and
// accents (as a search finds them while it is typed); in order, without overlaps.
func Find(text string, words []string) []Span { return find(text, words, false) }

// Whole is Find for words that stand in the text whole.
func Whole(text string, words []string) []Span { return find(text, words, true) }

func find(text string, words []string, whole bool) []Span {
	places := each(text, words, whole)
	spans := make([]Span, len(places))
	for i, p := range places {
		spans[i] = p.Span
	}
	return widened(text, merged(spans))
}

// widened lets spans begin and end where characters do: the 9 of 9️⃣ alone is another one, of another width.
func widened(text string, spans []Span) []Span {
	if len(spans) == 0 || isASCII(text) {
		return spans
	}
	i := 0
	for g := graphemes.FromString(text); i < len(spans) && g.Next(); {
		for j := i; j < len(spans) && spans[j].From < g.End(); j++ {
			s := &spans[j]
			if s.From > g.Start() {
				s.From = g.Start()
			}
			if s.To > g.Start() && s.To < g.End() {
				s.To = g.End()
			}
		}
		for i < len(spans) && spans[i].To <= g.End() {
			i++
		}
	}
	return merged(spans)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func each(text string, words []string, whole bool) []Place {
	if without(text, words) {
		return nil
	}
	plainLetters, plainAt := fold(text)
	looseLetters, looseAt := loosen(plainLetters, plainAt)
	var found []Place
	for number, w := range words {
		letters, at := plainLetters, plainAt
		word, wordAt := fold(strings.TrimSpace(w))
		if strings.ContainsFunc(w, unicode.IsSpace) { // a phrase goes over whatever parts its words
			letters, at = looseLetters, looseAt
			word, _ = loosen(word, wordAt)
		}
		if len(word) == 0 {
			continue
		}
		for i := 0; i+len(word) <= len(letters); i++ {
			end := i + len(word)
			if !equal(letters[i:end], word) || inside(letters, i) || whole && inside(letters, end) {
				continue
			}
			found = append(found, Place{Span{at[i], at[end]}, number})
		}
	}
	return found
}

// inside says whether there is a letter of one word on either side of place i.
func inside(letters []rune, i int) bool {
	return i > 0 && i < len(letters) && joins(letters[i-1]) && joins(letters[i])
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

// loosen makes one space of whatever stands between words.
func loosen(letters []rune, at []int) ([]rune, []int) {
	var out []rune
	var outAt []int
	for i, r := range letters {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if r = ' '; len(out) > 0 && out[len(out)-1] == ' ' {
				continue
			}
		}
		out, outAt = append(out, r), append(outAt, at[i])
	}
	return out, append(outAt, at[len(at)-1])
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
