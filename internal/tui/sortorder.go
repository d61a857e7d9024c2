package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/search"
	"quire/internal/tui/filterlist"
)

// sortOrders lists the sort orders of the shelf with their names. The first is the default.
var sortOrders = listSortOrders()

// namedOrder is a sort order with its name in the list.
type namedOrder struct {
	order
	name string
}

// listSortOrders returns all orders of package search, and the order by date also from the other end.
func listSortOrders() []namedOrder {
	var orders []namedOrder
	for by := range search.SortCount {
		orders = append(orders, namedOrder{order{by, false}, by.Description()})
		if by == search.Date {
			orders = append(orders, namedOrder{order{by, true}, "oldest first"})
		}
	}
	return orders
}

// openSortOrders opens the list of sort orders.
func openSortOrders(m Model) (Model, tea.Cmd) {
	items, selected := make([]filterlist.Item, len(sortOrders)), 0
	for i, o := range sortOrders {
		items[i] = filterlist.Item{Label: o.name}
		if o.order == m.shelf.order {
			selected, items[i].Remark = i, "current"
		}
	}
	o := newList(m, "sort order", "", items, selected, filterlist.FilterByWords)
	o.shape = listNarrow
	o.onChoose = func(m Model, i int) (Model, tea.Cmd) {
		m.shelf.order = sortOrders[i].order
		m.shelf.results.selectPath = m.shelf.selectedPath()
		var cmd tea.Cmd
		m.shelf, cmd = m.shelf.requestSearch(m.shelf.query.Text(), false)
		return m, cmd
	}
	return m.openOverlay(o), nil
}
