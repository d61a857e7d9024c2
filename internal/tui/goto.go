package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/filterlist"
)

// openGoTo opens a list of the notes whose titles match the text typed into it, best match first.
func openGoTo(under pageScreen) []intent {
	list := newList(under.session, "go to", "no matching notes", nil, 0, filterlist.KeepAll)
	list.shape, list.goTo = listTall, &goToSearch{}
	o, asks := list.requestGoTo(under.session)
	return append([]intent{openOver{o}}, asks...)
}

// goToSearch is a list's search for notes by name. It is never modified, only replaced.
type goToSearch struct {
	asked    goToRequest // the last question
	answered goToRequest // the question that the items answer
}

// maxGoToHits bounds the list. Typing more letters narrows it further.
const maxGoToHits = 100

// requestGoTo asks for the notes whose titles match the text.
func (o listOverlay) requestGoTo(m *session) (overlay, []intent) {
	q := goToRequest{o.list.Text(), m.library.generation}
	o.goTo = &goToSearch{asked: q, answered: o.goTo.answered}
	ctx, s := m.ctx, m.library.Library
	return o, []intent{run(func() tea.Msg {
		hits, err := s.GoTo(ctx, q.text, maxGoToHits)
		return goToFoundMsg{q, hits, err}
	})}
}

// showGoToHits fills the list with the notes that were found.
func (o listOverlay) showGoToHits(msg goToFoundMsg) (overlay, []intent) {
	if o.goTo == nil || msg.request != o.goTo.asked {
		return o, nil
	}
	items := make([]filterlist.Item, len(msg.hits))
	for i, h := range msg.hits {
		items[i] = filterlist.Item{Label: h.Title(), Remark: formatDate(h.Hit)}
	}
	o.goTo = &goToSearch{asked: msg.request, answered: msg.request}
	o.onChoose = func(i int) []intent { return []intent{goToNote{path: msg.hits[i].Path()}} }
	o.list = o.list.SetItems(items)
	if msg.err != nil {
		return o, []intent{say{text: msg.err.Error(), isError: true}}
	}
	return o, nil
}
