package linear

import (
	"slices"
	"strings"
)

// where is where a command means something.
type where uint8

const (
	anywhere where = iota
	onList
	onPage
)

// command is a word that can be typed, and what it does. The table of them dispatches, and help is made from it.
type command struct {
	word    string
	letters string // other names, of one character each; the keys of the reader on the screen
	args    string // as help shows them
	does    string
	where   where
	do      func(s *session, arg string)
}

// commands are all of them, in the order of help.
func commands() []command {
	return withMemory([]command{
		{"more", " ", "", "the next screen; an empty line does the same", anywhere, (*session).more},
		{"list", "l", "", "the notes, with numbers", anywhere, (*session).list},
		{"open", "", "N or NAME", "a note, by number, title, path or part of it", anywhere, (*session).openNamed},
		{"query", "", "[QUERY]", "only notes that match; alone: all notes", anywhere, (*session).queryFor},
		{"tags", "t", "", "the tags of the notes, or of the open one; N adds, -N leaves out", anywhere, (*session).tags},
		{"sort", "", "[ORDER]", "date, title, path, modified, relevance; again: backwards", anywhere, (*session).sortBy},
		{"next", "J", "", "the next note of the list", anywhere, func(s *session, _ string) { s.walk(1) }},
		{"previous", "K", "", "the note before", anywhere, func(s *session, _ string) { s.walk(-1) }},
		{"back", "[h", "", "where you were before", anywhere, func(s *session, _ string) { s.back() }},
		{"forward", "]", "", "where you came back from", anywhere, func(s *session, _ string) { s.forward() }},
		{"follow", "f", "N", "link N", onPage, (*session).follow},
		{"peek", "p", "N", "the beginning of what link N leads to", onPage, (*session).peek},
		{"footnote", "", "N", "footnote N", onPage, (*session).footnote},
		{"links", "", "", "every link, and where it leads", onPage, (*session).links},
		{"backlinks", "B", "", "who links here, with the sentences", onPage, (*session).backlinks},
		{"outline", "o", "", "the headings; N goes there", onPage, (*session).outline},
		{"find", "", "[TEXT]", "the first place with this text; capitals count if you type one", onPage, (*session).findText},
		{"match", "n", "", "the next such place", onPage, func(s *session, _ string) { s.match(1) }},
		{"rematch", "N", "", "the one before", onPage, func(s *session, _ string) { s.match(-1) }},
		{"up", "bu", "", "the screen before this one", onPage, (*session).up},
		{"top", "g", "", "from the beginning", onPage, (*session).top},
		{"end", "G", "", "the end", onPage, (*session).end},
		{"info", "i", "", "all that is known of the note", onPage, (*session).info},
		{"copy", "y", "[N]", "the ways to write this place, or link N; a number copies one", anywhere, (*session).copy},
		{"edit", "e", "", "the note in your editor, at this place", onPage, (*session).edit},
		{"browser", "O", "N", "link N in the browser, or its file in the program for it, once you have seen where it leads", onPage, (*session).browser},
		{"reload", "r", "", "read the files again", anywhere, (*session).reload},
		{"help", "?", "", "this", anywhere, (*session).help},
		{"quit", "q", "", "the end; so does ctrl+d", anywhere, func(s *session, _ string) { s.done = true }},
	})
}

// commandTable finds commands by what was typed.
type commandTable struct {
	all []command
}

func table(all []command) *commandTable { return &commandTable{all} }

// named is the command with this name, or the only one whose word begins so; else the words that do.
func (t *commandTable) named(name string) (c command, like []string) {
	for _, c := range t.all {
		if name == c.word || len(name) == 1 && strings.Contains(c.letters, name) {
			return c, nil
		}
	}
	for _, d := range t.all {
		if strings.HasPrefix(d.word, strings.ToLower(name)) {
			c = d
			like = append(like, d.word)
		}
	}
	return c, like
}

// obey does what a line says.
func (s *session) obey(line string) {
	text := strings.TrimSpace(line)
	if text == "" {
		s.more("")
		return
	}
	if s.choose(text) {
		return
	}
	if rest, ok := strings.CutPrefix(text, "/"); ok { // as on the screen: in the page, or of the notes
		if s.page != nil {
			s.findText(rest)
		} else {
			s.queryFor(rest)
		}
		return
	}
	name, arg, _ := strings.Cut(text, " ")
	if arg == "" { // f3, O12
		if i := strings.IndexAny(name, "0123456789"); i == 1 && len(name) > 1 {
			name, arg = name[:1], name[1:]
		}
	}
	c, like := s.known.named(name)
	switch {
	case len(like) > 1:
		s.failf("%s: %s?", name, strings.Join(like, ", "))
	case c.do == nil:
		s.failf("%s: no such command; help tells all", window(name, 1))
	case c.where == onPage && s.page == nil:
		s.failf("%s is for an open note; open N opens one", c.word)
	default:
		c.do(s, strings.TrimSpace(arg))
	}
}

// help lists the commands.
func (s *session) help(string) {
	all := []string{"A number chooses from what was listed last. /TEXT is query for the list and find in a note. The first letters of a word are enough."}
	for _, c := range s.known.all {
		name := c.word
		if c.args != "" {
			name += " " + c.args
		}
		if letters := strings.Join(slices.Compact(strings.Split(strings.TrimSpace(c.letters), "")), " "); letters != "" {
			name += " (" + letters + ")"
		}
		all = append(all, name+": "+c.does)
	}
	s.say(all...)
}

// more prints the next screen: of what was not printed to its end, or else of the open note.
func (s *session) more(string) {
	switch {
	case s.paper.more() && !s.paper.reading:
		s.paper.turn()
	case s.page != nil && !s.page.ended():
		s.read(s.page.at)
	case s.page != nil:
		s.say("the end")
	default:
		s.say("there is no more; list shows the notes")
	}
}
