package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/state"
	"quire/internal/tui/reader"
)

// How often what is remembered is written while something changes, and how long another reader who writes is waited for.
const (
	rememberEvery = time.Second
	writePatience = 500 * time.Millisecond
	lastPatience  = time.Second
)

// stirred sees to it that what a key or an answer has changed is written within a second. While nothing happens, nothing is.
func stirred(m Model, cmd tea.Cmd) (Model, tea.Cmd) {
	if m.opts.Memory == nil || m.stirring {
		return m, cmd
	}
	m.stirring = true
	return m, tea.Batch(cmd, m.system.after(rememberEvery, rememberNow{}))
}

// remember writes what has changed.
func (m Model) remember() (Model, tea.Cmd) {
	m.stirring = false
	m = m.noted()
	memory := m.opts.Memory
	if !memory.Dirty() {
		return m, nil
	}
	return m, func() tea.Msg { return remembered{memory.Flush(writePatience)} }
}

// remembered says once when nothing can be written.
func (m Model) remembered(msg remembered) (Model, tea.Cmd) {
	if msg.err == nil || m.forgetful {
		return m, nil
	}
	m.forgetful = true
	return m.warn("what you read is not remembered: " + msg.err.Error()), nil
}

// noted tells the memory where one is, and what is on the shelf.
func (m Model) noted() Model {
	if m.opts.Memory == nil {
		return m
	}
	m = m.leftPlace()
	if m.lastRead == "" && m.query.Text() == "" || m.starting() {
		return m // what was on the shelf before is worth more
	}
	shelf := state.Shelf{
		Query: m.query.Text(), Sort: m.order.sort.String(), Reverse: m.order.reverse,
		Note: m.lastRead, Open: m.screen == screenPage && m.open.path == m.lastRead,
	}
	if shelf.Note != "" {
		shelf.Title = m.title(shelf.Note)
	}
	m.opts.Memory.SetShelf(shelf)
	return m
}

// leftPlace remembers where one is in the open note. Its beginning is no place.
func (m Model) leftPlace() Model {
	if !m.open.shown || m.open.path == "" || m.opts.Memory == nil {
		return m
	}
	var p state.Place
	if at := m.reader.Place(); at.Block > 0 || at.Offset > 0 || at.Blank > 0 {
		p = placeOf(m.reader.Spot(), at.Block, m.open.page.Blocks())
	}
	m.opts.Memory.SetPlace(m.open.path, p)
	return m
}

// placeOf is a spot of a page as it is kept.
func placeOf(s reader.Spot, block, blocks int) state.Place {
	return state.Place{
		Heading: s.Heading, Blocks: s.Blocks, Print: s.Print, Offset: s.Offset, Blank: s.Blank,
		Share: float64(block) / float64(max(blocks, 1)),
	}
}

// spotOf is a kept place as a spot.
func spotOf(p state.Place) reader.Spot {
	return reader.Spot{Heading: p.Heading, Blocks: p.Blocks, Print: p.Print, Offset: p.Offset, Blank: p.Blank}
}

// keptPlace is a kept place on a page. It is not exact when what it was below is gone: then it is as far down as it was.
func keptPlace(page reader.Page, p state.Place) (at reader.Place, exact bool) {
	if at, ok := reader.PlaceOf(page, spotOf(p)); ok {
		return at, true
	}
	at = reader.Start
	at.Block = int(p.Share * float64(page.Blocks()))
	return at, false
}

// placeFor is where one goes in a note: to a bookmark, or to where one stopped unless one comes for something else; the
// zero Place is its beginning.
func (m Model) placeFor(path string, l landing) (p state.Place) {
	switch {
	case l.mark != nil:
		return *l.mark
	case l.resume && (l.again || len(m.results.found.words) == 0 || m.numberOf(path) < 0):
		p, _ = m.opts.Memory.Place(path)
	}
	return p
}

// resumed goes there in the open note.
func (m Model) resumed(l landing) Model {
	p := m.placeFor(m.open.path, l)
	if p == (state.Place{}) {
		return m
	}
	at, exact := keptPlace(m.open.page, p)
	m.reader = m.reader.At(at)
	switch {
	case l.mark != nil && (!exact || !reader.Stands(m.open.page, spotOf(p), at)):
		if m.reader.Top() == (render.Pos{}) {
			return m.say("that place is gone; this is the top")
		}
		return m.say("what was marked is no longer here; it was about here")
	case l.mark == nil && l.notice == "" && !m.reader.Whole():
		return m.say("where you left off; " + m.keyOf(m.reader.Keys.Top) + " goes to the top")
	}
	return m
}

// stampOf tells the version of a note.
func stampOf(n *note.Note) state.Stamp {
	s := state.Stamp{Size: n.Size}
	if !n.Modified.IsZero() {
		s.Modified = n.Modified.UnixNano()
	}
	return s
}

// wasRead answers is:unread.
func wasRead(memory *state.Store) func(*note.Note) bool {
	return func(n *note.Note) bool { return memory.Standing(n.Path, stampOf(n)) == state.Read }
}

// toggleRead puts the selected note among the unread, or takes it from there.
func (m Model) toggleRead() (Model, tea.Cmd) {
	n := m.selected()
	switch {
	case n == nil:
		return m, nil
	case m.opts.Memory == nil:
		return m.nothingKept(), nil
	}
	unread := m.opts.Memory.Standing(n.Path, stampOf(n)) == state.Read
	m.opts.Memory.SetRead(n.Path, stampOf(n), !unread)
	if unread {
		return m.say("unread again: " + n.Title), nil
	}
	return m.say("taken for read: " + n.Title), nil
}

func (m Model) nothingKept() Model {
	if m.library.Library != nil && m.library.Library.Root == "" {
		return m.say("of what is in no folder of yours nothing is remembered")
	}
	return m.say("nothing is remembered: state is off")
}

// standing is what a note is to the reader, in words.
func (m Model) standing(n *note.Note) string {
	if m.opts.Memory == nil || n.Path == "" {
		return ""
	}
	return map[state.Standing]string{
		state.New: "new", state.Changed: "changed since you read it", state.Read: "read", state.Unseen: "not read yet",
	}[m.opts.Memory.Standing(n.Path, stampOf(n))]
}
