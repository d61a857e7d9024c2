package linear

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/numbers"
	"quire/internal/render"
	"quire/internal/state"
)

// page is the open note with the state of reading it.
type page struct {
	*render.Page
	path   string // in the library; empty for Options.Document
	source render.Source
	// linkOrder maps the numbers that are printed after links, counted from 0, to links of render.Page.
	linkOrder []int
	hitIndex  int        // index in session.hits, or -1
	screenTop render.Pos // first line of the screen printed last
	next      render.Pos // first line of the next screen
}

// destination says where to open a page: at the first of heading, bookmark and line that is set, else at pos.
type destination struct {
	pos         render.Pos
	heading     string
	line        int // of the file, counted from 1
	bookmark    *state.Position
	keepHistory bool // the caller has updated the history
}

// openNote opens a note of the library and prints its first screen.
func (s *session) openNote(path string, d destination) {
	src, _, err := s.library.OpenNote(s.ctx, path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("%s no longer exists; reload updates the list", path)
		}
		s.fail(err.Error())
		return
	}
	s.showPage(path, src, d)
}

// openDocument opens Options.Document.
func (s *session) openDocument() { s.showDocument(destination{heading: s.Heading}) }

// showDocument opens Options.Document at d.
func (s *session) showDocument(d destination) {
	src, err := s.library.ResolveSource(s.ctx, s.Document)
	if err != nil {
		s.fail(err.Error())
		return
	}
	s.showPage("", src, d)
}

// showPage opens src as the page, marks a note of the library as read and prints the first screen from d on. Numbers then
// follow links of the page.
func (s *session) showPage(path string, src render.Source, d destination) {
	if (s.page != nil || s.isListVisit) && !d.keepHistory {
		s.history = s.history.push(s.currentEntry())
	}
	s.page, s.isListVisit = s.layOutPage(path, src), false
	if path != "" {
		s.lastPath = path
		s.rememberOpened(path)
		s.Memory.SetRead(path, noteStamp(src.Note), true)
	}
	s.menu = menu{noun: "link", count: s.page.linkCount(), choose: s.followLink}
	pos := d.pos
	switch {
	case d.heading != "":
		p, ok := s.page.HeadingPos(d.heading)
		if !ok {
			s.failf("this note has no heading %s; showing its top", d.heading)
			s.pager.flush()
		}
		pos = p
	case d.bookmark != nil:
		pos = s.page.restorePosition(*d.bookmark)
	case d.line > 0:
		pos = s.page.PosOfSourceLine(d.line)
	}
	s.printFrom(pos)
}

// layOutPage renders a note with its embeds and with a number after each link.
func (s *session) layOutPage(path string, src render.Source) *page {
	p := render.New(s.library.WithEmbeds(s.ctx, src), render.Options{Theme: s.asciiTheme, Width: s.Width, Header: true, Now: time.Now(), NumberLinks: true, SayKinds: true})
	return &page{Page: p, path: path, source: src, hitIndex: s.hitIndex(path), linkOrder: p.LinksByNumber()}
}

// printFrom prints a screen of the open page, starting at from.
func (s *session) printFrom(from render.Pos) { s.printBlocks(from, s.page.BlockCount()) }

// printBlocks prints the open page from the line from up to the block end, which it excludes, and at most a screen of it.
func (s *session) printBlocks(from render.Pos, end int) {
	p := s.page
	p.screenTop = from
	last, after := from, from
	s.pager.printFirstScreen(func() (string, bool) {
		line, at, ok := p.nextLine(after)
		if at.Block >= end {
			after = at
			return "", false
		}
		last, after = at, render.Pos{Block: at.Block, Line: at.Line + 1}
		return line.ANSI(nil), ok
	}, true)
	if p.next = after; s.pager.lookahead != nil { // the pager took one line more than it printed
		p.next = last
	}
}

// nextLine returns the first line at or after at, with its position. It skips blocks without lines.
func (p *page) nextLine(at render.Pos) (render.Line, render.Pos, bool) {
	for ; at.Block < p.BlockCount(); at = (render.Pos{Block: at.Block + 1}) {
		if lines := p.Block(at.Block); at.Line < len(lines) {
			return lines[at.Line], at, true
		}
	}
	return render.Line{}, at, false
}

// isFinished reports whether the page has been printed to its end.
func (p *page) isFinished() bool {
	_, _, more := p.nextLine(p.next)
	return !more
}

// percentPrinted returns how much of the page has been printed, at most 99%. It weighs all blocks equally, because
// counting lines would lay out the whole page.
func (p *page) percentPrinted() string {
	lines := max(len(p.Block(p.next.Block)), 1)
	fraction := (float64(p.next.Block) + float64(p.next.Line)/float64(lines)) / float64(max(p.BlockCount(), 1))
	return fmt.Sprintf("%d%%", min(int(fraction*100), 99))
}

// sourceLine returns the line of the file, counted from 1, at the top of the screen printed last.
func (p *page) sourceLine() int { return p.SourceLineAt(p.screenTop) }

// showPreviousScreen prints the screen before the one printed last. If the pager prints texts whole, it starts 20 lines
// earlier.
func (s *session) showPreviousScreen(string) {
	n := s.pager.screenLines()
	if n == 0 {
		n = 20
	}
	at := s.page.screenTop
	for ; n > 0; n-- {
		switch {
		case at.Line > 0:
			at.Line--
		case at.Block > 0:
			at.Block--
			if at.Line = len(s.page.Block(at.Block)) - 1; at.Line < 0 {
				at.Line, n = 0, n+1
			}
		default:
			n = 0
		}
	}
	s.printFrom(at)
}

// showTop prints the first screen.
func (s *session) showTop(string) { s.printFrom(render.Pos{}) }

// showEnd prints the last screen. If the pager prints texts whole, it does what showPreviousScreen does.
func (s *session) showEnd(string) {
	top := s.page.screenTop
	s.page.screenTop = render.Pos{Block: s.page.BlockCount()}
	if s.pager.screenLines() == 0 {
		s.page.screenTop = top
	}
	s.showPreviousScreen("")
}

// reloadLibrary loads the library again and renders the open note again at the same section. If loading fails, the old
// library stays.
func (s *session) reloadLibrary(string) {
	c, err := s.Live.WaitForLoad(s.ctx, s.Live.Reload())
	if err != nil {
		s.fail("cannot reload: " + err.Error())
		return
	}
	s.library = c
	s.setQuery(s.query)
	message := "reloaded: " + numbers.Count(c.Status().Notes, "note", "notes")
	if notice := c.Status().Notice; notice != "" {
		message += "; " + notice
	}
	p := s.page
	if p == nil || p.path == "" {
		s.printText(message)
		return
	}
	src, _, err := s.library.OpenNote(s.ctx, p.path)
	if err != nil {
		s.fail(message, err.Error()+"; the old text is still shown")
		return
	}
	line := p.sourceLine()
	if anchor := p.HeadingAbove(p.screenTop); anchor != "" { // keep the distance from the heading
		line += max(headingLine(src.Details(), anchor)-headingLine(p.source.Details(), anchor), 1-line)
	}
	s.page = s.layOutPage(p.path, src)
	s.page.screenTop = s.page.PosOfSourceLine(line)
	s.page.next = s.page.screenTop
	s.menu = menu{noun: "link", count: s.page.linkCount(), choose: s.followLink}
	s.printText(message)
}

// headingLine returns the line of a heading in the file, or 0 if the note has no such heading.
func headingLine(d *note.Details, anchor string) int {
	for _, h := range d.Headings {
		if h.Anchor == anchor {
			return h.Line
		}
	}
	return 0
}

// openNeighbor opens the note step places after the open or last open note in the list: 1 is the next, -1 the previous.
// Without such a note it opens the first.
func (s *session) openNeighbor(step int) {
	current := -1
	if s.page != nil {
		current = s.page.hitIndex
	}
	if current < 0 {
		current = s.hitIndex(s.lastPath)
	}
	target := current + step
	if current < 0 {
		target = 0
	}
	switch {
	case len(s.found.Hits) == 0:
		s.fail("the list is empty")
	case target < 0:
		s.fail("this is the first of " + numbers.Count(len(s.found.Hits), "note", "notes"))
	case target >= len(s.found.Hits):
		s.fail("this is the last of " + numbers.Count(len(s.found.Hits), "note", "notes"))
	default:
		s.openNote(s.found.Hits[target].Path(), destination{})
	}
}

// linkCount returns how many links of the page have a number.
func (p *page) linkCount() int { return len(p.linkOrder) }

// linkAt returns the link with the number i+1, and its target.
func (p *page) linkAt(i int) (markdown.Link, links.Target) {
	l, t, _ := p.Link(p.linkOrder[i])
	return l, t
}
