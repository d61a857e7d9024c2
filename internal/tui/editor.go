package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/host"
)

// openEditor opens the note in the user's editor at the current line.
func (m pageScreen) openEditor() (pageScreen, tea.Cmd) {
	var cmd tea.Cmd
	m.said, cmd = m.editFile(m.open.path, m.reader.SourceLine())
	return m, cmd
}

// openEditor opens the selected note in the user's editor.
func (m shelfScreen) openEditor() (shelfScreen, tea.Cmd) {
	var cmd tea.Cmd
	m.said, cmd = m.editFile(m.selectedPath(), 0)
	return m, cmd
}

// editFile opens a file of the library in the user's editor, or says why it cannot.
func (m *session) editFile(path string, line int) (notice, tea.Cmd) {
	if path == "" {
		return notice{text: "no file to edit"}, nil
	}
	if err := m.host.Check(host.Edit); err != nil {
		return notice{text: err.Error()}, nil
	}
	abs := m.library.AbsPath(path)
	if abs == "" {
		return notice{text: "this library is built in and cannot be edited"}, nil
	}
	p, err := m.host.Editor(abs, line)
	if err != nil {
		return notice{text: err.Error(), isError: true}, nil
	}
	return notice{}, runProgram(p, func(err error) tea.Msg { return editorClosedMsg{err} })
}

// handle lists what follows when the editor has ended: the library is loaded again, so that the edited note shows.
func (m editorClosedMsg) handle() []intent {
	if m.err != nil {
		return []intent{say{text: "editor: " + m.err.Error(), isError: true}, reload{}}
	}
	return []intent{reload{}}
}
