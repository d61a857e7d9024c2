package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/text"
)

// SyntaxError describes the first mistake in a query and where it is.
type SyntaxError struct {
	Offset  int    // byte offset of the mistake
	Length  int    // in bytes, at least 1
	Message string // what is wrong, and how to write it correctly
}

// Error returns the message.
func (e *SyntaxError) Error() string { return e.Message }

// Caret returns two lines: the query s, which must be the text that was parsed, and carets under the mistake.
func (e *SyntaxError) Caret(s string) string {
	start := min(max(e.Offset, 0), len(s))
	end := min(start+max(e.Length, 0), len(s))
	beforeSlip, slip, afterSlip := oneLine(s[:start]), oneLine(s[start:end]), oneLine(s[end:])
	return beforeSlip + slip + afterSlip + "\n" +
		text.Spaces(text.Wcwidth.Width(beforeSlip)) + strings.Repeat("^", max(text.Wcwidth.Width(slip), 1))
}

// oneLine replaces white space by spaces, and control characters, bidi controls and invalid UTF-8 by U+FFFD, so that
// the carets line up with the text above them.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == utf8.RuneError, unicode.Is(unicode.Bidi_Control, r):
			return utf8.RuneError
		}
		return r
	}, s)
}
