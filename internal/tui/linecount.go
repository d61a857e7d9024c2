package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/loader"
)

// continueCounting passes a finished count of lines to the reader, or returns a command that counts on.
func (m pageScreen) continueCounting(msg loader.LinesCountedMsg) (pageScreen, tea.Cmd) {
	if msg.Page != m.open.page || msg.LinesAbove == nil {
		return m, nil
	}
	if msg.IsComplete() {
		m.reader = m.reader.SetLineCounts(msg.LinesAbove)
		return m, nil
	}
	return m, loader.CountOn(msg)
}
