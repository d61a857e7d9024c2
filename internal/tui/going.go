package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/panel"
)

// goToAny offers every note of the library, the most like what is typed first.
func (m Model) goToAny() (Model, tea.Cmd) {
	m = m.openPanel("go to", "no note is called like that", nil, 0, panel.All, float{live: true, tall: true})
	return m.askGoTo()
}

// mostToGoTo bounds what the panel holds; who wants another note types another letter.
const mostToGoTo = 100

// askGoTo asks for the notes whose names are like the text.
func (m Model) askGoTo() (Model, tea.Cmd) {
	q := goToQuestion{m.panel.Text(), m.library.state}
	m.float.asked = q
	x := m.library.Index
	return m, func() tea.Msg { return goToFound{q, x.GoTo(q.text, mostToGoTo)} }
}

// wentThrough shows the notes that were found to go to.
func (m Model) wentThrough(msg goToFound) (Model, tea.Cmd) {
	if m.focus != focusPanel || !m.float.live || msg.question != m.float.asked {
		return m, nil
	}
	items := make([]panel.Item, len(msg.hits))
	for i, h := range msg.hits {
		items[i] = panel.Item{Label: h.Note.Title, Remark: dateOf(h.Note)}
	}
	m.float.answered = msg.question
	m.float.chosen = func(m Model, i int) (Model, tea.Cmd) { return m.goOn(msg.hits[i].Note.Path, landing{}) }
	m.panel = m.panel.Refill(items)
	return m.replay()
}
