// Package reader is the page view of the screen: it scrolls a page, focuses links, highlights matches of a search and
// shows link hints. A page gives it blocks of lines; the reader requests only the blocks that it shows, because a page lays
// them out lazily.
//
// The package must never read files, render notes or follow links. Package tui asks it which link has the focus and does
// the rest.
//
// A position on a page is a render.Pos, a block and a line in it. The number of lines above a position is unknown, since
// counting them would lay out the whole page. Package tui may count them later, in the background.
package reader

import (
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/markdown"
	words "quire/internal/match"
	"quire/internal/picture"
	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// Page is what a reader shows. *render.Page implements it.
type Page interface {
	BlockCount() int
	Block(i int) []render.Line
	Links() []markdown.Link
	// FocusOrder returns everything that can have the focus, links and footnote jumps, in the order of the page. They are a
	// permutation of 0 … n-1.
	FocusOrder() []int
	LinkPos(link int) (render.Pos, bool)
}

// Anchor is a scroll position that survives a change of the page's width. It also holds the focus, so that the history can
// return to exactly the same view.
type Anchor struct {
	Block      int
	Offset     int // letters of the block above the first line on the screen, not counting spaces
	BlankLines int // blank lines between those letters and the first line
	Link       int // the focused link, or render.NoLink
}

// StartAnchor is the top of a page, without a focused link.
var StartAnchor = Anchor{Link: render.NoLink}

// Model is a reader of one page. It is a value: methods return a changed copy. Copies share the page.
type Model struct {
	Keys KeyMap

	page          Page
	scanned       Page // the copy of page that searches scan; nil before the first search
	urls          func(link int) string
	width, height int // of the area, in cells
	textWidth     int // of the column of text, in cells; the column is centred in the area

	top        render.Pos
	target     Anchor // the last anchor scrolled to; valid while atTarget
	atTarget   bool   // nothing but the window size has changed since; the end of the page may keep target from the top row
	shift      int    // cells by which long lines are scrolled sideways
	focus      int    // the focused link, or render.NoLink
	search     search
	queryWords []string      // highlighted while there is no search
	wordFinder *words.Finder // finds queryWords
	hintLabels []hintLabel   // not empty while link hints are shown

	linesAbove  []int        // lines above each block, then the lines of the page; nil until counted
	visited     map[int]bool // links whose targets the user has opened
	findDrawing func(path string, f picture.Frame) *picture.Drawing

	theme  *theme.Theme
	glyphs cells.Glyphs
}

// New returns a reader without a page.
func New(th *theme.Theme) Model {
	return Model{Keys: DefaultKeyMap(), focus: render.NoLink}.SetTheme(th)
}

// SetTheme sets the theme of the highlights, focus, hints and gutter. The lines of the page keep their styles.
func (m Model) SetTheme(th *theme.Theme) Model {
	m.theme, m.glyphs = th, cells.GlyphsFor(th.ASCII)
	return m
}

// Resize sets the size of the area and the width of the column of text in it, and keeps the anchor. It does not lay out the
// page again: the caller passes a new page to ReplacePage.
func (m Model) Resize(width, height, textWidth int) Model {
	anchor := m.Anchor()
	m.width, m.height, m.textWidth = max(width, 0), max(height, 0), min(textWidth, width)
	return m.RestoreAnchor(anchor)
}

// ShowPage shows another page from its top and ends the search. urls returns the address of a link for the terminal's own
// hyperlinks; it may be nil.
func (m Model) ShowPage(p Page, urls func(link int) string) Model {
	m.page, m.scanned, m.urls = p, nil, urls
	m.top, m.shift, m.focus, m.hintLabels, m.queryWords = render.Pos{}, 0, render.NoLink, nil, nil
	m.search = m.search.end()
	m.linesAbove, m.visited = nil, nil
	return m.setTop(render.Pos{})
}

// SetLineCounts sets how many lines are above each block of the page, with the number of lines of the page as a last element.
// Percentages and the gutter are then exact.
func (m Model) SetLineCounts(above []int) Model {
	m.linesAbove = above
	return m
}

// SetVisitedLinks sets the links that are styled as visited. The caller must not change the map afterwards.
func (m Model) SetVisitedLinks(links map[int]bool) Model {
	m.visited = links
	return m
}

// ReplacePage replaces the page by another layout or version of the same note. It keeps the anchor and the focus, and repeats the
// search. The command continues the search.
func (m Model) ReplacePage(p Page, urls func(link int) string) (Model, tea.Cmd) {
	anchor, shift, old, queryWords := moveAnchor(m.page, p, m.Anchor()), m.shift, m.search, m.queryWords
	restore := m.currentMatchOn(p)
	m = m.ShowPage(p, urls).RestoreAnchor(anchor).SetQueryWords(queryWords)
	m.shift = shift
	return m.beginSearch(search{pattern: old.pattern, finder: old.finder, current: old.current, restore: restore})
}

// Page returns the page, or nil before the first ShowPage.
func (m Model) Page() Page { return m.page }

// Update handles the keys of the KeyMap and the messages of a search in progress.
func (m Model) Update(msg tea.Msg) (Model, tea.Cmd) {
	switch msg := msg.(type) {
	case scanMsg:
		return m.handleScan(msg)
	case tea.KeyPressMsg:
		if m.search.pattern == "" && len(m.queryWords) > 0 && key.Matches(msg, m.Keys.NextMatch, m.Keys.PrevMatch) {
			return m.searchQueryWords(key.Matches(msg, m.Keys.PrevMatch))
		}
		for _, move := range m.keyActions() {
			if key.Matches(msg, move.binding) {
				return move.apply(m), nil
			}
		}
	}
	return m, nil
}

// keyAction binds keys to a movement.
type keyAction struct {
	binding key.Binding
	apply   func(Model) Model
}

// keyActions returns the movements for the current size of the area.
func (m Model) keyActions() []keyAction {
	scroll := func(n int) func(Model) Model { return func(m Model) Model { return m.Scroll(n) } }
	k := m.Keys
	return []keyAction{
		{k.Down, scroll(1)}, {k.Up, scroll(-1)},
		{k.PageDown, scroll(max(m.height-2, 1))}, {k.PageUp, scroll(-max(m.height-2, 1))},
		{k.HalfDown, scroll(max(m.height/2, 1))}, {k.HalfUp, scroll(-max(m.height/2, 1))},
		{k.Top, func(m Model) Model { return m.setTop(render.Pos{}).dropHiddenFocus() }},
		{k.Bottom, func(m Model) Model { return m.setTop(m.lastPos()).dropHiddenFocus() }},
		{k.ShiftRight, func(m Model) Model { return m.shiftColumns(8) }}, {k.ShiftLeft, func(m Model) Model { return m.shiftColumns(-8) }},
		{k.NextLink, func(m Model) Model { m, _ = m.FocusNext(1); return m }}, {k.PrevLink, func(m Model) Model { m, _ = m.FocusNext(-1); return m }},
		{k.NextMatch, func(m Model) Model { return m.stepMatch(1) }}, {k.PrevMatch, func(m Model) Model { return m.stepMatch(-1) }},
	}
}

// Scroll scrolls n lines down, or up if n is negative. A link that leaves the screen loses the focus.
func (m Model) Scroll(n int) Model { return m.setTop(m.moveLines(m.top, n)).dropHiddenFocus() }

// shiftColumns scrolls long lines n cells to the right, or back if n is negative, as far as the widest line on the screen
// reaches.
func (m Model) shiftColumns(n int) Model {
	hidden := 0
	m.visitVisible(func(_ int, _ render.Pos, l render.Line) bool {
		hidden = max(hidden, l.Width(m.theme.Cells)-m.lineRoom(l))
		return true
	})
	m.shift = max(min(m.shift+n, hidden), 0)
	return m
}

// ScrollTo scrolls to p and leaves a line above it for context.
func (m Model) ScrollTo(p render.Pos) Model {
	return m.setTop(m.moveLines(p, -min(1, m.height/4))).dropHiddenFocus()
}

// AlignTop scrolls p to the top of the screen, or as near to it as the end of the page allows.
func (m Model) AlignTop(p render.Pos) Model { return m.setTop(p).dropHiddenFocus() }

// scrollIntoView scrolls only if p is off the screen: to a quarter from the top if p is above, to two thirds if below.
func (m Model) scrollIntoView(p render.Pos) Model {
	row, ok := m.screenRow(p)
	switch {
	case ok && row >= 0 && row < m.height:
		return m
	case isBefore(p, m.top):
		return m.setTop(m.moveLines(p, -m.height/4))
	}
	return m.setTop(m.moveLines(p, -m.height*2/3))
}

// Anchor returns the scroll position and the focus.
func (m Model) Anchor() Anchor {
	if m.atTarget {
		m.target.Link = m.focus
		return m.target
	}
	anchor := Anchor{Block: m.top.Block, Link: m.focus}
	if m.page == nil || m.top.Block >= m.page.BlockCount() {
		return anchor
	}
	for i, l := range m.page.Block(m.top.Block) {
		if i >= m.top.Line {
			break
		}
		if n := countLetters(l); n > 0 {
			anchor.Offset, anchor.BlankLines = anchor.Offset+n, 0
		} else {
			anchor.BlankLines++
		}
	}
	return anchor
}

// RestoreAnchor scrolls to an anchor and restores its focus. It is the inverse of Anchor, also on a page of another width.
func (m Model) RestoreAnchor(p Anchor) Model {
	if m.page == nil || m.page.BlockCount() == 0 {
		return m
	}
	pos := render.Pos{Block: min(max(p.Block, 0), m.page.BlockCount()-1)}
	pos.Line = anchorLine(m.page, Anchor{Block: pos.Block, Offset: p.Offset, BlankLines: p.BlankLines})
	m = m.setTop(pos)
	m.target, m.atTarget = p, true
	m.focus = render.NoLink
	if p.Link >= 0 && p.Link < len(m.page.FocusOrder()) {
		m.focus = p.Link
	}
	return m
}

// anchorLine returns the line of anchor at in its block. at.Block must be a block of the page.
func anchorLine(p Page, at Anchor) int {
	line, above, blank := 0, 0, at.BlankLines
	for i, l := range p.Block(at.Block) {
		line = i
		n := countLetters(l)
		if above+n > at.Offset || above == at.Offset && blank == 0 {
			break
		}
		if above == at.Offset {
			blank--
		}
		above += n
	}
	return line
}

// FitsScreen reports whether the whole page is on the screen.
func (m Model) FitsScreen() bool { return m.top == (render.Pos{}) && m.isEnd(m.lastVisiblePos()) }

// lastVisiblePos returns the position of the lowest line on the screen.
func (m Model) lastVisiblePos() render.Pos {
	last := m.top
	m.visitVisible(func(_ int, p render.Pos, _ render.Line) bool { last = p; return true })
	return last
}

// Percent returns how much of the page is above the lower edge of the screen, from 0 to 100. It counts lines if SetLineCounts was
// called, else blocks. Only the end of the page gives 100.
func (m Model) Percent() int {
	if m.page == nil || m.page.BlockCount() == 0 {
		return 100
	}
	last := m.lastVisiblePos()
	if m.isEnd(last) {
		return 100
	}
	if n := m.page.BlockCount(); len(m.linesAbove) == n+1 && m.linesAbove[n] > 0 {
		return min((m.linesAbove[last.Block]+last.Line+1)*100/m.linesAbove[n], 99)
	}
	lines := max(len(m.page.Block(last.Block)), 1)
	done := (float64(last.Block) + float64(last.Line)/float64(lines)) / float64(m.page.BlockCount())
	return min(int(done*100), 99)
}

// SourceLine returns the line of the file, counted from 1, that the first line on the screen comes from, or 0 if unknown.
func (m Model) SourceLine() int {
	source := 0
	m.visitVisible(func(_ int, _ render.Pos, l render.Line) bool {
		source = l.Source
		return source == 0
	})
	return source
}

// countLetters counts the characters of a line that are not space. A row of a picture has 0, so that anchors do not depend
// on whether the picture is drawn.
func countLetters(l render.Line) int {
	n := 0
	if l.Picture != nil {
		return n
	}
	for _, run := range l.Runs {
		n += countNonSpace(run.Text)
	}
	return n
}

// countNonSpace counts the characters of valid UTF-8 that are not space. It decodes only what may be space outside ASCII,
// since leaving a page counts all text above the screen, which may be megabytes.
func countNonSpace(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < utf8.RuneSelf:
			if c != ' ' && (c < '\t' || c > '\r') {
				n++
			}
		case c >= 0xc4 && c != 0xe1 && c != 0xe2 && c != 0xe3: // no character with this first byte is a space
			n++
		case c >= 0xc0:
			if r, _ := utf8.DecodeRuneInString(s[i:]); !unicode.IsSpace(r) {
				n++
			}
		}
	}
	return n
}
