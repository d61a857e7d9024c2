package linear

import (
	"errors"
	"fmt"
	"io/fs"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/state"
)

// page is the open note.
type page struct {
	*render.Page
	path string // empty for a text that is no note of the library
	src  render.Source
	// numbers are the links in the order of the numbers that are written after them.
	numbers []int
	in      int        // its number among the hits; -1 when it is not one
	shown   render.Pos // the first line of the screen that was printed last
	at      render.Pos // the line to be printed next
}

// entry is where a page is entered: at its beginning, unless something is set.
type entry struct {
	at      render.Pos
	heading string
	line    int // of the file
	mark    *state.Place
	trod    bool // on the trail already
}

// open opens a note of the library.
func (s *session) open(path string, e entry) {
	src, _, err := s.Open(path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("%s is gone; reload reads the files again", path)
		}
		s.fail(err.Error())
		return
	}
	s.enter(path, src, e)
}

func (s *session) openDocument() {
	s.enter("", s.Source(s.Document), entry{heading: s.Heading})
}

// enter makes a page of a note, and prints its first screen.
func (s *session) enter(path string, src render.Source, e entry) {
	if s.page != nil && !e.trod {
		s.trail = s.trail.on(s.here())
	}
	s.page = s.lay(path, src)
	if path != "" {
		s.last = path
		s.Memory.SetRead(path, stampOf(src.Note), true)
	}
	s.pick = choice{what: "link", n: s.page.links(), do: s.followLink}
	at := e.at
	switch {
	case e.heading != "":
		p, ok := s.page.HeadingPos(e.heading)
		if !ok {
			s.failf("there is no heading %s here; this is the beginning", e.heading)
			s.paper.flush()
		}
		at = p
	case e.mark != nil:
		at = s.page.atPlace(*e.mark)
	case e.line > 0:
		at = s.page.PosOfLine(e.line)
	}
	s.read(at)
}

// lay lays a note out. Links carry their numbers.
func (s *session) lay(path string, src render.Source) *page {
	p := render.New(s.WithEmbeds(src), render.Options{Theme: s.look, Width: s.Width, Header: true, Numbers: true, Words: true})
	return &page{Page: p, path: path, src: src, in: s.numberOf(path), numbers: p.Numbered()}
}

// read prints the open note from a place on: a screen of it.
func (s *session) read(from render.Pos) { s.readTo(from, s.page.Blocks()) }

// readTo prints the open note from a place on, before a block: no more than a screen of it.
func (s *session) readTo(from render.Pos, end int) {
	p := s.page
	p.shown = from
	last, after := from, from
	s.paper.show(func() (string, bool) {
		line, at, ok := p.line(after)
		if at.Block >= end {
			after = at
			return "", false
		}
		last, after = at, render.Pos{Block: at.Block, Line: at.Line + 1}
		return line.ANSI(nil), ok
	}, true)
	if p.at = after; s.paper.next != nil { // the last one was only looked at
		p.at = last
	}
}

// line is the first line at or after a place, and where it is.
func (p *page) line(at render.Pos) (render.Line, render.Pos, bool) {
	for ; at.Block < p.Blocks(); at = (render.Pos{Block: at.Block + 1}) {
		if lines := p.Block(at.Block); at.Line < len(lines) {
			return lines[at.Line], at, true
		}
	}
	return render.Line{}, at, false
}

// ended says whether the page was printed to its end.
func (p *page) ended() bool {
	_, _, more := p.line(p.at)
	return !more
}

// percent is how much of the page was printed.
func (p *page) percent() string {
	lines := max(len(p.Block(p.at.Block)), 1)
	share := (float64(p.at.Block) + float64(p.at.Line)/float64(lines)) / float64(max(p.Blocks(), 1))
	return fmt.Sprintf("%d %%", min(int(share*100), 99))
}

// source is the line of the file at the beginning of the screen.
func (p *page) source() int { return p.LineAt(p.shown) }

// up prints the screen before the one that was printed last; without screens, from the heading before.
func (s *session) up(string) {
	n := s.paper.screen()
	if n == 0 {
		n = 20
	}
	at := s.page.shown
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
	s.read(at)
}

func (s *session) top(string) { s.read(render.Pos{}) }

// end prints the last screen.
func (s *session) end(string) {
	was := s.page.shown
	s.page.shown = render.Pos{Block: s.page.Blocks()}
	if s.paper.screen() == 0 {
		s.page.shown = was
	}
	s.up("")
}

// reload reads the library again, and the open note with it, which stays where it is.
func (s *session) reload(string) {
	c, err := s.Load(s.ctx)
	if err != nil {
		s.fail("cannot be read: " + err.Error())
		return
	}
	s.Catalog = c
	s.search(s.query)
	text := "read again: " + plural(len(s.Notes), "note", "notes")
	p := s.page
	if p == nil || p.path == "" {
		s.say(text)
		return
	}
	src, _, err := s.Open(p.path)
	if err != nil {
		s.fail(text, err.Error()+"; this is how it was")
		return
	}
	line := p.source()
	if anchor := p.HeadingAbove(p.shown); anchor != "" { // as far below it as before
		line += max(headingLine(src.Details(), anchor)-headingLine(p.src.Details(), anchor), 1-line)
	}
	s.page = s.lay(p.path, src)
	s.page.shown = s.page.PosOfLine(line)
	s.page.at = s.page.shown
	s.pick = choice{what: "link", n: s.page.links(), do: s.followLink}
	s.say(text)
}

// headingLine is the line of a heading in the file; 0 when there is none.
func headingLine(d *note.Details, anchor string) int {
	for _, h := range d.Headings {
		if h.Anchor == anchor {
			return h.Line
		}
	}
	return 0
}

// walk goes to the next note of the list, or the one before.
func (s *session) walk(by int) {
	from := -1
	if s.page != nil {
		from = s.page.in
	}
	if from < 0 {
		from = s.numberOf(s.last)
	}
	to := from + by
	if from < 0 {
		to = 0
	}
	switch {
	case len(s.hits) == 0:
		s.fail("no note is in the list")
	case to < 0:
		s.fail("this is the first note of " + number(len(s.hits)))
	case to >= len(s.hits):
		s.fail("this is the last note of " + number(len(s.hits)))
	default:
		s.open(s.hits[to].Note.Path, entry{})
	}
}

// links is how many numbers links have on the page.
func (p *page) links() int { return len(p.numbers) }

// link is the link with a number, from 0, and where it leads.
func (p *page) link(i int) (markdown.Link, links.Target) {
	l, t, _ := p.Link(p.numbers[i])
	return l, t
}
