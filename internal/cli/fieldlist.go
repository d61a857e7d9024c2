package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/search"
	"quire/internal/theme"
)

// fieldJSON is a key of the front matter, the number of notes that have it, and its most common values.
type fieldJSON struct {
	Key    string   `json:"key"`
	Notes  int      `json:"notes"`
	Values []string `json:"values,omitempty"`
}

// defaultFieldValues is how many values of a key quire fields shows unless --values says otherwise.
const defaultFieldValues = 5

func newFields(o *options) *cobra.Command {
	var rf recordFlags
	var order countSortFlags
	var most int
	cmd := &cobra.Command{
		Use:        "fields [QUERY]",
		Short:      "List the keys of the front matter and their values",
		SuggestFor: []string{"keys", "properties", "metadata", "frontmatter"},
		Long: `List the keys of the front matter, how many notes have each, and their most
common values. A key of a nested mapping is written with dots: menu.main.weight.
In a pipe, each line holds the key, the number of notes and the values, separated
by tabs. Every key is a field of queries: status:draft, rating:>3, has:due.`,
		Example: `  quire fields                          all keys, most common first
  quire fields '#aws'                   keys of the notes tagged aws
  quire fields has:status --values 0    with all values instead of five
  quire list 'status:draft rating:>3' --sort rating`,
		ValidArgsFunction: o.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			if most < 0 {
				return usageError("N is a number of values; 0 means all", "--values %d: too small", most)
			}
			text := strings.Join(args, " ")
			c, err := o.openCatalogForQuery(cmd.Context(), text)
			if err != nil {
				return err
			}
			fields, err := o.countFields(cmd.Context(), c, text, order)
			if err != nil {
				return err
			}
			if err := o.printFields(fields, most, rf); err != nil {
				return err
			}
			if len(fields) == 0 {
				return noResultsError(c)
			}
			return nil
		},
	}
	rf.bindFlags(cmd, fieldJSON{})
	order.bindFlags(cmd)
	cmd.Flags().IntVar(&most, "values", defaultFieldValues, "show at most `N` values of each key; 0 means all")
	return cmd
}

// fieldCount is a key of the front matter with the counts of its values.
type fieldCount struct {
	search.ValueCount
	values []search.ValueCount
}

// countFields counts the keys of the notes that match a query, and their values.
func (o *options) countFields(ctx context.Context, c catalog.Library, text string, order countSortFlags) ([]fieldCount, error) {
	found, err := o.searchNotes(ctx, c, text, selection{limit: 1}, search.FacetKeys)
	if err != nil {
		return nil, err
	}
	keys, err := order.apply(found.Facets[search.FacetKeys])
	if err != nil {
		return nil, err
	}
	facets := make([]search.Facet, len(keys))
	for i, k := range keys {
		facets[i] = search.FacetValues(k.Value)
	}
	counted, err := c.Search(ctx, search.Request{Query: found.Query, Limit: 1, Facets: facets, IsRead: o.readPredicate(c.Status().Root)})
	fields := make([]fieldCount, len(keys))
	for i, k := range keys {
		fields[i] = fieldCount{k, counted.Facets[facets[i]]}
	}
	return fields, err
}

// newFieldJSON returns the record of a key with at most most of its values (0: all).
func newFieldJSON(f fieldCount, most int) fieldJSON {
	j := fieldJSON{Key: f.Value, Notes: f.Notes, Values: []string{}}
	for _, v := range f.values {
		if most > 0 && len(j.Values) == most {
			break
		}
		j.Values = append(j.Values, v.Value)
	}
	return j
}

// printFields writes a record for each key with at most most of its values (0: all). Only the table has their counts.
func (o *options) printFields(fields []fieldCount, most int, rf recordFlags) error {
	r, err := o.newRecordWriter(rf, column{}, column{alignRight: true}, column{share: 1})
	if err != nil {
		return err
	}
	for _, f := range fields {
		values, more := f.values, ""
		if most > 0 && most < len(values) {
			values, more = values[:most], ", …"
		}
		shown, counted := make([]string, len(values)), make([]string, len(values))
		for i, v := range values {
			shown[i], counted[i] = v.Value, v.Value
			if v.Notes > 1 {
				counted[i] = fmt.Sprint(v.Value, " ", v.Notes)
			}
		}
		cells := []cell{{text: f.Value, style: r.theme.Accent}, {text: fmt.Sprint(f.Notes)}, {text: strings.Join(shown, ", "), style: theme.Style{}}}
		if r.usesTable() {
			cells[2].text = strings.Join(counted, ", ") + more
			r.table.addRow(cells...)
			continue
		}
		if err := r.addRecord(newFieldJSON(f, most), cells...); err != nil {
			return err
		}
	}
	return r.flushTable()
}
