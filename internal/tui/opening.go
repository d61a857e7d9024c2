package tui

import (
	"errors"
	"fmt"
	"io/fs"

	tea "charm.land/bubbletea/v2"

	"quire/internal/links"
	"quire/internal/render"
	"quire/internal/tui/reader"
)

// askPage asks for a page, to be entered as l says.
func (m Model) askPage(path string, l landing) (Model, tea.Cmd) {
	key := m.pageKey(path)
	m.pages.landing = l
	if words := m.searchedFor(path, l); len(words) > 0 { // which may stand anywhere in it
		return m.want(key, m.layout.page.Dy(), words...)
	}
	m, cmd := m.want(key, m.layout.page.Dy())
	return m, m.beginning(key, l, m.layout.page.Dy(), cmd)
}

// searchedFor are the words of the query that a note of the shelf is opened for, and entered at.
func (m Model) searchedFor(path string, l landing) []string {
	if !l.resume || l.again || m.numberOf(path) < 0 {
		return nil
	}
	return m.results.found.words
}

// pageKey is the question that the page of a note answers.
func (m Model) pageKey(path string) pageKey {
	return pageKey{spot: onPage, path: path, width: m.layout.measure, look: m.look, state: m.library.state, hang: m.hanging()}
}

// askAgain asks for the page that is shown, or on its way, in the present width, look and state.
func (m Model) askAgain() (Model, tea.Cmd) {
	was := m.pages.want[onPage]
	key := m.pageKey(was.path)
	if key == was {
		return m, nil
	}
	if !m.pages.asked[onPage] {
		m.pages.landing = landing{relay: true}
	}
	return m.want(key, m.layout.page.Dy())
}

// askPeek asks for a page that is shown beside the page.
func (m Model) askPeek(path string) (Model, tea.Cmd) {
	box := inner(m.layout.side)
	return m.want(pageKey{spot: onPeek, path: path, width: box.Dx(), look: m.look, state: m.library.state}, box.Dy())
}

// want asks for a page, which is to be entered at the passage that says most of the words, if there are any.
func (m Model) want(key pageKey, rows int, words ...string) (Model, tea.Cmd) {
	m.pages.want[key.spot], m.pages.asked[key.spot] = key, true
	return m, makePage(m.library.Catalog, m.document, m.turns, key, rows, words)
}

// made takes a page, if it is still wanted.
func (m Model) made(msg pageMade) (Model, tea.Cmd) {
	if msg.key != m.pages.want[msg.key.spot] || msg.rest && !m.open.shown {
		return m, nil
	}
	m.pages.asked[msg.key.spot] = false
	switch msg.key.spot {
	case onPreview:
		if msg.err != nil {
			m.preview, m.pages.previewed = m.preview.Show(nil, nil), pageMade{}
			return m, nil
		}
		return m.previewed(msg), nil
	case onPeek:
		return m.peeked(msg), nil
	}
	m, cmd := m.landed(msg)
	m = m.refloated() // a sheet tells of the page
	m, more := m.begun(msg)
	var again tea.Cmd
	if m.open.shown && m.open.path == msg.key.path && msg.key.state != m.library.state { // the library was read meanwhile
		m, again = m.askAgain()
	}
	return m, tea.Batch(cmd, more, again)
}

// landed shows the page that was asked for.
func (m Model) landed(msg pageMade) (Model, tea.Cmd) {
	l := m.pages.landing
	if msg.err != nil {
		text := msg.err.Error()
		if errors.Is(msg.err, fs.ErrNotExist) {
			text = msg.key.path + " is gone"
		}
		if l.relay {
			text += "; this is how it was"
		}
		var cmd tea.Cmd
		if m.screen == screenOpening {
			m.screen = screenShelf
			m, cmd = m.askPreview()
		}
		m, more := m.warn(text).replay()
		return m, tea.Batch(cmd, more)
	}
	if l.relay {
		l.trail = m.trail // one may have moved since it was asked for
	} else {
		m = m.leftPlace()
	}
	msg = m.foldedAs(msg, l)
	m.open = opened{shown: true, path: msg.key.path, src: msg.src, page: msg.page, in: m.numberOf(msg.key.path)}
	if m.open.in >= 0 {
		m.results.at, m.results.last = m.open.in, m.open.path
	}
	m.trail = l.trail
	var cmds [3]tea.Cmd
	if l.relay {
		m.reader, cmds[0] = m.reader.Relay(msg.page, addresses(msg.page))
	} else {
		m.screen, m.focus = screenPage, focusScreen
		m.finder = m.finder.Set("")
		m.reader = m.reader.Show(msg.page, addresses(msg.page)).At(l.at)
		if m.open.in >= 0 {
			m.reader = m.reader.Mark(m.results.found.words)
		}
		m = m.toHeading(l.heading).resumed(l)
		if msg.found {
			m.reader = m.reader.Enter(msg.at)
		}
		if l.link > 0 {
			m.reader = m.reader.Focus(l.link - 1)
		}
		if l.notice != "" {
			m = m.say(l.notice)
		}
	}
	m = m.seen(msg.key.path)
	if m.open.path != "" {
		m.lastRead = m.open.path
		m.opts.Memory.SetRead(m.open.path, stampOf(msg.src.Note), true)
	}
	m.reader = m.reader.Visited(m.visitedLinks())
	m = m.rehung()
	m, cmds[1] = m.counted(pageCounted{msg.page, msg.above})
	m, cmds[2] = m.replay()
	return m, tea.Batch(cmds[:]...)
}

// toHeading goes to a heading or a block of the open page.
func (m Model) toHeading(anchor string) Model {
	if anchor == "" {
		return m
	}
	p, ok := m.open.page.HeadingPos(anchor)
	if !ok {
		return m.say(fmt.Sprintf("there is no heading %s here", anchor))
	}
	m.reader = m.reader.Land(p)
	return m
}

// addresses are what a terminal may open by itself: what leads out of the library.
func addresses(p *render.Page) func(int) string {
	return func(i int) string {
		if _, t, ok := p.Link(i); ok && t.Status == links.External {
			return t.URL
		}
		return ""
	}
}

// here is the place where one is.
func (m Model) here() place { return place{m.open.path, m.reader.Place()} }

// goOn leaves the page, or the shelf, for another page.
func (m Model) goOn(path string, l landing) (Model, tea.Cmd) {
	if m.screen == screenPage {
		l.trail = m.trail.on(m.here())
	}
	if l.at == (reader.Place{}) {
		l.at = reader.Start
		l.resume = l.heading == "" && l.mark == nil
	}
	return m.askPage(path, l)
}

// openSelected opens the note that is selected on the shelf.
func (m Model) openSelected() (Model, tea.Cmd) {
	path := m.selectedPath()
	if path == "" {
		return m, nil
	}
	return m.goOn(path, landing{})
}

// back goes to the page before, or to the shelf.
func (m Model) back() (Model, tea.Cmd) {
	to, there, ok := m.trail.back(m.here())
	if !ok {
		return m.toShelf()
	}
	return m.returnTo(to, there)
}

// returnTo goes to a place of the trail. On the page that is open that is a move, and a search goes on; also while that page is on its
// way anew, for a long one takes seconds.
func (m Model) returnTo(to place, there trail) (Model, tea.Cmd) {
	if m.screen == screenPage && to.path == m.open.path && (!m.pages.asked[onPage] || m.pages.landing.relay) {
		m.trail, m.reader = there, m.reader.At(to.at)
		return m, nil
	}
	return m.askPage(to.path, landing{at: to.at, trail: there})
}

// forward goes to the page that one came back from.
func (m Model) forward() (Model, tea.Cmd) {
	to, there, ok := m.trail.forward(m.here())
	if m.screen == screenShelf {
		to, there, ok = m.trail.in()
	}
	if !ok {
		return m.say("nothing lies ahead"), nil
	}
	return m.returnTo(to, there)
}

// toShelf leaves the page for the shelf, where the note that was read is selected.
func (m Model) toShelf() (Model, tea.Cmd) {
	if !m.hasShelf() {
		return m.say("there is no library behind this page; " + m.keyOf(m.keys.Shelf) + " quits"), nil
	}
	m = m.leftPlace()
	m.trail = m.trail.out(m.here())
	if m.open.in >= 0 {
		m.shelf = m.shelf.Select(m.open.in)
	}
	m.screen, m.focus, m.open.shown = screenShelf, focusScreen, false
	return m.askPreview()
}

// leave is q on the page: the shelf, or the end where there is none.
func (m Model) leave() (Model, tea.Cmd) {
	if !m.hasShelf() {
		return m, tea.Quit
	}
	return m.toShelf()
}

// walk goes to the next note of the filtered set, or to the one before.
func (m Model) walk(by int) (Model, tea.Cmd) {
	from := m.open.in
	if from < 0 {
		from = m.results.at // the note of the set from which one left it
	}
	to, all := from+by, len(m.results.found.hits)
	if from < 0 {
		to = 0
	}
	switch {
	case all == 0:
		return m.say("no note is on the shelf"), nil
	case to < 0:
		return m.say("this is the first note of " + number(all)), nil
	case to >= all:
		return m.say("this is the last note of " + number(all)), nil
	}
	return m.goOn(m.results.found.hits[to].Note.Path, landing{})
}
