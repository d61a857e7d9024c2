package tui

import (
	"quire/internal/numbers"
	"quire/internal/tui/cells"
)

// What fills the window while there is neither a shelf nor a page.

// drawFailure draws why the library cannot be loaded.
func (m *session) drawFailure(rows []string) {
	l := m.layout
	putLine(rows, l.top, m.theme.Bold.Render(m.libraryName()))
	text := cells.Wrap(m.theme.Cells, "cannot be read: "+m.library.err.Error(), l.page.Dx()-4, l.page.Dy()-2, m.glyphs.Tail)
	for i, line := range text {
		rows[l.page.Min.Y+i] = "  " + m.theme.Error.Render(line)
	}
	putLine(rows, l.bottom, m.renderHints(m.failureHints(), l.bottom.Dx()))
}

// failureHints returns the key hints while the library cannot be loaded.
func (m *session) failureHints() []keyHint {
	return []keyHint{{m.keys.Reload, "try again"}, {m.keys.Quit, "quit"}}
}

// drawLoading draws that the library is being loaded, or the note with a path, once that has taken a while.
func (m *session) drawLoading(rows []string, note string) {
	if !m.library.isSlow {
		return
	}
	l, text := m.layout, "loading "+m.libraryName()
	if note != "" {
		text = "loading " + cells.CutText(m.theme.Cells, note, l.top.Dx(), m.glyphs.Tail)
	} else if n := m.library.progress.noteCount.Load(); n > 0 {
		text += m.separator() + numbers.Format(int(n)) + " notes so far"
	}
	putLine(rows, l.top, m.theme.Dim.Render(m.theme.Cells.Cut(text, l.top.Dx(), m.glyphs.Tail)))
}
