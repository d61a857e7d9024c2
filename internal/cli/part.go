package cli

import (
	"slices"

	"github.com/spf13/cobra"
)

// ordering is a way to sort records.
type ordering[T any] struct {
	name string
	by   func(a, b T) int // nil: as they come
}

// part is which of the records are wanted, and in which order.
type part[T any] struct {
	orders  []ordering[T] // the first is the usual one
	sort    string
	reverse bool
	limit   int
}

func (p *part[T]) names() []string {
	var names []string
	for _, o := range p.orders {
		names = append(names, o.name)
	}
	return names
}

func (p *part[T]) bind(cmd *cobra.Command) {
	f, names := cmd.Flags(), p.names()
	f.StringVar(&p.sort, "sort", names[0], "order by `KEY`: "+listed(names))
	f.BoolVar(&p.reverse, "reverse", false, "the other way round")
	bindLimit(f, &p.limit)
	choices(cmd, "sort", names...)
}

// check refuses what could not be done, before a library is read for it.
func (p *part[T]) check() error {
	if !slices.Contains(p.names(), p.sort) {
		return usage("KEY is "+listed(p.names()), "--sort %s: no such order", p.sort)
	}
	_, err := some([]T{}, p.limit)
	return err
}

// of are the records that are wanted, in their order. Records that are alike stay as they came.
func (p *part[T]) of(all []T) ([]T, error) {
	for _, o := range p.orders {
		if o.name == p.sort && o.by != nil {
			slices.SortStableFunc(all, o.by)
		}
	}
	if p.reverse {
		slices.Reverse(all)
	}
	return some(all, p.limit)
}
