package safe

import (
	"unicode"
	"unicode/utf8"
)

// The invisible characters that Flow keeps.
const (
	SoftHyphen     = '\u00ad' // a line may break here, and then ends with a hyphen
	ZeroWidthSpace = '\u200b' // a line may break here
)

// Flow returns Text(s), but keeps SoftHyphen and ZeroWidthSpace where they have an effect. It is for text that is yet to be
// broken into lines; who breaks it must remove them. Without them the result is Text(s).
func Flow(s string) string { return escapeUnsafe(s, flowing) }

// isBreak reports whether r is one of the characters that Flow keeps.
func isBreak(r rune) bool { return r == SoftHyphen || r == ZeroWidthSpace }

// isBreakUseful reports whether a place to break a line may stand between these two texts: not beside a space or another such
// place, and not inside of what is shown as one character. An end may go on in another text.
func isBreakUseful(before, after string) bool {
	p, _ := utf8.DecodeLastRuneInString(before)
	n, _ := utf8.DecodeRuneInString(after)
	if before != "" && (p <= ' ' || isBreak(p) || p == 0x200d) {
		return false
	}
	isVowelOrFinal := n >= 0x1160 && n <= 0x11ff || n >= 0xd7b0 && n <= 0xd7ff // of a Hangul syllable
	return after == "" || n > ' ' && n < 0x7f || n > 0x7f && unicode.In(n, unicode.L, unicode.N, unicode.P) && !isVowelOrFinal && !IsIgnored(n)
}
