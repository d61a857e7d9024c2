package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
)

// startFind gives the keys to the search line of the page. It unfolds everything, since folded text cannot be
// searched.
func (m pageScreen) startFind() (pageScreen, tea.Cmd) {
	m, cmd := m.unfoldAll()
	m.finder, m.mode = m.finder.SetText("").Focus(), modeFind
	m.searchStart = m.reader.Anchor()
	return m, cmd
}

// updateFind passes a message to the search line. When the text has changed it goes to the first match after
// the position where the search began.
func (m pageScreen) updateFind(msg tea.Msg) (pageScreen, tea.Cmd) {
	before := m.finder.Text()
	m.finder, _ = m.finder.Update(msg)
	if m.finder.Text() == before {
		return m, nil
	}
	m, layOut := m.showSourcesOf(m.finder.Text())
	var find tea.Cmd
	m.reader, find = m.reader.RestoreAnchor(m.searchStart).Search(m.finder.Text())
	return m, tea.Batch(layOut, find)
}

// applyFind leaves the search line and keeps its matches.
func (m pageScreen) applyFind() (pageScreen, tea.Cmd) {
	m.finder, m.mode = m.finder.Accept(), modeRead
	if m.reader.SearchPattern() != "" { // the current position is a match now, no longer the link from before
		m.reader = m.reader.FocusLink(render.NoLink)
	}
	return m.reportNoMatch(), nil
}

// cancelFind leaves the search line, drops the search and returns to the position where it began.
func (m pageScreen) cancelFind() (pageScreen, tea.Cmd) {
	m.finder, m.mode = m.finder.SetText("").Accept(), modeRead
	m, cmd := m.endSearch()
	m.reader = m.reader.RestoreAnchor(m.searchStart)
	return m, cmd
}

// endSearch drops the search and draws the formulas again that it looked in.
func (m pageScreen) endSearch() (pageScreen, tea.Cmd) {
	m.reader, _ = m.reader.Search("")
	return m.showSourcesOf("")
}

// reportNoMatch shows a notice when the search has no match.
func (m pageScreen) reportNoMatch() pageScreen {
	if text := m.reader.SearchPattern(); text != "" {
		if _, all, done := m.reader.MatchStatus(); all == 0 && done {
			return m.showNotice("no matches for " + text + " in this note")
		}
	}
	return m
}

// escapePage handles esc on the page: it drops the focus of a link, or else ends the search, or else returns to the shelf. A
// message is gone before that; see dismissNotice.
func (m pageScreen) escapePage() (pageScreen, tea.Cmd) {
	switch {
	case m.reader.FocusedLink() != render.NoLink:
		m.reader = m.reader.FocusLink(render.NoLink)
		return m, nil
	case m.reader.SearchPattern() != "":
		return m.endSearch()
	}
	return m.ask(leaveToShelf{}), nil
}

// dismissNotice handles esc while a message is shown on a page: it only removes the message, so that nobody leaves a page by
// getting rid of one.
func (m Model) dismissNotice(k tea.KeyPressMsg) (next Model, dismissed bool) {
	shown := m.notice.text != "" && !m.notice.showHints
	if !shown || m.screen != screenPage || len(m.overlays) > 0 || m.page.mode != modeRead || !matchesKey(k, m.keys.Leave) {
		return m, false
	}
	return m.setNotice(notice{}), true
}
