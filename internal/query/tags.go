package query

// Tags is the part of a query that a tag picker edits.
type Tags struct {
	Must []string // all of these
	Any  []string // and at least one of these
	Not  []string // and none of these
}

// SplitTags takes the tags out of the top of q: #a and -#a, and the first group
// of nothing but tags (#a OR #b). The rest is everything else; rest.WithTags(tags) matches what q matches.
func (q Query) SplitTags() (tags Tags, rest Query) {
	parts, ok := q.Root.(And)
	if !ok && q.Root != nil {
		parts = And{q.Root}
	}
	var others []Node
	for _, n := range parts {
		switch n := n.(type) {
		case Tag:
			if !n.Prefix {
				tags.Must = append(tags.Must, n.Name)
				continue
			}
		case Not:
			if t, ok := n.X.(Tag); ok && !t.Prefix {
				tags.Not = append(tags.Not, t.Name)
				continue
			}
		case Or:
			if names := tagNames(n); names != nil && tags.Any == nil {
				tags.Any = names
				continue
			}
		}
		others = append(others, n)
	}
	return tags, Query{All(others...)}
}

// tagNames are the names of alternatives that are all tags, else nil.
func tagNames(or Or) []string {
	var names []string
	for _, n := range or {
		t, ok := n.(Tag)
		if !ok || t.Prefix {
			return nil
		}
		names = append(names, t.Name)
	}
	return names
}

// WithTags is q and the tags: the tags first, so that typing goes on with the words.
func (q Query) WithTags(t Tags) Query {
	var parts, any []Node
	for _, name := range t.Must {
		parts = append(parts, Tag{Name: name})
	}
	for _, name := range t.Any {
		any = append(any, Tag{Name: name})
	}
	parts = append(parts, Any(any...))
	for _, name := range t.Not {
		parts = append(parts, Not{Tag{Name: name}})
	}
	return Query{All(append(parts, q.Root)...)}
}

// Words are the words and phrases that a match of q contains, as typed, for
// marking them in a text. What is excluded is not among them.
func (q Query) Words() []string {
	var words []string
	Walk(q.Root, func(n Node) {
		switch n := n.(type) {
		case Word:
			words = append(words, n.Text)
		case Phrase:
			words = append(words, n.Text)
		case Field:
			if n.Name == Title {
				words = append(words, n.Text)
			}
		}
	})
	return words
}

// Walk calls visit for every leaf below n that is not excluded, in order.
func Walk(n Node, visit func(Node)) {
	switch n := n.(type) {
	case nil, Not:
	case And:
		for _, x := range n {
			Walk(x, visit)
		}
	case Or:
		for _, x := range n {
			Walk(x, visit)
		}
	default:
		visit(n)
	}
}
