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
				return goBack(m)
			case m.isBare() && m.isListVisit():
				return goBackFromShelf(m)
			}
		case tea.MouseForward:
			if m.isBare() {
				return goForward(m)
			}
		}
	}
	return m, nil
}

// handleWheel scrolls what is under the mouse by n lines, or a list by one item.
func (m Model) handleWheel(at image.Point, n int) (Model, tea.Cmd) {
	if o := m.overlays.top(); o != nil {
		m.overlays = m.overlays.replaceTop(o.scroll(n))
		return m, nil
	}
	if m.screen == screenPage {
		m.page.reader = m.page.reader.HideHints().Scroll(n)
		if m.page.mode == modeHints {
			m.page.mode = modeRead
		}
		return m, nil
	}
	if at.In(m.layout.preview) {
		m.shelf.preview = m.shelf.preview.Scroll(n)
		return m, nil
	}
	m.shelf.list = m.shelf.list.Scroll(n)
	return m.updatePreview()
}

// handleClick passes a click to the overlay, the page or the shelf.
func (m Model) handleClick(at image.Point) (Model, tea.Cmd) {
	if len(m.overlays) > 0 {
		return m.clickOverlay(at)
	}
	if m.screen == screenPage {
		return clickPage(m, at)
	}
	switch {
	case at.In(m.layout.query) && !m.shelf.isTyping:
		return onShelf(shelfScreen.editQuery)(m)
	case at.In(m.layout.rows):
		return clickShelfRow(m, m.shelf.list.RowAt(at.Y-m.layout.rows.Min.Y))
	case at.In(m.layout.preview):
		return openSelected(m)
	}
	return m, nil
}

// clickShelfRow selects the note in row i of the shelf, or opens it if it is selected already. A negative i is no row.
func clickShelfRow(m Model, i int) (Model, tea.Cmd) {
	if i < 0 {
		return m, nil
	}
	wasSelected := i == m.shelf.list.Selected()
	m.shelf.list = m.shelf.list.Select(i)
	if m.shelf.isTyping {
		m.shelf.query, m.shelf.isTyping = m.shelf.query.Accept(), false
	}
	if wasSelected {
		return openSelected(m)
	}
	return m.updatePreview()
}

// clickPage follows the link at a cell of the page. A click on the top line goes to the shelf.
func clickPage(m Model, at image.Point) (Model, tea.Cmd) {
	if m.page.mode == modeHints {
		m.page = m.page.hideLinkHints()
	}
	if at.In(m.layout.top) {
		return m.showShelf()
	}
	if !at.In(m.layout.page) {
		return m, nil
	}
	link := m.page.reader.LinkAt(at.X-m.layout.page.Min.X, at.Y-m.layout.page.Min.Y)
	if link == render.NoLink {
		return m, nil
	}
	m.page.reader = m.page.reader.FocusLink(link)
	if m.page.mode == modeFind {
		m.page.finder, m.page.mode = m.page.finder.Accept(), modeRead
	}
	return followLink(m)
}
