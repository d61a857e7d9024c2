package cli

import (
	"slices"

	"github.com/spf13/cobra"
)

// sortOrder is a named way to sort records.
type sortOrder[T any] struct {
	name    string
	compare func(a, b T) int // nil keeps the given order
}

// sortFlags holds the flags that order and limit the records of a command.
type sortFlags[T any] struct {
	orders  []sortOrder[T] // the first is the default
	sort    string
	reverse bool
	limit   int
}

// orderNames returns the values that --sort accepts.
func (p *sortFlags[T]) orderNames() []string {
	var names []string
	for _, o := range p.orders {
		names = append(names, o.name)
	}
	return names
}

func (p *sortFlags[T]) bindFlags(cmd *cobra.Command) {
	f, names := cmd.Flags(), p.orderNames()
	f.StringVar(&p.sort, "sort", names[0], "sort by `KEY`: "+joinChoices(names))
	f.BoolVar(&p.reverse, "reverse", false, "sort in reverse order")
	bindLimitFlag(f, &p.limit)
	completeFlagValues(cmd, "sort", names...)
}

// validate returns a usage error for an invalid value, before a library is read.
func (p *sortFlags[T]) validate() error {
	if !slices.Contains(p.orderNames(), p.sort) {
		return usageError("KEY is "+joinChoices(p.orderNames()), "--sort %s: no such sort order", p.sort)
	}
	_, err := limitRecords([]T{}, p.limit)
	return err
}

// apply sorts records in place and returns those within the limit. The sort is stable.
func (p *sortFlags[T]) apply(records []T) ([]T, error) {
	for _, o := range p.orders {
		if o.name == p.sort && o.compare != nil {
			slices.SortStableFunc(records, o.compare)
		}
	}
	if p.reverse {
		slices.Reverse(records)
	}
	return limitRecords(records, p.limit)
}
