package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/text"
)

// maxDepth bounds the nesting of groups and minus signs, so that no input can exhaust the stack.
const maxDepth = 64

// Parse parses a query. If it contains mistakes, the error is a *SyntaxError that describes the first mistake, and the
// Query is what remains without the invalid parts, so that a half-typed query already narrows a list.
func Parse(s string) (Query, error) {
	p := parser{input: s}
	q := p.parse()
	if p.err != nil {
		return q, p.err
	}
	return q, nil
}

// parse parses the whole input.
func (p *parser) parse() Query {
	var parts []Node
	for {
		parts = append(parts, p.parseOr())
		if p.pos >= len(p.input) {
			return Query{JoinAnd(parts...)}
		}
		p.failAt(p.pos, 1, "unexpected )")
		p.pos++
	}
}

type parser struct {
	input string
	pos   int
	depth int          // nesting of groups and minus signs
	err   *SyntaxError // the first mistake

	expansion *expansion // of saved queries; nil without any
	negations int        // minus signs around the current position
	lastLeaf  lastLeaf   // the leaf that was parsed last
}

// lastLeaf says what the last leaf of a query is; see CompleteLastWord.
type lastLeaf struct {
	isWord bool // a word that is neither a prefix nor excluded
	end    int  // offset in the input
}

// failAt records a mistake. Only the first call has an effect.
func (p *parser) failAt(offset, length int, message string) {
	if p.err == nil {
		p.err = &SyntaxError{Offset: offset, Length: length, Message: message}
	}
}

// parseOr parses alternatives up to the end of the input or an unmatched ).
func (p *parser) parseOr() Node {
	var alternatives []Node
	lastOr := -1 // offset of the OR before the current alternative
	for {
		n := p.parseAnd()
		or, more := p.consumeOr()
		switch {
		case n != nil:
			alternatives = append(alternatives, n)
		case lastOr >= 0:
			p.failAt(lastOr, len("OR"), "nothing after OR")
		case more:
			p.failAt(or, len("OR"), "nothing before OR")
		}
		if !more {
			return JoinOr(alternatives...)
		}
		lastOr = or
	}
}

// parseAnd parses terms up to the end of the input, an OR or an unmatched ).
func (p *parser) parseAnd() Node {
	var terms []Node
	for {
		p.skipSpace()
		if p.pos >= len(p.input) || p.input[p.pos] == ')' || p.atOr() {
			return JoinAnd(terms...)
		}
		terms = append(terms, p.parseTerm())
	}
}

// parseTerm parses the term that starts at the current position. It returns nil if the term is invalid.
func (p *parser) parseTerm() Node {
	start := p.pos
	switch c := p.input[start]; c {
	case '-', '(':
		p.pos++
		if p.depth >= maxDepth {
			p.failAt(start, 1, "nested too deeply")
			return nil
		}
		p.depth++
		defer func() { p.depth-- }()
		if c == '-' {
			return p.parseNot(start)
		}
		return p.parseGroup(start)
	}
	n := p.parseLeaf()
	if n != nil {
		word, ok := n.(Word)
		p.lastLeaf = lastLeaf{ok && !word.Prefix && p.negations == 0, p.pos}
	}
	return n
}

// parseLeaf parses the term that starts at the current position, which is neither a group nor excluded. It returns nil if the
// term is invalid.
func (p *parser) parseLeaf() Node {
	start := p.pos
	switch p.input[start] {
	case '"':
		text, prefix := p.parseQuoted()
		if strings.TrimSpace(text) == "" {
			p.failAt(start, p.pos-start, "nothing between the quotes")
			return nil
		}
		if !p.requireSearchable(text, start) {
			return nil
		}
		if p.pos < len(p.input) && p.input[p.pos] == ':' && !prefix {
			p.pos++
			return p.parseKeyValue(text)
		}
		return Phrase{text, prefix}
	case '#':
		p.pos++
		return p.parseTag(start)
	case '/':
		if end, ok := p.expressionEnd(start); ok {
			return p.parseExpression(end)
		}
	case '@':
		if n, ok := p.parseSaved(); ok {
			return n
		}
	}
	return p.parseWordOrField()
}

// parseNot parses the operand of the minus sign at start.
func (p *parser) parseNot(start int) Node {
	if p.pos >= len(p.input) || p.input[p.pos] == ')' || p.atSpace() || p.atOr() {
		p.failAt(start, 1, "nothing after -")
		return nil
	}
	p.negations++
	defer func() { p.negations-- }()
	if n := p.parseTerm(); n != nil {
		return Not{n}
	}
	return nil
}

// parseGroup parses the rest of the group whose ( is at start.
func (p *parser) parseGroup(start int) Node {
	n := p.parseOr()
	switch {
	case p.pos >= len(p.input):
		p.failAt(start, 1, "missing closing )")
	case n == nil:
		p.failAt(start, p.pos+1-start, "nothing between the parentheses")
		p.pos++
	default:
		p.pos++
	}
	return n
}

// parseTag parses a tag's name. start is the offset of the # or of tag:, for errors.
func (p *parser) parseTag(start int) Node {
	name, prefix := p.parseValue()
	name = strings.TrimLeftFunc(name, func(r rune) bool { return r == '#' || unicode.IsSpace(r) })
	name = strings.TrimRightFunc(name, unicode.IsSpace)
	if name == "" {
		p.failAt(start, p.pos-start, "the tag's name is missing")
		return nil
	}
	if !p.requireSearchable(name, start) {
		return nil
	}
	return Tag{name, prefix}
}

// parseWordOrField parses a field with its value, or a word. A name before a colon that is not a field's is taken for a key
// of the front matter. Whether there is such a key is found out later, so re:Invent may still become a word.
func (p *parser) parseWordOrField() Node {
	start := p.pos
	word := p.input[start:p.endOfWord(start)]
	if key, ok := splitFieldName(word); ok {
		p.pos += len(key) + 1
		if f, ok := fieldParsers[strings.ToLower(key)]; ok {
			return f(p, start)
		}
		return p.parseKeyValue(key)
	}
	text, prefix := p.parseBareWord()
	if !p.requireSearchable(text, start) {
		return nil
	}
	return Word{text, prefix}
}

// requireSearchable reports whether s contains anything that a note can be searched for. If not, it records a mistake
// that covers the input from start: a term that asks for nothing would match every note.
func (p *parser) requireSearchable(s string, start int) bool {
	if text.IsSearchable(s) {
		return true
	}
	p.failAt(start, p.pos-start, "nothing to search for: only invisible characters")
	return false
}

// splitFieldName returns the name before the first colon of a word. It is false for a word without one and for an
// address (http://…).
func splitFieldName(word string) (string, bool) {
	i := strings.IndexByte(word, ':')
	if i <= 0 || strings.HasPrefix(word[i+1:], "//") || !isBareKey(word[:i]) {
		return "", false
	}
	return word[:i], true
}

// parseValue parses the value after # or a field's colon.
func (p *parser) parseValue() (text string, prefix bool) {
	if p.pos < len(p.input) && p.input[p.pos] == '"' {
		return p.parseQuoted()
	}
	return p.parseBareWord()
}

// parseBareWord parses a word without quotes, which may be empty. A trailing * makes it a prefix and is dropped, unless
// the word is only *.
func (p *parser) parseBareWord() (text string, prefix bool) {
	end := p.endOfWord(p.pos)
	text = p.input[p.pos:end]
	p.pos = end
	if len(text) > 1 && text[len(text)-1] == '*' {
		return text[:len(text)-1], true
	}
	return text, false
}

// parseQuoted parses quoted text. An unclosed quote extends to the end of the input, and its last word is a prefix.
func (p *parser) parseQuoted() (text string, prefix bool) {
	start := p.pos
	var b strings.Builder
	for p.pos++; p.pos < len(p.input); p.pos++ {
		c := p.input[p.pos]
		if c == '"' {
			p.pos++
			if p.pos < len(p.input) && p.input[p.pos] == '*' {
				p.pos++
				return b.String(), true
			}
			return b.String(), false
		}
		if c == '\\' && p.pos+1 < len(p.input) && (p.input[p.pos+1] == '"' || p.input[p.pos+1] == '\\') {
			p.pos++
			c = p.input[p.pos]
		}
		b.WriteByte(c)
	}
	p.failAt(start, len(p.input)-start, "missing closing quote")
	return b.String(), true
}

// endOfWord returns the offset at which the word at i ends: at a space, or at a ) without a ( in the word.
func (p *parser) endOfWord(i int) int {
	open := 0
	for i < len(p.input) {
		r, n := utf8.DecodeRuneInString(p.input[i:])
		switch {
		case unicode.IsSpace(r):
			return i
		case r == '(':
			open++
		case r == ')':
			if open == 0 {
				return i
			}
			open--
		}
		i += n
	}
	return i
}

func (p *parser) skipSpace() {
	for p.pos < len(p.input) {
		r, n := utf8.DecodeRuneInString(p.input[p.pos:])
		if !unicode.IsSpace(r) {
			return
		}
		p.pos += n
	}
}

func (p *parser) atSpace() bool {
	r, _ := utf8.DecodeRuneInString(p.input[p.pos:])
	return unicode.IsSpace(r)
}

// atOr reports whether the word at the current position is OR.
func (p *parser) atOr() bool {
	return strings.HasPrefix(p.input[p.pos:], "OR") && p.endOfWord(p.pos) == p.pos+len("OR")
}

// consumeOr moves past the OR at the current position, if there is one, and returns its offset.
func (p *parser) consumeOr() (offset int, ok bool) {
	if p.pos < len(p.input) && p.atOr() {
		p.pos += len("OR")
		return p.pos - len("OR"), true
	}
	return 0, false
}
