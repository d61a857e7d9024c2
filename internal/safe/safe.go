// Package safe takes out of text whatever a terminal would obey instead of
// show: C0 and C1 controls, DEL, bidi overrides, invisible characters and bytes
// that are no UTF-8. Nothing is dropped in silence: each is replaced by a
// visible symbol, so that the words around it stay readable and the attempt can be seen.
//
// Every text of a note, file name, title, tag, address or error passes here
// before it is shown. Package render checks once more on the way out.
package safe

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const replacement = utf8.RuneError

// Text makes s fit for one line of a terminal. Line ends and tabs become
// spaces, C0 controls their picture (U+2400 block), the rest U+FFFD.
// A clean s is returned as it is, without a copy.
func Text(s string) string { return clean(s, false) }

// Append appends Text(v) to b.
func Append(b, v []byte) []byte {
	for _, c := range v {
		if c < 0x20 || c >= 0x7f {
			return append(b, Text(string(v))...)
		}
	}
	return append(b, v...)
}

// Block is Text for text of several lines: it keeps line feeds and tabs.
func Block(s string) string { return clean(s, true) }

// Rune reports whether r may be written to a terminal on its own.
// Joiners, whose fitness depends on their neighbours, are not.
func Rune(r rune) bool {
	return r >= 0x20 && r < 0x7f || r >= 0xa0 && r != replacement && !invisible(r) || r == replacement
}

func clean(s string, block bool) string {
	i := firstUnsafe(s, block)
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	b.WriteString(s[:i])
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case block && (r == '\n' || r == '\t'):
			b.WriteByte(byte(r))
		case r == utf8.RuneError && n == 1:
			b.WriteRune(replacement)
		case joiner(r) && joins(r, b.String(), s[i+n:]):
			b.WriteRune(r)
		default:
			b.WriteRune(visible(r))
		}
		i += n
	}
	return b.String()
}

// firstUnsafe is the offset of the first byte that clean would change, or -1.
func firstUnsafe(s string, block bool) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c < 0x7f || block && (c == '\n' || c == '\t') {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			return i
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || !Rune(r) {
			if !joiner(r) || !joins(r, s[:i], s[i+n:]) {
				return i
			}
		}
		i += n
	}
	return -1
}

func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\r' || r == 0x2028 || r == 0x2029:
		return ' '
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7f:
		return 0x2421
	case Rune(r):
		return r
	}
	return replacement
}

// invisible tells of characters that change how their neighbours are shown or
// that hide: bidi controls (Trojan Source), zero widths, line separators,
// soft hyphen, the BOM, interlinear and tag characters, and variation selectors.
func invisible(r rune) bool {
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

// joiner tells of the invisible characters that text needs: ZWNJ and ZWJ,
// and the selectors of text and emoji style.
func joiner(r rune) bool { return r == 0x200c || r == 0x200d || r == 0xfe0e || r == 0xfe0f }

// joins reports whether a joiner between these two texts does its proper work:
// between letters of a script that joins, or inside an emoji.
func joins(r rune, before, after string) bool {
	p, _ := utf8.DecodeLastRuneInString(before)
	n, _ := utf8.DecodeRuneInString(after)
	if pictograph(p) || r == 0xfe0f && keycap(p) || p == 0xfe0f || p == 0x200d && pictograph(n) {
		return true
	}
	return joiningScript(p) && (joiningScript(n) || after == "" || !unicode.IsLetter(n))
}

func pictograph(r rune) bool {
	return r >= 0x1f000 && r <= 0x1faff || r >= 0x2190 && r <= 0x2bff || r == 0x20e3 ||
		r >= 0x3030 && r <= 0x303d || r == 0x3297 || r == 0x3299 || r == 0xa9 || r == 0xae || r == 0x203c || r == 0x2049 ||
		r == 0x2122 || r == 0x2139
}

// keycap tells of the characters that an emoji selector turns into a key: 1️⃣.
func keycap(r rune) bool { return r >= '0' && r <= '9' || r == '#' || r == '*' }

func joiningScript(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Devanagari, unicode.Bengali,
		unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada,
		unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}
