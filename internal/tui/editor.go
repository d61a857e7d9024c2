package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/host"
)

// openEditor opens the note in the user's editor at the current line.
func openEditor(m Model) (Model, tea.Cmd) {
	path, line := m.shelf.selectedPath(), 0
	if m.screen == screenPage {
		path, line = m.page.open.path, m.page.reader.SourceLine()
	}
	if path == "" {
		return m.showNotice("no file to edit"), nil
	}
	if err := m.host.Check(host.Edit); err != nil {
		return m.showNotice(err.Error()), nil
	}
	abs := m.library.AbsPath(path)
	if abs == "" {
		return m.showNotice("this library is built in and cannot be edited"), nil
	}
	p, err := m.host.Editor(abs, line)
	if err != nil {
		return m.showError(err.Error()), nil
	}
	return m, runProgram(p, func(err error) tea.Msg { return editorClosedMsg{err} })
}

// handleEditorClosed reloads the library, so that the edited note shows.
func handleEditorClosed(m Model, msg editorClosedMsg) (Model, tea.Cmd) {
	if msg.err != nil {
		m = m.showError("editor: " + msg.err.Error())
	}
	return m.reloadLibrary()
}
