package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// editQuery gives the keys to the query line.
func (m shelfScreen) editQuery() (shelfScreen, tea.Cmd) {
	m.query, m.isTyping = m.query.Focus(), true
	m.selectedBefore, m.topBefore = m.selectedPath(), m.list.Top()
	m.history = m.history.begin(m.opts.State.Queries())
	return m, nil
}

// updateQuery passes a message to the query line and filters the shelf when the text has changed.
func (m shelfScreen) updateQuery(msg tea.Msg) (shelfScreen, tea.Cmd) {
	before := m.query.Text()
	m.completion = queryCompletion{}
	m.query, _ = m.query.Update(msg)
	if m.query.Text() == before {
		return m, nil
	}
	m.history.index = -1
	return m.requestSearch(m.query.Text(), true)
}

// applyQuery leaves the query line and keeps what its text has found: the same notes, in the same order, with the same one
// selected. A last word that matched as a prefix while it was typed is shown as one.
func (m shelfScreen) applyQuery() (shelfScreen, tea.Cmd) {
	m.query, m.isTyping = m.query.AcceptAs(m.opts.Queries.CompleteLastWord(strings.TrimSpace(m.query.Text()))), false
	m.completion = queryCompletion{}
	m = m.recordQuery(m.query.TypedText())
	selected := m.selectedPath()
	if m.isSearching() { // the shelf does not show the results of this text yet
		selected = ""
	}
	return m.searchAndSelect(selected, m.list.Top())
}

// cancelQuery leaves the query line and restores the query from before, with the note that was selected then, on the same row
// of the screen.
func (m shelfScreen) cancelQuery() (shelfScreen, tea.Cmd) {
	m.query, m.isTyping, m.completion = m.query.Cancel(), false, queryCompletion{}
	return m.searchAndSelect(m.selectedBefore, m.topBefore)
}

// searchAndSelect searches for the query and then selects the note at a path, with the row at top as the first of the screen
// if that shows the note.
func (m shelfScreen) searchAndSelect(path string, top int) (shelfScreen, tea.Cmd) {
	m.results.selectPath, m.results.restoreTop = path, top
	m, cmd := m.requestSearch(m.query.Text(), false)
	if !m.isSearching() { // the results are there
		if i := m.findHit(path); i >= 0 {
			m.list = m.list.Scroll(top - m.list.Top()).Select(i)
		}
		m.results.selectPath, m.results.restoreTop = "", -1
	}
	return m, cmd
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
