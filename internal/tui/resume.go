package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/state"
)

// offerResume offers, in the bottom line, to resume the last session, unless there is a query.
func (m shelfScreen) offerResume() shelfScreen {
	last, ok := m.opts.State.LastSession()
	if !ok || m.query.Text() != "" {
		return m
	}
	if what := m.describeLastSession(last); what != "" {
		m.said = notice{text: m.firstKeyLabel(m.keys.Resume) + " resume: " + what, showHints: true}
	}
	return m
}

// describeLastSession names the last note and query, for the notice. It returns "" when neither exists any more.
func (m *session) describeLastSession(last state.Session) string {
	text := ""
	if h, ok := m.library.Lookup(last.Note); ok && last.Note != "" {
		text = h.Title()
	} else if m.library.Status().Partial { // not all notes are known yet
		text = last.Title
	}
	if last.Query != "" {
		if text != "" {
			text += m.separator()
		}
		text += last.Query
	}
	return safe.Text(text)
}

// resumeReading restores the query and the sort order of the last session, and reopens the note that was open then.
func (m shelfScreen) resumeReading() (shelfScreen, tea.Cmd) {
	last, ok := m.opts.State.LastSession()
	switch {
	case m.opts.State == nil:
		return m.showNotice(m.explainStateOff()), nil
	case !ok || m.describeLastSession(last) == "":
		return m.showNotice("nothing to resume: you have not read anything here yet"), nil
	}
	if by, err := search.ParseSort(last.Sort); err == nil {
		m.order = order{by, last.Reverse}
	}
	m.query = m.query.SetText(last.Query)
	_, known := m.library.Lookup(last.Note)
	exists := last.Note != "" && (known || m.library.Status().Partial)
	if exists {
		m.results.selectPath = last.Note
	}
	m, cmd := m.requestSearch(last.Query, false)
	if exists && last.NoteOpen {
		m = m.ask(goToNote{last.Note, destination{resumeFromSearch: true}})
	} else if exists {
		m.list = m.list.Select(max(m.findHit(last.Note), 0)) // when the query is unchanged, no answer will select it
	}
	return m, cmd
}
