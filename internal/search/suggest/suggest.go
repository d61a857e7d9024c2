// Package suggest says what to try when a search has found nothing: the query without one of its terms, or with the tag that
// the user probably meant. It asks an engine and must not know which; it is for readers and commands alike.
package suggest

import (
	"context"
	"strings"
	"unicode/utf8"

	"quire/internal/note"
	"quire/internal/numbers"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/text"
)

// Suggestion is a query that finds something.
type Suggestion struct {
	Query string // to try instead
	Notes int    // how many it finds

	Dropped string // the term that Query leaves out, as it is typed; or else
	Unknown string // a tag that no note has, and
	Near    string // the tag that is in its place
}

// Reason says how the query differs, before the number of notes: "without foo", or "no tag awz, did you mean #aws?".
func (s Suggestion) Reason() string {
	if s.Dropped != "" {
		return "without " + s.Dropped
	}
	return "no tag " + s.Unknown + ", did you mean " + query.Query{Root: query.Tag{Name: s.Near}}.String() + "?"
}

// String is the reason with the number of notes: "without foo: 12 notes".
func (s Suggestion) String() string {
	if s.Dropped != "" {
		return s.Reason() + ": " + numbers.Count(s.Notes, "note", "notes")
	}
	return s.Reason() + " (" + numbers.Count(s.Notes, "note", "notes") + ")"
}

const (
	most     = 4  // suggestions
	maxTerms = 16 // of a query that suggestions are looked for: each costs a search, and a pasted text has hundreds
)

// ForEmpty returns what to try instead of a request that found nothing, at most four suggestions: first other tags, then the
// query without one of its terms, the last first. It ends early with an error when ctx is done.
func ForEmpty(ctx context.Context, s search.Searcher, r search.Request) ([]Suggestion, error) {
	parts, ok := r.Query.Root.(query.And)
	if !ok && r.Query.Root != nil {
		parts = query.And{r.Query.Root}
	}
	if len(parts) > maxTerms {
		return nil, nil
	}
	r.Limit, r.Offset, r.Facets = 1, 0, nil // only the total counts
	var out []Suggestion
	add := func(suggested Suggestion, q query.Query) error {
		r.Query = q
		found, err := s.Search(ctx, r)
		if err == nil && found.Total > 0 && len(out) < most {
			suggested.Query, suggested.Notes = q.String(), found.Total
			out = append(out, suggested)
		}
		return err
	}
	whole := query.Query{Root: r.Query.Root}
	tags, err := nearTags(ctx, s, whole)
	if err != nil {
		return nil, err
	}
	for _, t := range tags {
		if err := add(t, whole.ReplaceTag(t.Unknown, t.Near)); err != nil {
			return nil, err
		}
	}
	for i := len(parts) - 1; i >= 0 && len(parts) > 1; i-- {
		rest := query.Query{Root: query.JoinAnd(append(append([]query.Node(nil), parts[:i]...), parts[i+1:]...)...)}
		if rest.HasExpression() {
			continue // it would be tried on notes that the dropped term has spared it
		}
		if err := add(Suggestion{Dropped: formatDropped(parts[i])}, rest); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// formatDropped returns a term as it is typed, a word without the * that a reader may have added.
func formatDropped(n query.Node) string {
	if w, ok := n.(query.Word); ok {
		n = query.Word{Text: w.Text}
	}
	return query.Query{Root: n}.String()
}

// nearTags returns, for each tag of q that no note has, a suggestion with the tag that is most like it, if there is one.
func nearTags(ctx context.Context, s search.Searcher, q query.Query) ([]Suggestion, error) {
	var asked []string
	query.WalkIncluded(q.Root, func(n query.Node) {
		if t, ok := n.(query.Tag); ok {
			asked = append(asked, t.Name)
		}
	})
	if len(asked) == 0 {
		return nil, nil
	}
	counts, err := s.CountTags(ctx)
	if err != nil {
		return nil, err
	}
	var out []Suggestion
	for _, name := range asked {
		if near := nearestTag(name, counts); near != "" {
			out = append(out, Suggestion{Unknown: name, Near: near})
		}
	}
	return out, nil
}

// nearestTag returns the tag that name is most like: one that begins so, or else one with few other letters. Of several it is
// the most common one. It returns "" if name is a tag itself, or if no tag is like it.
func nearestTag(name string, counts []search.ValueCount) string {
	folded := foldTag(name)
	nearest, begins := "", ""
	limit := max(1, utf8.RuneCountInString(folded)/3)
	if utf8.RuneCountInString(folded) < 3 {
		limit = 0 // any two letters are like any others
	}
	for _, c := range counts {
		tag := foldTag(c.Value)
		switch rest, ok := strings.CutPrefix(tag, folded); {
		case ok && (rest == "" || rest[0] == '/'):
			return ""
		case ok && begins == "":
			begins = c.Value
		}
		if d := text.EditDistance(folded, tag, limit); d <= limit && limit > 0 {
			nearest, limit = c.Value, d-1
		}
	}
	if begins != "" {
		return begins
	}
	return nearest
}

func foldTag(s string) string { return text.Fold(note.FoldName(s)) }
