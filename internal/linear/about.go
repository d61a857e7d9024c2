package linear

import (
	"fmt"
	"strings"
	"time"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/safe"
)

// outline offers the headings of the open note.
func (s *session) outline(string) {
	headings := s.page.src.Details().Headings
	if len(headings) == 0 {
		s.fail("this note has no headings")
		return
	}
	here := s.page.HeadingAbove(s.page.shown)
	items := make([]string, len(headings))
	for i, h := range headings {
		items[i] = fmt.Sprintf("%s, level %d", h.Text, h.Level)
		if h.Anchor == here {
			items[i] += ", here"
		}
	}
	s.offer("", items, choice{what: "heading", do: func(i int) {
		s.jump(links.Target{Status: links.Self, Path: s.page.path, Heading: headings[i].Anchor})
	}})
}

// mostSentences is how many of the notes that link here are read for their sentences.
const mostSentences = 500

// backlinks offers the places that link here.
func (s *session) backlinks(string) {
	back := s.Links.Backlinks(s.page.path)
	if len(back) == 0 {
		s.fail("no note links here")
		return
	}
	items := make([]string, len(back))
	read := map[string]*note.Parsed{}
	for i, b := range back {
		p, ok := read[b.From.Path]
		if !ok && len(read) < mostSentences && !s.interrupted() {
			_, p, _ = s.Open(b.From.Path)
			read[b.From.Path] = p
		}
		items[i] = b.From.Title
		if p != nil {
			if text, _ := links.Context(p.Doc, b.Link); text != "" {
				items[i] += ": " + text
			}
		}
	}
	s.offer("", items, choice{what: "note", do: func(i int) {
		s.open(back[i].From.Path, entry{line: back[i].From.Details().Links[back[i].Link].Line})
	}})
}

// info prints all that is known of the open note.
func (s *session) info(string) {
	n := s.page.src.Note
	var all []string
	add := func(name, text string) {
		if text != "" {
			all = append(all, name+": "+text)
		}
	}
	details := s.page.src.Details()
	for _, p := range details.Problems {
		add("problem", fmt.Sprintf("line %d, column %d: %s", p.Line, p.Column, p.Message))
	}
	for i := range s.page.links() {
		if _, t := s.page.link(i); t.Status == links.Broken || t.Status == links.Ambiguous || t.Status == links.Refused {
			add(t.Status.String(), fmt.Sprintf("link %d: %s", i+1, why(t)))
		}
	}
	if s.page.in >= 0 {
		add("number", number(s.page.in+1)+" of "+number(len(s.hits)))
	}
	if s.page.path != "" {
		add("file", s.file())
	}
	if !n.Modified.IsZero() {
		add("changed", n.Modified.Format("2006-01-02 15:04"))
	}
	add("tags", strings.Join(n.Tags, ", "))
	add("words", number(n.Words))
	add("links", number(n.LinkCount))
	add("links here", number(s.page.src.Backlinks))
	for _, f := range details.Fields {
		add(f.Key, fieldText(f.Value))
	}
	s.say(all...)
}

// fieldText is a value of the front matter on one line.
func fieldText(v any) string {
	switch v := v.(type) {
	case nil:
		return "empty"
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = fieldText(x)
		}
		return strings.Join(parts, ", ")
	case note.Fields:
		parts := make([]string, len(v))
		for i, f := range v {
			parts[i] = f.Key + ": " + fieldText(f.Value)
		}
		return strings.Join(parts, ", ")
	case time.Time:
		return v.Format("2006-01-02 15:04")
	}
	return fmt.Sprint(v)
}

// file is where the open note lies on the disk, or its path in a library that does not.
func (s *session) file() string {
	if abs := s.Library.Abs(s.page.path); abs != "" {
		return abs
	}
	return s.page.path
}

// copy offers the ways to write down this place, or a link of the open note. All are printed; a number copies one.
func (s *session) copy(arg string) {
	if s.page == nil {
		i, ok := s.numbered(arg, "note", len(s.hits))
		if !ok {
			return
		}
		path := s.hits[i].Note.Path
		if abs := s.Library.Abs(path); abs != "" {
			path = abs
		}
		s.offerTexts(append([]string{path}, cited(s.Links.Cite(s.hits[i].Note, "", nil))...))
		return
	}
	if arg != "" {
		if i, ok := s.numbered(arg, "link", s.page.links()); ok {
			s.offerTexts([]string{s.addressOf(i)})
		}
		return
	}
	if s.page.path == "" {
		s.fail("this text is in no file")
		return
	}
	texts := []string{fmt.Sprintf("%s:%d", s.file(), max(s.page.source(), 1))}
	var from *note.Note
	for i := len(s.trail.behind) - 1; i >= 0 && from == nil; i-- {
		if p := s.trail.behind[i].path; p != s.page.path {
			from = s.Links.Note(p)
		}
	}
	s.offerTexts(append(texts, cited(s.Links.Cite(s.Links.Note(s.page.path), s.page.HeadingAbove(s.page.shown), from))...))
}

func (s *session) addressOf(i int) string {
	l, t := s.page.link(i)
	switch t.Status {
	case links.External:
		return t.URL
	case links.Note, links.Self, links.Asset:
		if t.Heading != "" {
			return t.Path + "#" + t.Heading
		}
		return t.Path
	}
	return l.Dest
}

func cited(all []links.Citation) []string {
	out := make([]string, len(all))
	for i, c := range all {
		out[i] = c.Text
	}
	return out
}

// offerTexts offers texts to be copied.
func (s *session) offerTexts(texts []string) {
	s.offer("", texts, choice{what: "text", do: func(i int) {
		if s.Copy == nil {
			s.fail("there is no clipboard here")
			return
		}
		if err := s.Copy(texts[i]); err != nil {
			s.fail("not copied: " + err.Error())
			return
		}
		s.say("copied")
	}})
}

// edit opens the note in the user's editor, at the screen that was printed last, and reads it again after.
func (s *session) edit(string) {
	abs := ""
	if s.page.path != "" {
		abs = s.Library.Abs(s.page.path)
	}
	if abs == "" || s.Edit == nil {
		s.fail("there is no file to edit")
		return
	}
	s.paper.flush()
	err := s.Edit(abs, max(s.page.source(), 1))
	s.reload("")
	if err != nil {
		s.fail("the editor: " + err.Error())
	}
}

// browser shows the whole address of a link, or the path of a file, and opens it when that is confirmed.
func (s *session) browser(arg string) {
	i, ok := s.numbered(arg, "link", s.page.links())
	if !ok {
		return
	}
	l, t := s.page.link(i)
	switch {
	case t.Status == links.Asset && s.views(t.Path):
		s.outside(t.Path, "open it in the program for such files, y or n? ", s.Library.Abs(t.Path), s.View)
	case t.Status != links.External:
		s.fail("this leads nowhere outside the library: " + s.leadsTo(l, t))
	case s.Browse == nil:
		s.say(t.URL)
	default:
		s.outside(t.URL, "open it in the browser, y or n? ", t.URL, s.Browse)
	}
}

// views says whether a file of the library can be opened by another program.
func (s *session) views(file string) bool {
	if s.View == nil || s.Viewable == nil || s.Library.Abs(file) == "" || !s.Viewable(file) {
		return false
	}
	f, err := s.Library.Open(file) // which refuses what leads out of the library, and what is no file
	if err != nil {
		return false
	}
	f.Close()
	return true
}

// outside shows what is to be opened by another program, and opens it when that is confirmed.
func (s *session) outside(shown, question, what string, open func(string) error) {
	s.paper.write(safe.Text(shown) + "\n")
	answer, err := s.ask(question)
	if err != nil || !strings.EqualFold(strings.TrimSpace(answer), "y") && !strings.EqualFold(strings.TrimSpace(answer), "yes") {
		return
	}
	if err := open(what); err != nil {
		s.fail("no program was started: " + err.Error())
		return
	}
	s.say("opened")
}
