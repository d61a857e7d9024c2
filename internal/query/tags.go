package query

import "quire/internal/text"

// TagFilter is the part of a query that the reader's tag list edits. A note must have all tags of Must,
// at least one tag of Any, if there are any, and no tag of Not.
type TagFilter struct {
	Must []string
	Any  []string
	Not  []string
}

// SplitTags splits the top-level tags off q: #a and -#a, and the first group that consists
// only of tags (#a OR #b). A prefix such as #a* stays in rest. rest.WithTags(tags) matches
// the same notes as q.
func (q Query) SplitTags() (tags TagFilter, rest Query) {
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
	return tags, Query{JoinAnd(others...)}
}

// ReplaceTag returns q with the tag to in place of the tag called from.
func (q Query) ReplaceTag(from, to string) Query {
	return Query{replaceLeaves(q.Root, func(n Node) Node {
		if t, ok := n.(Tag); ok && t.Name == from {
			return Tag{Name: to}
		}
		return n
	})}
}

// tagNames returns the names of the alternatives if all of them are exact tags, else nil.
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

// WithTags returns q restricted to the tags. They come first, so that the user goes on typing words at the end.
func (q Query) WithTags(t TagFilter) Query {
	var parts, alternatives []Node
	for _, name := range t.Must {
		parts = append(parts, Tag{Name: name})
	}
	for _, name := range t.Any {
		alternatives = append(alternatives, Tag{Name: name})
	}
	parts = append(parts, JoinOr(alternatives...))
	for _, name := range t.Not {
		parts = append(parts, Not{Tag{Name: name}})
	}
	return Query{JoinAnd(append(parts, q.Root)...)}
}

// Words returns the words and phrases that a match of q may contain in its title or text, as
// typed, to highlight them while the query is edited. It omits excluded terms.
func (q Query) Words() []string {
	var words []string
	q.walkTexts(func(typed string, _ bool) { words = append(words, typed) })
	return words
}

// Phrases returns the tokens of the words and phrases of Words, one element for each, as the
// index compares them.
func (q Query) Phrases() [][]text.Token {
	var phrases [][]text.Token
	q.walkTexts(func(typed string, prefix bool) { phrases = append(phrases, text.TokenizeQuery(typed, prefix)) })
	return phrases
}

// walkTexts calls visit for each word and phrase of q that is not excluded.
func (q Query) walkTexts(visit func(typed string, prefix bool)) {
	WalkIncluded(q.Root, func(n Node) {
		switch n := n.(type) {
		case Word:
			visit(n.Text, n.Prefix)
		case Phrase:
			visit(n.Text, n.Prefix)
		case Field:
			if n.Name == Title {
				visit(n.Text, n.Prefix)
			}
		}
	})
}
