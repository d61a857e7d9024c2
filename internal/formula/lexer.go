package formula

import (
	"unicode/utf8"
)

// token is a command, or a character.
type token struct {
	command string // without the backslash; "" for a character
	char    rune   // 0 for a command, and at the end
}

// isChar reports whether t is that character.
func (t token) isChar(r rune) bool { return t.command == "" && t.char == r }

// isEnd reports whether t stands for the end of the source.
func (t token) isEnd() bool { return t == token{} }

// lexer splits a source into tokens. Blanks between tokens mean nothing in a formula.
type lexer struct {
	rest   string
	peeked *token
}

// peek returns the next token without taking it.
func (l *lexer) peek() token {
	if l.peeked == nil {
		t := l.read()
		l.peeked = &t
	}
	return *l.peeked
}

// next takes the next token.
func (l *lexer) next() token {
	t := l.peek()
	l.peeked = nil
	return t
}

// read reads the next token.
func (l *lexer) read() token {
	for l.rest != "" {
		switch c := l.rest[0]; {
		case isBlank(c):
			l.rest = l.rest[1:]
		case c == '%': // a comment goes to the end of the line
			i := 1
			for i < len(l.rest) && l.rest[i] != '\n' {
				i++
			}
			l.rest = l.rest[i:]
		case c == '\\':
			return l.readCommand()
		default:
			r, n := utf8.DecodeRuneInString(l.rest)
			l.rest = l.rest[n:]
			return token{char: r}
		}
	}
	return token{}
}

// readCommand reads a command: a backslash and letters, or a backslash and one other character.
func (l *lexer) readCommand() token {
	n := 1
	for n < len(l.rest) && isLetter(l.rest[n]) {
		n++
	}
	if n == 1 {
		_, size := utf8.DecodeRuneInString(l.rest[1:])
		n += size
	} else if n < len(l.rest) && l.rest[n] == '*' {
		n++ // \operatorname*
	}
	t := token{command: l.rest[1:n]}
	l.rest = l.rest[n:]
	if t.command == "" { // a backslash at the end
		t = token{char: '\\'}
	}
	return t
}

// readRaw reads what stands between braces as it is written: a text, a name, a length. It is not ok without braces.
func (l *lexer) readRaw() (raw string, ok bool) {
	if !l.next().isChar('{') {
		return "", false
	}
	depth := 1
	for i := 0; i < len(l.rest); i++ {
		switch l.rest[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				raw, l.rest = l.rest[:i], l.rest[i+1:]
				return raw, true
			}
		}
	}
	return "", false
}

// readOption reads an optional argument in brackets, such as the degree of a root.
func (l *lexer) readOption() (raw string, ok bool) {
	if !l.peek().isChar('[') {
		return "", false
	}
	for i := range len(l.rest) {
		if l.rest[i] == ']' {
			raw = l.rest[:i]
			l.rest, l.peeked = l.rest[i+1:], nil
			return raw, true
		}
	}
	return "", false
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
