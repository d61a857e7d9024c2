package search

import (
	"context"

	"quire/internal/query"
)

// UnknownKey is a key of a query that no note has.
type UnknownKey struct {
	query.UnknownKey
	Nearest string // the key, field or state that the user probably meant; "" if there is none
}

// SuggestKeys adds to each unknown key the nearest of keys and of the fields of queries. Text that looks like a field, as
// re:Invent does, is nobody's mistake unless a name is near, and is left out.
func SuggestKeys(unknown []query.UnknownKey, keys []string) []UnknownKey {
	var out []UnknownKey
	for _, u := range unknown {
		if near := query.NearestKey(u, keys); near != "" || !u.AsText {
			out = append(out, UnknownKey{u, near})
		}
	}
	return out
}

// String describes the mistake to the user. It may contain any character that a key may contain.
func (u UnknownKey) String() string {
	s := "no key " + u.Key
	if u.Nearest != "" {
		s += ", did you mean " + u.Nearest + "?"
	}
	if u.AsText {
		s += " searched as text"
	}
	return s
}

// ResolveKey returns a key of the front matter by a name that the user typed, without case and accents, and with extra. before
// it or not. If no note has the key it returns "" and the nearest name, if there is one.
func ResolveKey(ctx context.Context, s Searcher, name string) (key, nearest string, err error) {
	found, err := s.Search(ctx, Request{Query: query.Query{Root: query.HasKey{Key: name}}, Limit: 1})
	if err != nil {
		return "", "", err
	}
	for _, u := range found.UnknownKeys {
		return "", u.Nearest, nil
	}
	known, _ := found.Query.Root.(query.HasKey)
	return known.Key, "", nil
}
