package diagram

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cursor reads a statement from left to right.
type cursor struct {
	s  string
	at int
}

func (c *cursor) atEnd() bool          { return c.at >= len(c.s) }
func (c *cursor) rest() string         { return c.s[c.at:] }
func (c *cursor) has(word string) bool { return strings.HasPrefix(c.rest(), word) }
func (c *cursor) skipSpaces()          { c.at = len(c.s) - len(strings.TrimLeft(c.rest(), " \t")) }

// take skips word if it comes next.
func (c *cursor) take(word string) bool {
	if !c.has(word) {
		return false
	}
	c.at += len(word)
	return true
}

// readUntil returns the text before word and skips both.
func (c *cursor) readUntil(word string) (string, bool) {
	before, _, ok := strings.Cut(c.rest(), word)
	if ok {
		c.at += len(before) + len(word)
	}
	return before, ok
}

// readWord reads letters, digits, dashes and underscores.
func (c *cursor) readWord() string {
	start := c.at
	for !c.atEnd() {
		r, n := utf8.DecodeRuneInString(c.rest())
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '-' {
			break
		}
		c.at += n
	}
	return c.s[start:c.at]
}

// readID reads the id of a node. A dash belongs to it unless a link begins there.
func (c *cursor) readID() string {
	start := c.at
	for !c.atEnd() {
		r, n := utf8.DecodeRuneInString(c.rest())
		next := byte(' ')
		if c.at+n < len(c.s) {
			next = c.s[c.at+n]
		}
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("_!#$'*+`?/\\.", r):
		case r == '-' && !strings.ContainsRune(">-. ", rune(next)):
		case r == '=' && next != '=' && next != '>':
		case r == ':' && next != ':' && next != ' ' && !strings.HasSuffix(c.s[:c.at], ":"):
		default:
			return c.s[start:c.at]
		}
		c.at += n
	}
	return c.s[start:c.at]
}
