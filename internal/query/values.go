package query

import "strings"

// ValueFilter is the part of a query that the reader's list of values edits: the values that a key must have, and those that
// it must not have.
type ValueFilter struct{ Must, Not []string }

// SplitValues splits the top-level conditions key:value and -key:value of a key off q, where value is a whole value.
// rest.WithValues(key, values) matches the same notes as q.
func (q Query) SplitValues(key string) (values ValueFilter, rest Query) {
	parts, ok := q.Root.(And)
	if !ok && q.Root != nil {
		parts = And{q.Root}
	}
	var others []Node
	for _, n := range parts {
		if value, ok := exactValue(n, key); ok {
			values.Must = append(values.Must, value)
			continue
		}
		if not, ok := n.(Not); ok {
			if value, ok := exactValue(not.X, key); ok {
				values.Not = append(values.Not, value)
				continue
			}
		}
		others = append(others, n)
	}
	return values, Query{JoinAnd(others...)}
}

// exactValue returns the value if n is a condition that a key has a certain value.
func exactValue(n Node, key string) (value string, ok bool) {
	k, ok := n.(KeyValue)
	if !ok || !strings.EqualFold(k.Key, key) {
		return "", false
	}
	all := k.Conditions()
	if len(all) != 1 || all[0].Operator != Equal || all[0].Prefix {
		return "", false
	}
	return all[0].Operand.Text, true
}

// WithValues returns q restricted to the values of a key. Like tags they come first.
func (q Query) WithValues(key string, v ValueFilter) Query {
	var parts []Node
	for _, value := range v.Must {
		parts = append(parts, ExactValue(key, value))
	}
	for _, value := range v.Not {
		parts = append(parts, Not{ExactValue(key, value)})
	}
	return Query{JoinAnd(append(parts, q.Root)...)}
}
