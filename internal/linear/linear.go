// Package linear is the reader for whoever has no screen to move a cursor on: a
// terminal that is a printer or a slow line, a screen reader, an editor's shell, a
// pipe of commands. It does what the reader of package tui does, by lines: a command is typed, lines are
// printed, and everything that can be chosen has a number.
//
//	commands ──input──▶ session ──▶ a command of the table
//	                       │                │ asks catalog, index, links, render
//	  lines ◀──paper── a stream of lines ◀──┘
//
// Lines are as short as what they say. Nothing is drawn, moved or overwritten, and without a theme no byte of
// the output is a control but the line feed. On a terminal a long text comes a screen at a time; an
// empty line asks for the next.
//
// It must never start a program, write to a note or know a terminal: what needs those comes in as functions.
package linear

import (
	"context"
	"errors"
	"io"
	"os"

	"quire/internal/catalog"
	"quire/internal/index"
	"quire/internal/note"
	"quire/internal/state"
	"quire/internal/theme"
)

// Options are what to read, from whom the commands come, and what quire can do outside of itself.
type Options struct {
	// Load reads the library. It is called at the start, by the command that reloads, and after an edit.
	Load func(context.Context) (*catalog.Catalog, error)

	Note, Heading string       // where to begin; empty: with the list
	Document      *note.Parsed // a text that is no note of the library, to begin with
	// Memory is what is remembered of the library. Nil: nothing.
	Memory  *state.Store
	Sort    index.Sort
	Reverse bool

	In  io.Reader // commands, one a line
	Out io.Writer
	// Prompt says that a person types: there is a prompt before each command.
	Prompt bool
	// Rows is how many lines the terminal shows at once; nil or 0 is endless, and nothing waits for more.
	Rows func() int
	// Width is the most cells of a line; 0 is 72.
	Width int
	// Theme is nil for no styles at all. Of its signs only those in ASCII are used, in every locale, and no boxes.
	Theme *theme.Theme
	// Interrupts tells that the user wants what is being printed to stop. It may be nil.
	Interrupts <-chan os.Signal

	// Edit opens a file at a line, from 1, and returns when the editor has ended.
	Edit func(file string, line int) error
	// Browse opens an address that the user has seen and confirmed.
	Browse func(url string) error
	// View opens a file, which is an absolute path, in the program that the system has for it, once the user has seen
	// and confirmed it. Viewable says which files may be opened so; nil is none.
	View     func(file string) error
	Viewable func(file string) bool
	// Copy puts a text into the system's clipboard.
	Copy func(text string) error
}

// usualWidth is short enough for a line to be taken in at once, and for a terminal of 80 columns never to break it.
const usualWidth = 72

// ErrFailed says that something that was asked for could not be done or found, and that nobody was there to read so.
var ErrFailed = errors.New("not all of it could be done")

// Run reads commands until there are no more, or one is to quit. Without a prompt the answer is ErrFailed when one of
// them failed; all the others are done. Nothing is left behind that goes on, but for a read of In that has not ended
// when ctx does.
func Run(ctx context.Context, o Options) error {
	if o.Width <= 0 {
		o.Width = usualWidth
	}
	if o.Theme == nil {
		o.Theme = theme.Plain()
	}
	s := &session{Options: o, ctx: ctx, in: newInput(o.In), look: o.Theme.WithASCII(true)}
	s.paper = newPaper(o.Out, o.Rows, s.interrupted)
	s.known = table(commands())
	defer func() { _ = s.Memory.Flush(patience) }() // what cannot be written down is no reason to fail
	if err := s.begin(); err != nil {
		return err
	}
	for !s.done {
		line, err := s.ask(s.prompt())
		switch {
		case errors.Is(err, errInterrupted):
			continue
		case errors.Is(err, io.EOF):
			return s.outcome()
		case err != nil:
			return err
		}
		s.obey(line)
		if s.paper.err != nil {
			return s.paper.err
		}
	}
	return s.outcome()
}

func (s *session) outcome() error {
	if s.paper.err == nil && s.failed && !s.Prompt {
		return ErrFailed
	}
	return s.paper.err
}

// begin reads the library and shows where to begin.
func (s *session) begin() error {
	c, err := s.Load(s.ctx)
	if err != nil {
		return err
	}
	s.Catalog = c
	if c.Notice != "" {
		s.say(c.Notice)
	}
	s.search("")
	switch {
	case s.Document != nil:
		s.openDocument()
	case s.Note != "":
		s.open(s.Note, entry{heading: s.Heading})
	default:
		s.say(s.tally() + ". list shows them, help every command.")
	}
	return s.paper.err
}

// prompt tells where one is: the notes in force, or the number of the open note among them and how much was read.
func (s *session) prompt() string {
	where := plural(len(s.hits), "note", "notes")
	if s.page != nil {
		if where = "page"; s.page.in >= 0 && len(s.hits) > 1 {
			where = number(s.page.in+1) + " of " + number(len(s.hits))
		}
	}
	switch {
	case s.paper.more() && !s.paper.reading:
		where += ", more"
	case s.page != nil && !s.page.ended():
		where += ", " + s.page.percent()
	}
	return where + "> "
}
