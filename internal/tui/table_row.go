package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/host"
	"quire/internal/numbers"
	"quire/internal/render"
	"quire/internal/safe"
	"quire/internal/table"
	"quire/internal/theme"
	"quire/internal/tui/fault"
)

// rowLaidOutMsg brings a row of a table as a text, a line for each column.
type rowLaidOutMsg struct {
	row   rowText
	title string
	err   error
}

func (m rowLaidOutMsg) Failure() error { return m.err }

// rowText is a row of a table, laid out for a width and a theme.
type rowText struct {
	cells *render.TableCells
	row   int
	width int
	theme *theme.Theme
	lines []string
}

// layOutRow lays out a row, as long as its cells are.
func layOutRow(c *render.TableCells, row, width int, look *theme.Theme) rowText {
	t := rowText{cells: c, row: row, width: width, theme: look}
	for _, l := range c.Record(row, width) {
		t.lines = append(t.lines, l.ANSI(nil))
	}
	return t
}

// requestRow starts to lay out the selected row whole. A cell may hold a megabyte.
func (o tableOverlay) requestRow(under pageScreen) (overlay, []intent) {
	t := o.view.Cells().Table
	if t.Rows() == 0 {
		return o, nil
	}
	row := rowText{cells: o.view.Cells(), row: o.view.SelectedRow()}
	return o, []intent{run(row.refresh(under, "row "+numbers.Format(row.row+1)+" of "+numbers.Format(t.Rows())))}
}

// refresh returns a command that lays the row out for the present window and theme, or nil if it is.
func (t rowText) refresh(under pageScreen, title string) tea.Cmd {
	width, look := insideFrame(under.layout.centreOverlay(overlayWidth, under.layout.overlayArea.Dy())).Dx(), under.theme
	if t.width == width && t.theme == look {
		return nil
	}
	return fault.Catch("laying out a row", func() tea.Msg {
		return rowLaidOutMsg{row: layOutRow(t.cells.WithTheme(look), t.row, width, look), title: title}
	},
		func(err error) tea.Msg { return rowLaidOutMsg{err: err} })
}

// showRow opens the row over the table.
func showRow(under pageScreen, msg rowLaidOutMsg) []intent {
	if msg.err != nil {
		return []intent{say{text: msg.err.Error(), isError: true}}
	}
	o := newText(under.session, msg.title, func(pageScreen, int) []string { return msg.row.lines })
	o.row = &msg.row
	return []intent{openOver{o}}
}

// handleRowLaidOut opens a row over the table, or shows it in the place of the same row in another width or theme.
func (m Model) handleRowLaidOut(msg rowLaidOutMsg) (Model, tea.Cmd) {
	o, ok := topOverlay[textOverlay](m)
	if !ok || o.row == nil || msg.err != nil {
		return updateTop[tableOverlay](m, msg)
	}
	o.row, o.lines = &msg.row, func(pageScreen, int) []string { return msg.row.lines }
	m.overlays = m.overlays.replaceTop(o.layOut(m.page))
	return m.replayKeys()
}

// copyCell copies the text of the selected cell.
func (o tableOverlay) copyCell(under pageScreen) (overlay, []intent) {
	said, cmd := under.copyText(o.view.Cells().Table.Cell(o.view.SelectedRow(), o.view.SelectedColumn()))
	return o, []intent{run(cmd), say(said)}
}

// tableWrittenMsg brings a table as tab-separated values.
type tableWrittenMsg struct {
	text string
	rows int
	err  error
}

func (m tableWrittenMsg) Failure() error { return m.err }

// maxCopiedTable bounds the bytes of a table that is copied: no clipboard takes more through a terminal.
const maxCopiedTable = 4 << 20

// requestCopy starts to write the table as tab-separated values, in the order shown.
func (o tableOverlay) requestCopy(under pageScreen) (overlay, []intent) {
	if err := under.host.Check(host.Copy); err != nil {
		return o, []intent{say{text: err.Error()}}
	}
	c, order := o.view.Cells(), o.view.Order()
	return o, []intent{run(fault.Catch("copying a table", func() tea.Msg { return writeTable(c, order) },
		func(err error) tea.Msg { return tableWrittenMsg{err: err} }))}
}

// writeTable writes a table as tab-separated values, the head first. It stops when the text is too long to copy.
func writeTable(c *render.TableCells, order table.Order) tableWrittenMsg {
	var b strings.Builder
	rows := c.Table.Rows()
	for i := -1; i < rows && b.Len() <= maxCopiedTable; i++ {
		row := i
		if i >= 0 {
			row = order.Row(i)
		}
		b.WriteString(strings.Join(c.Table.Row(row), "\t"))
		b.WriteByte('\n')
	}
	return tableWrittenMsg{text: b.String(), rows: rows}
}

// copyTable copies a table that is written.
func (o tableOverlay) copyTable(under pageScreen, msg tableWrittenMsg) (overlay, []intent) {
	switch {
	case msg.err != nil:
		return o, []intent{say{text: msg.err.Error(), isError: true}}
	case len(msg.text) > maxCopiedTable:
		return o, []intent{say{text: "the table is too large to copy: " + numbers.Count(msg.rows, "row", "rows"), isError: true}}
	}
	_, cmd := under.copyLines(safe.Block(msg.text))
	return o, []intent{run(cmd), say{text: "copied the table: " + numbers.Count(msg.rows, "row", "rows") + ", tab-separated"}}
}
