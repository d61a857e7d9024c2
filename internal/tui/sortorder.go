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
func (m shelfScreen) openSortOrders() (shelfScreen, tea.Cmd) {
	items, selected := make([]filterlist.Item, len(sortOrders)), 0
	for i, o := range sortOrders {
		items[i] = filterlist.Item{Label: o.name}
		if o.order == m.order {
			selected, items[i].Remark = i, "current"
		}
	}
	o := newList(m.session, "sort order", "", items, selected, filterlist.FilterByWords)
	o.shape = listNarrow
	o.onChoose = func(i int) []intent {
		return []intent{shelfTask(func(m shelfScreen) (shelfScreen, tea.Cmd) { return m.setOrder(sortOrders[i].order) })}
	}
	return m.ask(openOver{o}), nil
}

// setOrder sorts the shelf in another order and keeps the selected note selected.
func (m shelfScreen) setOrder(by order) (shelfScreen, tea.Cmd) {
	m.order = by
	m.results.selectPath = m.selectedPath()
	return m.requestSearch(m.query.Text(), false)
}
