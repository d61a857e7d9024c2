package formula

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// parser turns a source into nodes.
type parser struct {
	lexer
	depth    int
	alphabet alphabet // of \mathbb and its like; nil for plain letters
}

// parse parses a whole source.
func parse(tex string) (node, error) {
	if len(tex) > maxSource {
		return nil, ErrTooLarge
	}
	if isProse(tex) {
		return nil, fmt.Errorf("%w: words", ErrUnknown)
	}
	p := &parser{lexer: lexer{rest: tex}}
	n, err := p.parseRow(func(t token) bool { return t.isEnd() })
	if err != nil {
		return nil, err
	}
	if len(n) == 0 {
		return nil, fmt.Errorf("%w: it is empty", ErrSyntax)
	}
	return n, nil
}

// prose matches what TeX would run together: two words, or a name with an underscore. It is no mathematics, or was written by
// somebody who did not see the result.
var prose = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^\\A-Za-z])(?:[A-Za-z]{3,} +[A-Za-z]{3,}|[A-Za-z]{2,}_[A-Za-z]{2})|^{[A-Z_]{2,}`)
})

// wordy matches where words may stand: in the arguments of commands, such as \text, and in comments.
var wordy = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\\[A-Za-z]+\*? *{[^{}]*}|%.*`) })

// isProse reports whether tex holds words where mathematics should be.
func isProse(tex string) bool {
	return strings.ContainsAny(tex, "\"`@") || prose().MatchString(wordy().ReplaceAllString(tex, "+"))
}

// parseRow parses nodes up to the token at which isEnd holds, which it takes.
func (p *parser) parseRow(isEnd func(token) bool) (row, error) {
	out, end, err := p.parseUntil(isEnd)
	if err == nil && end.isEnd() && !isEnd(end) {
		err = fmt.Errorf("%w: it ends too early", ErrSyntax)
	}
	return out, err
}

// parseUntil parses nodes up to the token at which isEnd holds or the end of the source, and returns that token.
func (p *parser) parseUntil(isEnd func(token) bool) (out row, end token, err error) {
	if p.depth++; p.depth > maxDepth {
		return nil, token{}, ErrTooLarge
	}
	defer func() { p.depth-- }()
	for {
		t := p.next()
		switch {
		case isEnd(t) || t.isEnd():
			return out, t, nil
		case t.command == "over" || t.command == "choose": // between what the group has so far and all the rest of it
			f := fraction{above: out, hasRule: true}
			if t.command == "choose" {
				f = fraction{above: out, open: "(", close: ")"}
			}
			below, end, err := p.parseUntil(isEnd)
			f.below = below
			return row{f}, end, err
		}
		n, err := p.parseNode(t)
		if err != nil {
			return nil, token{}, err
		}
		if n != nil {
			if n, err = p.parseScripts(n); err != nil {
				return nil, token{}, err
			}
			out = append(out, n)
		}
	}
}

// parseNode parses the node that begins with t, without its scripts. It returns nil for what leaves no trace.
func (p *parser) parseNode(t token) (node, error) {
	switch {
	case t.command != "":
		return p.parseCommand(t.command)
	case t.char == '{':
		return p.parseGroup()
	case t.char == '^' || t.char == '_': // scripts of nothing, as in {}^{14}C
		p.peeked = &t
		return row{}, nil
	case t.char == '\'':
		return symbol{text: "′"}, nil
	case t.char == '~':
		return space(1), nil
	case t.char == '}' || t.char == '&' || t.char == '#' || t.char == '$' || t.char == '\\':
		return nil, fmt.Errorf("%w: %q", ErrSyntax, t.char)
	case !unicode.IsPrint(t.char):
		return nil, fmt.Errorf("%w: %q", ErrSyntax, t.char)
	}
	if s, ok := characters[t.char]; ok {
		return s, nil
	}
	return symbol{text: p.alphabet.convert(string(t.char))}, nil
}

// parseGroup parses up to the closing brace, after the opening one.
func (p *parser) parseGroup() (node, error) {
	return p.parseRow(func(t token) bool { return t.isChar('}') })
}

// parseArgument parses the argument of a command: a group, or one symbol.
func (p *parser) parseArgument() (node, error) {
	t := p.next()
	if t.isEnd() || t.isChar('^') || t.isChar('_') || t.isChar('}') || t.isChar('&') {
		return nil, fmt.Errorf("%w: an argument is missing", ErrSyntax)
	}
	if p.depth++; p.depth > maxDepth {
		return nil, ErrTooLarge
	}
	defer func() { p.depth-- }()
	n, err := p.parseNode(t)
	if n == nil && err == nil {
		err = fmt.Errorf("%w: an argument is missing", ErrSyntax)
	}
	return n, err
}

// parseArguments parses several arguments.
func (p *parser) parseArguments(n int) ([]node, error) {
	out := make([]node, n)
	for i := range out {
		var err error
		if out[i], err = p.parseArgument(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// parseScripts parses the scripts after base, if there are any: at most one of each kind, and primes.
func (p *parser) parseScripts(base node) (node, error) {
	out := scripts{base: base}
	if s, ok := base.(symbol); ok {
		out.limits = s.hasLimits
	}
	switch b := base.(type) {
	case braced:
		out.limits = true
	case stacked:
		out.limits = b.kind == operator
	}
	primes := ""
	for {
		t := p.peek()
		var to *node
		switch {
		case t.command == "limits" || t.command == "nolimits":
			p.next()
			out.limits = t.command == "limits"
			continue
		case t.isChar('\''):
			p.next()
			primes += "′"
			continue
		case t.isChar('^'):
			to = &out.super
		case t.isChar('_'):
			to = &out.sub
		default:
			return out.withPrimes(primes), nil
		}
		p.next()
		n, err := p.parseArgument()
		if err != nil {
			return nil, err
		}
		if *to != nil {
			return nil, fmt.Errorf("%w: two scripts of one kind", ErrSyntax)
		}
		*to = n
	}
}

// withPrimes returns n with primes before its superscript, or its base if it has no scripts at all.
func (n scripts) withPrimes(primes string) node {
	switch {
	case primes != "" && n.super != nil:
		n.super = row{symbol{text: primes}, n.super}
	case primes != "":
		n.super = symbol{text: primes}
	case n.super == nil && n.sub == nil:
		return n.base
	}
	return n
}

// parseDelimiter parses what follows \left, \middle or \right. A dot stands for none.
func (p *parser) parseDelimiter() (string, error) {
	t := p.next()
	switch {
	case t.isChar('.'):
		return "", nil
	case t.isChar('<'):
		return "⟨", nil
	case t.isChar('>'):
		return "⟩", nil
	case t.command == "" && t.char != 0 && strings.ContainsRune("()[]|/", t.char):
		return string(t.char), nil
	}
	if s, ok := delimiters[t.command]; ok && t.command != "" {
		return s, nil
	}
	return "", fmt.Errorf("%w: no delimiter", ErrSyntax)
}

// parseDelimited parses what stands between \left and \right.
func (p *parser) parseDelimited() (node, error) {
	var out delimited
	var err error
	if out.open, err = p.parseDelimiter(); err != nil {
		return nil, err
	}
	for {
		part, end, err := p.parseUntil(func(t token) bool { return t.command == "right" || t.command == "middle" })
		if err != nil {
			return nil, err
		}
		out.parts = append(out.parts, part)
		if end.isEnd() {
			return nil, fmt.Errorf("%w: \\left without \\right", ErrSyntax)
		}
		d, err := p.parseDelimiter()
		if err != nil {
			return nil, err
		}
		if end.command == "right" {
			out.close = d
			return out, nil
		}
		out.middle = append(out.middle, d)
	}
}
