package linear

import (
	"slices"
	"strings"

	"quire/internal/search"
	"quire/internal/text"
)

// commandScope says when a command may be used.
type commandScope uint8

const (
	anywhere  commandScope = iota
	needsPage              // only while a page is open
)

// command describes a word that the user can type. The command help prints the same table that executeLine dispatches on.
type command struct {
	name    string
	aliases string // other names of one character each: the default keys of package tui
	args    string // arguments as shown by help
	help    string
	scope   commandScope
	run     func(s *session, arg string) // arg is trimmed
}

// allCommands returns the commands in the order in which help lists them.
func allCommands() []command {
	return withBookmarkCommands([]command{
		{"more", " ", "", "show the next screen; an empty line does the same", anywhere, (*session).showMore},
		{"list", "l", "", "list the notes, with numbers", anywhere, (*session).listNotes},
		{"open", "", "[N or NAME]", "open a note by its number, title or path, or by part of its title; alone, list the notes read last; @WORDS lists the headings of all notes with these words", anywhere, (*session).openByName},
		{"query", "", "[QUERY]", "list only the notes that match; alone, reset to all notes", anywhere, (*session).filterNotes},
		{"tags", "t", "", "list the tags of the notes, or of the open note; N adds tag N to the query, -N excludes it", anywhere, (*session).listTags},
		{"sort", "", "[ORDER]", "sort by " + search.SortChoices() + ", or a key of the front matter; repeat to reverse", anywhere, (*session).changeSort},
		{"next", "J", "", "open the next note in the list", anywhere, func(s *session, _ string) { s.openNeighbor(1) }},
		{"previous", "K", "", "open the previous note in the list", anywhere, func(s *session, _ string) { s.openNeighbor(-1) }},
		{"back", "[h", "", "go back to where you were", anywhere, func(s *session, _ string) { s.goBack() }},
		{"forward", "]", "", "go forward again", anywhere, func(s *session, _ string) { s.goForward() }},
		{"follow", "f", "N", "follow link N", needsPage, (*session).followNumber},
		{"peek", "p", "N", "preview the target of link N", needsPage, (*session).previewLink},
		{"footnote", "", "N", "show footnote N", needsPage, (*session).showFootnote},
		{"links", "", "", "list the links and their targets", needsPage, (*session).listLinks},
		{"backlinks", "B", "", "list the links to this note, with their sentences", needsPage, (*session).listBacklinks},
		{"related", "~", "", "list the notes about the same, with the reasons; N opens note N", needsPage, (*session).listRelated},
		{"mentions", "", "", "list the places in other notes that name this note without a link to it; N opens the note there", needsPage, (*session).listMentions},
		{"outline", "o", "", "list the headings; N goes to heading N", needsPage, (*session).listHeadings},
		{"tasks", "T", "", "list the tasks of the notes in the list, or of the open note, open ones first; N opens the note at task N", anywhere, (*session).listTasks},
		{"table", "", "[N] [COLUMN]", "list the tables, or show table N row by row, sorted by COLUMN, a head or a number; -COLUMN sorts in reverse", needsPage, (*session).showTable},
		{"find", "", "[TEXT]", "find TEXT in the note; case-sensitive if it has capitals", needsPage, (*session).findText},
		{"match", "n", "", "go to the next match", needsPage, func(s *session, _ string) { s.repeatFind(1) }},
		{"rematch", "N", "", "go to the previous match", needsPage, func(s *session, _ string) { s.repeatFind(-1) }},
		{"up", "bu", "", "show the previous screen", needsPage, (*session).showPreviousScreen},
		{"top", "g", "", "go to the top of the note", needsPage, (*session).showTop},
		{"end", "G", "", "go to the end of the note", needsPage, (*session).showEnd},
		{"info", "i", "", "show the details of the note", needsPage, (*session).showDetails},
		{"copy", "y", "[N]", "list paths and links to copy: to this place, to link N, or in the list to note N", anywhere, (*session).listCopies},
		{"edit", "e", "", "open the note in your editor, at this place", needsPage, (*session).editNote},
		{"browser", "O", "N", "open link N in the browser, or its file in the default program; shows the target and asks first", needsPage, (*session).openLinkOutside},
		{"reload", "r", "", "reload the files", anywhere, (*session).reloadLibrary},
		{"help", "?", "", "list the commands", anywhere, (*session).showHelp},
		{"quit", "q", "", "quit; so does ctrl+d", anywhere, func(s *session, _ string) { s.quit = true }},
	})
}

// commandTable finds commands by name, alias or prefix.
type commandTable struct {
	all []command
}

func newCommandTable(all []command) *commandTable { return &commandTable{all} }

// lookup returns the command with this name or alias, or the only command whose name starts with it. If several do, it
// returns one of them and the names of all in candidates. If no command matches, c is zero.
func (t *commandTable) lookup(name string) (c command, candidates []string) {
	for _, c := range t.all {
		if name == c.name || len(name) == 1 && strings.Contains(c.aliases, name) {
			return c, nil
		}
	}
	for _, other := range t.all {
		if strings.HasPrefix(other.name, strings.ToLower(name)) {
			c = other
			candidates = append(candidates, other.name)
		}
	}
	return c, candidates
}

// executeLine executes one line of input: nothing for the next screen, a number, /TEXT, or a command with its argument.
func (s *session) executeLine(line string) {
	line = strings.TrimSpace(line)
	if line == "" {
		s.showMore("")
		return
	}
	if s.chooseNumber(line) {
		return
	}
	if rest, ok := strings.CutPrefix(line, "/"); ok { // as in package tui: searches the open page, else the notes
		if s.page != nil {
			s.findText(rest)
		} else {
			s.filterNotes(rest)
		}
		return
	}
	name, arg, _ := strings.Cut(line, " ")
	if arg == "" { // an alias with a number: f3, O12
		if i := strings.IndexAny(name, "0123456789"); i == 1 && len(name) > 1 {
			name, arg = name[:1], name[1:]
		}
	}
	c, candidates := s.commands.lookup(name)
	switch {
	case len(candidates) > 1:
		s.failf("%s: %s?", name, strings.Join(candidates, ", "))
	case c.run == nil:
		s.failf("%s: no such command; help lists all commands", text.Head(name, 1))
	case c.scope == needsPage && s.page == nil:
		s.failf("%s: no note is open; open N opens note N", c.name)
	default:
		c.run(s, strings.TrimSpace(arg))
	}
}

// showHelp prints the commands with their aliases and arguments.
func (s *session) showHelp(string) {
	lines := []string{"A number chooses from the last list, or follows a link of the note just opened. /TEXT queries the list, or finds text in an open note. The first letters of a command are enough."}
	for _, c := range s.commands.all {
		name := c.name
		if c.args != "" {
			name += " " + c.args
		}
		if aliases := strings.Join(slices.Compact(strings.Split(strings.TrimSpace(c.aliases), "")), " "); aliases != "" {
			name += " (" + aliases + ")"
		}
		lines = append(lines, name+": "+c.help)
	}
	s.printText(lines...)
}

// showMore prints the next screen of the text printed last if there is more of it, else of the open page.
func (s *session) showMore(string) {
	switch {
	case s.pager.hasMore() && !s.pager.isPage:
		s.pager.printNextScreen()
	case s.page != nil && !s.page.isFinished():
		s.printFrom(s.page.next)
	case s.page != nil:
		s.printText("end of note")
	default:
		s.printText("nothing more to show; list lists the notes")
	}
}
