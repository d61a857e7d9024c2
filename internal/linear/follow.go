package linear

import (
	"strings"
	"time"

	"quire/internal/host"
	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/numbers"
	"quire/internal/render"
)

// followNumber follows the link whose number is arg.
func (s *session) followNumber(arg string) {
	if i, ok := s.parseNumber(arg, "link", s.page.linkCount()); ok {
		s.followLink(i)
	}
}

// followLink opens the target of link i, offers the candidates or suggestions for it, or says why it cannot be followed.
func (s *session) followLink(i int) {
	if s.page == nil || i >= s.page.linkCount() {
		return
	}
	l, t := s.page.linkAt(i)
	switch t.Status {
	case links.Note:
		s.openNote(t.Path, destination{heading: t.Heading})
		if t.MissingHeading != "" {
			s.failf("this note has no heading %s; showing its top", t.MissingHeading)
		}
	case links.Self:
		s.jumpWithinPage(t)
	case links.Ambiguous:
		s.offerPaths("which note?", t.Candidates)
	case links.Broken:
		s.reportBrokenLink(l, t)
	case links.External:
		s.failf("%s is outside the library; %s", t.URL, s.openingAdvice(host.Browse, i))
	case links.Asset:
		if s.canView(t.Path) {
			s.failf("%s is a file, not a note; %s", t.Path, s.openingAdvice(host.View, i))
			return
		}
		s.fail(t.Path + " is a file, not a note")
	case links.Generated, links.Folder:
		s.followList(l, t)
	default:
		s.fail(s.describeTarget(l, t))
	}
}

// followList follows a link to a page that lists notes, or to a folder: it lists the same notes, and back returns to the
// page. Without a query that lists them it says what the target is.
func (s *session) followList(l markdown.Link, t links.Target) {
	if t.Query == "" {
		s.fail(s.describeTarget(l, t))
		return
	}
	s.history = s.history.push(s.currentEntry())
	s.openList(historyEntry{isList: true, query: t.Query, queryBefore: s.query})
}

// jumpWithinPage follows a link to a heading of the open page, or to its top.
func (s *session) jumpWithinPage(t links.Target) {
	if t.MissingHeading != "" {
		s.fail("this note has no heading " + t.MissingHeading)
		return
	}
	var pos render.Pos
	if t.Heading != "" {
		p, ok := s.page.HeadingPos(t.Heading)
		if !ok {
			s.fail("this note has no heading " + t.Heading)
			return
		}
		pos = p
	}
	s.history = s.history.push(s.currentEntry())
	s.printFrom(pos)
}

// reportBrokenLink says why a link is broken and offers notes that it may mean.
func (s *session) reportBrokenLink(l markdown.Link, t links.Target) {
	var paths []string
	if t.Suggestion != "" {
		paths = append(paths, t.Suggestion)
	}
	suggested, _ := s.splitAnchor(t.Suggestion)
	likely, err := s.library.LikelyNotes(s.ctx, l.Dest, 3)
	if err != nil {
		s.fail("similar notes: " + err.Error())
		return
	}
	for _, h := range likely {
		if h.Path() != suggested {
			paths = append(paths, h.Path())
		}
	}
	s.failed = true
	if len(paths) == 0 {
		s.printText(t.Explain())
		return
	}
	s.offerPaths(t.Explain()+". Did you mean:", paths)
}

// describeTarget describes the target of a link on one line.
func (s *session) describeTarget(l markdown.Link, t links.Target) string {
	switch t.Status {
	case links.Note, links.Self:
		text := t.Path
		if h, ok := s.library.Lookup(t.Path); ok {
			text = h.Title()
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
		return numbers.Count(len(t.Candidates), "note is", "notes are") + " named " + l.Dest
	case links.Folder:
		return t.Path + ", " + t.Explain()
	case links.Outside:
		return l.Dest + ", " + t.Explain()
	case links.Generated:
		if t.Query != "" {
			return "the notes that match " + t.Query
		}
	}
	return t.Status.String() + ": " + t.Explain()
}

// listLinks lists the links of the open page with their targets; a number follows one of them.
func (s *session) listLinks(string) {
	items := make([]string, s.page.linkCount())
	if len(items) == 0 {
		s.fail("this note has no links")
		return
	}
	for i := range items {
		l, t := s.page.linkAt(i)
		target := s.describeTarget(l, t)
		if items[i] = target; l.Text != "" && l.Text != target {
			items[i] = l.Text + ": " + target
		}
	}
	s.offerMenu("", items, menu{noun: "link", choose: s.followLink})
}

// previewLines is how many lines of a note previewLink prints.
const previewLines = 12

// previewLink prints the first lines of a link's target, from the heading on if it names one, and leaves the page open.
func (s *session) previewLink(arg string) {
	i, ok := s.parseNumber(arg, "link", s.page.linkCount())
	if !ok {
		return
	}
	l, t := s.page.linkAt(i)
	if t.Status != links.Note && t.Status != links.Self {
		s.printText(s.describeTarget(l, t))
		return
	}
	src, _, err := s.library.OpenNote(s.ctx, t.Path)
	if err != nil {
		s.fail(err.Error())
		return
	}
	p := &page{Page: render.New(src, render.Options{Theme: s.asciiTheme, Width: s.Width, Header: true, Now: time.Now()})}
	pos, _ := p.HeadingPos(t.Heading)
	var lines []string
	for len(lines) < previewLines {
		line, linePos, ok := p.nextLine(pos)
		if !ok {
			break
		}
		lines = append(lines, line.ANSI(nil))
		pos = render.Pos{Block: linePos.Block, Line: linePos.Line + 1}
	}
	if _, _, more := p.nextLine(pos); more {
		lines = append(lines, "...")
	}
	s.pager.printFirstScreen(iterateLines(lines), false)
}

// showFootnote prints the footnote whose number is arg, which may be written [^N].
func (s *session) showFootnote(arg string) {
	count := 0
	for _, j := range s.page.source.Doc.FootnoteJumps() {
		count = max(count, j.Footnote)
	}
	if i, ok := s.parseNumber(strings.Trim(arg, "[^]"), "footnote", count); ok {
		s.printText(s.page.source.Doc.FootnoteTexts(i + 1)...)
	}
}
