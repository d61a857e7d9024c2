package text

import (
	"unicode"
	"unicode/utf8"
)

// Class says how a search treats a sign: a symbol or a punctuation character.
type Class uint8

// The classes of the first character of a text.
const (
	NoSign      Class = iota // a letter, digit, mark, blank, control code or invisible character
	Punctuation              // a single character that separates words
	Symbol                   // an emoji sequence or another symbol, which is a word by itself
)

const (
	zwj          = '\u200d'
	keycap       = '\u20e3'
	maxSymbolLen = 64 // in bytes; the longest emoji sequence of Unicode has 35
)

// DecodeSign returns the class of the sign at the start of s and its length in bytes. A Symbol extends over the whole emoji
// sequence (UTS #51, ED-17) with its variation selectors and skin tone. If s does not start with a sign, n is the length
// of its first character. The time is bounded by a constant.
func DecodeSign(s string) (c Class, n int) {
	if s == "" {
		return NoSign, 0
	}
	if s[0] < utf8.RuneSelf {
		return decodeASCIISign(s)
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 {
		return NoSign, 1
	}
	c = runeClass(r)
	if c != Symbol {
		return c, n
	}
	if isRegionalIndicator(r) {
		if next, m := utf8.DecodeRuneInString(s[n:]); isRegionalIndicator(next) {
			return Symbol, n + m // a flag
		}
	}
	return Symbol, n + emojiSuffixLen(s[n:], maxSymbolLen-n)
}

// decodeASCIISign implements DecodeSign for a text that starts with an ASCII character.
func decodeASCIISign(s string) (c Class, n int) {
	switch b := s[0]; {
	case b <= ' ', b == 0x7f, b >= '0' && b <= '9', b >= 'A' && b <= 'Z', b >= 'a' && b <= 'z':
		return NoSign, 1
	case b == '#' || b == '*':
		// Keycaps are also made of digits, but those are words anyway.
		for n = 1; n < len(s); {
			r, m := utf8.DecodeRuneInString(s[n:])
			if r == keycap {
				return Symbol, n + m
			}
			if !unicode.Is(unicode.Variation_Selector, r) {
				break
			}
			n += m
		}
	}
	return Punctuation, 1
}

// emojiSuffixLen returns how many bytes at the start of s continue the emoji before it: about limit at most.
func emojiSuffixLen(s string, limit int) (n int) {
	for n < limit {
		r, m := utf8.DecodeRuneInString(s[n:])
		switch {
		case r == zwj:
			next, k := utf8.DecodeRuneInString(s[n+m:])
			if runeClass(next) != Symbol || next == utf8.RuneError {
				return n
			}
			n += m + k
		case isSkinTone(r), isTagCharacter(r), unicode.Is(unicode.M, r):
			n += m
		default:
			return n
		}
	}
	return n
}

// AppendFoldedSymbol appends the folded form of the symbol s to b, in which symbols are compared: without variation selectors,
// accents and skin tones. s must be a Symbol that DecodeSign delimited.
func AppendFoldedSymbol(b []byte, s string) []byte {
	for i, r := range s {
		if i > 0 && (isSkinTone(r) || unicode.Is(unicode.Mn, r) && unicode.Is(unicode.Inherited, r)) {
			continue
		}
		b = utf8.AppendRune(b, r)
	}
	return b
}

// runeClass returns the class of r alone. It is NoSign for ASCII, which decodeASCIISign handles.
func runeClass(r rune) Class {
	switch {
	case r < utf8.RuneSelf:
		return NoSign
	case unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.Z, unicode.Cc, unicode.Cs), isInvisible(r):
		return NoSign
	case unicode.Is(unicode.P, r), isAttachedSymbol(r):
		return Punctuation
	}
	return Symbol // including private use and emoji newer than Go's Unicode tables
}

// isAttachedSymbol reports whether r is a symbol that counts as punctuation, since it is written next to words without
// being a word: a currency, ™ or °, a spacing accent, a box-drawing or block character, U+FFFD.
func isAttachedSymbol(r rune) bool {
	switch r {
	case '©', '®', '™', '℠', '°', utf8.RuneError:
		return true
	}
	return r >= 0x2500 && r <= 0x259f || unicode.Is(unicode.Sc, r) || unicode.Is(unicode.Sk, r) && !isSkinTone(r)
}

// isInvisible reports whether r is not displayed by default: Unicode's Default_Ignorable_Code_Point.
func isInvisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

func isRegionalIndicator(r rune) bool { return unicode.Is(unicode.Regional_Indicator, r) }

// isSkinTone reports whether r is a skin tone.
func isSkinTone(r rune) bool { return r >= 0x1f3fb && r <= 0x1f3ff }

// isTagCharacter reports whether r is an invisible tag character, which spells the region of a flag.
func isTagCharacter(r rune) bool { return r >= 0xe0020 && r <= 0xe007f }

// IsSearchable reports whether s contains anything to search for: more than blanks, control codes, accents without a
// letter and invisible characters.
func IsSearchable(s string) bool {
	for i, r := range s {
		if c, n := DecodeSign(s[i:]); c != NoSign || isLetter(r, n) {
			return true
		}
	}
	return false
}

// IsPunctuation reports whether s contains punctuation and nothing else to search for.
func IsPunctuation(s string) bool {
	found := false
	for i, r := range s {
		switch c, n := DecodeSign(s[i:]); {
		case c == Punctuation:
			found = true
		case c == Symbol, isLetter(r, n):
			return false
		}
	}
	return found
}

// isLetter reports whether r, decoded from n bytes, is a letter, a digit, or a mark that acts as a letter in its script.
func isLetter(r rune, n int) bool {
	if r == utf8.RuneError && n == 1 || isInvisible(r) || unicode.Is(unicode.Mn, r) && unicode.Is(unicode.Inherited, r) {
		return false
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}
