// Package linear reads a library line by line, for terminals on which a cursor cannot move: printers, slow lines, screen
// readers, shells inside editors, and pipes of commands. It does what package tui does on a screen: the user types a
// command, the package prints lines, and everything that can be chosen has a number.
//
//	commands ──lineReader──▶ session ──▶ a command of the table
//	                            │               │ asks the library, renders
//	  lines ◀──── pager ◀── a lineIterator ◀────┘
//
// The package draws, moves and overwrites nothing. Without a theme the only control character in its output is the line
// feed. On a terminal the pager prints a long text one screen at a time; an empty line asks for the next screen.
//
// The package must never start a program, write to a note or control a terminal: the host in Options does that.
package linear

import (
	"context"
	"errors"
	"io"
	"os"

	"quire/internal/catalog"
	"quire/internal/host"
	"quire/internal/note"
	"quire/internal/numbers"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/state"
	"quire/internal/theme"
)

// Options say what to read, where commands come from, where output goes, and how to reach other programs.
type Options struct {
	// Live delivers the library: its first catalog at the start, and a newer one after the command reload and after an edit.
	Live *catalog.Subscription

	Note, Heading string       // the note to open first, and a heading in it; without a note Run starts with the list
	Document      *note.Parsed // opened first instead, if not nil: a text that is not a note of the library
	// Memory keeps bookmarks and which notes were read. If nil, they are not kept.
	Memory  *state.Store
	Sort    search.Sort
	Reverse bool
	// Queries holds the saved queries, which @name stands for in a query.
	Queries query.Saved

	In  io.Reader // one command per line
	Out io.Writer
	// Prompt prints a prompt before each command. Set it when a person types.
	Prompt bool
	// Rows returns the height of the terminal. If it is nil or returns 0, texts are printed whole.
	Rows func() int
	// Width limits a line, in cells. 0 means 72.
	Width int
	// Theme styles the output; nil means plain text. Only its ASCII signs are used, in every locale, and no boxes.
	Theme *theme.Theme
	// Interrupts stops the current output, or a wait for input. It may be nil.
	Interrupts <-chan os.Signal

	// NameOfPath converts a path from the current folder that a person typed into the name of the note in the library, or
	// returns false if it is no path of a note. It may be nil.
	NameOfPath func(ctx context.Context, l catalog.Library, name string) (string, bool)

	// Host is the reader's machine: editor, browser, viewer, clipboard. A command that needs what the host lacks says so.
	// In and Out need not be its terminal.
	Host host.Host
}

// defaultWidth keeps lines short enough to take in at a glance, and below the 80 columns at which terminals break lines.
const defaultWidth = 72

// ErrFailed is returned by Run when a command failed or found nothing and no prompt showed a person the message.
var ErrFailed = errors.New("some commands failed")

// Run reads and executes commands until the input ends, the user quits or ctx is done. A failed command does not stop the
// others; without a prompt Run then returns ErrFailed at the end. Other errors are those of loading, reading and writing.
// Run leaves no work running, except a read of In that is still blocked.
func Run(ctx context.Context, o Options) error {
	if o.Width <= 0 {
		o.Width = defaultWidth
	}
	if o.Theme == nil {
		o.Theme = theme.Plain()
	}
	s := &session{Options: o, ctx: ctx, lines: newLineReader(o.In), asciiTheme: o.Theme.WithASCII(true)}
	s.pager = newPager(o.Out, o.Rows, s.stopRequested)
	s.commands = newCommandTable(allCommands())
	defer func() { _ = s.Memory.Flush(flushTimeout) }() // unsaved state does not make the session fail
	if err := s.openLibrary(); err != nil {
		return err
	}
	for !s.quit {
		line, err := s.promptForLine(s.promptText())
		switch {
		case errors.Is(err, errInterrupted):
			continue
		case errors.Is(err, io.EOF):
			return s.exitError()
		case err != nil:
			return err
		}
		s.executeLine(line)
		if s.pager.err != nil {
			return s.pager.err
		}
	}
	return s.exitError()
}

// exitError returns the error with which Run ends after the last command.
func (s *session) exitError() error {
	if s.pager.err == nil && s.failed && !s.Prompt {
		return ErrFailed
	}
	return s.pager.err
}

// openLibrary loads the library and opens the first page, or prints a summary of the list.
func (s *session) openLibrary() error {
	c, err := s.Live.WaitForLoad(s.ctx, 1)
	if err != nil {
		return err
	}
	s.library = c
	if notice := c.Status().Notice; notice != "" {
		s.printText(notice)
	}
	s.setQuery("")
	switch {
	case s.Document != nil:
		s.openDocument()
	case s.Note != "":
		s.openNote(s.Note, destination{heading: s.Heading})
	default:
		s.printText(s.listSummary() + ". Type list or help.")
	}
	return s.pager.err
}

// promptText returns the prompt: the number of notes in the list, or the position of the open note in it, and then how
// much has been printed.
func (s *session) promptText() string {
	location := numbers.Count(len(s.found.Hits), "note", "notes")
	if s.page != nil {
		if location = "page"; s.page.hitIndex >= 0 && len(s.found.Hits) > 1 {
			location = numbers.Format(s.page.hitIndex+1) + " of " + numbers.Format(len(s.found.Hits))
		}
	}
	switch {
	case s.pager.hasMore() && !s.pager.isPage:
		location += ", more"
	case s.page != nil && !s.page.isFinished():
		location += ", " + s.page.percentPrinted()
	}
	return location + "> "
}
