package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/filterlist"
)

// openGoTo opens a list of the notes whose titles match the text typed into it, best match first.
func openGoTo(m Model) (Model, tea.Cmd) {
	o := newList(m, "go to", "no matching notes", nil, 0, filterlist.KeepAll)
	o.shape, o.goTo = listTall, &goToSearch{}
	return requestGoTo(m.openOverlay(o))
}

// goToSearch is a list's search for notes by name. It is never modified, only replaced.
type goToSearch struct {
	asked    goToRequest // the last question
	answered goToRequest // the question that the items answer
}

// maxGoToHits bounds the list. Typing more letters narrows it further.
const maxGoToHits = 100

// requestGoTo returns a command that finds the notes whose titles match the text.
func requestGoTo(m Model) (Model, tea.Cmd) {
	o, _ := topOverlay[listOverlay](m)
	q := goToRequest{o.list.Text(), m.library.generation}
	o.goTo = &goToSearch{asked: q, answered: o.goTo.answered}
	m.overlays = m.overlays.replaceTop(o)
	ctx, s := m.ctx, m.library.Library
	return m, func() tea.Msg {
		hits, err := s.GoTo(ctx, q.text, maxGoToHits)
		return goToFoundMsg{q, hits, err}
	}
}

// showGoToHits fills the list with the notes that were found.
func showGoToHits(m Model, msg goToFoundMsg) (Model, tea.Cmd) {
	o, ok := topOverlay[listOverlay](m)
	if !ok || o.goTo == nil || msg.request != o.goTo.asked {
		return m, nil
	}
	if msg.err != nil {
		m = m.showError(msg.err.Error())
	}
	items := make([]filterlist.Item, len(msg.hits))
	for i, h := range msg.hits {
		items[i] = filterlist.Item{Label: h.Title(), Remark: formatDate(h)}
	}
	o.goTo = &goToSearch{asked: msg.request, answered: msg.request}
	o.onChoose = func(m Model, i int) (Model, tea.Cmd) { return m.navigateTo(msg.hits[i].Path(), destination{}) }
	o.list = o.list.SetItems(items)
	m.overlays = m.overlays.replaceTop(o)
	return m.replayKeys()
}
