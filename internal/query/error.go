package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// SyntaxError is a slip in a query.
type SyntaxError struct {
	Offset  int    // of the slip's first byte
	Length  int    // in bytes, at least 1
	Message string // what is wrong, and what would be right
}

// Error is the message.
func (e *SyntaxError) Error() string { return e.Message }

// Caret shows the query s, the text that was parsed, on one line and carets under the slip on a second.
func (e *SyntaxError) Caret(s string) string {
	start := min(max(e.Offset, 0), len(s))
	end := min(start+max(e.Length, 0), len(s))
	before, slip, after := oneLine(s[:start]), oneLine(s[start:end]), oneLine(s[end:])
	return before + slip + after + "\n" +
		strings.Repeat(" ", ansi.StringWidth(before)) + strings.Repeat("^", max(ansi.StringWidth(slip), 1))
}

// oneLine replaces what would move the cursor or be no text, so that the carets stand where they should.
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
