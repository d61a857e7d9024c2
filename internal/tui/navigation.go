package tui

import (
	"errors"
	"fmt"
	"io/fs"

	tea "charm.land/bubbletea/v2"

	"quire/internal/address"
	"quire/internal/links"
	"quire/internal/numbers"
	"quire/internal/render"
	"quire/internal/state"
	"quire/internal/tui/loader"
	"quire/internal/tui/reader"
)

// requestPage starts to load the page of a note, which opens at destination d. The beginning of a long note comes first, if
// the page opens there. The empty path stands for the document outside the library.
func (m Model) requestPage(path string, d destination) (Model, tea.Cmd) {
	r := loader.Request{Key: m.newPageKey(path), Rows: m.layout.page.Dy(), Heading: d.heading, Passage: m.passageWords(path, d)}
	d.resume = d.resume && len(r.Passage) == 0
	m.opening.destination = d
	opensAtTop := d.heading == "" && d.link == 0 && (d.anchor == reader.StartAnchor || d.anchor == reader.Anchor{}) && m.page.startPosition(path, d) == state.Position{}
	r.HeadFirst = path != "" && !d.isRefresh && opensAtTop && len(r.Passage) == 0 // the passage may be anywhere in the note
	return m.load(r)
}

// load starts to load a page.
func (m Model) load(r loader.Request) (Model, tea.Cmd) {
	var cmd tea.Cmd
	r.Document = m.page.document
	m.loader, cmd = m.loader.Load(m.library.Library, r)
	return m, cmd
}

// passageWords returns the words of the query if a note of the shelf is opened for them: it opens where they match best.
func (m Model) passageWords(path string, d destination) []string {
	if !d.resume || d.resumeFromSearch || m.shelf.findHit(path) < 0 {
		return nil
	}
	return m.shelf.results.found.words
}

// newPageKey returns the key of the page of a note, in the present width, theme and generation of the library.
func (m Model) newPageKey(path string) loader.Key {
	return loader.Key{Slot: loader.Page, Path: path, Width: m.layout.measure, Theme: m.theme, Generation: m.library.generation, Pictures: m.page.pictureOptions()}
}

// refreshPage loads the open or requested page anew if width, theme or library have changed.
func (m Model) refreshPage() (Model, tea.Cmd) {
	requested := m.loader.Wanted(loader.Page)
	key := m.newPageKey(requested.Path)
	if key == requested {
		return m, nil
	}
	if !m.loader.IsPending(loader.Page) {
		m.opening.destination = destination{isRefresh: true}
	}
	return m.load(loader.Request{Key: key, Rows: m.layout.page.Dy(), Heading: m.opening.destination.heading})
}

// keepOpenPage makes the open page the wanted one again, after a page that the user wanted was not opened. If only its first
// part is there, it loads the rest, which the request of the other page has cancelled.
func (m Model) keepOpenPage() (Model, tea.Cmd) {
	if !m.page.open.shown {
		return m, nil
	}
	m.opening.destination = destination{isRefresh: true}
	if m.page.open.isHead {
		return m.load(loader.Request{Key: m.newPageKey(m.page.open.path), Rows: m.layout.page.Dy()})
	}
	m.loader = m.loader.Restore(m.page.open.key)
	return m.refreshPage() // the window may have changed meanwhile
}

// handlePageLoaded shows a loaded page, if it is still wanted.
func (m Model) handlePageLoaded(msg loader.LoadedMsg) (Model, tea.Cmd) {
	if msg.CompletesPage && !m.page.open.shown {
		return m, nil
	}
	var wanted bool
	if m.loader, wanted = m.loader.Accept(msg); !wanted {
		return m, nil
	}
	msg.Page = msg.Page.WithoutLayout(m.lacking)
	switch msg.Key.Slot {
	case loader.Preview:
		m.shelf = m.shelf.showPreview(msg)
		return m, nil
	case loader.Peek:
		return showPeek(m, msg), nil
	}
	m, cmd := m.showRequestedPage(msg)
	m = m.layOutOverlays() // a text may describe the page
	var whole, again tea.Cmd
	if m.loader, whole = m.loader.LoadWhole(msg); whole != nil {
		m.opening.destination = destination{isRefresh: true} // the whole page replaces its first part, at the same position
	}
	if m.page.open.shown && m.page.open.path == msg.Key.Path && msg.Key.Generation != m.library.generation { // the library was reloaded meanwhile
		m, again = m.refreshPage()
	}
	return m, tea.Batch(cmd, whole, again)
}

// showRequestedPage shows the page in the main slot at its destination, or why it cannot be read. Keys that were typed ahead
// are replayed.
func (m Model) showRequestedPage(msg loader.LoadedMsg) (Model, tea.Cmd) {
	d := m.opening.destination
	if msg.Err != nil {
		text := msg.Err.Error()
		if errors.Is(msg.Err, fs.ErrNotExist) {
			text = msg.Key.Path + " no longer exists"
		}
		if d.isRefresh {
			text += "; the old text is still shown"
		}
		var cmds [2]tea.Cmd
		switch {
		case m.screen == screenOpening:
			m.screen = screenShelf
			m, cmds[0] = m.requestPreview()
		case !d.isRefresh:
			m, cmds[0] = m.keepOpenPage()
		}
		m, cmds[1] = m.showError(text).replayKeys()
		return m, tea.Batch(cmds[:]...)
	}
	if d.isRefresh {
		d.history = m.history // the user may have moved since the request
	} else {
		m.page = m.page.recordPosition()
	}
	msg = m.page.restoreFolds(msg, d)
	m.page.open = openPage{shown: true, path: msg.Key.Path, src: msg.Source, page: msg.Page, key: msg.Key, isHead: msg.IsHead(), hitIndex: m.shelf.findHit(msg.Key.Path)}
	if m.page.open.hitIndex >= 0 {
		m.shelf.results.lastIndex, m.shelf.results.lastPath = m.page.open.hitIndex, m.page.open.path
	}
	m.history = d.history
	var cmds [3]tea.Cmd
	if d.isRefresh {
		m.page.reader, cmds[0] = m.page.reader.ReplacePage(msg.Page, m.hyperlinkFunc(msg.Page))
	} else {
		m = m.showScreen(screenPage)
		m.page.finder = m.page.finder.SetText("")
		m.page.reader = m.page.reader.ShowPage(msg.Page, m.hyperlinkFunc(msg.Page)).RestoreAnchor(d.anchor)
		if m.page.open.hitIndex >= 0 {
			m.page.reader = m.page.reader.SetQueryWords(m.shelf.results.found.words)
		}
		m.page = m.page.scrollToHeading(d.heading).restorePosition(d)
		if msg.HasPassage {
			m.page.reader = m.page.reader.ScrollToPassage(msg.Passage)
		}
		if d.link > 0 && d.link <= len(msg.Page.Links()) { // a link in the front matter is not on the page
			m.page.reader = m.page.reader.FocusLink(d.link - 1)
		}
		if d.notice != "" {
			m = m.showNotice(d.notice)
		}
	}
	m.page = m.page.markVisited(msg.Key.Path)
	if m.page.open.path != "" {
		m.lastNote = m.page.open.path
		m.opts.State.SetRead(m.page.open.path, noteStamp(msg.Source.Note), true)
	}
	m.page.reader = m.page.reader.SetVisitedLinks(m.page.visitedLinks())
	m.page = m.page.updateDrawings()
	m.page, cmds[1] = m.page.continueCounting(loader.LinesCountedMsg{Page: msg.Page, LinesAbove: msg.LinesAbove})
	m, cmds[2] = m.replayKeys()
	return m, tea.Batch(cmds[:]...)
}

// scrollToHeading scrolls the open page to the heading or block with an anchor. The empty anchor changes nothing.
func (m pageScreen) scrollToHeading(anchor string) pageScreen {
	if anchor == "" {
		return m
	}
	p, ok := m.open.page.HeadingPos(anchor)
	if !ok {
		return m.showNotice(fmt.Sprintf("this note has no heading %q", anchor))
	}
	m.reader = m.reader.AlignTop(p)
	return m
}

// hyperlinkFunc returns a function from the number of a link of p to the address that the terminal may open by itself (OSC
// 8). It is empty for links within the library and for addresses that are too long for the terminal.
func (m *session) hyperlinkFunc(p *render.Page) func(int) string {
	limit := address.MaxHyperlinkLenFor(m.host.Getenv)
	return func(i int) string {
		if _, t, ok := p.Link(i); ok && t.Status == links.External {
			return address.EncodeHyperlink(t.URL, limit)
		}
		return ""
	}
}

// currentEntry returns the history entry for the present position.
func (m Model) currentEntry() historyEntry {
	if m.screen == screenShelf {
		return historyEntry{isList: true, query: m.shelf.query.Text(), queryBefore: m.queryBeforeList}
	}
	return historyEntry{path: m.page.open.path, anchor: m.page.reader.Anchor()}
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

// openSelected opens the selected note of the shelf.
func openSelected(m Model) (Model, tea.Cmd) {
	path := m.shelf.selectedPath()
	if path == "" {
		return m, nil
	}
	return m.navigateTo(path, destination{})
}

// goBack goes to the previous entry of the history, or from the first page to the shelf.
func goBack(m Model) (Model, tea.Cmd) {
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
	if m.screen == screenPage && to.path == m.page.open.path && (!m.loader.IsPending(loader.Page) || m.opening.destination.isRefresh) {
		m.history, m.page.reader = there, m.page.reader.RestoreAnchor(to.anchor)
		return m, nil
	}
	return m.requestPage(to.path, destination{anchor: to.anchor, history: there})
}

// goForward goes to the next entry of the history. From the shelf that is the page that was left last.
func goForward(m Model) (Model, tea.Cmd) {
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
	if !m.hasShelf() {
		return m.showNotice("no library to go back to; " + m.firstKeyLabel(m.keys.Shelf) + " quits"), nil
	}
	m.history = m.history.leaveToShelf(m.currentEntry())
	return m.leaveForShelf().requestPreview()
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

// leavePage goes to the shelf, or quits if there is none.
func leavePage(m Model) (Model, tea.Cmd) {
	if !m.hasShelf() {
		return m, tea.Quit
	}
	return m.showShelf()
}

// openAdjacent opens the note of the shelf that is step notes after the open one.
func openAdjacent(m Model, step int) (Model, tea.Cmd) {
	from := m.page.open.hitIndex
	if from < 0 {
		from = m.shelf.results.lastIndex // the open note is not on the shelf: continue from the last one that was
	}
	to, all := from+step, len(m.shelf.results.found.Hits)
	if from < 0 {
		to = 0
	}
	switch {
	case all == 0:
		return m.showNotice("the shelf is empty"), nil
	case to < 0:
		return m.showNotice("this is the first of " + numbers.Count(all, "note", "notes")), nil
	case to >= all:
		return m.showNotice("this is the last of " + numbers.Count(all, "note", "notes")), nil
	}
	return m.navigateTo(m.shelf.results.found.Hits[to].Path(), destination{})
}
