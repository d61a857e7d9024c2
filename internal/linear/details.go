package linear

import (
	"fmt"
	"strings"
	"time"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/numbers"
)

// listHeadings lists the headings of the open note; a number goes to one of them.
func (s *session) listHeadings(string) {
	headings := s.page.source.Details().Headings
	if len(headings) == 0 {
		s.fail("this note has no headings")
		return
	}
	here := s.page.HeadingAbove(s.page.screenTop)
	items := make([]string, len(headings))
	for i, h := range headings {
		items[i] = fmt.Sprintf("%s, level %d", h.Text, h.Level)
		if h.Anchor == here {
			items[i] += ", here"
		}
	}
	s.offerMenu("", items, menu{noun: "heading", choose: func(i int) {
		s.jumpWithinPage(links.Target{Status: links.Self, Path: s.page.path, Heading: headings[i].Anchor})
	}})
}

// maxBacklinkNotes limits how many notes listBacklinks reads to quote the sentences around their links.
const maxBacklinkNotes = 500

// listBacklinks lists the links to the open note, with the sentences around them; a number opens the note at the link.
func (s *session) listBacklinks(string) {
	backlinks, err := s.library.Backlinks(s.ctx, s.page.path)
	if err != nil {
		s.fail("backlinks: " + err.Error())
		return
	}
	if len(backlinks) == 0 {
		s.fail("no backlinks")
		return
	}
	items := make([]string, len(backlinks))
	parsed := map[string]*note.Parsed{}
	for i, b := range backlinks {
		p, ok := parsed[b.From.Path()]
		if !ok && len(parsed) < maxBacklinkNotes && !s.stopRequested() {
			_, p, _ = s.library.OpenNote(s.ctx, b.From.Path())
			parsed[b.From.Path()] = p
		}
		items[i] = b.From.Title()
		if p != nil {
			if text, _ := links.BacklinkContext(p, b.LinkIndex); text != "" {
				items[i] += ": " + text
			}
		}
	}
	s.offerMenu("", items, menu{noun: "note", choose: func(i int) {
		from := backlinks[i].From.Path()
		n, err := s.library.Note(s.ctx, from)
		if err != nil {
			s.fail(from + ": " + err.Error())
			return
		}
		s.openNote(from, destination{line: n.Details().Links[backlinks[i].LinkIndex].Line})
	}})
}

// showDetails prints problems, counts, the file and the front matter of the open note.
func (s *session) showDetails(string) {
	n := s.page.source.Note
	var lines []string
	add := func(name, text string) {
		if text != "" {
			lines = append(lines, name+": "+text)
		}
	}
	details := s.page.source.Details()
	for _, p := range details.Problems {
		add("problem", fmt.Sprintf("line %d, column %d: %s", p.Line, p.Column, p.Message))
	}
	for i := range s.page.linkCount() {
		if _, t := s.page.linkAt(i); t.Status == links.Broken || t.Status == links.Ambiguous || t.Status == links.Refused {
			add(t.Status.String(), fmt.Sprintf("link %d: %s", i+1, t.Explain()))
		}
	}
	if s.page.hitIndex >= 0 {
		add("number", numbers.Format(s.page.hitIndex+1)+" of "+numbers.Format(len(s.found.Hits)))
	}
	if s.page.path != "" {
		add("file", s.filePath())
	}
	if !n.Modified.IsZero() {
		add("changed", n.Modified.Format("2006-01-02 15:04"))
	}
	add("tags", strings.Join(n.Tags, ", "))
	add("words", numbers.Format(n.Words))
	add("links", numbers.Format(n.LinkCount))
	add("backlinks", numbers.Format(s.page.source.Backlinks))
	for _, f := range details.Fields {
		add(f.Key, formatField(f.Value))
	}
	s.printText(lines...)
}

// formatField formats a value of the front matter on one line.
func formatField(v any) string {
	switch v := v.(type) {
	case nil:
		return "empty"
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = formatField(x)
		}
		return strings.Join(parts, ", ")
	case note.Fields:
		parts := make([]string, len(v))
		for i, f := range v {
			parts[i] = f.Key + ": " + formatField(f.Value)
		}
		return strings.Join(parts, ", ")
	case time.Time:
		return v.Format("2006-01-02 15:04")
	}
	return fmt.Sprint(v)
}

// filePath returns the absolute path of the open note, or its path in the library if the library is not on disk.
func (s *session) filePath() string {
	if abs := s.library.AbsPath(s.page.path); abs != "" {
		return abs
	}
	return s.page.path
}
