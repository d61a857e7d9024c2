package tui

import tea "charm.land/bubbletea/v2"

// intent is what a screen or an overlay wants beyond itself. It knows neither the root nor its neighbours: it asks, and the root,
// which owns what they share, carries the intent out.
//
//	key, answer ─▶ root ─▶ screen or overlay: changes, asks ─▶ root: carryOut ─▶ history, overlays, the other screen
type intent interface {
	carryOut(m Model) (Model, tea.Cmd)
}

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
	// say shows a notice, endNotice removes the one with a text, and run runs a command.
	say       notice
	endNotice string
	run       tea.Cmd
)

// carryOut does what screens and overlays have asked for, in order.
func (m Model) carryOut(intents ...intent) (Model, tea.Cmd) {
	cmds := make([]tea.Cmd, len(intents))
	for i, asked := range intents {
		m, cmds[i] = asked.carryOut(m)
	}
	return m, tea.Batch(cmds...)
}

func (i goToNote) carryOut(m Model) (Model, tea.Cmd) { return m.navigateTo(i.path, i.destination) }

func (i leave) carryOut(m Model) (Model, tea.Cmd) {
	m.history = m.history.visit(historyEntry(i))
	return m, nil
}

func (i goBackIf) carryOut(m Model) (Model, tea.Cmd) {
	if previous, _, ok := m.history.goBack(m.currentEntry()); ok && i.isAcceptable(previous) {
		return m.goBack()
	}
	return m.onPage(i.otherwise)
}

func (i historyTask) carryOut(m Model) (Model, tea.Cmd) {
	before := m.history
	return m.onPage(func(p pageScreen) (pageScreen, tea.Cmd) { return i(p, before) })
}

func (leaveToShelf) carryOut(m Model) (Model, tea.Cmd) { return m.showShelf() }

func (i showQuery) carryOut(m Model) (Model, tea.Cmd) {
	var cmds [2]tea.Cmd
	if i.isLink {
		list := historyEntry{isList: true, query: i.query, queryBefore: m.shelf.query.Text()}
		m, cmds[0] = m.showList(list, m.history.visit(m.currentEntry()))
		return m.showNotice(i.notice), cmds[0]
	}
	m, cmds[0] = m.showShelf()
	m.shelf, cmds[1] = m.shelf.setQuery(i.query)
	return m, tea.Batch(cmds[:]...)
}

func (i openOver) carryOut(m Model) (Model, tea.Cmd) {
	m.overlays = m.overlays.push(i.layOut(m.page))
	return m, nil
}

func (closeTop) carryOut(m Model) (Model, tea.Cmd) {
	m.overlays = m.overlays.pop()
	return m, nil
}

func (i pageTask) carryOut(m Model) (Model, tea.Cmd)  { return m.onPage(i) }
func (i shelfTask) carryOut(m Model) (Model, tea.Cmd) { return m.onShelf(i) }
func (i say) carryOut(m Model) (Model, tea.Cmd)       { return m.setNotice(notice(i)), nil }

func (i endNotice) carryOut(m Model) (Model, tea.Cmd) {
	if m.notice.text == string(i) {
		return m.setNotice(notice{}), nil
	}
	return m, nil
}

func (i run) carryOut(m Model) (Model, tea.Cmd) { return m, tea.Cmd(i) }

// onPage does something on the page, and what the page asks for.
func (m Model) onPage(task pageTask) (Model, tea.Cmd) {
	var cmds [2]tea.Cmd
	m.page, cmds[0] = task(m.page)
	asks := m.page.asks
	m.page.asks = nil
	m, cmds[1] = m.carryOut(asks...)
	return m, tea.Batch(cmds[:]...)
}

// onShelf does something on the shelf, and what the shelf asks for.
func (m Model) onShelf(task shelfTask) (Model, tea.Cmd) {
	var cmds [2]tea.Cmd
	m.shelf, cmds[0] = task(m.shelf)
	asks := m.shelf.asks
	m.shelf.asks = nil
	m, cmds[1] = m.carryOut(asks...)
	return m, tea.Batch(cmds[:]...)
}

// onOverlay does something on the top overlay, and what the overlay asks for.
func (m Model) onOverlay(task func(o overlay, under pageScreen) (overlay, []intent)) (Model, tea.Cmd) {
	o, asks := task(m.overlays.top(), m.page)
	m.overlays = m.overlays.replaceTop(o)
	return m.carryOut(asks...)
}

// updateTop passes a message to the top overlay if it is of a kind.
func updateTop[T overlay](m Model, msg tea.Msg) (Model, tea.Cmd) {
	if _, ok := topOverlay[T](m); !ok {
		return m, nil
	}
	return m.onOverlay(func(o overlay, under pageScreen) (overlay, []intent) { return o.update(under, msg) })
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
