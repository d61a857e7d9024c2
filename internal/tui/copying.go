package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/links"
)

// copyPath copies the file of the selected note.
func (m Model) copyPath() (Model, tea.Cmd) {
	n := m.selected()
	if n == nil {
		return m, nil
	}
	return m.copied(m.fileOf(n.Path))
}

// copyAddress copies where the focused link leads, or the file that is being read.
func (m Model) copyAddress() (Model, tea.Cmd) {
	if l, t, ok := m.focused(); ok {
		switch t.Status {
		case links.External:
			return m.copied(t.URL)
		case links.Note, links.Self, links.Asset:
			text := t.Path
			if t.Heading != "" {
				text += "#" + t.Heading
			}
			return m.copied(text)
		}
		return m.copied(l.Dest)
	}
	if m.open.path == "" {
		return m.say("this text is in no file"), nil
	}
	return m.copied(m.fileOf(m.open.path))
}

func (m Model) fileOf(path string) string {
	if abs := m.library.Library.Abs(path); abs != "" {
		return abs
	}
	return path
}

// copied copies a text in both ways that there are: through the terminal, which reaches
// the user's machine from a far one, and through the system, since not every terminal
// does its part. Which of them worked cannot be known, for a terminal does not answer.
func (m Model) copied(text string) (Model, tea.Cmd) {
	do := m.system.copy
	return m.say("copied " + text), tea.Batch(tea.SetClipboard(text), func() tea.Msg {
		_ = do(text)
		return nil
	})
}
