package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/state"
)

// offerResume offers, in the bottom line, to resume the last session. It says nothing when there already is a notice or a
// query.
func (m Model) offerResume() Model {
	last, ok := m.opts.State.LastSession()
	if !ok || m.notice.text != "" || m.shelf.query.Text() != "" {
		return m
	}
	what := m.describeLastSession(last)
	if what == "" {
		return m
	}
	return m.setNotice(notice{text: m.firstKeyLabel(m.keys.Resume) + " resume: " + what, showHints: true})
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
func (m Model) resumeReading() (Model, tea.Cmd) {
	last, ok := m.opts.State.LastSession()
	switch {
	case m.opts.State == nil:
		return m.showNotice(m.explainStateOff()), nil
	case !ok || m.describeLastSession(last) == "":
		return m.showNotice("nothing to resume: you have not read anything here yet"), nil
	}
	if by, err := search.ParseSort(last.Sort); err == nil {
		m.shelf.order = order{by, last.Reverse}
	}
	m.shelf.query = m.shelf.query.SetText(last.Query)
	_, known := m.library.Lookup(last.Note)
	exists := last.Note != "" && (known || m.library.Status().Partial)
	if exists {
		m.shelf.results.selectPath = last.Note
	}
	var cmds [2]tea.Cmd
	m.shelf, cmds[0] = m.shelf.requestSearch(last.Query, false)
	if exists && last.NoteOpen {
		m, cmds[1] = m.requestPage(last.Note, destination{resume: true, resumeFromSearch: true})
	} else if exists {
		m.shelf.list = m.shelf.list.Select(max(m.shelf.findHit(last.Note), 0)) // when the query is unchanged, no answer will select it
	}
	return m, tea.Batch(cmds[:]...)
}
