package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/loader"
	"quire/internal/tui/reader"
)

// requestPage starts to load the page of a note, which opens at destination d. A note of the shelf that is opened for the words
// of the query opens where they match best.
func (m Model) requestPage(path string, d destination) (Model, tea.Cmd) {
	words := m.shelf.wordsIn(path)
	var passage []string
	if d.resume && !d.resumeFromSearch {
		passage = words
	}
	var cmd tea.Cmd
	m.page, cmd = m.page.request(path, d, words, passage)
	return m, cmd
}

// handlePageLoaded passes a loaded page to what has asked for it.
func (m Model) handlePageLoaded(msg loader.LoadedMsg) (Model, tea.Cmd) {
	switch msg.Key.Slot {
	case loader.Preview:
		m.shelf = m.shelf.handlePreviewLoaded(msg)
		return m, nil
	case loader.Peek:
		return m.onPage(func(p pageScreen) (pageScreen, tea.Cmd) { return p.handlePeekLoaded(msg), nil })
	}
	var wanted bool
	if m.page, wanted = m.page.accept(msg); !wanted {
		return m, nil
	}
	msg.Page = msg.Page.WithoutLayout(m.lacking)
	m, cmd := m.showRequestedPage(msg)
	m.overlays = m.overlays.layOut(m.page) // a text may describe the page
	var rest tea.Cmd
	m.page, rest = m.page.continueLoading(msg)
	return m, tea.Batch(cmd, rest)
}

// showRequestedPage shows the page at its destination, or why it cannot be read.
func (m Model) showRequestedPage(msg loader.LoadedMsg) (Model, tea.Cmd) {
	var cmd tea.Cmd
	d := m.page.destination
	switch {
	case msg.Err == nil:
		if !d.isRefresh { // else the user may have moved since the request
			m.history = d.history
			m = m.showScreen(screenPage)
		}
		index := m.shelf.findHit(msg.Key.Path)
		m.page, cmd = m.page.show(msg, index, m.shelf.wordsIn(msg.Key.Path))
		m.shelf = m.shelf.recordOpened(index)
		m.saver = m.saver.recordNote(msg.Key.Path)
	case m.screen == screenOpening:
		m = m.showScreen(screenShelf)
		m = m.showError(m.page.explainUnreadable(msg))
	case d.isRefresh:
		m = m.showError(m.page.explainUnreadable(msg))
	default:
		m = m.showError(m.page.explainUnreadable(msg))
		m.page, cmd = m.page.keepOpenNote()
	}
	return m, cmd
}

// currentEntry returns the history entry for the present position.
func (m Model) currentEntry() historyEntry {
	if m.screen == screenShelf {
		return historyEntry{isList: true, query: m.shelf.query.Text(), queryBefore: m.queryBeforeList}
	}
	return m.page.entry()
}

// navigateTo opens another page, from the page or from the shelf, and adds the present page to the history, or the shelf if a
// link led there. Without an anchor the page opens at the top or, without heading and bookmark, where the user stopped reading.
func (m Model) navigateTo(path string, d destination) (Model, tea.Cmd) {
	if m.screen == screenPage || m.isListVisit() {
		d.history = m.history.visit(m.currentEntry())
	}
	if d.anchor == (reader.Anchor{}) {
		d.anchor = reader.StartAnchor
		d.resume = d.heading == "" && d.bookmark == nil
	}
	return m.requestPage(path, d)
}

// openSelected opens the selected note.
func (m shelfScreen) openSelected() (shelfScreen, tea.Cmd) {
	if path := m.selectedPath(); path != "" {
		m = m.ask(goToNote{path: path})
	}
	return m, nil
}

// goBack goes to the previous entry of the history, or from the first page to the shelf.
func (m Model) goBack() (Model, tea.Cmd) {
	to, there, ok := m.history.goBack(m.currentEntry())
	if !ok {
		return m.showShelf()
	}
	return m.goToEntry(to, there)
}

// goToEntry goes to an entry of the history. Within the open page it only scrolls, which keeps a search alive. That holds
// also while the page is rendered anew, which takes seconds for a long note.
func (m Model) goToEntry(to historyEntry, there history) (Model, tea.Cmd) {
	if to.isList {
		return m.showList(to, there)
	}
	if m.screen == screenPage && to.path == m.page.open.path && (!m.page.loader.IsPending(loader.Page) || m.page.destination.isRefresh) {
		m.history, m.page.reader = there, m.page.reader.RestoreAnchor(to.anchor)
		return m, nil
	}
	return m.requestPage(to.path, destination{anchor: to.anchor, history: there})
}

// goForward goes to the next entry of the history. From the shelf that is the page that was left last.
func (m Model) goForward() (Model, tea.Cmd) {
	to, there, ok := m.history.goForward(m.currentEntry())
	if m.screen == screenShelf && !m.isListVisit() {
		to, there, ok = m.history.enterFromShelf()
	}
	if !ok {
		return m.showNotice("nothing to go forward to"), nil
	}
	return m.goToEntry(to, there)
}

// showShelf goes from the page to the shelf and selects the note that was open.
func (m Model) showShelf() (Model, tea.Cmd) {
	if !m.page.hasShelf() {
		return m.showNotice("no library to go back to; " + m.firstKeyLabel(m.keys.Shelf) + " quits"), nil
	}
	m.history = m.history.leaveToShelf(m.currentEntry())
	return m.leaveForShelf(), nil
}

// leaveForShelf closes the page, if it is shown, and shows the shelf with its note selected.
func (m Model) leaveForShelf() Model {
	m.page = m.page.recordPosition()
	if m.page.open.hitIndex >= 0 {
		m.shelf.list = m.shelf.list.Select(m.page.open.hitIndex)
	}
	m = m.showScreen(screenShelf)
	m.page.open.shown = false
	return m
}
