package query

// WithLastAsPrefix returns q for a query whose end is still being typed: its last word, phrase,
// tag or text field also matches as a prefix.
func (q Query) WithLastAsPrefix() Query { return Query{prefixLastTerm(q.Root)} }

// WithLastWordAsPrefix returns q with its last term as a prefix if that is a plain word, and else q.
func (q Query) WithLastWordAsPrefix() Query { return Query{prefixLastWord(q.Root)} }

func prefixLastWord(n Node) Node {
	switch n := n.(type) {
	case operator:
		return n.replaceLast(prefixLastWord)
	case Word:
		n.Prefix = true
		return n
	}
	return n
}

// CompleteLastWord returns a typed query with a * after its last term if that is a plain word, not excluded. The result means
// what the query meant while it was typed: it parses as WithLastWordAsPrefix of the query.
func (s Saved) CompleteLastWord(typed string) string {
	p := parser{input: typed, expansion: &expansion{saved: s}}
	p.parse()
	if !p.lastLeaf.isWord {
		return typed
	}
	return typed[:p.lastLeaf.end] + "*" + typed[p.lastLeaf.end:]
}

// prefixLastTerm returns a copy of n whose last leaf is a prefix, if the leaf can be one.
func prefixLastTerm(n Node) Node {
	switch n := n.(type) {
	case operator:
		return n.replaceLast(prefixLastTerm)
	case Word:
		n.Prefix = true
		return n
	case Phrase:
		n.Prefix = true
		return n
	case Tag:
		n.Prefix = true
		return n
	case Field:
		n.Prefix = true
		return n
	case KeyValue:
		return n.asPrefix()
	case HasKey:
		n.Prefix = true
		return n
	}
	return n
}
