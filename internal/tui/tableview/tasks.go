package tableview

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
	"quire/internal/table"
	"quire/internal/tui/fault"
)

// The answers to commands. Each carries the cells that it was asked for, which tell one table from another.
type (
	// RenderedMsg brings cells that are about to be shown.
	RenderedMsg struct {
		cells    *render.TableCells
		rendered map[cellKey]renderedCell
		err      error
	}
	// SortedMsg brings an order of the rows.
	SortedMsg struct {
		cells *render.TableCells
		of    question
		order table.Order
		kind  table.Kind
		err   error
	}
	// FoundMsg brings the rows with a match.
	FoundMsg struct {
		cells   *render.TableCells
		pattern string
		rows    table.Rows
		err     error
	}
)

// Failure returns why the cells could not be rendered, or nil.
func (m RenderedMsg) Failure() error { return m.err }

// Failure returns why the rows could not be sorted, or nil.
func (m SortedMsg) Failure() error { return m.err }

// Failure returns why the table could not be searched, or nil.
func (m FoundMsg) Failure() error { return m.err }

// cellKey is a cell, in the rows of the note.
type cellKey struct{ row, column int32 }

func newCellKey(row, column int) cellKey {
	return cellKey{int32(row), int32(column)} //nolint:gosec // a table has fewer cells than its note has bytes
}

// renderedCell is a cell on one line.
type renderedCell struct {
	runs  []render.Run
	width int
}

// cellCache keeps the cells rendered last, in two generations: when the young one is full it replaces the old one, and cells that
// are still in use move over. Only the program's loop uses it.
type cellCache struct{ young, old map[cellKey]renderedCell }

// maxYoungCells is the number of cells that end a generation: more than the largest windows show.
const maxYoungCells = 32 << 10

func newCellCache() *cellCache { return &cellCache{young: map[cellKey]renderedCell{}} }

func (c *cellCache) get(k cellKey) (renderedCell, bool) {
	if cell, ok := c.young[k]; ok {
		return cell, true
	}
	cell, ok := c.old[k]
	if ok {
		c.young[k] = cell
	}
	return cell, ok
}

func (c *cellCache) add(rendered map[cellKey]renderedCell) {
	if len(c.young) > maxYoungCells {
		c.young, c.old = map[cellKey]renderedCell{}, c.young
	}
	for k, cell := range rendered {
		c.young[k] = cell
	}
}

// Render shows what is selected, if all cells on the screen are rendered. Otherwise the command renders them.
func (m Model) Render() (Model, tea.Cmd) {
	if m.height == 0 {
		return m, nil
	}
	lacking := m.lackingCells()
	if len(lacking) == 0 {
		m.shown = m.at
		return m, nil
	}
	if m.requested == m.at {
		return m, nil
	}
	m.requested = m.at
	c, ahead := m.source.Cells, m.cellsAhead()
	return m, fault.Catch("rendering a table", func() tea.Msg { return RenderedMsg{cells: c, rendered: renderCells(c, lacking, ahead)} },
		func(err error) tea.Msg { return RenderedMsg{cells: c, err: err} })
}

// lackingCells returns the cells on the screen that are not rendered.
func (m Model) lackingCells() []cellKey {
	var lacking []cellKey
	for _, p := range m.columns.visible(m.at.left) {
		if k := newCellKey(-1, p.column); !m.cache.has(k) {
			lacking = append(lacking, k)
		}
		for row := m.at.top; row < min(m.at.top+m.bodyHeight(), m.rows); row++ {
			if k := newCellKey(m.order.Row(row), p.column); !m.cache.has(k) {
				lacking = append(lacking, k)
			}
		}
	}
	return lacking
}

func (c *cellCache) has(k cellKey) bool {
	_, ok := c.get(k)
	return ok
}

// cellsAhead returns the cells around the screen that the next keys may show.
func (m Model) cellsAhead() []cellKey {
	var keys []cellKey
	h := m.bodyHeight()
	for _, p := range m.columns.visible(m.at.left) {
		for _, from := range []int{m.at.top + h, m.at.top - h} {
			for row := max(from, 0); row < min(from+h, m.rows); row++ {
				keys = append(keys, newCellKey(m.order.Row(row), p.column))
			}
		}
	}
	return keys
}

// aheadTime bounds the time for cells that nobody has asked for yet.
const aheadTime = 8 * time.Millisecond

// renderCells renders the cells of lacking, and of ahead what there is time for.
func renderCells(c *render.TableCells, lacking, ahead []cellKey) map[cellKey]renderedCell {
	rendered := make(map[cellKey]renderedCell, len(lacking)+len(ahead))
	for _, k := range lacking {
		rendered[k] = renderCell(c, k)
	}
	for end := time.Now().Add(aheadTime); len(ahead) > 0 && time.Now().Before(end); ahead = ahead[1:] {
		if _, ok := rendered[ahead[0]]; !ok {
			rendered[ahead[0]] = renderCell(c, ahead[0])
		}
	}
	return rendered
}

func renderCell(c *render.TableCells, k cellKey) renderedCell {
	runs := c.Runs(int(k.row), int(k.column))
	return renderedCell{runs, c.Width(runs)}
}

// sortByColumn asks for the order of the selected column: ascending, then descending, then that of the note.
func (m Model) sortByColumn() (Model, tea.Cmd) {
	next := question{column: m.at.column + 1}
	if m.sorting.column == next.column {
		if next.descending = true; m.sorting.descending {
			next = question{}
		}
	}
	m.sorting = next
	m.stopSort()
	if next.column == 0 {
		return m.setOrder(SortedMsg{}), nil
	}
	ctx, stop := context.WithCancel(m.ctx)
	m.stopSort = stop
	c := m.source.Cells
	return m, fault.Catch("sorting a table", func() tea.Msg {
		order, kind, err := table.Sort(ctx, c.Table, next.column-1, next.descending)
		return SortedMsg{c, next, order, kind, err}
	}, func(err error) tea.Msg { return SortedMsg{cells: c, of: next, err: err} })
}

// handleSorted shows an order, unless another has been asked for meanwhile.
func (m Model) handleSorted(msg SortedMsg) (Model, tea.Cmd) {
	if msg.cells != m.source.Cells && msg.cells.Table != m.source.Cells.Table || msg.of != m.sorting {
		return m, nil
	}
	if msg.err != nil {
		m.sorting = m.sorted
		return m, nil
	}
	return m.setOrder(msg), nil
}

// setOrder shows the rows in another order, from the first on. The selected column stays.
func (m Model) setOrder(msg SortedMsg) Model {
	m.order, m.sorted, m.kind = msg.order, msg.of, msg.kind
	m.search.current = 0
	m.at.top, m.requested = 0, viewport{top: -1}
	return m.selectCell(0, m.at.column)
}
