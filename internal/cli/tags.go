package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/index"
	"quire/internal/note"
)

// tagOrder is how tags are listed.
type tagOrder struct {
	sort    string
	reverse bool
	limit   int
}

func newTags(o *shared) *cobra.Command {
	var rf recordFlags
	var order tagOrder
	cmd := &cobra.Command{
		Use:        "tags [QUERY]",
		Short:      "Tags and how many notes each has",
		SuggestFor: []string{"labels", "keywords", "categories"},
		Example: `  quire tags                            all tags, commonest first
  quire tags '#aws'                     what else the aws notes are about
  quire tags --sort name --limit 20`,
		ValidArgsFunction: o.query,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := o.catalog(cmd.Context(), false)
			if err != nil {
				return err
			}
			hits, err := (&selection{}).search(c, strings.Join(args, " "))
			if err != nil {
				return err
			}
			tags, err := order.of(c.Index.Tags(hits))
			if err != nil {
				return err
			}
			if err := o.tags(tags, rf); err != nil {
				return err
			}
			if len(tags) == 0 {
				return nothing(c)
			}
			return nil
		},
	}
	rf.bind(cmd, tagJSON{})
	cmd.Flags().StringVar(&order.sort, "sort", "notes", "order by `KEY`: notes, the commonest first, or name")
	cmd.Flags().BoolVar(&order.reverse, "reverse", false, "the other way round")
	bindLimit(cmd.Flags(), &order.limit)
	choices(cmd, "sort", "notes", "name")
	return cmd
}

// of puts tags, which come commonest first, in order.
func (o *tagOrder) of(tags []index.TagCount) ([]index.TagCount, error) {
	switch o.sort {
	case "notes":
	case "name":
		slices.SortFunc(tags, func(a, b index.TagCount) int {
			return cmp.Or(cmp.Compare(note.Fold(a.Tag), note.Fold(b.Tag)), cmp.Compare(a.Tag, b.Tag))
		})
	default:
		return nil, usage("KEY is notes or name", "--sort %s: no such order", o.sort)
	}
	if o.reverse {
		slices.Reverse(tags)
	}
	return some(tags, o.limit)
}

func (o *shared) tags(tags []index.TagCount, rf recordFlags) error {
	r, err := o.newRecords(rf, column{share: 1}, column{right: true})
	if err != nil {
		return err
	}
	for _, tc := range tags {
		cells := []cell{{text: tc.Tag, style: r.theme.Accent}, {text: fmt.Sprint(tc.Notes)}}
		if r.forPeople() {
			r.table.add(cells...)
			continue
		}
		if err := r.add(tagJSON{tc.Tag, tc.Notes}, cells...); err != nil {
			return err
		}
	}
	return r.flush()
}
