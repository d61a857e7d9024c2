package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s as a search compares it: in lower case, without accents, with compatibility forms of letters replaced by
// the letters (ﬃ by ffi), and with what people type for letters that Unicode does not decompose (ß by ss, ł by l).
// Everything else stays, but for bytes that are not UTF-8, which become U+FFFD. The terms of a Tokenizer are folded in the same way.
//
// Names and tags are compared for identity by note.FoldName, which keeps accents: they tell names apart.
func Fold(s string) string {
	if isFoldedASCII(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = appendFoldedText(b, r, false)
	}
	return string(b)
}

// isFoldedASCII reports whether s is ASCII without capitals, which Fold does not change.
func isFoldedASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] >= 'A' && s[i] <= 'Z' {
			return false
		}
	}
	return true
}

// Folded is a folded text with the map from its bytes to those of the original.
type Folded struct {
	Text string
	// offsets holds, for each byte of Text, the offset of its character in the original, and at last the original's length.
	// It is nil if all offsets are the same as in Text.
	offsets []int32
}

// FoldMapped folds s like Fold and remembers where each byte comes from. With keepCase it leaves capitals as they are.
func FoldMapped(s string, keepCase bool) Folded {
	if isASCII(s) {
		if keepCase {
			return Folded{Text: s}
		}
		return Folded{Text: Fold(s)}
	}
	b := make([]byte, 0, len(s)+8)
	offsets := make([]int32, 0, len(s)+8)
	for i, r := range s {
		before := len(b)
		b = appendFoldedText(b, r, keepCase)
		for range len(b) - before {
			offsets = append(offsets, int32(i))
		}
	}
	return Folded{string(b), append(offsets, int32(len(s)))}
}

// Original returns the bytes of the original text that Text[start:end] stands for: whole characters, with the accents after
// them. start must be less than end.
func (f Folded) Original(start, end int) (from, to int) {
	if f.offsets == nil {
		return start, end
	}
	from = int(f.offsets[start])
	for last := f.offsets[end-1]; end < len(f.offsets)-1 && f.offsets[end] == last; {
		end++ // only a part of what the last character folds to was asked for
	}
	return from, int(f.offsets[end])
}

// appendFoldedText appends r folded, if it is a letter, digit or mark, and otherwise as it is.
func appendFoldedText(b []byte, r rune, keepCase bool) []byte {
	switch {
	case r < utf8.RuneSelf && (keepCase || r < 'A' || r > 'Z'):
		return append(b, byte(r))
	case keepCase:
		return appendDecomposed(b, r, func(c rune) rune { return c })
	}
	return appendFolded(b, r)
}

// plainLetters maps letters that Unicode does not decompose to what people type for them.
var plainLetters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŧ': "t", 'ſ': "s", 'ς': "σ",
	'ẞ': "SS", 'Æ': "AE", 'Œ': "OE", 'Ø': "O", 'Ł': "L", 'Đ': "D", 'Ð': "D", 'Þ': "TH", 'Ħ': "H", 'Ŧ': "T", // where case is kept
}

// appendFolded appends r folded: in lower case, compatibility-decomposed, without accents. A lone accent adds nothing.
func appendFolded(b []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(b, asciiWord[r])
	}
	return appendDecomposed(b, r, unicode.ToLower)
}

// appendDecomposed appends r compatibility-decomposed, without accents, with toCase applied to each letter. r is not ASCII.
func appendDecomposed(b []byte, r rune, toCase func(rune) rune) []byte {
	if isAccent(r) {
		return b
	}
	if unicode.Is(unicode.Hangul, r) {
		return utf8.AppendRune(b, r) // would decompose to jamo, which are letters
	}
	var src, dst [32]byte
	form := norm.NFKD // full-width and other compatibility forms of a letter
	if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
		form = norm.NFKC // voicing marks make other letters
	}
	n := utf8.EncodeRune(src[:], r)
	for d := form.Append(dst[:0], src[:n]...); len(d) > 0; {
		c, m := utf8.DecodeRune(d)
		d = d[m:]
		if isAccent(c) {
			continue
		}
		c = toCase(c)
		if s, ok := plainLetters[c]; ok {
			b = append(b, s...)
			continue
		}
		b = utf8.AppendRune(b, c)
	}
	return b
}

// asciiWord maps ASCII letters and digits to lower case, and everything else to 0.
var asciiWord = func() (t [utf8.RuneSelf]byte) {
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = c, c
	}
	for c := byte('0'); c <= '9'; c++ {
		t[c] = c
	}
	return t
}()

// LowerASCIIWord returns an ASCII letter in lower case, an ASCII digit as it is, and 0 for any other byte.
func LowerASCIIWord(c byte) byte {
	if c >= utf8.RuneSelf {
		return 0
	}
	return asciiWord[c]
}

// isASCII reports whether all bytes of s are ASCII.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
