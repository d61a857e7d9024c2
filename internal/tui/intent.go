package tui

import tea "charm.land/bubbletea/v2"

// intent is what a screen or an overlay wants beyond itself. It knows neither the root nor its neighbours: it asks, and the root,
// which owns what they share, carries the intent out.
//
//	key, answer ─▶ root ─▶ screen or overlay: changes, asks ─▶ root: carryOut ─▶ history, overlays, the other screen
type intent any

// The intents.
type (
	// goToNote opens a note, or the document for an empty path, and records in the history what is left for it.
	goToNote struct {
		path string
		destination
	}
	// leave records an entry in the history, before the page goes to another place of the same note.
	leave historyEntry
	// goBackIf goes back if the previous entry of the history is acceptable, or else does something on the page.
	goBackIf struct {
		isAcceptable func(previous historyEntry) bool
		otherwise    pageTask
	}
	// historyTask does something on the page that depends on what was read before.
	historyTask func(pageScreen, history) (pageScreen, tea.Cmd)
	// leaveToShelf goes from the page to the shelf.
	leaveToShelf struct{}
	// showQuery goes from the page to the shelf and filters it. If it is a place that a link leads to, back returns to the page.
	showQuery struct {
		query  string
		isLink bool
		notice string
	}
	// openOver opens an overlay, and closeTop closes the top one.
	openOver struct{ overlay }
	closeTop struct{}
	// pageTask and shelfTask do something on a screen.
	pageTask  func(pageScreen) (pageScreen, tea.Cmd)
	shelfTask func(shelfScreen) (shelfScreen, tea.Cmd)
	// say shows a notice, and run runs a command.
	say notice
	run tea.Cmd
)

// carryOut does what screens and overlays have asked for, in order.
func (m Model) carryOut(intents ...intent) (Model, tea.Cmd) {
	var cmds []tea.Cmd
	for _, i := range intents {
		var cmd tea.Cmd
		switch i := i.(type) {
		case goToNote:
			m, cmd = m.navigateTo(i.path, i.destination)
		case leave:
			m.history = m.history.visit(historyEntry(i))
		case goBackIf:
			m, cmd = m.goBackIf(i)
		case historyTask:
			before := m.history
			m, cmd = m.onPage(func(p pageScreen) (pageScreen, tea.Cmd) { return i(p, before) })
		case leaveToShelf:
			m, cmd = m.showShelf()
		case showQuery:
			m, cmd = m.showQuery(i)
		case openOver:
			m.overlays = m.overlays.push(i.layOut(m.page))
		case closeTop:
			m.overlays = m.overlays.pop()
		case pageTask:
			m, cmd = m.onPage(i)
		case shelfTask:
			m, cmd = m.onShelf(i)
		case say:
			m = m.setNotice(notice(i))
		case run:
			cmd = tea.Cmd(i)
		}
		cmds = append(cmds, cmd)
	}
	return m, tea.Batch(cmds...)
}

// onPage does something on the page, and what the page asks for.
func (m Model) onPage(task pageTask) (Model, tea.Cmd) {
	var cmds [2]tea.Cmd
	m.page, cmds[0] = task(m.page)
	asks := m.page.asks
	m.page.asks = nil
	m, cmds[1] = m.carryOut(asks...)
	return m, tea.Batch(cmds[:]...)
}

// onShelf does something on the shelf, and what the shelf asks for. The preview follows the selected note.
func (m Model) onShelf(task shelfTask) (Model, tea.Cmd) {
	var cmds [3]tea.Cmd
	m.shelf, cmds[0] = task(m.shelf)
	m, cmds[1] = m.updatePreview()
	asks := m.shelf.asks
	m.shelf.asks = nil
	m, cmds[2] = m.carryOut(asks...)
	return m, tea.Batch(cmds[:]...)
}

// onOverlay does something on the top overlay, and what the overlay asks for.
func (m Model) onOverlay(task func(o overlay, under pageScreen) (overlay, []intent)) (Model, tea.Cmd) {
	o, asks := task(m.overlays.top(), m.page)
	m.overlays = m.overlays.replaceTop(o)
	return m.carryOut(asks...)
}

// updateTop passes a message to the top overlay if it is of a kind. Keys may have waited for what the message brings.
func updateTop[T overlay](m Model, msg tea.Msg) (Model, tea.Cmd) {
	var cmds [2]tea.Cmd
	if _, ok := topOverlay[T](m); ok {
		m, cmds[0] = m.onOverlay(func(o overlay, under pageScreen) (overlay, []intent) { return o.update(under, msg) })
	}
	m, cmds[1] = m.replayKeys()
	return m, tea.Batch(cmds[:]...)
}

// ask records what the page wants of the root.
func (m pageScreen) ask(i intent) pageScreen {
	m.asks = append(m.asks[:len(m.asks):len(m.asks)], i)
	return m
}

// ask records what the shelf wants of the root.
func (m shelfScreen) ask(i intent) shelfScreen {
	m.asks = append(m.asks[:len(m.asks):len(m.asks)], i)
	return m
}
