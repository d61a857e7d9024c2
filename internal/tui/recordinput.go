package tui

import tea "charm.land/bubbletea/v2"

// yieldToInput makes work in the background yield to the answer of an input.
func (m *session) yieldToInput(msg tea.Msg) {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseMsg:
		if m.opts.OnInput != nil {
			m.opts.OnInput()
		}
	}
}
