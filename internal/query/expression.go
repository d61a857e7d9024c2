package query

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/text"
)

// Expression matches notes with a line, of the text as written or as it is shown, that a regular expression matches.
type Expression struct {
	Pattern string // what stands between the slashes, in the syntax of RE2; \/ is a slash. Parse admits only valid patterns
}

func (n Expression) write(b *strings.Builder) { b.WriteString("/" + n.Pattern + "/") }

// Bounds of an expression. RE2 takes time linear in the text times the size of the program.
const (
	maxPatternBytes = 1000
	maxProgram      = 4000 // instructions
)

// Source returns the pattern as package regexp reads it: it ignores case unless the pattern has an upper case letter.
func (n Expression) Source() string {
	pattern := text.NFC(n.Pattern)
	if hasUpperCase(pattern) {
		return pattern
	}
	return "(?i)" + pattern
}

// hasUpperCase reports whether a pattern has an upper case letter that is not part of an escape such as \S, of a group's name
// or of its flags.
func hasUpperCase(pattern string) bool {
	for i := 0; i < len(pattern); {
		rest := pattern[i:]
		switch {
		case rest[0] == '\\' && len(rest) > 1:
			i += escapeLen(rest)
		case strings.HasPrefix(rest, "(?"):
			i += len(rest) - len(strings.TrimLeft(rest, "(?"))
			if end := strings.IndexAny(pattern[i:], ":>)"); end >= 0 {
				i += end
			}
		default:
			r, n := utf8.DecodeRuneInString(rest)
			if unicode.IsUpper(r) {
				return true
			}
			i += n
		}
	}
	return false
}

// escapeLen returns the length of the escape with which s begins: of \S, \pL and \p{Lu}.
func escapeLen(s string) int {
	_, n := utf8.DecodeRuneInString(s[1:])
	n++
	if s[1] != 'p' && s[1] != 'P' || n == len(s) {
		return n
	}
	if end := strings.IndexByte(s, '}'); s[n] == '{' && end > 0 {
		return end + 1
	}
	_, letter := utf8.DecodeRuneInString(s[n:])
	return n + letter
}

// Compile returns the expression, to be matched against one line at a time.
func (n Expression) Compile() (*regexp.Regexp, error) { return regexp.Compile(n.Source()) }

// expressionEnd returns the offset of the slash that closes the expression which the slash at start opens: the second slash,
// if it stands before a blank, a ) or the end. Without one, /etc/passwd say, the slash begins a word. A first blank is part of
// no expression, so that a / b / c are words.
func (p *parser) expressionEnd(start int) (end int, ok bool) {
	p.pos = start + 1
	blank := p.pos < len(p.input) && p.atSpace()
	p.pos = start
	for i := start + 1; i < len(p.input) && !blank; i++ {
		switch p.input[i] {
		case '\\':
			i++
		case '/':
			rest, _ := utf8.DecodeRuneInString(p.input[i+1:])
			return i, i > start+1 && (i+1 == len(p.input) || rest == ')' || unicode.IsSpace(rest))
		}
	}
	return 0, false
}

// parseExpression parses the expression that ends at end. It returns nil if the pattern is invalid.
func (p *parser) parseExpression(end int) Node {
	start := p.pos
	pattern := p.input[start+1 : end]
	p.pos = end + 1
	if len(pattern) > maxPatternBytes {
		p.failAt(start, p.pos-start, "the regular expression is too long")
		return nil
	}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		message, offset, length := describePatternError(err, pattern)
		p.failAt(start+1+offset, length, message)
		return nil
	}
	if program, err := syntax.Compile(tree.Simplify()); err != nil || len(program.Inst) > maxProgram {
		p.failAt(start, p.pos-start, "the regular expression is too large")
		return nil
	}
	n := Expression{pattern}
	if _, err := n.Compile(); err != nil { // the flag for the case, or NFC, cannot do harm; but who knows
		p.failAt(start, p.pos-start, "invalid regular expression")
		return nil
	}
	return n
}

// describePatternError says what is wrong with a pattern, and where: in all of it, if that is not known.
func describePatternError(err error, pattern string) (message string, offset, length int) {
	e := &syntax.Error{}
	if !errors.As(err, &e) {
		return "invalid regular expression", 0, len(pattern)
	}
	message = "regular expression: " + e.Code.String()
	offset = strings.LastIndex(pattern, e.Expr)
	if e.Expr == "" || offset < 0 {
		return message, 0, len(pattern)
	}
	return message, offset, len(e.Expr)
}

// Expressions returns the regular expressions that a match of q may satisfy, as Source, to highlight what they match. It omits
// excluded ones.
func (q Query) Expressions() []string {
	var sources []string
	WalkIncluded(q.Root, func(n Node) {
		if e, ok := n.(Expression); ok {
			sources = append(sources, e.Source())
		}
	})
	return sources
}

// HasExpression reports whether q has a regular expression, excluded or not: to evaluate it, notes are read.
func (q Query) HasExpression() bool {
	found := false
	replaceLeaves(q.Root, func(n Node) Node {
		_, ok := n.(Expression)
		found = found || ok
		return n
	})
	return found
}
