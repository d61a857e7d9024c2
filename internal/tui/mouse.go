package tui

import (
	"image"

	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
)

// wheelLines is the number of lines that one notch of the wheel scrolls.
const wheelLines = 3

// handleMouse handles clicks, the wheel and the back and forward buttons. Clicks are ignored while a
// response is awaited.
func (m Model) handleMouse(msg tea.MouseMsg) (Model, tea.Cmd) {
	if m.layout.tooSmall || m.screen.isStarting() || m.screen == screenFailed {
		return m, nil
	}
	at := image.Pt(msg.Mouse().X, msg.Mouse().Y)
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			return m.handleWheel(at, wheelLines)
		case tea.MouseWheelUp:
			return m.handleWheel(at, -wheelLines)
		}
	case tea.MouseClickMsg:
		if m.mustWait(tea.KeyPressMsg{}) {
			return m, nil
		}
		switch msg.Button {
		case tea.MouseLeft:
			m = m.setNotice(notice{})
			return m.handleClick(at)
		case tea.MouseBackward:
			switch {
			case m.isBare() && m.screen == screenPage:
				return m.goBack()
			case m.isBare() && m.isListVisit():
				return m.goBackFromShelf()
			}
		case tea.MouseForward:
			if m.isBare() {
				return m.goForward()
			}
		}
	}
	return m, nil
}

// handleWheel scrolls what is under the mouse by n lines, or a list by one item.
func (m Model) handleWheel(at image.Point, n int) (Model, tea.Cmd) {
	if o := m.overlays.top(); o != nil {
		m.overlays = m.overlays.replaceTop(o.scroll(n))
		return m.refreshTable()
	}
	if m.screen == screenPage {
		m.page = m.page.scroll(n)
		return m, nil
	}
	if at.In(m.layout.preview) {
		m.shelf.preview = m.shelf.preview.Scroll(n)
		return m, nil
	}
	m.shelf.list = m.shelf.list.Scroll(n)
	return m, nil
}

// handleClick passes a click to the overlay, the page or the shelf.
func (m Model) handleClick(at image.Point) (Model, tea.Cmd) {
	if len(m.overlays) > 0 {
		return m.onOverlay(func(_ overlay, under pageScreen) (overlay, []intent) { return m.overlays.click(under, at) })
	}
	if m.screen == screenPage {
		return m.onPage(func(p pageScreen) (pageScreen, tea.Cmd) { return p.click(at) })
	}
	return m.onShelf(func(s shelfScreen) (shelfScreen, tea.Cmd) { return s.click(at) })
}

// click handles a click on the shelf: on the query line, a note or the preview.
func (m shelfScreen) click(at image.Point) (shelfScreen, tea.Cmd) {
	switch {
	case at.In(m.layout.query) && !m.isTyping:
		return m.editQuery()
	case at.In(m.layout.rows):
		return m.clickRow(m.list.RowAt(at.Y - m.layout.rows.Min.Y))
	case at.In(m.layout.preview):
		return m.openSelected()
	}
	return m, nil
}

// clickRow selects the note in row i, or opens it if it is selected already. A negative i is no row.
func (m shelfScreen) clickRow(i int) (shelfScreen, tea.Cmd) {
	if i < 0 {
		return m, nil
	}
	wasSelected := i == m.list.Selected()
	m.list = m.list.Select(i)
	var cmds [2]tea.Cmd
	if m.isTyping {
		m, cmds[0] = m.applyQuery()
	}
	if wasSelected {
		m, cmds[1] = m.openSelected()
	}
	return m, tea.Batch(cmds[:]...)
}

// scroll scrolls by n lines.
func (m pageScreen) scroll(n int) pageScreen {
	m.reader = m.reader.HideHints().Scroll(n)
	if m.mode == modeHints {
		m.mode = modeRead
	}
	return m
}

// click follows the link at a cell of the page. A click on the top line goes to the shelf.
func (m pageScreen) click(at image.Point) (pageScreen, tea.Cmd) {
	if m.mode == modeHints {
		m = m.hideLinkHints()
	}
	if at.In(m.layout.top) {
		return m.ask(leaveToShelf{}), nil
	}
	if !at.In(m.layout.page) {
		return m, nil
	}
	link := m.reader.LinkAt(at.X-m.layout.page.Min.X, at.Y-m.layout.page.Min.Y)
	if link == render.NoLink {
		return m, nil
	}
	m.reader = m.reader.FocusLink(link)
	if m.mode == modeFind {
		m.finder, m.mode = m.finder.Accept(), modeRead
	}
	return m.followLink()
}
