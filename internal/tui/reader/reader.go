// Package reader shows one page: it scrolls, focuses links, marks what is
// searched for and labels links to be typed. It lays out no text: a page gives
// it blocks of lines, and it asks only for those that it shows.
//
// It never reads, renders or follows anything, and it never looks at where a
// link leads: the root asks it which link has the focus.
//
// A place on a page is (block, line). How many lines there are above is not
// known, for that would mean to lay out everything; so nothing here counts them.
package reader

import (
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/markdown"
	"quire/internal/picture"
	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// Page is what a reader shows. *render.Page is one.
type Page interface {
	Blocks() int
	Block(i int) []render.Line
	Links() []markdown.Link
	// Stops are the numbers of everything that can have the focus, links and jumps, in the order of the page: 0, 1, … in some order.
	Stops() []int
	LinkPos(link int) (render.Pos, bool)
}

// Place is where in a note one is, independent of how wide the page is. It is what
// is kept when one leaves, to come back to exactly here.
type Place struct {
	Block  int
	Offset int // visible characters of the block above the first line on the screen
	Blank  int // blank lines between those characters and that line
	Link   int // the focused link, or render.NoLink
}

// Start is the place where reading begins.
var Start = Place{Link: render.NoLink}

// Model is a reader. It is a value; the page that it shows is shared.
type Model struct {
	Keys KeyMap

	page          Page
	urls          func(link int) string
	width, height int // of the area
	measure       int // of the column of text, centred in the area

	top    render.Pos
	anchor Place // where one went to, while held
	held   bool  // nothing has moved since but the window, which may not show that place first
	side   int   // cells that long lines are shifted to the left
	link   int   // focused, or render.NoLink
	find   find
	marks  []string // words of a query, marked while nothing else is searched for
	labels []label  // while links are to be typed

	above   []int        // lines above each block, and at last all of them; nil until they are counted
	visited map[int]bool // links whose ends were seen
	drawn   func(path string, f picture.Frame) *picture.Drawing

	look   *theme.Theme
	glyphs cells.Glyphs
}

// New is a reader without a page.
func New(look *theme.Theme) Model {
	return Model{Keys: DefaultKeyMap(), link: render.NoLink}.Restyle(look)
}

// Restyle changes the colours of what lies over the page.
func (m Model) Restyle(look *theme.Theme) Model {
	m.look, m.glyphs = look, cells.GlyphsFor(look.ASCII)
	return m
}

// Resize sets the area and the column of text in it. The lines of the page itself stay as they
// were laid out, until Show brings others.
func (m Model) Resize(width, height, measure int) Model {
	at := m.Place()
	m.width, m.height, m.measure = max(width, 0), max(height, 0), min(measure, width)
	return m.At(at)
}

// Show shows another page, at its beginning. Urls gives the addresses that a terminal may open itself.
func (m Model) Show(p Page, urls func(link int) string) Model {
	m.page, m.urls = p, urls
	m.top, m.side, m.link, m.labels, m.marks = render.Pos{}, 0, render.NoLink, nil, nil
	m.find = m.find.ended()
	m.above, m.visited = nil, nil
	return m.goTo(render.Pos{})
}

// Counted tells how many lines are above each block of the page, and at last how many there are, once all are laid out.
func (m Model) Counted(above []int) Model {
	m.above = above
	return m
}

// Visited says which links lead to what was seen. The map is not to be changed afterwards.
func (m Model) Visited(links map[int]bool) Model {
	m.visited = links
	return m
}

// Relay shows the same note laid out anew, at the same place, and goes on searching.
func (m Model) Relay(p Page, urls func(link int) string) (Model, tea.Cmd) {
	at, side, was, marks := moved(m.page, p, m.Place()), m.side, m.find, m.marks
	again := m.nthOf(p)
	m = m.Show(p, urls).At(at).Mark(marks)
	m.side = side
	return m.begin(find{pattern: was.pattern, words: was.words, current: was.current, again: again})
}

// Page is what is shown; nil at first.
func (m Model) Page() Page { return m.page }

// Update moves by a key, and goes on with a search.
func (m Model) Update(msg tea.Msg) (Model, tea.Cmd) {
	switch msg := msg.(type) {
	case scanned:
		return m.scan(msg)
	case tea.KeyPressMsg:
		if m.find.pattern == "" && len(m.marks) > 0 && key.Matches(msg, m.Keys.NextMatch, m.Keys.PrevMatch) {
			return m.searchMarks(key.Matches(msg, m.Keys.PrevMatch))
		}
		for _, move := range m.moves() {
			if key.Matches(msg, move.on) {
				return move.do(m), nil
			}
		}
	}
	return m, nil
}

type move struct {
	on key.Binding
	do func(Model) Model
}

func (m Model) moves() []move {
	scroll := func(n int) func(Model) Model { return func(m Model) Model { return m.Scroll(n) } }
	k := m.Keys
	return []move{
		{k.Down, scroll(1)}, {k.Up, scroll(-1)},
		{k.PageDown, scroll(max(m.height-2, 1))}, {k.PageUp, scroll(-max(m.height-2, 1))},
		{k.HalfDown, scroll(max(m.height/2, 1))}, {k.HalfUp, scroll(-max(m.height/2, 1))},
		{k.Top, func(m Model) Model { return m.goTo(render.Pos{}).dropHidden() }},
		{k.Bottom, func(m Model) Model { return m.goTo(m.end()).dropHidden() }},
		{k.ShiftRight, func(m Model) Model { return m.Shift(8) }}, {k.ShiftLeft, func(m Model) Model { return m.Shift(-8) }},
		{k.NextLink, func(m Model) Model { m, _ = m.Tab(1); return m }}, {k.PrevLink, func(m Model) Model { m, _ = m.Tab(-1); return m }},
		{k.NextMatch, func(m Model) Model { return m.Match(1) }}, {k.PrevMatch, func(m Model) Model { return m.Match(-1) }},
	}
}

// Scroll moves n lines down, or up when n is negative. A link that scrolls out of sight loses the focus.
func (m Model) Scroll(n int) Model { return m.goTo(m.step(m.top, n)).dropHidden() }

// Shift moves long lines n cells to the left, or back when n is negative.
func (m Model) Shift(n int) Model {
	widest := 0
	m.visible(func(_ int, _ render.Pos, l render.Line) bool {
		widest = max(widest, l.Width())
		return true
	})
	m.side = max(min(m.side+n, widest-m.room()), 0)
	return m
}

// GoTo puts a line near the top of the screen, with one or two lines above it for context.
func (m Model) GoTo(p render.Pos) Model { return m.goTo(m.step(p, -min(1, m.height/4))).dropHidden() }

// Land puts a line at the top of the screen, or as near to it as the end of the page allows.
func (m Model) Land(p render.Pos) Model { return m.goTo(p).dropHidden() }

// reveal scrolls no more than it must to have a line in sight.
func (m Model) reveal(p render.Pos) Model {
	row, ok := m.row(p)
	switch {
	case ok && row >= 0 && row < m.height:
		return m
	case before(p, m.top):
		return m.goTo(m.step(p, -m.height/4))
	}
	return m.goTo(m.step(p, -m.height*2/3))
}

// Place is where one is.
func (m Model) Place() Place {
	if m.held {
		m.anchor.Link = m.link
		return m.anchor
	}
	place := Place{Block: m.top.Block, Link: m.link}
	if m.page == nil || m.top.Block >= m.page.Blocks() {
		return place
	}
	for i, l := range m.page.Block(m.top.Block) {
		if i >= m.top.Line {
			break
		}
		if n := letters(l); n > 0 {
			place.Offset, place.Blank = place.Offset+n, 0
		} else {
			place.Blank++
		}
	}
	return place
}

// At goes to a place. It is the inverse of Place, also on a page of another width.
func (m Model) At(p Place) Model {
	if m.page == nil || m.page.Blocks() == 0 {
		return m
	}
	to := render.Pos{Block: min(max(p.Block, 0), m.page.Blocks()-1)}
	to.Line = lineOf(m.page, Place{Block: to.Block, Offset: p.Offset, Blank: p.Blank})
	m = m.goTo(to)
	m.anchor, m.held = p, true
	m.link = render.NoLink
	if p.Link >= 0 && p.Link < len(m.page.Stops()) {
		m.link = p.Link
	}
	return m
}

// lineOf is the line of a place in its block.
func lineOf(p Page, at Place) int {
	line, above, blank := 0, 0, at.Blank
	for i, l := range p.Block(at.Block) {
		line = i
		n := letters(l)
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

// Whole says whether all of the page is on the screen.
func (m Model) Whole() bool { return m.top == (render.Pos{}) && m.isEnd(m.last()) }

// last is the lowest line on the screen.
func (m Model) last() render.Pos {
	last := m.top
	m.visible(func(_ int, p render.Pos, _ render.Line) bool { last = p; return true })
	return last
}

// Percent is how much of the page is above the lower edge of the screen, 0 to 100: of its
// lines where they were counted, else of its blocks. Only the end is 100.
func (m Model) Percent() int {
	if m.page == nil || m.page.Blocks() == 0 {
		return 100
	}
	last := m.last()
	if m.isEnd(last) {
		return 100
	}
	if n := m.page.Blocks(); len(m.above) == n+1 && m.above[n] > 0 {
		return min((m.above[last.Block]+last.Line+1)*100/m.above[n], 99)
	}
	lines := max(len(m.page.Block(last.Block)), 1)
	done := (float64(last.Block) + float64(last.Line)/float64(lines)) / float64(m.page.Blocks())
	return min(int(done*100), 99)
}

// Source is the line of the file that the first line on the screen was made from, from 1; 0 when none is known.
func (m Model) Source() int {
	source := 0
	m.visible(func(_ int, _ render.Pos, l render.Line) bool {
		source = l.Source
		return source == 0
	})
	return source
}

// letters is how many letters a line has; a row of a picture has none, whether it is drawn or not.
func letters(l render.Line) int {
	n := 0
	if l.Picture != nil {
		return n
	}
	for _, run := range l.Runs {
		for _, r := range run.Text {
			if !unicode.IsSpace(r) {
				n++
			}
		}
	}
	return n
}
