package tui

import (
	"image"
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/tui/cells"
	"quire/internal/tui/loader"
)

// View renders the window: exactly as many rows as it has, and no row wider than it is.
func (m Model) View() tea.View {
	lines, cursor := m.renderLines()
	v := tea.NewView(strings.Join(lines, "\n"))
	v.AltScreen = true
	title := "quire " + m.libraryName()
	if m.screen == screenPage {
		title = m.page.open.src.Note.Title
	}
	v.WindowTitle = m.cutWindowTitle(title)
	if m.opts.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if cursor != nil {
		v.Cursor = tea.NewCursor(cursor.X, cursor.Y)
		v.Cursor.Shape = tea.CursorBar
		v.Cursor.Color = m.theme.Accent.Fg
	}
	return v
}

// maxWindowTitleWidth bounds the window's title, in cells: terminals keep some hundred bytes of a title, and
// print the rest of a longer sequence as text.
const maxWindowTitleWidth = 100

// cutWindowTitle returns a title that is safe to send to the terminal.
func (m *session) cutWindowTitle(title string) string {
	const mostBytes = 8 * maxWindowTitleWidth // bounds the work in each frame
	title = safe.Text(strings.ToValidUTF8(title[:min(len(title), mostBytes)], ""))
	return m.theme.Cells.Cut(title, maxWindowTitleWidth, m.glyphs.Tail)
}

// renderLines returns the rows of the window and the position of the cursor, which is nil when the cursor is
// hidden.
func (m Model) renderLines() ([]string, *image.Point) {
	w, h := m.layout.window.Dx(), m.layout.window.Dy()
	if w <= 0 || h <= 0 { // the library may be loaded before the terminal has reported its size
		return nil, nil
	}
	rows := make([]string, h)
	if m.layout.tooSmall {
		for i, line := range cells.Wrap(m.theme.Cells, "the window is too small", w, h, "") {
			rows[i] = line
		}
		return rows, nil
	}
	var cursor *image.Point
	switch m.screen {
	case screenFailed:
		m.drawFailure(rows)
	case screenReading:
		m.drawLoading(rows, "")
	case screenOpening:
		m.drawLoading(rows, m.page.loader.Wanted(loader.Page).Path)
	case screenShelf:
		rows, cursor = m.shelf.View(m.renderBottomLine(m.layout.bottom.Dx()))
	case screenPage:
		rows, cursor = m.page.View(m.shelf.place(m.page.open.hitIndex), m.renderBottomLine(m.layout.bottom.Dx()))
	}
	if len(m.overlays) > 0 {
		rows, cursor = m.overlays.draw(m.session, rows)
	}
	for i, row := range rows {
		rows[i] = m.theme.Cells.Cut(row, w, "")
	}
	return rows, cursor
}

// putLine writes text into a rectangle of one line.
func putLine(rows []string, at image.Rectangle, text string) {
	rows[at.Min.Y] = cells.Spaces(at.Min.X) + text
}

func formatDate(h search.Hit) string {
	if h.Date().IsZero() {
		return ""
	}
	return h.Date().Format("2006-01-02")
}
