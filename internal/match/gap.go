package match

import (
	"strings"

	"quire/internal/text"
)

// maxGap is the number of bytes of markup between two words of a phrase that HasGap considers.
const maxGap = 1024

// HasGap reports whether two tokens that follow each other in a phrase stand near each other in a text with something
// between them for which isGap is true. It lets a caller that searches a source find out whether markup may part the words of
// a phrase.
//
// If isGap is true, one of gapBytes, which are not letters or digits, must stand in what it got before any letter or digit.
func (f *Finder) HasGap(s, gapBytes string, isGap func(between string) bool) bool {
	if len(f.pairs) == 0 || f.LacksAll(s) || !f.gapWords.mayStandBefore(s, gapBytes) {
		return false
	}
	s = text.NFC(s)
	words, punctuation := f.findTokens(s)
	for _, hits := range [][]hit{words, punctuation} {
		for i, h := range hits {
			for _, next := range hits[i+1:] {
				if next.start-h.end > maxGap {
					break
				}
				if next.start >= h.end && f.pairs[[2]int32{h.term, next.term}] && isGap(s[h.end:next.start]) {
					return true
				}
			}
		}
	}
	return false
}

// HasTerm reports whether a text has a token of any phrase.
func (f *Finder) HasTerm(s string) bool {
	words, punctuation := f.findTokens(text.NFC(s))
	return len(words)+len(punctuation) > 0
}

// gapWords are the tokens after which a phrase goes on.
type gapWords struct {
	asciiWords map[string]bool // their ASCII letters and digits, in lower case
	others     bool            // some are not words in ASCII, or only the beginnings of words
}

func (g *gapWords) add(t text.Token) {
	n := asciiWordLen(t.Text)
	if n == 0 || n >= text.MaxTermBytes || t.IsPrefix || n < len(t.Text) && t.Kind != text.KindSigned {
		g.others = true
		return
	}
	if g.asciiWords == nil {
		g.asciiWords = map[string]bool{}
	}
	g.asciiWords[t.Text[:n]] = true
}

// mayStandBefore reports whether one of the words may stand in a text with one of gapBytes after it and no other word before
// that. It is much faster than to find the tokens of the text.
func (g *gapWords) mayStandBefore(s, gapBytes string) bool {
	if g.others {
		return true
	}
	var isGapByte [256]bool
	for i := range len(gapBytes) {
		isGapByte[gapBytes[i]] = true
	}
	end := 0 // what is before it has been looked at
	for i := range len(s) {
		if !isGapByte[s[i]] {
			continue
		}
		at := i
		for at > end && s[at-1] < 0x80 && text.LowerASCIIWord(s[at-1]) == 0 {
			at--
		}
		if at > end && g.mayEnd(s[end:at]) {
			return true
		}
		end = i + 1
	}
	return false
}

// mayEnd reports whether a text, which ends with a letter, a digit or a character that is not in ASCII, may end with one of
// the words.
func (g *gapWords) mayEnd(s string) bool {
	var word [text.MaxTermBytes]byte
	at := len(word)
	for i := len(s) - 1; i >= 0; i-- {
		c := text.LowerASCIIWord(s[i])
		switch {
		case s[i] >= 0x80:
			return true // it may fold to letters, or be ignored
		case c == 0:
			return g.asciiWords[string(word[at:])]
		case at == 0:
			return false // a longer word
		}
		at--
		word[at] = c
	}
	return g.asciiWords[string(word[at:])]
}

// asciiWordLen returns the length of the ASCII letters and digits with which s begins.
func asciiWordLen(s string) int {
	return len(s) - len(strings.TrimLeftFunc(s, func(r rune) bool { return r < 0x80 && text.LowerASCIIWord(byte(r)) != 0 }))
}
