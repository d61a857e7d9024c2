package cli

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/match"
)

// mayPartWords reports whether a source may write a word of the query with something in it that is not shown: an entity, a mark
// of emphasis, a tag, a link or an invisible character. False is certain.
func mayPartWords(source string, words *match.Finder) bool {
	for i := 0; i < len(source); i++ {
		c := source[i]
		switch partingBytes[c] {
		case isMarkup:
			if c == '=' && !strings.HasPrefix(source[i:], "==") {
				continue
			}
			end := skipMarkup(source, i)
			if endsWithWord(source[:i]) && startsWithWord(source[end:]) && mayJoinPieces(source, i, end, words) {
				return true
			}
			i = end - 1
		case isAmpersand:
			if i+1 < len(source) && (source[i+1] == '#' || startsWithWord(source[i+1:])) {
				return true
			}
		case isMaybeInvisible:
			if r, _ := utf8.DecodeRuneInString(source[i:]); unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) {
				return true
			}
		}
	}
	return false
}

// wordMarkup are the bytes that begin markup within a word. An underscore within a word is none.
const wordMarkup = "*~`=^\\<[]"

// The kinds of bytes that mayPartWords looks at.
const (
	isMarkup = iota + 1
	isAmpersand
	isMaybeInvisible // the first byte of an invisible character, or of others
)

// partingBytes maps each byte to its kind. Most bytes of a text have none, so one look at each suffices.
var partingBytes = func() (t [256]uint8) {
	for i := range len(wordMarkup) {
		t[wordMarkup[i]] = isMarkup
	}
	t['&'] = isAmpersand
	for _, c := range []byte{0xc2, 0xe2, 0xef, 0xf3} {
		t[c] = isMaybeInvisible
	}
	return t
}()

// maxPieces bounds the pieces of one word that mayJoinPieces tries to join.
const maxPieces = 6

// mayJoinPieces reports whether a word that markup parts, first at source[from:to], may be one of the query: whether some of
// its pieces that follow each other are one, once joined. Markup that hides more than itself, such as a tag or the target of
// a link, may part any word.
func mayJoinPieces(source string, from, to int, words *match.Finder) bool {
	pieces := []string{source[pieceStart(source[:from]):from]}
	for to > from {
		if !hidesItself(source[from:to]) || len(pieces) == maxPieces {
			return true
		}
		if !startsWithWord(source[to:]) {
			break
		}
		from = to + pieceLen(source[to:])
		pieces = append(pieces, source[to:from])
		to = skipMarkup(source, from)
	}
	for first := range pieces {
		joined := pieces[first]
		for _, piece := range pieces[first+1:] {
			joined += piece
			if words.HasTerm(joined + " " + joined + "++ " + joined + "#") { // signs may follow it
				return true
			}
		}
	}
	return false
}

// hidesItself reports whether markup hides nothing but itself and a plain address, so that what stands around it is one word
// if it is markup at all.
func hidesItself(markup string) bool {
	return !strings.ContainsAny(markup, "<^\"'&\n") && !strings.Contains(markup, "[[") && !strings.Contains(markup, "][") &&
		strings.Count(markup, "(") <= 1
}

// maxAddress is how many bytes of a link's address or a footnote's label skipMarkup skips.
const maxAddress = 2048

// skipMarkup returns the offset after the markup at source[at]: after an address or the label of a footnote, if it has one.
func skipMarkup(source string, at int) int {
	for at < len(source) && partingBytes[source[at]] == isMarkup {
		closing := byte(0)
		switch rest := source[at:]; {
		case strings.HasPrefix(rest, "]("):
			closing = ')'
		case strings.HasPrefix(rest, "[^"):
			closing = ']'
		case rest[0] == '=' && !strings.HasPrefix(rest, "=="):
			return at
		}
		if at++; closing != 0 {
			if n := strings.IndexByte(source[at:min(at+maxAddress, len(source))], closing); n >= 0 {
				at += n + 1
			}
		}
	}
	return at
}

// startsWithWord reports whether s begins with a letter or digit.
func startsWithWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWordRune(r)
}

// endsWithWord reports whether s ends with a letter or digit.
func endsWithWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return isWordRune(r)
}

// pieceLen returns the length of the piece of a word with which s begins.
func pieceLen(s string) int {
	for i, r := range s {
		if !isPieceRune(r) {
			return i
		}
	}
	return len(s)
}

// pieceStart returns the offset of the piece of a word with which s ends.
func pieceStart(s string) int {
	for at := len(s); ; {
		r, n := utf8.DecodeLastRuneInString(s[:at])
		if n == 0 || !isPieceRune(r) {
			return at
		}
		at -= n
	}
}

// isPieceRune reports whether r may be within a word.
func isPieceRune(r rune) bool { return r >= utf8.RuneSelf || isWordRune(r) }

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// gapBytes are the bytes with which a part of a source begins that is not shown between the words of a phrase.
const gapBytes = "\n[]<&{\\"

// mayPartPhrase reports whether what a source has between two words may leave nothing but blanks and punctuation in the
// visible text, though it is more than that: a line end, an address, a tag, a comment, a footnote's mark. One of gapBytes
// follows the first word then, with neither a letter nor a digit before it.
func mayPartPhrase(between string) bool {
	word := strings.IndexFunc(between, isWordRune)
	if word < 0 {
		return strings.IndexByte(between, '\n') >= 0 && !strings.Contains(between, "\n\n")
	}
	// A word before any markup is shown, and so is one after a link.
	return strings.ContainsAny(between[:word], gapBytes[1:]) && !showsWordAfterLink(between)
}

// showsWordAfterLink reports whether what stands between two words certainly shows one: whether brackets are the only markup
// that hides anything, and a letter or digit stands outside of them.
func showsWordAfterLink(between string) bool {
	if strings.ContainsAny(between, "<&{\\%$\"'") {
		return false
	}
	depth := 0
	for i, r := range between {
		switch {
		case r == '[', r == '(' && (depth > 0 || i > 0 && between[i-1] == ']'):
			depth++
		case r == ']', r == ')':
			depth = max(depth-1, 0)
		case depth == 0 && isWordRune(r):
			return true
		}
	}
	return false
}
