package tui

import (
	"strings"
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// pressed sends a key where it belongs: to what always works, to the root's own keys, to the part in focus.
func (m Model) pressed(k tea.KeyPressMsg) (Model, tea.Cmd) {
	for _, a := range m.keys.always() {
		if key.Matches(k, a.Binding) {
			return a.do(m)
		}
	}
	if m.layout.small { // nobody acts on what cannot be seen
		if key.Matches(k, m.keys.Quit) {
			return m, tea.Quit
		}
		return m, nil
	}
	if m.busy(k) {
		return m.ahead(k)
	}
	m.notice = notice{}
	for _, a := range m.actions() {
		if key.Matches(k, a.Binding) {
			return a.do(m)
		}
	}
	return m.delegate(k)
}

// busy says whether the next key depends on an answer that is still to come:
// it is then kept, and pressed when the answer is there. What one types ahead is never lost, and never meets another note.
func (m Model) busy(k tea.KeyPressMsg) bool {
	switch {
	case m.focus == focusPanel && m.float.live && m.float.asked != m.float.answered:
		return key.Matches(k, m.panel.Keys.Choose)
	case m.starting():
		return true
	case m.pages.asked[onPage] && !m.pages.landing.relay:
		return true
	}
	return m.screen == screenShelf && m.focus == focusScreen && m.results.asked != m.results.answered
}

// starting says whether there is nothing yet that a key could be for.
func (m Model) starting() bool { return m.screen == screenReading || m.screen == screenOpening }

// givenUp shows the shelf instead of the page that one wanted to begin with.
func (m Model) givenUp() (Model, tea.Cmd) {
	if !m.hasShelf() {
		return m, tea.Quit
	}
	m.screen = screenShelf
	return m.askPreview()
}

// mostAhead bounds what is typed ahead.
const mostAhead = 64

func (m Model) ahead(k tea.KeyPressMsg) (Model, tea.Cmd) {
	if m.starting() && key.Matches(k, m.keys.Quit) {
		return m, tea.Quit
	}
	if key.Matches(k, m.keys.Leave) { // esc takes back what was asked for, and what was typed
		m.queue = nil
		if m.screen != screenReading && m.pages.asked[onPage] {
			m.pages.asked[onPage] = false
			m.pages.want[onPage] = pageKey{}
		}
		if m.screen == screenOpening {
			return m.givenUp()
		}
		return m, nil
	}
	if len(m.queue) < mostAhead {
		m.queue = append(m.queue[:len(m.queue):len(m.queue)], k)
	}
	return m, nil
}

// replay presses what was typed ahead, until the next answer is needed.
func (m Model) replay() (Model, tea.Cmd) {
	var cmds []tea.Cmd
	for len(m.queue) > 0 && !m.busy(m.queue[0]) {
		k := m.queue[0]
		m.queue = m.queue[1:]
		var cmd tea.Cmd
		m, cmd = m.pressed(k)
		cmds = append(cmds, cmd)
	}
	return m, tea.Batch(cmds...)
}

// delegate hands a message to the part in focus, and asks it afterwards what has become of it.
func (m Model) delegate(msg tea.Msg) (Model, tea.Cmd) {
	var cmd tea.Cmd
	switch m.focus {
	case focusQuery:
		return m.typedQuery(msg)
	case focusFind:
		return m.typedFind(msg)
	case focusHints:
		return m.typedHint(msg)
	case focusPicker:
		return m.picked(msg)
	case focusPanel:
		return m.inPanel(msg)
	case focusSheet, focusConfirm:
		m.sheet = m.sheet.Update(msg)
		return m, nil
	case focusAround:
		m.around = m.around.Update(msg)
		return m, nil
	case focusPeek:
		m.peek, cmd = m.peek.Update(msg)
		return m, cmd
	}
	switch m.screen {
	case screenShelf:
		if k, ok := msg.(tea.KeyPressMsg); ok && !matches(k, m.shelf.Keys.Bindings()...) {
			return m.unknown(k), nil
		}
		m.shelf, _ = m.shelf.Update(msg)
		return m.askPreview()
	case screenPage:
		if k, ok := msg.(tea.KeyPressMsg); ok {
			return m.inReader(k)
		}
	}
	return m, nil
}

// inReader hands a key to the page, and says why where it does nothing that one sees.
func (m Model) inReader(k tea.KeyPressMsg) (Model, tea.Cmd) {
	keys := m.reader.Keys
	switch {
	case matches(k, keys.NextLink):
		return m.tab(1), nil
	case matches(k, keys.PrevLink):
		return m.tab(-1), nil
	case matches(k, keys.NextMatch, keys.PrevMatch) && m.reader.Searching() == "" && !m.reader.Marked():
		return m.say("nothing is searched for; " + m.keyOf(m.keys.Find) + " searches in the page"), nil
	case !matches(k, keys.Bindings()...):
		return m.unknown(k), nil
	}
	var cmd tea.Cmd
	m.reader, cmd = m.reader.Update(k)
	return m.matchNotice(), cmd
}

// unknown says that a key does nothing here, and where it would do something.
func (m Model) unknown(k tea.KeyPressMsg) Model {
	name := k.String()
	if name == "" || strings.ContainsFunc(name, unicode.IsControl) {
		return m
	}
	onPage := append(m.reader.Keys.Bindings(), bindings(m.keys.onPage())...)
	if m.screen == screenShelf && matches(k, onPage...) {
		return m.say(name + " is for a page; " + m.keyOf(m.keys.Open) + " opens one")
	}
	return m.say(name + " does nothing here; " + m.keyOf(m.keys.Help) + " shows every key")
}
