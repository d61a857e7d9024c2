package cli

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/search/suggest"
)

// selection holds the flags that order and limit the hits of a query. list, search and show use it.
type selection struct {
	sort    string
	reverse bool
	limit   int
}

func (s *selection) bindFlags(o *options, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.sort, "sort", "", "sort by `KEY`: "+search.SortChoices()+", or a key of the front matter")
	f.BoolVar(&s.reverse, "reverse", false, "sort in reverse order")
	bindLimitFlag(f, &s.limit)
	registerFlagCompletion(cmd, "sort", o.completeSort)
}

// bindLimitFlag defines --limit.
func bindLimitFlag(f *pflag.FlagSet, limit *int) {
	f.IntVar(limit, "limit", 0, "show at most `N`; 0 means all")
}

// limitRecords returns the first limit items, or all for limit 0. A negative limit is a usage error.
func limitRecords[T any](items []T, limit int) ([]T, error) {
	if limit < 0 {
		return nil, usageError("N is a number of records; 0 means all", "--limit %d: too small", limit)
	}
	if limit > 0 && limit < len(items) {
		return items[:limit], nil
	}
	return items, nil
}

// searchNotes runs the query text and returns the selected hits in order, and the counts of facets. A syntax error is a
// failure with a caret under the mistake.
func (o *options) searchNotes(ctx context.Context, c catalog.Library, text string, s selection, facets ...search.Facet) (search.Result, error) {
	q, err := o.parseQuery(text)
	if err != nil {
		return search.Result{}, err
	}
	return o.searchQuery(ctx, c, q, s, facets...)
}

// searchQuery is searchNotes for a query that is parsed already.
func (o *options) searchQuery(ctx context.Context, c catalog.Library, q query.Query, s selection, facets ...search.Facet) (search.Result, error) {
	order, key, err := o.resolveSort(ctx, c, s.sort)
	if err != nil {
		return search.Result{}, err
	}
	if _, err := limitRecords([]int{}, s.limit); err != nil {
		return search.Result{}, err
	}
	found, err := c.Search(ctx, search.Request{Query: q, Sort: order, SortKey: key, Reverse: s.reverse, Limit: s.limit, Facets: facets, IsRead: o.readPredicate(c.Status().Root)})
	if err == nil && !o.silent {
		o.printHints(keyHints(found))
	}
	return found, err
}

// resolveSort returns the order that --sort names: one of package search, or else the values of a key of the front matter.
func (o *options) resolveSort(ctx context.Context, c catalog.Library, name string) (order search.Sort, key string, err error) {
	if order, err = search.ParseSort(name); err == nil {
		return order, "", nil
	}
	key, near, err := search.ResolveKey(ctx, c, name)
	if err != nil || key != "" {
		return search.Auto, key, err
	}
	hint := "KEY is " + search.SortChoices() + ", or a key of the front matter, which quire fields lists"
	if near == "" {
		near = config.NearestMatch(name, search.SortNames())
	}
	if near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	return search.Auto, "", usageError(hint, "--sort %s: no such sort order", name)
}

// savedQueries returns the queries that @name stands for, of the library whose settings were loaded last.
func (o *options) savedQueries() query.Saved { return o.cfg.Queries }

// parseQuery parses text. A syntax error is a failure with a caret under the mistake.
func (o *options) parseQuery(text string) (query.Query, error) {
	q, err := o.savedQueries().Parse(text)
	if err == nil {
		return q, nil
	}
	f := &failure{code: exitError, err: fmt.Errorf("query: %w", err)}
	var slip *query.SyntaxError
	if errors.As(err, &slip) {
		f.detail = slip.Caret(text)
	}
	return q, f
}

func newList(o *options) *cobra.Command {
	var rf recordFlags
	var sel selection
	var random bool
	cmd := &cobra.Command{
		Use:        "list [QUERY]",
		Short:      "List notes, one per line",
		SuggestFor: []string{"ls", "l", "dir", "notes"},
		Long: `List notes, one per line. In a pipe, each line holds the path, date, title and
tags, separated by tabs. Paths are relative to the root of the library.`,
		Example: `  quire list                            all notes, newest first
  quire list '#aws -#meta'              tagged aws but not meta
  quire list -l0 '#go' | xargs -0 wc -w  paths only, safe for any file name
  quire list '#go' | quire show -       print them, one after another
  quire list --random --limit 1 is:unread
  quire list --format '{{.date}} {{.title}}'
  quire list --json | jq -r .title`,
		ValidArgsFunction: o.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			text, limit := strings.Join(args, " "), sel.limit
			if random {
				if sel.sort != "" || sel.reverse {
					return usageError("use only one of them", "--random cannot be used with --sort or --reverse")
				}
				if _, err := limitRecords([]int{}, limit); err != nil {
					return err
				}
				sel.limit = 0
			}
			c, err := o.openCatalogForQuery(cmd.Context(), text)
			if err != nil {
				return err
			}
			found, err := o.searchNotes(cmd.Context(), c, text, sel)
			if err != nil {
				return err
			}
			if found.Total == 0 {
				defer o.suggestQueries(cmd.Context(), c, text)
			}
			hits := found.Hits
			if random {
				hits = pickRandom(hits, limit)
			}
			return o.printList(cmd.Context(), c, hits, rf)
		},
	}
	rf.bindFlagsWithPaths(cmd, noteJSON{})
	sel.bindFlags(o, cmd)
	cmd.Flags().BoolVar(&random, "random", false, "list in random order; with --limit, notes picked at random")
	return cmd
}

// pickRandom returns limit hits in random order, or all for limit 0.
func pickRandom(hits []search.Hit, limit int) []search.Hit {
	picked := slices.Clone(hits)
	rand.Shuffle(len(picked), func(i, j int) { picked[i], picked[j] = picked[j], picked[i] })
	if limit > 0 && limit < len(picked) {
		picked = picked[:limit]
	}
	return picked
}

// printList writes a record for each hit. No hits is an error, see noResultsError.
func (o *options) printList(ctx context.Context, c catalog.Library, hits []search.Hit, rf recordFlags) error {
	r, err := o.newRecordWriter(rf, column{}, column{share: 3}, column{share: 2}, column{share: 3, minTerminal: 110})
	if err != nil {
		return err
	}
	for _, h := range hits {
		if err := r.addNote(ctx, c, h); err != nil {
			return err
		}
	}
	if err := r.flushTable(); err != nil {
		return err
	}
	if len(hits) == 0 {
		return noResultsError(c)
	}
	return nil
}

// addNote writes one note. In the table the title comes before the slug, since a person looks for the subject first.
func (r *recordWriter) addNote(ctx context.Context, c catalog.Library, h search.Hit) error {
	path := cell{text: h.Path(), path: true}
	date, tags := cell{text: formatDay(h.Date()), style: r.theme.Dim}, cell{text: strings.Join(h.Tags(), ", "), style: r.theme.Accent}
	switch {
	case r.usesTable():
		name := cell{text: h.Slug(), style: r.theme.Dim}
		if h.Slug() == h.Title() {
			name.text = ""
		}
		r.table.addRow(date, cell{text: h.Title(), style: r.theme.Bold}, tags, name)
		return nil
	case r.flags.usesJSONForm():
		j, err := loadNoteJSON(ctx, c, h.Path())
		if err != nil {
			return err
		}
		return r.addRecord(j)
	case r.flags.paths:
		return r.addRecord(nil, path)
	}
	return r.addRecord(nil, path, date, cell{text: h.Title()}, tags)
}

// noResultsError returns the error of a command with an empty result. It has a message only if the library has no
// notes; otherwise only the exit code reports it.
func noResultsError(c catalog.Library) error {
	if c.Status().Notes == 0 {
		return noMatchError("notes are files named *.md; quire --tour opens the built-in tour", "no notes in %s", c.Status().Name)
	}
	return errQuiet
}

// suggestQueries prints a hint for each query that finds something where a valid one has found nothing.
func (o *options) suggestQueries(ctx context.Context, c catalog.Library, text string) {
	if q, err := o.savedQueries().Parse(text); err == nil {
		o.printHints(o.emptyHints(ctx, c, q))
	}
}

// emptyHints returns a hint for each query that finds something where q has found nothing.
func (o *options) emptyHints(ctx context.Context, c catalog.Library, q query.Query) []string {
	suggestions, err := suggest.ForEmpty(ctx, c, search.Request{Query: q, IsRead: o.readPredicate(c.Status().Root)})
	if err != nil {
		return nil // the search itself has succeeded
	}
	hints := make([]string, len(suggestions))
	for i, s := range suggestions {
		hints[i] = s.String()
	}
	return hints
}

// keyHints returns a hint for each key of a query that no note has.
func keyHints(found search.Result) []string {
	hints := make([]string, len(found.UnknownKeys))
	for i, u := range found.UnknownKeys {
		hints[i] = u.String()
	}
	return hints
}

func (o *options) printHints(hints []string) {
	for _, h := range hints {
		fmt.Fprintln(o.stderr, "hint: "+safe.Text(h))
	}
}

// formatDay returns d as yyyy-mm-dd, or "" if there is no date.
func formatDay(d note.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Format("2006-01-02")
}
