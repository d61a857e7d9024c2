// Package complete completes the term of a query that is being typed: tags, names of fields, their values, saved queries and
// notes. It asks an engine and must not know which; it is for the reader on a screen and for shells alike.
//
//	text before the cursor ──▶ query.FindUnfinished ──▶ what may stand there ──▶ Completion
//	                                                      ▲
//	the rest of the query ──▶ search.Request ──▶ facets ──┘ counts of what the rest leaves
package complete

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/text"
)

// Completion holds what may stand in place of a part of a query.
type Completion struct {
	Start, End int // the part, as byte offsets in the query
	// Candidates are those that match what is typed, the most common first.
	Candidates []Candidate
}

// Candidate is a text that may stand in the query.
type Candidate struct {
	Text  string // as it is written in the query
	Notes int    // how many of the notes that the rest of the query leaves have it; 0 if that is not counted
	// IsWhole reports that nothing of the term follows. The name of a field is not whole.
	IsWhole bool
}

// Most bounds the number of candidates.
const Most = 200

// maxBytes bounds the length of a candidate: longer values are no names, and nobody would choose one from a list.
const maxBytes = 400

// Query completes the query line at the cursor, a byte offset in it. The request r says what is common to all searches of the
// reader, such as which notes are read; its Query is ignored.
func Query(ctx context.Context, s search.Searcher, saved query.Saved, line string, cursor int, r search.Request) (Completion, error) {
	c := completer{ctx: ctx, searcher: s, saved: saved, request: r, term: query.FindUnfinished(line[:cursor])}
	c.request.Query = restOfQuery(saved, line[:c.term.Term], line[cursor:])
	c.request.Limit, c.request.Offset, c.request.Typing = 1, 0, false
	found, err := c.find()
	if errors.Is(err, search.ErrNoSearch) {
		err = nil
	}
	return Completion{c.term.Start, cursor, found}, err
}

// restOfQuery returns the query without its unfinished term. Where the term is one of several alternatives, or where the rest
// takes long to search, it is the query for all notes.
func restOfQuery(saved query.Saved, before, after string) query.Query {
	if strings.ContainsAny(before, "(") || strings.Contains(before+" "+after, " OR ") {
		return query.Query{}
	}
	q, err := saved.Parse(strings.TrimRight(before, "-") + " " + after)
	if err != nil || q.HasExpression() {
		return query.Query{}
	}
	return q
}

// completer finds the candidates for one term.
type completer struct {
	ctx      context.Context
	searcher search.Searcher
	saved    query.Saved
	request  search.Request // for the rest of the query
	term     query.Unfinished
}

// find returns the candidates for the term.
func (c *completer) find() ([]Candidate, error) {
	switch c.term.Kind {
	case query.UnfinishedTag:
		return c.countValues(search.FacetTagTree, query.FormatTag)
	case query.UnfinishedSaved:
		return c.filterNames(slices.Sorted(keysOf(c.saved)), true), nil
	case query.UnfinishedName:
		return c.findFieldNames()
	case query.UnfinishedValue:
		return c.findValues()
	}
	return nil, nil
}

// keysOf yields the names of the saved queries.
func keysOf(saved query.Saved) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range saved {
			if !yield(name) {
				return
			}
		}
	}
}

// findFieldNames returns the names of fields that begin with the term: quire's own, and the keys of the front matter. An empty
// term has no candidates, since anything may follow.
func (c *completer) findFieldNames() ([]Candidate, error) {
	if c.term.Text == "" {
		return nil, nil
	}
	var own []string
	for _, name := range query.FieldNames() {
		own = append(own, name+":")
	}
	found := c.filterNames(own, false)
	keys, err := c.countValues(search.FacetKeys, func(key string) (string, bool) {
		written, ok := query.FormatKey(key)
		return written + ":", ok && !strings.HasPrefix(written, `"`)
	})
	for i := range keys {
		keys[i].IsWhole = false
	}
	return append(found, keys...), err
}

// findValues returns the values that the field of the term can have.
func (c *completer) findValues() ([]Candidate, error) {
	switch field := strings.ToLower(c.term.Field); field {
	case "is":
		return c.filterNames(statesOf(field), true), nil
	case "has":
		states := c.filterNames(statesOf(field), true)
		keys, err := c.countValues(search.FacetKeys, func(key string) (string, bool) { return query.FormatValue(field, key) })
		return append(states, keys...), err
	case "date", "modified", "after", "before":
		return c.filterNames(query.RelativeDates(), true), nil
	case "links", "from":
		return c.findNotes(field)
	case "title", "path":
		return nil, nil
	default:
		return c.countValues(search.FacetValues(c.term.Field), func(value string) (string, bool) { return query.FormatValue(field, value) })
	}
}

// statesOf returns the states that a field, is or has, can have, without the field's name.
func statesOf(field string) []string {
	var names []string
	for _, name := range query.StateNames() {
		if state, ok := strings.CutPrefix(name, field+":"); ok {
			names = append(names, state)
		}
	}
	return names
}

// findNotes returns the IDs of the notes that a name may mean.
func (c *completer) findNotes(field string) ([]Candidate, error) {
	hits, err := c.searcher.GoTo(c.ctx, c.term.Text, Most)
	var found []Candidate
	for _, h := range hits {
		if written, ok := query.FormatValue(field, h.ID()); ok && isTypeable(written) {
			found = append(found, Candidate{Text: written, IsWhole: true})
		}
	}
	return found, err
}

// filterNames returns the names that begin with the term, in their order.
func (c *completer) filterNames(names []string, isWhole bool) []Candidate {
	var found []Candidate
	for _, name := range names {
		if strings.HasPrefix(foldName(name), foldName(c.term.Text)) {
			found = append(found, Candidate{Text: name, IsWhole: isWhole})
		}
	}
	return found
}

// countValues returns the values of a facet that begin with the term, or else those with a word that does, most common first. write
// returns a value as it is written in the query; a value for which it is not ok is left out.
func (c *completer) countValues(f search.Facet, write func(value string) (string, bool)) ([]Candidate, error) {
	counts, err := c.countFacet(f)
	if err != nil {
		return nil, err
	}
	typed := foldName(c.term.Text)
	var begin, contain []search.ValueCount
	for _, v := range counts {
		switch folded := foldName(v.Value); {
		case strings.HasPrefix(folded, typed):
			begin = append(begin, v)
		case containsWord(folded, typed):
			contain = append(contain, v)
		}
	}
	if len(begin) == 0 {
		begin = contain
	}
	slices.SortStableFunc(begin, func(a, b search.ValueCount) int { return cmp.Compare(b.Notes, a.Notes) })
	var found []Candidate
	for _, v := range begin {
		if written, ok := write(v.Value); ok && isTypeable(written) {
			found = append(found, Candidate{written, v.Notes, true})
		}
		if len(found) == Most {
			break
		}
	}
	return found, nil
}

// countFacet counts the values of a facet over the notes that the rest of the query leaves.
func (c *completer) countFacet(f search.Facet) ([]search.ValueCount, error) {
	r := c.request
	r.Facets = []search.Facet{f}
	found, err := c.searcher.Search(c.ctx, r)
	if err == nil && found.Total == 0 { // a query that finds nothing leaves nothing to choose from
		r.Query = query.Query{}
		found, err = c.searcher.Search(c.ctx, r)
	}
	if errors.Is(err, search.ErrNoSearch) {
		switch f {
		case search.FacetTagTree:
			return c.searcher.CountTags(c.ctx)
		case search.FacetKeys:
			return c.searcher.CountKeys(c.ctx)
		}
	}
	return found.Facets[f], err
}

// containsWord reports whether a word of a folded text, other than the first, begins with typed.
func containsWord(folded, typed string) bool {
	return strings.Contains(folded, " "+typed) || strings.Contains(folded, "/"+typed) || strings.Contains(folded, "-"+typed)
}

// isTypeable reports whether a candidate can stand in a line: it holds no controls and is not too long.
func isTypeable(s string) bool { return s != "" && len(s) <= maxBytes && safe.Text(s) == s }

func foldName(s string) string { return text.Fold(note.FoldName(s)) }

// CommonPrefix returns the longest text with which all candidates begin, at the end of a rune.
func (c Completion) CommonPrefix() string {
	if len(c.Candidates) == 0 {
		return ""
	}
	prefix := c.Candidates[0].Text
	for _, other := range c.Candidates[1:] {
		n := 0
		for i, r := range prefix {
			if !strings.HasPrefix(other.Text[min(i, len(other.Text)):], string(r)) {
				break
			}
			n = i + len(string(r))
		}
		prefix = prefix[:n]
	}
	return prefix
}

// QuoteAlike returns c with all candidates in quotes if one of them is, or if the part of line that they replace begins with a
// quote. Shells need that to find a common prefix. An empty part stays as it is.
func (c Completion) QuoteAlike(line string) Completion {
	typed := line[c.Start:c.End]
	isQuoted := func(candidate Candidate) bool { return strings.HasPrefix(candidate.Text, `"`) }
	if !strings.HasPrefix(typed, `"`) && (typed == "" || !slices.ContainsFunc(c.Candidates, isQuoted)) {
		return c
	}
	c.Candidates = slices.Clone(c.Candidates)
	for i, candidate := range c.Candidates {
		if !isQuoted(candidate) && candidate.IsWhole { // what needs no quotes holds none
			c.Candidates[i].Text = query.Quote(candidate.Text)
		}
	}
	return c
}
