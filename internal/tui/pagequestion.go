package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/loader"
)

// askPageQuestion records that the page now waits for an answer about the selected link, and returns the question
// for the command that answers it.
func (m pageScreen) askPageQuestion(asks requestKind) (pageScreen, pageRequest) {
	m.question = pageRequest{asks, m.loader.Wanted(loader.Page), m.reader.FocusedLink()}
	return m, m.question
}

// handleAnswer shows the answer to a question about the open page. It drops answers to other questions, and shows nothing when
// the user has left the page or the link meanwhile, or if something lies over the page.
func (m pageScreen) handleAnswer(msg tea.Msg, isCovered bool) (pageScreen, tea.Cmd) {
	isAwaited := true
	if a, ok := msg.(interface{ answer() pageResponse }); ok {
		m, isAwaited = m.takeAnswer(a.answer())
	}
	if isCovered || m.mode != modeRead || !isAwaited {
		return m, nil
	}
	switch msg := msg.(type) {
	case similarFoundMsg:
		return m.offerSimilar(msg)
	case citationsFoundMsg:
		return m.offerCitations(msg)
	case tagsCountedMsg:
		return m.showNoteTags(msg)
	case backlinksFoundMsg:
		return m.showBacklinks(msg)
	case fileInspectedMsg:
		return m.handleFileInspected(msg)
	case tableOpenedMsg:
		return m.showTable(msg)
	case linkMapFoundMsg:
		return m.showLinkMap(msg)
	}
	return m, nil
}

// takeAnswer reports whether the page awaits an answer, and still shows what the question is about.
func (m pageScreen) takeAnswer(a pageResponse) (pageScreen, bool) {
	if a.request != m.question {
		return m, false
	}
	m.question = pageRequest{}
	return m, m.open.path == a.request.key.Path && m.reader.FocusedLink() == a.request.link
}
