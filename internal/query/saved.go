package query

import "strings"

// Saved holds queries by their names. A term @name stands for the query of that name, if there is one; else it is text. Names
// are compared without case. The zero value holds none.
type Saved map[string]string

// Named is a saved query within another one.
type Named struct {
	Name string // as typed
	X    Node   // what it stands for; never nil
}

func (n Named) write(b *strings.Builder) { b.WriteString("@" + n.Name) }

func (n Named) precedence() int       { return notPrecedence }
func (n Named) includedNodes() []Node { return []Node{n.X} }

// replaceLast returns n: nobody is typing a saved query.
func (n Named) replaceLast(func(Node) Node) Node { return n }

// Bounds of the saved queries in a query.
const (
	maxSavedDepth = 16  // of saved queries within saved queries
	maxExpansions = 100 // of all together: each level may name the next one several times
)

// expansion is what the parsers of a query and of the saved queries in it share.
type expansion struct {
	saved Saved
	names []string // of the saved queries around the current position
	count int
}

// Parse parses a query in which @name stands for a saved one; see the function Parse. A mistake in a saved query, or a saved
// query that contains itself, is a mistake at its name.
func (s Saved) Parse(text string) (Query, error) {
	p := parser{input: text, expansion: &expansion{saved: s}}
	q := p.parse()
	if p.err != nil {
		return q, p.err
	}
	return q, nil
}

// find returns the text of a saved query.
func (s Saved) find(name string) (text string, ok bool) {
	if text, ok = s[name]; ok {
		return text, true
	}
	for known, text := range s {
		if strings.EqualFold(known, name) {
			return text, true
		}
	}
	return "", false
}

// parseSaved parses the term @name at the current position. It is not ok, and nothing is parsed, if no saved query has that
// name. The node is nil if the saved query is useless.
func (p *parser) parseSaved() (n Node, ok bool) {
	if p.expansion == nil {
		return nil, false
	}
	start := p.pos
	end := p.endOfWord(start)
	name := p.input[start+1 : end]
	text, ok := p.expansion.saved.find(name)
	if !ok {
		return nil, false
	}
	p.pos = end
	e := p.expansion
	for i, used := range e.names {
		if strings.EqualFold(used, name) {
			p.failAt(start, end-start, "the saved query contains itself: @"+strings.Join(append(e.names[i:len(e.names):len(e.names)], name), " > @"))
			return nil, true
		}
	}
	if e.count++; e.count > maxExpansions || len(e.names) >= maxSavedDepth {
		p.failAt(start, end-start, "too many saved queries in each other")
		return nil, true
	}
	inner := parser{input: text, expansion: &expansion{e.saved, append(e.names[:len(e.names):len(e.names)], name), e.count}}
	q := inner.parse()
	e.count = inner.expansion.count
	switch {
	case inner.err != nil && strings.HasPrefix(inner.err.Message, "the saved query "):
		p.failAt(start, end-start, inner.err.Message)
	case inner.err != nil:
		p.failAt(start, end-start, "in the saved query @"+name+": "+inner.err.Message)
	case q.Root == nil:
		p.failAt(start, end-start, "the saved query @"+name+" is empty")
	}
	if q.Root == nil {
		return nil, true
	}
	return Named{name, q.Root}, true
}
