package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/index"
	"quire/internal/safe"
	"quire/internal/state"
)

// offer says, on a shelf that is as it always is at the start, what one would go on with.
func (m Model) offer() Model {
	last, ok := m.opts.Memory.Last()
	if !ok || m.notice.text != "" || m.query.Text() != "" {
		return m
	}
	what := m.lastThing(last)
	if what == "" {
		return m
	}
	m.notice = notice{text: m.keyOf(m.keys.Continue) + " continues: " + what, offer: true}
	return m
}

// lastThing is what one did last, in a few words; empty when nothing is left of it.
func (m Model) lastThing(last state.Shelf) string {
	text := ""
	if n := m.library.Links.Note(last.Note); n != nil && last.Note != "" {
		text = n.Title
	} else if m.library.Partial { // not all notes are known yet
		text = last.Title
	}
	if last.Query != "" {
		if text != "" {
			text += m.dot()
		}
		text += last.Query
	}
	return safe.Text(text)
}

// continueReading puts the query and the order of the last time in force, and opens the note that was open.
func (m Model) continueReading() (Model, tea.Cmd) {
	last, ok := m.opts.Memory.Last()
	switch {
	case m.opts.Memory == nil:
		return m.nothingKept(), nil
	case !ok || m.lastThing(last) == "":
		return m.say("there is nothing to go on with: nothing was read here before"), nil
	}
	if by, err := index.ParseSort(last.Sort); err == nil {
		m.order = order{by, last.Reverse}
	}
	m.query = m.query.Set(last.Query)
	there := last.Note != "" && (m.library.Links.Note(last.Note) != nil || m.library.Partial)
	if there {
		m.results.reselect = last.Note
	}
	var cmds [2]tea.Cmd
	m, cmds[0] = m.ask(last.Query, false)
	if there && last.Open {
		m, cmds[1] = m.askPage(last.Note, landing{resume: true, again: true})
	} else if there {
		m.shelf = m.shelf.Select(max(m.numberOf(last.Note), 0)) // for when the query is that already
	}
	return m, tea.Batch(cmds[:]...)
}
