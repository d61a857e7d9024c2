package tui

import (
	"image"
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/numbers"
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
	v.WindowTitle = m.windowTitle()
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

func (m Model) windowTitle() string {
	title := "quire " + m.libraryName()
	if m.screen == screenPage {
		title = m.page.open.src.Note.Title
		const mostBytes = 8 * maxWindowTitleWidth // bounds the work in each frame
		title = safe.Text(strings.ToValidUTF8(title[:min(len(title), mostBytes)], ""))
	}
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
	case screenReading, screenFailed, screenOpening:
		m.drawStart(rows)
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

// drawStart draws the screen without a library: that it is being loaded, once that has taken a while, or why it
// cannot be.
func (m Model) drawStart(rows []string) {
	l := m.layout
	if m.screen == screenFailed {
		putLine(rows, l.top, m.theme.Bold.Render(m.libraryName()))
		text := cells.Wrap(m.theme.Cells, "cannot be read: "+m.library.err.Error(), l.page.Dx()-4, l.page.Dy()-2, m.glyphs.Tail)
		for i, line := range text {
			rows[l.page.Min.Y+i] = "  " + m.theme.Error.Render(line)
		}
		putLine(rows, l.bottom, m.renderHints(m.currentKeyHints(), l.bottom.Dx()))
		return
	}
	if m.library.isSlow {
		text := "loading " + m.libraryName()
		if note := m.page.loader.Wanted(loader.Page).Path; m.screen == screenOpening && note != "" {
			text = "loading " + cells.CutText(m.theme.Cells, note, l.top.Dx(), m.glyphs.Tail)
		} else if n := m.library.progress.noteCount.Load(); n > 0 {
			text += m.separator() + numbers.Format(int(n)) + " notes so far"
		}
		putLine(rows, l.top, m.theme.Dim.Render(m.theme.Cells.Cut(text, l.top.Dx(), m.glyphs.Tail)))
	}
}

func formatDate(h search.Hit) string {
	if h.Date().IsZero() {
		return ""
	}
	return h.Date().Format("2006-01-02")
}
