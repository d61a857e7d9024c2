package tui

import (
	"errors"
	"fmt"
	"io/fs"

	tea "charm.land/bubbletea/v2"

	"quire/internal/address"
	"quire/internal/links"
	"quire/internal/render"
	"quire/internal/state"
	"quire/internal/tui/loader"
	"quire/internal/tui/reader"
)

// destination says where a requested page opens, and what is done when it does.
type destination struct {
	anchor           reader.Anchor
	heading          string
	link             int // number of the link to focus, from 1; 0 for none
	line             int // of the file to scroll to, from 1; 0 for none
	notice           string
	history          history
	isRefresh        bool // the open note is rendered anew and keeps its position
	resume           bool // open at the last position rather than at the top
	resumeFromSearch bool // resume even if the query has words, whose best passage is else the start
	bookmark         *state.Position
}

// request starts to load the page of a note, which opens at destination d, or where the words of passage match best. All words
// of the query are marked on it. The beginning of a long note comes first, if the page opens there. The empty path stands for the
// document outside the library.
func (m pageScreen) request(path string, d destination, words, passage []string) (pageScreen, tea.Cmd) {
	r := loader.Request{Key: m.newKey(path), Rows: m.layout.page.Dy(), Heading: d.heading, Line: d.line, Passage: passage}
	r.Sources = r.Sources.WithWords(words)
	d.resume = d.resume && len(passage) == 0
	m.destination = d
	opensAtTop := d.heading == "" && d.link == 0 && d.line == 0 && (d.anchor == reader.StartAnchor || d.anchor == reader.Anchor{}) && m.startPosition(path, d) == state.Position{}
	r.HeadFirst = path != "" && !d.isRefresh && opensAtTop && len(passage) == 0 // the passage may be anywhere in the note
	return m.load(r)
}

// load starts to load a page.
func (m pageScreen) load(r loader.Request) (pageScreen, tea.Cmd) {
	var cmd tea.Cmd
	r.Document = m.document
	m.loader, cmd = m.loader.Load(m.library.Library, r)
	return m, cmd
}

// newKey returns the key of the page of a note, in the present width, theme and generation of the library.
func (m pageScreen) newKey(path string) loader.Key {
	return loader.Key{Slot: loader.Page, Path: path, Width: m.layout.measure, TableWidth: m.layout.page.Dx() - 2, Theme: m.theme, Generation: m.generation(), Pictures: m.pictureOptions()}
}

// generation numbers what the pages are made of: it grows with the library and with the document outside it.
func (m pageScreen) generation() int { return m.library.generation + m.documentVersion }

// refresh loads the open or requested note anew if width, theme or library have changed. A note may be requested before the
// terminal has reported its size.
func (m pageScreen) refresh() (pageScreen, tea.Cmd) {
	requested := m.loader.Wanted(loader.Page)
	key := m.newKey(requested.Path)
	if requested.Path == m.open.path && !m.open.page.HasWideTables() {
		requested.TableWidth = key.TableWidth // nothing depends on it
	}
	if !m.open.shown && !m.loader.IsPending(loader.Page) || key == requested {
		return m, nil
	}
	if !m.loader.IsPending(loader.Page) {
		m.destination = destination{isRefresh: true}
	}
	return m.load(loader.Request{Key: key, Rows: m.layout.page.Dy(), Heading: m.destination.heading, Line: m.destination.line})
}

// isOpening reports whether a note that the user wants to open is loading; the rest of the open note, or a new version of it, is
// none.
func (m pageScreen) isOpening() bool {
	return m.loader.IsPending(loader.Page) && !m.destination.isRefresh
}

// cancelOpening keeps the open note instead of the one that is loading.
func (m pageScreen) cancelOpening() (pageScreen, tea.Cmd) {
	m.loader = m.loader.Cancel(loader.Page)
	return m.keepOpenNote()
}

// keepOpenNote makes the open note the wanted one again, after a note that the user wanted was not opened. If only its first part
// is there, it loads the rest, which the request of the other note has cancelled.
func (m pageScreen) keepOpenNote() (pageScreen, tea.Cmd) {
	if !m.open.shown {
		return m, nil
	}
	m.destination = destination{isRefresh: true}
	if m.open.isHead {
		return m.load(loader.Request{Key: m.newKey(m.open.path), Rows: m.layout.page.Dy()})
	}
	m.loader = m.loader.Restore(m.open.key)
	return m.refresh() // the window may have changed meanwhile
}

// accept reports whether a loaded page is still wanted.
func (m pageScreen) accept(msg loader.LoadedMsg) (next pageScreen, wanted bool) {
	if msg.CompletesPage && !m.open.shown {
		return m, false
	}
	m.loader, wanted = m.loader.Accept(msg)
	return m, wanted
}

// continueLoading loads what is left of the page that msg has brought, or loads it again if the library, the window or the theme has
// changed meanwhile.
func (m pageScreen) continueLoading(msg loader.LoadedMsg) (pageScreen, tea.Cmd) {
	var whole, again tea.Cmd
	if m.loader, whole = m.loader.LoadWhole(msg); whole != nil {
		m.destination = destination{isRefresh: true} // the whole page replaces its first part, at the same position
	}
	if m.open.shown && m.open.path == msg.Key.Path {
		m, again = m.refresh()
	}
	return m, tea.Batch(whole, again)
}

// explainUnreadable says why the requested page cannot be shown.
func (m pageScreen) explainUnreadable(msg loader.LoadedMsg) string {
	text := msg.Err.Error()
	if errors.Is(msg.Err, fs.ErrNotExist) {
		text = msg.Key.Path + " no longer exists"
	}
	if m.destination.isRefresh {
		text += "; the old text is still shown"
	}
	return text
}

// show shows a loaded page at its destination. Its note has an index among the hits of the shelf, or -1, and words of the query
// are highlighted in it.
func (m pageScreen) show(msg loader.LoadedMsg, hitIndex int, words []string) (pageScreen, tea.Cmd) {
	d := m.destination
	if !d.isRefresh {
		m = m.recordPosition()
	}
	msg = m.restoreFolds(msg, d)
	m.open = openPage{shown: true, path: msg.Key.Path, src: msg.Source, page: msg.Page, key: msg.Key, isHead: msg.IsHead(), hitIndex: hitIndex}
	var cmds [2]tea.Cmd
	if d.isRefresh {
		m.reader, cmds[0] = m.reader.ReplacePage(msg.Page, m.hyperlinkFunc(msg.Page))
	} else {
		m = m.showFromStart(msg, words)
	}
	m = m.markVisited(msg.Key.Path)
	switch {
	case m.open.path == "":
	case d.isRefresh:
		m.opts.State.SetRead(m.open.path, noteStamp(msg.Source.Note), true)
	default:
		m = m.recordOpened(m.open.path)
		m.opts.State.RecordOpened(m.open.path, noteStamp(msg.Source.Note))
	}
	m.reader = m.reader.SetVisitedLinks(m.visitedLinks())
	m = m.updateDrawings()
	m, cmds[1] = m.continueCounting(loader.LinesCountedMsg{Page: msg.Page, LinesAbove: msg.LinesAbove})
	return m, tea.Batch(cmds[:]...)
}

// showFromStart shows a page that was not open before, and goes to its destination.
func (m pageScreen) showFromStart(msg loader.LoadedMsg, words []string) pageScreen {
	d := m.destination
	m.finder = m.finder.SetText("")
	m.reader = m.reader.ShowPage(msg.Page, m.hyperlinkFunc(msg.Page)).RestoreAnchor(d.anchor)
	if m.open.hitIndex >= 0 {
		m.reader = m.reader.SetQueryWords(words)
	}
	m = m.scrollToHeading(d.heading).restorePosition(d)
	if d.line > 0 {
		m.reader = m.reader.ScrollTo(m.open.page.PosOfSourceLine(d.line))
	}
	if msg.HasPassage {
		m.reader = m.reader.ScrollToPassage(msg.Passage)
	}
	if d.link > 0 && d.link <= len(msg.Page.Links()) { // a link in the front matter is not on the page
		m.reader = m.reader.FocusLink(d.link - 1)
	}
	if d.notice != "" {
		m = m.showNotice(d.notice)
	}
	return m
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
