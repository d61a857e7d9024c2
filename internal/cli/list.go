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

func (s *selection) bind(f *pflag.FlagSet) {
	f.StringVar(&s.sort, "sort", "", "order by `KEY`: date, title, path, modified or relevance")
	f.BoolVar(&s.reverse, "reverse", false, "the other way round")
	f.IntVar(&s.limit, "limit", 0, "at most `N`")
}

// search runs the query. A slip in it is a usage error with a caret under the slip.
func (s *selection) search(c *catalog.Catalog, text string) ([]index.Hit, error) {
	q, err := parseQuery(text)
	if err != nil {
		return nil, err
	}
	order, err := index.ParseSort(s.sort)
	if err != nil {
		return nil, usage("KEY is date, title, path, modified or relevance", "--sort: %w", err)
	}
	return c.Index.Search(q, index.Options{Sort: order, Reverse: s.reverse, Limit: s.limit}), nil
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
		Use:   "list [QUERY]",
		Short: "One note a line",
		Example: `  quire list                            every note, newest first
  quire list '#aws -#meta'              tagged aws but not meta
  quire list -0 '#go' | xargs -0 grep -l goroutine
  quire list --json | jq -r .title`,
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
	rf.bind(cmd.Flags())
	sel.bind(cmd.Flags())
	return cmd
}

func (o *shared) list(c *catalog.Catalog, hits []index.Hit, rf recordFlags) error {
	t, err := o.theme()
	if err != nil {
		return err
	}
	r := &records{s: o.streams, flags: rf, theme: t, flex: 2}
	for _, h := range hits {
		n := h.Note
		var value any
		if rf.json {
			value = newNoteJSON(c, n)
		}
		if err := r.add(value,
			cell{text: n.Path, style: t.Dim, path: true}, cell{text: day(n), style: t.Dim},
			cell{text: n.Title, style: t.Bold}, cell{text: strings.Join(n.Tags, ", "), style: t.Accent}); err != nil {
			return err
		}
	}
	if err := r.flush(); err != nil {
		return err
	}
	if len(hits) == 0 {
		return errQuiet
	}
	return nil
}

func day(n *note.Note) string {
	if n.Date.IsZero() {
		return ""
	}
	return n.Date.Format("2006-01-02")
}

func newTags(o *shared) *cobra.Command {
	var rf recordFlags
	cmd := &cobra.Command{
		Use:   "tags [QUERY]",
		Short: "Tags and how many notes each has",
		Example: `  quire tags                            all tags, commonest first
  quire tags '#aws'                     what else the aws notes are about`,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := o.catalog(cmd.Context(), false)
			if err != nil {
				return err
			}
			hits, err := (&selection{}).search(c, strings.Join(args, " "))
			if err != nil {
				return err
			}
			t, err := o.theme()
			if err != nil {
				return err
			}
			r := &records{s: o.streams, flags: rf, theme: t}
			tags := c.Index.Tags(hits)
			for _, tc := range tags {
				if err := r.add(tagJSON{tc.Tag, tc.Notes}, cell{text: tc.Tag, style: t.Accent},
					cell{text: fmt.Sprint(tc.Notes), right: true}); err != nil {
					return err
				}
			}
			if err := r.flush(); err != nil {
				return err
			}
			if len(tags) == 0 {
				return errQuiet
			}
			return nil
		},
	}
	rf.bind(cmd.Flags())
	return cmd
}
