package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDepth bounds how deep groups and minus signs nest, so that no input can exhaust the stack.
const maxDepth = 64

// Parse reads a query. When something is wrong the error is a *SyntaxError that
// names the first slip, and the Query is what remains without it: a half-typed
// query narrows as far as it can be understood.
func Parse(s string) (Query, error) {
	p := parser{s: s}
	var parts []Node
	for {
		parts = append(parts, p.or())
		if p.pos >= len(p.s) {
			break
		}
		p.fail(p.pos, 1, "no ( stands before this )")
		p.pos++
	}
	q := Query{All(parts...)}
	if p.err != nil {
		return q, p.err
	}
	return q, nil
}

type parser struct {
	s     string
	pos   int
	depth int
	err   *SyntaxError // the first slip
}

func (p *parser) fail(offset, length int, message string) {
	if p.err == nil {
		p.err = &SyntaxError{Offset: offset, Length: length, Message: message}
	}
}

// or reads alternatives up to the end or an unmatched ).
func (p *parser) or() Node {
	var alts []Node
	last := -1 // where the OR before the current alternative stands
	for {
		n := p.and()
		at, more := p.takeOr()
		switch {
		case n != nil:
			alts = append(alts, n)
		case last >= 0:
			p.fail(last, len("OR"), "nothing follows this OR")
		case more:
			p.fail(at, len("OR"), "nothing stands before this OR")
		}
		if !more {
			return Any(alts...)
		}
		last = at
	}
}

// and reads terms up to the end, an OR or an unmatched ).
func (p *parser) and() Node {
	var terms []Node
	for {
		p.skipSpace()
		if p.pos >= len(p.s) || p.s[p.pos] == ')' || p.atOr() {
			return All(terms...)
		}
		terms = append(terms, p.term())
	}
}

// term reads one term; the position is at its first byte. It is nil when the term is no good.
func (p *parser) term() Node {
	start := p.pos
	switch c := p.s[start]; c {
	case '-', '(':
		p.pos++
		if p.depth >= maxDepth {
			p.fail(start, 1, "this is nested too deeply")
			return nil
		}
		p.depth++
		defer func() { p.depth-- }()
		if c == '-' {
			return p.not(start)
		}
		return p.group(start)
	case '"':
		text, prefix := p.quoted()
		if strings.TrimSpace(text) == "" {
			p.fail(start, p.pos-start, "there is nothing between the quotes")
			return nil
		}
		return Phrase{text, prefix}
	case '#':
		p.pos++
		return p.tag(start)
	}
	return p.wordOrField()
}

func (p *parser) not(start int) Node {
	if p.pos >= len(p.s) || p.s[p.pos] == ')' || p.atSpace() || p.atOr() {
		p.fail(start, 1, "nothing follows this -")
		return nil
	}
	if n := p.term(); n != nil {
		return Not{n}
	}
	return nil
}

func (p *parser) group(start int) Node {
	n := p.or()
	switch {
	case p.pos >= len(p.s):
		p.fail(start, 1, "no ) closes this (")
	case n == nil:
		p.fail(start, p.pos+1-start, "there is nothing between the parentheses")
		p.pos++
	default:
		p.pos++
	}
	return n
}

func (p *parser) tag(start int) Node {
	name, prefix := p.value()
	name = strings.TrimLeftFunc(name, func(r rune) bool { return r == '#' || unicode.IsSpace(r) })
	name = strings.TrimRightFunc(name, unicode.IsSpace)
	if name == "" {
		p.fail(start, p.pos-start, "the name of a tag is missing")
		return nil
	}
	return Tag{name, prefix}
}

func (p *parser) wordOrField() Node {
	start := p.pos
	word := p.s[start:p.endOfWord(start)]
	if key, ok := keyOf(word); ok {
		p.pos += len(key) + 1
		if f, ok := fields[strings.ToLower(key)]; ok {
			return f(p, start)
		}
		if near := nearest(strings.ToLower(key)); near != "" {
			p.value()
			p.fail(start, len(key)+1, "there is no "+key+": (did you mean "+near+":?); known are "+knownFields+"; quotes make it text")
			return nil
		}
		p.pos = start
	}
	text, prefix := p.bare()
	return Word{text, prefix}
}

// keyOf finds a field's name and colon at the start of a word. An address (http://…) has none.
func keyOf(word string) (string, bool) {
	i := strings.IndexByte(word, ':')
	if i <= 0 || strings.HasPrefix(word[i+1:], "//") {
		return "", false
	}
	for _, c := range []byte(word[:i]) {
		if (c|0x20) < 'a' || (c|0x20) > 'z' {
			return "", false
		}
	}
	return word[:i], true
}

// value reads what follows # or a field's colon.
func (p *parser) value() (text string, prefix bool) {
	if p.pos < len(p.s) && p.s[p.pos] == '"' {
		return p.quoted()
	}
	return p.bare()
}

// bare reads a word without quotes, perhaps an empty one. A * at its end, unless it is all there is, is no part of it.
func (p *parser) bare() (text string, prefix bool) {
	end := p.endOfWord(p.pos)
	text = p.s[p.pos:end]
	p.pos = end
	if len(text) > 1 && text[len(text)-1] == '*' {
		return text[:len(text)-1], true
	}
	return text, false
}

// quoted reads what stands in quotes. A quote that is not closed ends with the
// text, and its last word may still go on.
func (p *parser) quoted() (text string, prefix bool) {
	start := p.pos
	var b strings.Builder
	for p.pos++; p.pos < len(p.s); p.pos++ {
		c := p.s[p.pos]
		if c == '"' {
			p.pos++
			if p.pos < len(p.s) && p.s[p.pos] == '*' {
				p.pos++
				return b.String(), true
			}
			return b.String(), false
		}
		if c == '\\' && p.pos+1 < len(p.s) && (p.s[p.pos+1] == '"' || p.s[p.pos+1] == '\\') {
			p.pos++
			c = p.s[p.pos]
		}
		b.WriteByte(c)
	}
	p.fail(start, len(p.s)-start, "no quote closes this one")
	return b.String(), true
}

// endOfWord is where the word at i ends: at a space, or at a ) without a ( in the word.
func (p *parser) endOfWord(i int) int {
	open := 0
	for i < len(p.s) {
		r, n := utf8.DecodeRuneInString(p.s[i:])
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
	for p.pos < len(p.s) {
		r, n := utf8.DecodeRuneInString(p.s[p.pos:])
		if !unicode.IsSpace(r) {
			return
		}
		p.pos += n
	}
}

func (p *parser) atSpace() bool {
	r, _ := utf8.DecodeRuneInString(p.s[p.pos:])
	return unicode.IsSpace(r)
}

// atOr reports whether the word at the position is OR.
func (p *parser) atOr() bool {
	return strings.HasPrefix(p.s[p.pos:], "OR") && p.endOfWord(p.pos) == p.pos+len("OR")
}

func (p *parser) takeOr() (at int, ok bool) {
	if p.pos < len(p.s) && p.atOr() {
		p.pos += len("OR")
		return p.pos - len("OR"), true
	}
	return 0, false
}
