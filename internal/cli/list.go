package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"quire/internal/catalog"
	"quire/internal/index"
	"quire/internal/note"
	"quire/internal/query"
)

// selection is a query with an order and a limit, as list, tags and show take it.
type selection struct {
	sort    string
	reverse bool
	limit   int
}

func (s *selection) bind(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.sort, "sort", "", "order by `KEY`: date, title, path, modified or relevance")
	f.BoolVar(&s.reverse, "reverse", false, "the other way round")
	bindLimit(f, &s.limit)
	choices(cmd, "sort", "date", "title", "path", "modified", "relevance")
}

func bindLimit(f *pflag.FlagSet, limit *int) { f.IntVar(limit, "limit", 0, "at most `N`; 0 is all") }

// some are the first of all, up to the limit.
func some[T any](all []T, limit int) ([]T, error) {
	if limit < 0 {
		return nil, usage("N is a number of records; 0 is all", "--limit %d: too small", limit)
	}
	if limit > 0 && limit < len(all) {
		return all[:limit], nil
	}
	return all, nil
}

// search runs the query. A slip in it is a usage error with a caret under the slip.
func (s *selection) search(c *catalog.Catalog, text string) ([]index.Hit, error) {
	q, err := parseQuery(text)
	if err != nil {
		return nil, err
	}
	order, err := index.ParseSort(s.sort)
	if err != nil {
		return nil, usage("KEY is date, title, path, modified or relevance", "--sort %s: no such order", s.sort)
	}
	if _, err := some([]int{}, s.limit); err != nil {
		return nil, err
	}
	return c.Index.Search(q, index.Options{Sort: order, Reverse: s.reverse, Limit: s.limit, Read: c.Read}), nil
}

func parseQuery(text string) (query.Query, error) {
	q, err := query.Parse(text)
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

func newList(o *shared) *cobra.Command {
	var rf recordFlags
	var sel selection
	cmd := &cobra.Command{
		Use:        "list [QUERY]",
		Short:      "One note a line",
		SuggestFor: []string{"ls", "l", "dir", "notes"},
		Long: `One note a line: in a pipe its path, date, title and tags, parted by tabs.
Paths count from the root of the library.`,
		Example: `  quire list                            every note, newest first
  quire list '#aws -#meta'              tagged aws but not meta
  quire list -l0 '#go' | xargs -0 wc -w  paths alone, safe for every name
  quire list '#go' | quire show -       all of them, as one text
  quire list --format '{{.date}} {{.title}}'
  quire list --json | jq -r .title`,
		ValidArgsFunction: o.query,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := o.catalog(cmd.Context(), false)
			if err != nil {
				return err
			}
			hits, err := sel.search(c, strings.Join(args, " "))
			if err != nil {
				return err
			}
			return o.list(c, hits, rf)
		},
	}
	rf.bindPaths(cmd, noteJSON{})
	sel.bind(cmd)
	return cmd
}

func (o *shared) list(c *catalog.Catalog, hits []index.Hit, rf recordFlags) error {
	r, err := o.newRecords(rf, column{}, column{share: 3}, column{share: 2}, column{share: 3, from: 110})
	if err != nil {
		return err
	}
	for _, h := range hits {
		if err := r.note(c, h.Note); err != nil {
			return err
		}
	}
	if err := r.flush(); err != nil {
		return err
	}
	if len(hits) == 0 {
		return nothing(c)
	}
	return nil
}

// note writes one note. People are shown what it is about first, and then the name to call it by.
func (r *records) note(c *catalog.Catalog, n *note.Note) error {
	path := cell{text: n.Path, path: true}
	date, tags := cell{text: day(n), style: r.theme.Dim}, cell{text: strings.Join(n.Tags, ", "), style: r.theme.Accent}
	switch {
	case r.forPeople():
		name := cell{text: n.Slug, style: r.theme.Dim}
		if n.Slug == n.Title {
			name.text = ""
		}
		r.table.add(date, cell{text: n.Title, style: r.theme.Bold}, tags, name)
		return nil
	case r.flags.whole():
		return r.add(newNoteJSON(c, n))
	case r.flags.paths:
		return r.add(nil, path)
	}
	return r.add(nil, path, date, cell{text: n.Title}, tags)
}

// nothing is the end of a command whose answer is empty: a word only when there was nothing to look in.
func nothing(c *catalog.Catalog) error {
	if len(c.Notes) == 0 {
		return none("notes are files named *.md; quire --tour opens the manual", "no notes in %s", c.Library.Name)
	}
	return errQuiet
}

func day(n *note.Note) string {
	if n.Date.IsZero() {
		return ""
	}
	return n.Date.Format("2006-01-02")
}
