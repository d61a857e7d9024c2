package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/note"
	"quire/internal/search"
)

// countSortFlags holds the flags that order and limit a list of names with the number of notes of each, such as tags.
type countSortFlags struct {
	sort    string
	reverse bool
	limit   int
}

func newTags(o *options) *cobra.Command {
	var rf recordFlags
	var order countSortFlags
	cmd := &cobra.Command{
		Use:        "tags [QUERY]",
		Short:      "List tags and how many notes have each",
		SuggestFor: []string{"labels", "keywords", "categories"},
		Example: `  quire tags                            all tags, most common first
  quire tags '#aws'                     tags of the notes tagged aws
  quire tags --sort name --limit 20`,
		ValidArgsFunction: o.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			text := strings.Join(args, " ")
			c, err := o.openCatalogForQuery(cmd.Context(), text)
			if err != nil {
				return err
			}
			found, err := o.searchNotes(cmd.Context(), c, text, selection{limit: 1}, search.FacetTags)
			if err != nil {
				return err
			}
			tags, err := order.apply(found.Facets[search.FacetTags])
			if err != nil {
				return err
			}
			if err := o.printTags(tags, rf); err != nil {
				return err
			}
			if len(tags) == 0 {
				return noResultsError(c)
			}
			return nil
		},
	}
	rf.bindFlags(cmd, tagJSON{})
	order.bindFlags(cmd)
	return cmd
}

func (o *countSortFlags) bindFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.sort, "sort", "notes", "sort by `KEY`: notes (most common first) or name")
	cmd.Flags().BoolVar(&o.reverse, "reverse", false, "sort in reverse order")
	bindLimitFlag(cmd.Flags(), &o.limit)
	completeFlagValues(cmd, "sort", "notes", "name")
}

// apply orders and limits counts, which come most common first.
func (o *countSortFlags) apply(tags []search.ValueCount) ([]search.ValueCount, error) {
	switch o.sort {
	case "notes":
	case "name":
		slices.SortFunc(tags, func(a, b search.ValueCount) int {
			return cmp.Or(cmp.Compare(note.FoldName(a.Value), note.FoldName(b.Value)), cmp.Compare(a.Value, b.Value))
		})
	default:
		return nil, usageError("KEY is notes or name", "--sort %s: no such sort order", o.sort)
	}
	if o.reverse {
		slices.Reverse(tags)
	}
	return limitRecords(tags, o.limit)
}

// printTags writes a record for each tag.
func (o *options) printTags(tags []search.ValueCount, rf recordFlags) error {
	r, err := o.newRecordWriter(rf, column{share: 1}, column{alignRight: true})
	if err != nil {
		return err
	}
	for _, tc := range tags {
		cells := []cell{{text: tc.Value, style: r.theme.Accent}, {text: fmt.Sprint(tc.Notes)}}
		if r.usesTable() {
			r.table.addRow(cells...)
			continue
		}
		if err := r.addRecord(tagJSON{tc.Value, tc.Notes}, cells...); err != nil {
			return err
		}
	}
	return r.flushTable()
}
