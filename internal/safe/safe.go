// Package safe makes text that nobody controls harmless to print on a terminal. It replaces whatever a terminal
// would obey instead of show: C0 and C1 controls, DEL, bidi overrides and isolates, and bytes that are not valid UTF-8. A
// visible symbol stands in the place of each, so that the words around it stay readable and the attempt can be seen.
//
// Characters that show nothing and change nothing, such as soft hyphens and zero-width spaces (Unicode's
// Default_Ignorable_Code_Point), are left out; but joiners and variation selectors stay where they do their work, and Flow
// keeps places at which a line may break.
//
// Every text from a note, file name, title, tag, address or error goes through this package before it is shown.
// Package render checks once more on the way out.
package safe

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const replacement = utf8.RuneError

// Text returns s made safe for a single line of a terminal. Line ends and tabs become spaces, other C0 controls
// become their picture (U+2400 block), and everything else that is unsafe becomes U+FFFD. A clean s is returned
// unchanged, without a copy.
func Text(s string) string { return escapeUnsafe(s, oneLine) }

// AppendText appends Text(v) to b and returns the extended slice.
func AppendText(b, v []byte) []byte {
	for _, c := range v {
		if c < 0x20 || c >= 0x7f {
			return append(b, Text(string(v))...)
		}
	}
	return append(b, v...)
}

// Block returns s made safe like Text does, but keeps line feeds and tabs, for text of several lines.
func Block(s string) string { return escapeUnsafe(s, multiline) }

// IsSafeRune reports whether r may be written to a terminal on its own. It is false for joiners, since their
// neighbours decide whether they are allowed.
func IsSafeRune(r rune) bool {
	return r >= 0x20 && r < 0x7f || r >= 0xa0 && r != replacement && !isInvisible(r) || r == replacement
}

// mode says what escapeUnsafe keeps.
type mode uint8

const (
	oneLine   mode = iota
	multiline      // line feeds and tabs stay
	flowing        // places to break a line stay; see Flow
)

// escapeUnsafe replaces every unsafe character of s by its visible symbol, except for those that m keeps.
func escapeUnsafe(s string, m mode) string {
	i := indexUnsafe(s, m)
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	b.WriteString(s[:i])
	var ahead shownText
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case m == multiline && (r == '\n' || r == '\t'):
			b.WriteByte(byte(r))
		case r == utf8.RuneError && n == 1:
			b.WriteRune(replacement)
		case IsIgnored(r):
			if m.keeps(r, b.String(), s[i+n:], ahead.after(s, i+n)) {
				b.WriteRune(r)
			}
		default:
			b.WriteRune(visibleSymbol(r))
		}
		i += n
	}
	return b.String()
}

// shownText finds the text after a run of ignored characters, in one pass over all runs of a text: a note may be one run.
type shownText struct{ at int }

// after returns s from the first character at or after i that is not ignored. From call to call i must not decrease.
func (t *shownText) after(s string, i int) string {
	if t.at < i {
		for t.at = i; t.at < len(s); {
			r, n := utf8.DecodeRuneInString(s[t.at:])
			if !IsIgnored(r) {
				break
			}
			t.at += n
		}
	}
	return s[t.at:]
}

// keeps reports whether r, which is ignored elsewhere, stays between these two texts. shown is the text after it without the
// ignored characters at its beginning.
func (m mode) keeps(r rune, before, after, shown string) bool {
	if m != flowing {
		return isSelectorValid(r, before, shown)
	}
	if isBreak(r) {
		return isBreakUseful(before, after)
	}
	return isSelectorValid(r, strings.TrimRightFunc(before, isBreak), shown) // before ends with at most one
}

// indexUnsafe returns the offset of the first byte that escapeUnsafe would change, or -1.
func indexUnsafe(s string, m mode) int {
	var ahead shownText
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c < 0x7f || m == multiline && (c == '\n' || c == '\t') {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			return i
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || !IsSafeRune(r) {
			if !IsIgnored(r) || !m.keeps(r, s[:i], s[i+n:], ahead.after(s, i+n)) {
				return i
			}
		}
		i += n
	}
	return -1
}

// visibleSymbol returns the rune that stands for r on a single line: a space, a control picture, r itself or
// U+FFFD.
func visibleSymbol(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\r' || r == 0x2028 || r == 0x2029:
		return ' '
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7f:
		return 0x2421
	case IsSafeRune(r):
		return r
	}
	return replacement
}

// isInvisible reports whether r hides, or changes how its neighbours are shown: bidi controls (Trojan Source),
// zero widths, line separators, the soft hyphen, the BOM, interlinear and tag characters, variation selectors
// and noncharacters.
func isInvisible(r rune) bool {
	switch {
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x3164, r == 0xffa0, r == 0xfeff:
		return true
	case r >= 0x180b && r <= 0x180f, r >= 0x200b && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r >= 0xfe00 && r <= 0xfe0f, r >= 0xfff0 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe0fff:
		return true
	case r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return true // noncharacters
	}
	return false
}

// IsIgnored reports whether r is invisible and does nothing, so that Text leaves it out where it is not needed. Bidi
// overrides and isolates are invisible too, but change what stands after them.
func IsIgnored(r rune) bool {
	switch {
	case r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r >= 0xfff9 && r <= 0xfffb, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return false
	}
	return isInvisible(r)
}

// isSelectorValid reports whether r, which is ignored elsewhere, does its proper work between these two texts: a joiner
// between letters of a script that uses joiners or inside an emoji, or a variation selector after a character that has
// variants. after begins with no ignored character, so that the result is the same where they are left out already.
func isSelectorValid(r rune, before, after string) bool {
	p, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case r >= 0xfe00 && r <= 0xfe0d:
		return unicode.In(p, unicode.Han, unicode.Myanmar, unicode.Phags_Pa, unicode.Sm)
	case r >= 0xe0100 && r <= 0xe01ef:
		return unicode.Is(unicode.Han, p)
	case r >= 0x180b && r <= 0x180d || r == 0x180f:
		return unicode.Is(unicode.Mongolian, p)
	case r != 0x200c && r != 0x200d && r != 0xfe0e && r != 0xfe0f:
		return false
	}
	n, _ := utf8.DecodeRuneInString(after)
	n = visibleSymbol(n)
	if isPictograph(p) || r == 0xfe0f && isKeycapBase(p) || p == 0xfe0f || p == 0x200d && isPictograph(n) {
		return true
	}
	return usesJoiners(p) && (usesJoiners(n) || after == "" || !unicode.IsLetter(n))
}

// isPictograph reports whether r may be part of an emoji: pictographs, arrows and signs that have an emoji
// style.
func isPictograph(r rune) bool {
	return r >= 0x1f000 && r <= 0x1faff || r >= 0x2190 && r <= 0x2bff || r == 0x20e3 ||
		r >= 0x3030 && r <= 0x303d || r == 0x3297 || r == 0x3299 || r == 0xa9 || r == 0xae || r == 0x203c || r == 0x2049 ||
		r == 0x2122 || r == 0x2139
}

// isKeycapBase reports whether an emoji selector turns r into a keycap, like 1️⃣.
func isKeycapBase(r rune) bool { return r >= '0' && r <= '9' || r == '#' || r == '*' }

// usesJoiners reports whether r belongs to a script in which ZWJ and ZWNJ shape letters.
func usesJoiners(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Devanagari, unicode.Bengali,
		unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada,
		unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}
