package tui

import (
	"image"

	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
)

// wheelLines is how far one notch of the wheel scrolls.
const wheelLines = 3

// pointed takes what the mouse does.
func (m Model) pointed(msg tea.MouseMsg) (Model, tea.Cmd) {
	if m.layout.small || m.starting() || m.screen == screenFailed {
		return m, nil
	}
	at := image.Pt(msg.Mouse().X, msg.Mouse().Y)
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			return m.wheeled(at, wheelLines)
		case tea.MouseWheelUp:
			return m.wheeled(at, -wheelLines)
		}
	case tea.MouseClickMsg:
		if m.busy(tea.KeyPressMsg{}) {
			return m, nil
		}
		switch msg.Button {
		case tea.MouseLeft:
			m.notice = notice{}
			return m.clicked(at)
		case tea.MouseBackward:
			if m.screen == screenPage && m.focus == focusScreen {
				return m.back()
			}
		case tea.MouseForward:
			if m.focus == focusScreen {
				return m.forward()
			}
		}
	}
	return m, nil
}

func (m Model) wheeled(at image.Point, n int) (Model, tea.Cmd) {
	step := 1
	if n < 0 {
		step = -1
	}
	switch m.focus {
	case focusPanel:
		m.panel = m.panel.Scroll(step)
		return m, nil
	case focusPicker:
		m.picker = m.picker.Scroll(step)
		return m, nil
	case focusSheet, focusConfirm:
		m.sheet = m.sheet.Scroll(n)
		return m, nil
	case focusAround:
		m.around = m.around.Scroll(step)
		return m, nil
	case focusPeek:
		m.peek = m.peek.Scroll(n)
		return m, nil
	}
	if m.screen == screenPage {
		m.reader = m.reader.Unhint().Scroll(n)
		if m.focus == focusHints {
			m.focus = focusScreen
		}
		return m, nil
	}
	if at.In(m.layout.preview) {
		m.preview = m.preview.Scroll(n)
		return m, nil
	}
	m.shelf = m.shelf.Scroll(n)
	return m.askPreview()
}

// clicked selects, opens and follows; a click beside what floats takes it away.
func (m Model) clicked(at image.Point) (Model, tea.Cmd) {
	if m.floats() {
		return m.clickedFloat(at)
	}
	if m.screen == screenPage {
		return m.clickedPage(at)
	}
	switch {
	case at.In(m.layout.query) && m.focus != focusQuery:
		return m.editQuery()
	case at.In(m.layout.rows):
		return m.clickedRow(m.shelf.RowAt(at.Y - m.layout.rows.Min.Y))
	case at.In(m.layout.preview):
		return m.openSelected()
	}
	return m, nil
}

// clickedRow selects a note; a click on the selected one opens it.
func (m Model) clickedRow(i int) (Model, tea.Cmd) {
	if i < 0 {
		return m, nil
	}
	again := i == m.shelf.Selected()
	m.shelf = m.shelf.Select(i)
	if m.focus == focusQuery {
		m.query, m.focus = m.query.Keep(), focusScreen
	}
	if again {
		return m.openSelected()
	}
	return m.askPreview()
}

func (m Model) clickedPage(at image.Point) (Model, tea.Cmd) {
	if m.focus == focusHints {
		m, _ = dismiss(m)
	}
	if at.In(m.layout.top) {
		return m.toShelf()
	}
	if !at.In(m.layout.page) {
		return m, nil
	}
	link := m.reader.LinkAt(at.X-m.layout.page.Min.X, at.Y-m.layout.page.Min.Y)
	if link == render.NoLink {
		return m, nil
	}
	m.reader = m.reader.Focus(link)
	if m.focus == focusFind {
		m.finder, m.focus = m.finder.Keep(), focusScreen
	}
	return m.follow()
}

func (m Model) clickedFloat(at image.Point) (Model, tea.Cmd) {
	box := m.box()
	if !at.In(box) {
		return dismiss(m)
	}
	in := inner(box)
	row := at.Y - in.Min.Y
	switch m.focus {
	case focusPanel:
		var hit bool
		if m.panel, hit = m.panel.Click(row); hit {
			return m.chose()
		}
	case focusPicker:
		var changed bool
		m.picker, changed = m.picker.Click(row)
		return m.rewritten(nil, changed)
	case focusAround:
		was, hit := m.around.Selected(), false
		if m.around, hit = m.around.Click(at.X-in.Min.X, row); hit && m.around.Selected() == was {
			return m.openAround() // as on the shelf: the second click opens
		}
	case focusPeek:
		if link := m.peek.LinkAt(at.X-in.Min.X, row); link != render.NoLink {
			return m.openPeeked()
		}
	}
	return m, nil
}

// floats says whether something floats over the screen.
func (m Model) floats() bool {
	switch m.focus {
	case focusPicker, focusPanel, focusSheet, focusPeek, focusConfirm, focusAround:
		return true
	}
	return false
}
