package linear

import (
	"strings"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/render"
)

// follow goes where link N of the open note leads.
func (s *session) follow(arg string) {
	if i, ok := s.numbered(arg, "link", s.page.links()); ok {
		s.followLink(i)
	}
}

func (s *session) followLink(i int) {
	if s.page == nil || i >= s.page.links() {
		return
	}
	l, t := s.page.link(i)
	switch t.Status {
	case links.Note:
		s.open(t.Path, entry{heading: t.Heading})
		if t.MissingHeading != "" {
			s.failf("the note has no heading %s; that was its beginning", t.MissingHeading)
		}
	case links.Self:
		s.jump(t)
	case links.Ambiguous:
		s.offerPaths("which one?", t.Candidates)
	case links.Broken:
		s.broken(l, t)
	case links.External:
		s.failf("%s is outside the library; browser %d opens it", t.URL, i+1)
	case links.Asset:
		if s.views(t.Path) {
			s.failf("%s is a file, not a note; browser %d opens it", t.Path, i+1)
			return
		}
		s.fail(t.Path + " is a file, not a note")
	default:
		s.fail(s.leadsTo(l, t))
	}
}

// jump follows a link within the page.
func (s *session) jump(t links.Target) {
	if t.MissingHeading != "" {
		s.fail("this note has no heading " + t.MissingHeading)
		return
	}
	var at render.Pos
	if t.Heading != "" {
		p, ok := s.page.HeadingPos(t.Heading)
		if !ok {
			s.fail("there is no heading " + t.Heading + " here")
			return
		}
		at = p
	}
	s.trail = s.trail.on(s.here())
	s.read(at)
}

// broken says why a link leads nowhere, and offers what it may have meant.
func (s *session) broken(l markdown.Link, t links.Target) {
	var paths []string
	if t.Suggestion != "" {
		paths = append(paths, t.Suggestion)
	}
	near, _ := s.splitAnchor(t.Suggestion)
	for _, n := range s.Links.Likely(l.Dest, 3) {
		if n.Path != near {
			paths = append(paths, n.Path)
		}
	}
	s.failed = true
	if len(paths) == 0 {
		s.say(why(t))
		return
	}
	s.offerPaths(why(t)+". Did you mean", paths)
}

func why(t links.Target) string {
	switch {
	case t.Why != "":
		return t.Why
	case t.Status == links.Refused:
		return "links of this kind are never followed"
	case t.Status == links.Template:
		return "only the site's generator knows where this leads"
	}
	return "there is no such note"
}

// leadsTo says where a link leads, in one line.
func (s *session) leadsTo(l markdown.Link, t links.Target) string {
	switch t.Status {
	case links.Note, links.Self:
		text := t.Path
		if n := s.Links.Note(t.Path); n != nil {
			text = n.Title
		}
		if t.Status == links.Self {
			text = "this note"
		}
		switch {
		case t.MissingHeading != "":
			return text + ", no heading " + t.MissingHeading
		case t.Heading != "":
			text += ", " + t.Heading
		}
		return text
	case links.Asset:
		return t.Path + ", a file"
	case links.External:
		return t.URL
	case links.Ambiguous:
		return plural(len(t.Candidates), "note is", "notes are") + " called " + l.Dest
	}
	return t.Status.String() + ": " + why(t)
}

// links lists the links of the open note.
func (s *session) links(string) {
	items := make([]string, s.page.links())
	if len(items) == 0 {
		s.fail("this note has no links")
		return
	}
	for i := range items {
		l, t := s.page.link(i)
		leads := s.leadsTo(l, t)
		if items[i] = leads; l.Text != "" && l.Text != leads {
			items[i] = l.Text + ": " + leads
		}
	}
	s.offer("", items, choice{what: "link", do: s.followLink})
}

// peekLines is how much of a note one peeks at.
const peekLines = 12

// peek prints the beginning of what a link leads to, without leaving.
func (s *session) peek(arg string) {
	i, ok := s.numbered(arg, "link", s.page.links())
	if !ok {
		return
	}
	l, t := s.page.link(i)
	if t.Status != links.Note && t.Status != links.Self {
		s.say(s.leadsTo(l, t))
		return
	}
	src, _, err := s.Open(t.Path)
	if err != nil {
		s.fail(err.Error())
		return
	}
	p := &page{Page: render.New(src, render.Options{Theme: s.look, Width: s.Width, Header: true})}
	at, _ := p.HeadingPos(t.Heading)
	var out []string
	for len(out) < peekLines {
		line, here, ok := p.line(at)
		if !ok {
			break
		}
		out = append(out, line.ANSI(nil))
		at = render.Pos{Block: here.Block, Line: here.Line + 1}
	}
	if _, _, more := p.line(at); more {
		out = append(out, "...")
	}
	s.paper.show(list(out), false)
}

// footnote prints the text of a footnote.
func (s *session) footnote(arg string) {
	most := 0
	for _, j := range s.page.src.Doc.Jumps() {
		most = max(most, j.Footnote)
	}
	if i, ok := s.numbered(strings.Trim(arg, "[^]"), "footnote", most); ok {
		s.say(s.page.src.Doc.Footnote(i + 1)...)
	}
}
