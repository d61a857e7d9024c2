package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/loader"
)

// askPageQuestion records that the open page now waits for an answer about the selected link, and returns the question
// for the command that answers it.
func askPageQuestion(m Model, asks requestKind) (Model, pageRequest) {
	m.page.question = pageRequest{asks, m.page.loader.Wanted(loader.Page), m.page.reader.FocusedLink()}
	return m, m.page.question
}

// applyPageAnswer shows the answer that the page waits for, then presses the keys that waited for it. It drops answers to
// other questions, and shows nothing when the reader has left the page or the link meanwhile.
func applyPageAnswer(m Model, a pageResponse, show func(Model) (Model, tea.Cmd)) (Model, tea.Cmd) {
	if a.request != m.page.question {
		return m, nil
	}
	m.page.question = pageRequest{}
	var cmds [2]tea.Cmd
	switch {
	case !m.isBare() || m.screen != screenPage || m.page.open.path != a.request.key.Path || m.page.reader.FocusedLink() != a.request.link:
	case a.err != nil:
		m = m.showError(a.err.Error())
	default:
		m, cmds[0] = show(m)
	}
	m, cmds[1] = m.replayKeys()
	return m, tea.Batch(cmds[:]...)
}

// handlePageAnswer dispatches the messages that answer page questions.
func handlePageAnswer(m Model, msg tea.Msg) (Model, tea.Cmd) {
	switch msg := msg.(type) {
	case similarFoundMsg:
		return applyPageAnswer(m, msg.pageResponse, func(m Model) (Model, tea.Cmd) { return offerSimilar(m, msg.paths) })
	case citationsFoundMsg:
		return applyPageAnswer(m, msg.pageResponse, func(m Model) (Model, tea.Cmd) { return offerCopyChoices(m, msg.link, msg.cited) })
	case tagsCountedMsg:
		return applyPageAnswer(m, msg.pageResponse, func(m Model) (Model, tea.Cmd) { return showNoteTags(m, msg.noteCounts) })
	}
	return m, nil
}
