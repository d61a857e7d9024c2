package tui

import (
	"context"

	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
)

// countHits counts, for each value of a facet, the notes that would remain if the tag picker included it. Where all must match,
// these are the hits with that value. Where any tag suffices, they are the notes with that tag among those that match all but
// the alternatives. For an excluded value they are the notes that come back without any exclusion.
func countHits(ctx context.Context, s search.Searcher, f search.Facet, q query.Query, found search.Result, read func(search.Hit) bool) (map[string]int, error) {
	count := func(q query.Query) (map[string]int, error) {
		all, err := s.Search(ctx, search.Request{Query: q, Limit: 1, Facets: []search.Facet{f}, IsRead: read})
		return countsByName(all, f), err
	}
	n := countsByName(found, f)
	var excluded []string
	var wide query.Query // without what is excluded
	switch {
	case f == search.FacetTagTree:
		tags, rest := q.SplitTags()
		if len(tags.Any) > 0 {
			var err error
			if n, err = count(rest.WithTags(query.TagFilter{Must: tags.Must, Not: tags.Not})); err != nil {
				return nil, err
			}
		}
		excluded, wide = tags.Not, rest.WithTags(query.TagFilter{Must: tags.Must, Any: tags.Any})
	case f.Key() != "":
		values, rest := q.SplitValues(f.Key())
		excluded, wide = values.Not, rest.WithValues(f.Key(), query.ValueFilter{Must: values.Must})
	}
	if len(excluded) == 0 {
		return n, nil
	}
	all, err := count(wide)
	if err != nil {
		return nil, err
	}
	for _, name := range excluded {
		n[note.FoldName(name)] = all[note.FoldName(name)]
	}
	return n, nil
}

// countsByName returns the counts of a facet by folded name.
func countsByName(r search.Result, f search.Facet) map[string]int {
	n := map[string]int{}
	for _, c := range r.Facets[f] {
		n[note.FoldName(c.Value)] = c.Notes
	}
	return n
}
