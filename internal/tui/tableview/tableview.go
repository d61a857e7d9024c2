// Package tableview shows a table of a note alone, a row on a line: its head stays, and so does its first column where there is
// room. A cell is selected; the keys move it, sort by its column, and search.
//
//	key ─▶ Update: where to ─▶ all cells there are rendered: it is shown
//	                       └─▶ some lack: a command renders them ─▶ RenderedMsg ─▶ it is shown
//
// A table may have a million rows. The view holds none of them: it renders what the window shows and a little more, and sorts and
// searches in commands, whose answers carry the question.
//
// The package must never follow a link or copy a cell. Package tui asks it what is selected and does the rest.
package tableview

import (
	"context"
	"image"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
	"quire/internal/table"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// Source is a table with what is known of it from the start. MeasureSource makes one.
type Source struct {
	Cells   *render.TableCells
	widths  []int       // of the columns, so that no cell is cut
	links   [][]int     // of each row, in the order of its columns; nil for a table without links
	columns map[int]int // the column of each link
}

// MeasureSource measures the columns of a table and finds its links. It takes time in proportion to the table, so call it outside of
// the program's loop.
func MeasureSource(c *render.TableCells) Source {
	s := Source{Cells: c, widths: c.Widths(), columns: map[int]int{}}
	if t := c.Table; t.IsParsed() && len(t.Document().Links()) > 0 {
		s.links = make([][]int, t.Rows())
		for row := range s.links {
			for column := range t.Columns() {
				for _, link := range t.CellLinks(row, column) {
					s.links[row] = append(s.links[row], link)
					s.columns[link] = column
				}
			}
		}
	}
	return s
}

// rowLinks returns the links of a row.
func (s Source) rowLinks(row int) []int {
	if row < 0 || row >= len(s.links) {
		return nil
	}
	return s.links[row]
}

// Model shows a table. It is a value: methods return the changed copy.
type Model struct {
	Keys KeyMap

	ctx    context.Context // of the commands
	source Source
	rows   int
	cache  *cellCache // shared by the copies
	width  int        // of the area, in cells
	height int

	at, shown viewport // where the keys have led, and what is drawn, the last one whose cells were all rendered
	requested viewport // the last for which a command was started
	columns   layout

	sorting  question           // the order that is wanted
	stopSort context.CancelFunc // ends the command that sorts, if its answer is no longer wanted
	sorted   question           // the order that is shown
	order    table.Order
	kind     table.Kind
	search   search

	theme  *theme.Theme
	glyphs cells.Glyphs
}

// viewport says which part of the table is on the screen, and what is selected in it.
type viewport struct {
	row, column int // the selected cell; the row counts in the order shown
	top, left   int // the first row, and the first column that scrolls
	link        int // the focused link in the selected cell, or render.NoLink
}

// question is a column to sort by; the zero question is the order of the note.
type question struct {
	column     int // from 1
	descending bool
}

// New returns a view of a table, whose commands end with ctx.
func New(ctx context.Context, s Source, look *theme.Theme) Model {
	m := Model{Keys: DefaultKeyMap(), ctx: ctx, source: s, rows: s.Cells.Table.Rows(), cache: newCellCache(), stopSort: func() {}}
	m.theme, m.glyphs = look, cells.GlyphsFor(look.ASCII)
	m.at.link = render.NoLink
	m.shown, m.requested = m.at, viewport{top: -1}
	return m
}

// SetTheme changes the colours of the cells and around them, and how their cells are counted. The command renders what is shown.
func (m Model) SetTheme(look *theme.Theme) Model {
	if m.theme == look {
		return m
	}
	m.theme, m.glyphs = look, cells.GlyphsFor(look.ASCII)
	m.source.Cells, m.cache, m.requested = m.source.Cells.WithTheme(look), newCellCache(), viewport{top: -1}
	return m
}

// Resize sets the size of the area. Render starts to render what becomes visible.
func (m Model) Resize(width, height int) Model {
	m.width, m.height = max(width, 1), max(height, 1)
	m.columns = layOutColumns(m.source.widths, m.width-m.barWidth())
	m.requested = viewport{top: -1}
	return m.reveal()
}

// Update handles the keys of the KeyMap and the answers to commands.
func (m Model) Update(msg tea.Msg) (Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case RenderedMsg:
		if msg.cells == m.source.Cells {
			m.cache.add(msg.rendered)
		}
	case SortedMsg:
		m, cmd = m.handleSorted(msg)
	case FoundMsg:
		m = m.handleFound(msg)
	case tea.KeyPressMsg:
		m, cmd = m.handleKey(msg)
	}
	next, render := m.Render()
	return next, tea.Batch(cmd, render)
}

// handleKey moves the selected cell, sorts, or goes to a link or match.
func (m Model) handleKey(k tea.KeyPressMsg) (Model, tea.Cmd) {
	page, keys := max(m.bodyHeight()-1, 1), m.Keys
	half := max(m.bodyHeight()/2, 1)
	for _, move := range []struct {
		binding      key.Binding
		rows, column int
	}{
		{keys.Down, 1, 0}, {keys.Up, -1, 0}, {keys.PageDown, page, 0}, {keys.PageUp, -page, 0}, {keys.HalfDown, half, 0}, {keys.HalfUp, -half, 0},
		{keys.First, -m.rows, 0}, {keys.Last, m.rows, 0}, {keys.Right, 0, 1}, {keys.Left, 0, -1},
		{keys.FirstColumn, 0, -len(m.source.widths)}, {keys.LastColumn, 0, len(m.source.widths)},
	} {
		if key.Matches(k, move.binding) {
			return m.selectCell(m.at.row+move.rows, m.at.column+move.column), nil
		}
	}
	switch {
	case key.Matches(k, keys.Sort):
		return m.sortByColumn()
	case key.Matches(k, keys.NextLink):
		return m.focusLink(1), nil
	case key.Matches(k, keys.PrevLink):
		return m.focusLink(-1), nil
	case key.Matches(k, keys.NextMatch):
		return m.stepMatch(1), nil
	case key.Matches(k, keys.PrevMatch):
		return m.stepMatch(-1), nil
	}
	return m, nil
}

// selectCell selects a cell, or the nearest there is, and scrolls to it.
func (m Model) selectCell(row, column int) Model {
	m.at.row = max(min(row, m.rows-1), 0)
	m.at.column = max(min(column, len(m.source.widths)-1), 0)
	m.at.link = render.NoLink
	return m.reveal()
}

// reveal scrolls so that the selected cell is visible.
func (m Model) reveal() Model {
	m.at.top = max(min(m.at.top, m.at.row, m.rows-m.bodyHeight()), m.at.row-m.bodyHeight()+1, 0)
	m.at.left = m.columns.scrollTo(m.at.left, m.at.column)
	return m
}

// SelectRow selects a row, as the note counts rows, while they are in that order, and scrolls so that it is the first.
func (m Model) SelectRow(row int) Model {
	m.at.top = row
	return m.selectCell(row, m.at.column)
}

// MoveRows moves the selected cell by rows, down for positive n. Render shows it.
func (m Model) MoveRows(n int) Model { return m.selectCell(m.at.row+n, m.at.column) }

// Click selects the cell at a place of the area. again reports whether it was selected already.
func (m Model) Click(at image.Point) (next Model, again, ok bool) {
	row := m.shown.top + at.Y - headHeight
	if at.Y < headHeight || at.Y >= headHeight+m.bodyHeight() || row >= m.rows {
		return m, false, false
	}
	for _, c := range m.columns.visible(m.shown.left) {
		if x := at.X - m.barWidth(); x >= c.x && x < c.x+c.width {
			again = m.at.row == row && m.at.column == c.column
			return m.selectCell(row, c.column), again, true
		}
	}
	return m, false, false
}

// focusLink focuses the next link in the order of the rows, or the previous for step -1. It wraps at both ends.
func (m Model) focusLink(step int) Model {
	if len(m.source.columns) == 0 {
		return m
	}
	links := m.source.rowLinks(m.SelectedRow())
	i := m.firstLinkAt(links, step)
	if link := m.SelectedLink(); link != render.NoLink { // enter would follow it
		i = slices.Index(links, link) + step
	}
	for row, n := m.at.row, 0; n <= m.rows; n++ {
		if i >= 0 && i < len(links) {
			m = m.selectCell(row, m.source.columns[links[i]])
			m.at.link = links[i]
			return m
		}
		row = (row + step + m.rows) % max(m.rows, 1)
		links = m.source.rowLinks(m.order.Row(row))
		if i = 0; step < 0 {
			i = len(links) - 1
		}
	}
	return m
}

// firstLinkAt returns the index of the first of the links of a row in the selected column or beyond, in the direction of step.
func (m Model) firstLinkAt(links []int, step int) int {
	if step > 0 {
		if i := slices.IndexFunc(links, func(link int) bool { return m.source.columns[link] >= m.at.column }); i >= 0 {
			return i
		}
		return len(links)
	}
	for i, link := range slices.Backward(links) {
		if m.source.columns[link] <= m.at.column {
			return i
		}
	}
	return -1
}

// SelectedRow returns the row of the selected cell, as the note counts rows.
func (m Model) SelectedRow() int { return m.order.Row(m.at.row) }

// SelectedColumn returns the column of the selected cell.
func (m Model) SelectedColumn() int { return m.at.column }

// SelectedLink returns the focused link, or else the first link of the selected cell, or render.NoLink.
func (m Model) SelectedLink() int {
	if m.at.link != render.NoLink {
		return m.at.link
	}
	for _, link := range m.source.rowLinks(m.SelectedRow()) {
		if m.source.columns[link] == m.at.column {
			return link
		}
	}
	return render.NoLink
}

// HasLinks reports whether the table has links that can be followed.
func (m Model) HasLinks() bool { return len(m.source.columns) > 0 }

// Order returns the order in which the rows are shown.
func (m Model) Order() table.Order { return m.order }

// Cells returns what renders the cells.
func (m Model) Cells() *render.TableCells { return m.source.Cells }
