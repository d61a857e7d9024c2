package tui

import tea "charm.land/bubbletea/v2"

// editQuery gives the keys to the query line.
func (m shelfScreen) editQuery() (shelfScreen, tea.Cmd) {
	m.query, m.isTyping = m.query.Focus(), true
	m.selectedBefore = m.selectedPath()
	return m, nil
}

// updateQuery passes a message to the query line and filters the shelf when the text has changed.
func (m shelfScreen) updateQuery(msg tea.Msg) (shelfScreen, tea.Cmd) {
	before := m.query.Text()
	m.query, _ = m.query.Update(msg)
	if m.query.Text() == before {
		return m, nil
	}
	return m.requestSearch(m.query.Text(), true)
}

// applyQuery leaves the query line and keeps its text as the query.
func (m shelfScreen) applyQuery() (shelfScreen, tea.Cmd) {
	m.query, m.isTyping = m.query.Accept(), false
	m.results.selectPath = m.selectedPath()
	if m.isSearching() { // the shelf does not show the results of this text yet
		m.results.selectPath = ""
	}
	return m.requestSearch(m.query.Text(), false)
}

// cancelQuery leaves the query line and restores the query from before, with the note that was selected then.
func (m shelfScreen) cancelQuery() (shelfScreen, tea.Cmd) {
	m.query, m.isTyping = m.query.Cancel(), false
	m.results.selectPath = m.selectedBefore
	return m.requestSearch(m.query.Text(), false)
}

// moveSelection selects the note n rows further down, or further up if n is negative.
func (m shelfScreen) moveSelection(n int) (shelfScreen, tea.Cmd) {
	m.list = m.list.Select(m.list.Selected() + n)
	return m, nil
}

// clearQuery handles esc on the shelf: it clears the query, or says how to quit when there is none.
func (m shelfScreen) clearQuery() (shelfScreen, tea.Cmd) {
	if m.query.Text() == "" {
		return m.showNotice(m.firstKeyLabel(m.keys.Quit) + " quits"), nil
	}
	return m.setQuery("")
}

// setQuery replaces the query and keeps the selected note selected if it still matches.
func (m shelfScreen) setQuery(text string) (shelfScreen, tea.Cmd) {
	m.query = m.query.SetText(text)
	m.results.selectPath = m.selectedPath()
	return m.requestSearch(text, false)
}
