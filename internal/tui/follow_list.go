package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/tui/cells"
)

// followList follows a link to a page that lists notes, such as the page of a tag, or to a folder: it shows the shelf
// filtered by the query that lists the same notes. Without a query it says what the target is.
func (m pageScreen) followList(l markdown.Link, t links.Target) (pageScreen, tea.Cmd) {
	if t.Query == "" || !m.hasShelf() {
		return m.showNotice(m.describeLink(l, t)), nil
	}
	text := m.firstKeyLabel(m.keys.BackFromShelf) + " goes back to the page; these are the notes of " + cells.Head(l.Dest, maxQuotedCells)
	return m.ask(showQuery{query: t.Query, isLink: true, notice: text}), nil
}

// describeList says what a link leads to that followList follows.
func describeList(t links.Target) string {
	switch {
	case t.Status == links.Folder && t.Query != "":
		return t.Path + " (a folder)"
	case t.Status == links.Folder:
		return t.Path + ": " + t.Explain()
	case t.Query != "":
		return "the notes that match " + t.Query
	}
	return t.Explain()
}

// showList shows the shelf at an entry of the history, with the history at that entry.
func (m Model) showList(to historyEntry, there history) (Model, tea.Cmd) {
	m = m.leaveForShelf()
	m.history, m.queryBeforeList = there, to.queryBefore
	return m.onShelf(func(s shelfScreen) (shelfScreen, tea.Cmd) { return s.setQuery(to.query) })
}

// isListVisit reports whether a link led to the shelf, so that back leads to the page with the link.
func (m Model) isListVisit() bool { return m.screen == screenShelf && m.history.behind.size > 0 }

// goBackFromShelf goes back to the page whose link led to the shelf, with the query that was in force there.
func (m Model) goBackFromShelf() (Model, tea.Cmd) {
	if !m.isListVisit() {
		return m.showNotice("nothing to go back to; " + m.firstKeyLabel(m.keys.ForwardFromShelf) + " reopens the last page"), nil
	}
	var cmds [2]tea.Cmd
	m, cmds[0] = m.goBack()
	m.shelf, cmds[1] = m.shelf.setQuery(m.queryBeforeList)
	return m, tea.Batch(cmds[:]...)
}
