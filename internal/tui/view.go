package tui

import (
	"image"
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/safe"
	"quire/internal/tui/cells"
)

// View is the window: exactly as many rows as it has, none wider than it is.
func (m Model) View() tea.View {
	lines, cursor := m.lines()
	v := tea.NewView(strings.Join(lines, "\n"))
	v.AltScreen = true
	v.WindowTitle = m.windowTitle()
	if m.opts.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if cursor != nil {
		v.Cursor = tea.NewCursor(cursor.X, cursor.Y)
		v.Cursor.Shape = tea.CursorBar
		v.Cursor.Color = m.look.Accent.Fg
	}
	return v
}

func (m Model) windowTitle() string {
	if m.screen == screenPage {
		return m.open.src.Note.Title
	}
	return "quire " + m.name()
}

// lines are the rows of the window, and where the cursor is in it.
func (m Model) lines() ([]string, *image.Point) {
	w, h := m.layout.window.Dx(), m.layout.window.Dy()
	if w <= 0 || h <= 0 { // a small library may be read before the terminal has told its size
		return nil, nil
	}
	rows := make([]string, h)
	if m.layout.small {
		for i, line := range cells.Wrap("the window is too small", w, h, "") {
			rows[i] = line
		}
		return rows, nil
	}
	var cursor *image.Point
	switch m.screen {
	case screenReading, screenFailed, screenOpening:
		m.drawStart(rows)
	case screenShelf:
		cursor = m.drawShelf(rows)
	case screenPage:
		cursor = m.drawPage(rows)
	}
	if m.floats() {
		rows, cursor = m.drawFloat(rows)
	}
	for i, row := range rows {
		rows[i] = cells.Cut(row, w, "")
	}
	return rows, cursor
}

// put writes text at the left of a one-line rectangle.
func put(rows []string, at image.Rectangle, text string) {
	rows[at.Min.Y] = cells.Space(at.Min.X) + text
}

// drawStart says that the library is being read, after a while, or why it cannot be.
func (m Model) drawStart(rows []string) {
	l := m.layout
	if m.screen == screenFailed {
		put(rows, l.top, m.look.Bold.Render(m.name()))
		text := cells.Wrap("cannot be read: "+m.library.err.Error(), l.page.Dx()-4, l.page.Dy()-2, m.glyphs.Tail)
		for i, line := range text {
			rows[l.page.Min.Y+i] = "  " + m.look.Error.Render(line)
		}
		put(rows, l.bottom, m.hints(l.bottom.Dx()))
		return
	}
	if m.library.waiting {
		text := "reading " + m.name()
		if note := m.pages.want[onPage].path; m.screen == screenOpening && note != "" {
			text = "reading " + safe.Text(note)
		} else if n := m.library.read.n.Load(); n > 0 {
			text += m.dot() + number(int(n)) + " notes so far"
		}
		put(rows, l.top, m.look.Dim.Render(cells.Cut(text, l.top.Dx(), m.glyphs.Tail)))
	}
}

func (m Model) drawShelf(rows []string) *image.Point {
	l := m.layout
	put(rows, l.top, cells.Ends(m.look.Bold.Render(m.name()), m.look.Dim.Render(m.tally()), l.top.Dx(), 2, m.glyphs.Tail))
	query, column := m.query.View(l.query.Dx(), "words, or #tag")
	put(rows, l.query, query)
	list := m.shelf.Lines(l.window.Dx())
	if m.shelf.Len() == 0 && m.results.asked == m.results.answered {
		list = m.nothing(l.rows.Dx(), l.rows.Dy())
	}
	var preview []string
	if !l.preview.Empty() {
		preview = m.preview.Lines()
	}
	for i, line := range list {
		y := l.rows.Min.Y + i
		rows[y] = line
		if preview != nil {
			rows[y] = cells.Pad(line, l.divider) + m.look.Border.Render(m.glyphs.Divider)
			if i < len(preview) {
				rows[y] += cells.Space(l.preview.Min.X-l.divider-1) + cells.Cut(preview[i], l.preview.Dx(), m.glyphs.Tail)
			}
		}
	}
	put(rows, l.bottom, m.bottom(l.bottom.Dx()))
	if m.focus == focusQuery && column >= 0 {
		return &image.Point{X: l.query.Min.X + column, Y: l.query.Min.Y}
	}
	return nil
}

// nothing is what stands on a shelf without notes: why, and what to try.
func (m Model) nothing(width, height int) []string {
	var lines []string
	say := func(text string) { lines = append(lines, "   "+cells.Cut(text, width-3, m.glyphs.Tail)) }
	explain := func(text string) {
		for _, line := range cells.Wrap(text, min(width-4, measureMost), 3, m.glyphs.Tail) {
			say(m.look.Dim.Render(line))
		}
	}
	if len(m.library.Notes) == 0 {
		say(m.look.Bold.Render("No notes in " + m.name()))
		say("")
		explain("A note is a file whose name ends in .md. quire --tour shows what a library can be.")
	} else {
		say(m.look.Bold.Render("No note matches") + " " + m.query.Text())
		if m.library.Partial {
			explain("Texts and links are not searched before all notes have been read.")
		}
		say("")
		for _, t := range m.results.found.tries {
			count := plural(t.notes, "note", "notes")
			say(m.look.Dim.Render("without ") + t.without + m.look.Dim.Render("  "+count))
		}
		if len(m.results.found.tries) > 0 {
			say("")
		}
		hint := "esc clears the query"
		if m.focus == focusQuery {
			hint = "esc takes back what you typed"
		}
		say(m.look.Dim.Render(hint))
	}
	out := make([]string, height)
	copy(out, lines)
	return out
}

func (m Model) drawPage(rows []string) *image.Point {
	l := m.layout
	put(rows, l.top, m.pageHead(l.top.Dx()))
	copy(rows[l.page.Min.Y:l.page.Max.Y], m.reader.Lines())
	if m.focus == focusFind {
		line, column := m.finder.View(l.bottom.Dx(), "search in the page; capitals count when you type one")
		put(rows, l.bottom, cells.Ends(line, m.look.Dim.Render(m.matchCount()), l.bottom.Dx(), 2, m.glyphs.Tail))
		return &image.Point{X: l.bottom.Min.X + max(column, 0), Y: l.bottom.Min.Y}
	}
	put(rows, l.bottom, m.bottom(l.bottom.Dx()))
	if at, ok := m.reader.LinkCell(); ok && m.look.Plain && m.focus == focusScreen { // as lynx does: a terminal may know no attribute
		return &image.Point{X: l.page.Min.X + at.X, Y: l.page.Min.Y + at.Y}
	}
	return nil
}

// drawFloat lays the thing that floats over the screen.
func (m Model) drawFloat(rows []string) ([]string, *image.Point) {
	box := m.box()
	in := inner(box)
	var lines []string
	var cursor *image.Point
	title, remark := m.float.title, ""
	switch m.focus {
	case focusPanel:
		var column int
		lines, column = m.panel.Lines()
		cursor = &image.Point{X: in.Min.X + column, Y: in.Min.Y}
	case focusPicker:
		var column int
		lines, column = m.picker.Lines(in.Dx())
		cursor = &image.Point{X: in.Min.X + column, Y: in.Min.Y}
		title, remark = "tags", "notes with all of them"
		if m.picker.Choice().Any {
			remark = "notes with any of them"
		}
	case focusSheet, focusConfirm:
		lines = m.sheet.Lines()
		if above, below := m.sheet.More(); above || below {
			remark = strings.TrimSpace(mark(above, m.glyphs.Up) + " " + mark(below, m.glyphs.Down))
		}
	case focusPeek:
		lines = m.peek.Lines()
	case focusAround:
		lines, remark = m.around.Lines(), m.around.Named()
	}
	frame := m.glyphs.Border.Box(m.look.Bold.Render(title), m.look.Dim.Render(remark), lines, box.Dx(), box.Dy(), m.look.Border.Render, m.glyphs.Tail)
	x := box.Min.X
	if x > 0 { // the text below does not touch the frame
		x--
		for i := range frame {
			frame[i] = " " + frame[i] + " "
		}
	}
	return cells.Over(rows, frame, x, box.Min.Y, m.layout.window.Dx()), cursor
}

func mark(on bool, sign string) string {
	if on {
		return sign
	}
	return ""
}
