// Package tui is the reader: a Bubble Tea program with two places, the shelf
// (the notes of a library) and the page (one note), and what floats over them.
//
//	keys, mouse ─▶ Update ─▶ a method ─▶ a part moves, or a command asks
//	                  ▲                              │ reads, renders, searches
//	                  └───── an answer, with the question it answers ◀┘
//
// The laws that hold here:
//
//   - The root Model is the only tea.Model. Parts are values that it asks; they
//     know neither each other nor the root.
//   - Update only names a method. Nothing in Update or View reads, renders, searches or waits: commands do.
//   - A command closes over values, never over the Model, and its answer
//     carries its question; an answer to another question is dropped.
//   - One screen, one focus; all rectangles are computed once per resize.
//   - View is cheap, exactly as large as the window, and starts legible: what the
//     terminal says of its background is taken when it comes, and not waited for.
//
// It never writes to a note, and it starts a browser only after the address was shown.
package tui

import (
	"context"
	"errors"
	"fmt"
	"io"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/index"
	"quire/internal/note"
	"quire/internal/state"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// Options say what to read and how.
type Options struct {
	// Name is what the library is called until it is loaded.
	Name string
	// Load reads the library, off the screen's loop, at the start and whenever files have changed. Progress may be
	// called, from any goroutine, with the number of notes read so far. Nil: there is no library, only Document.
	Load func(ctx context.Context, progress func(notes int)) (*catalog.Catalog, error)
	// Glance reads, at the start and before Load, what the shelf shows of the notes and no more, so that it is there at once. While what it
	// gives is Growing it is called again. Nil: Load alone.
	Glance func(ctx context.Context) (*catalog.Catalog, error)
	// Keeping reports whether something is still being done with what Load gave, which takes memory. Nil: never.
	Keeping func() bool
	// Watch calls changed whenever files of the library may have changed, until ctx ends, and slow once if it
	// must go on with less than the system's word for it. Nil: only r reloads.
	Watch func(ctx context.Context, changed, slow func()) error

	// Note is the path of a note of the library to open at the start, at a heading where Heading names an anchor. Empty: the shelf.
	Note, Heading string
	// Document is a text to open at the start that is no note of the library, such as standard input; it wins over Note.
	Document *note.Parsed
	// Query is in force on the shelf at the start.
	Query string
	// Sort and Reverse are the order of the shelf at the start.
	Sort    index.Sort
	Reverse bool
	// Notice is said in the bottom line until the first key.
	Notice string

	// Theme is the look; nil is dark or light as the terminal says, and its own sixteen colours until it does.
	Theme *theme.Theme
	// ASCII is for a locale that is not UTF-8.
	ASCII bool
	// Images is how pictures are shown: auto, blocks or off; empty is auto.
	Images string
	// Measure is the most cells a line of text takes; 0 is 80.
	Measure int
	// Memory is what is remembered of the library. Nil: nothing.
	Memory *state.Store
	// Keys are the keys of actions where they are not the usual ones; see Actions.
	Keys map[string][]string
	// Columns are those of the shelf beside the title: date or modified, and tags. Nil: date and tags.
	Columns []string
	// Mouse makes the wheel scroll and a click select, open and follow.
	Mouse bool

	// In and Out are the terminal; nil is standard input and output.
	In  io.Reader
	Out io.Writer
	// Env is the environment, as os.Environ gives it: TERM and the like, VISUAL, EDITOR, BROWSER.
	Env []string
	// Report writes down a fault that did not end the program, and returns the file. It may be nil, and is called from any goroutine.
	Report func(*Fault) string
}

// Warm does ahead, beside what is done before Run, what the first screen would wait for.
func Warm() { go cells.Warm() }

// Run reads until the user quits, a signal comes or ctx ends. The terminal is as it was when Run returns. The
// error is a *Fault after a panic and a *Signalled after a signal.
func Run(ctx context.Context, o Options) error {
	if o.Load == nil && o.Document == nil {
		return errors.New("nothing to read: neither a library nor a document")
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	signals := catch()
	defer signals.release()
	m := newModel(ctx, o)
	m.system.exec = signals.whileRunning(m.system.exec)
	return run(ctx, o, m, signals)
}

// run shows a model, which tests replace.
func run(ctx context.Context, o Options, m tea.Model, signals *signals) error {
	shared := &guarded{report: o.Report}
	p := tea.NewProgram(guard{m, shared}, o.program(ctx)...)
	shared.stop = p.Quit
	go signals.forward(ctx, p.Quit)
	if o.Watch != nil {
		go func() {
			err := o.Watch(ctx, func() { p.Send(filesChanged{}) }, func() { p.Send(watchSlow{}) })
			if err != nil && ctx.Err() == nil {
				p.Send(watchFailed{err})
			}
		}()
	}
	last, err := p.Run()
	if g, ok := last.(guard); ok && shared.failed() == nil {
		if m, ok := g.inner.(Model); ok {
			m.noted()
			m.takenDown(o.Out)
		}
	}
	_ = o.Memory.Flush(lastPatience) // that it cannot be written was said when it was tried before
	if f := shared.failed(); f != nil {
		return f
	}
	if s := signals.got(); s != nil {
		return s
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil:
		return ctx.Err()
	}
	return fmt.Errorf("the screen: %w", err)
}

func (o Options) program(ctx context.Context) []tea.ProgramOption {
	// Twice the usual rate: a key waits for half a frame at most.
	program := []tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(120), tea.WithoutSignalHandler()}
	if o.In != nil {
		program = append(program, tea.WithInput(o.In))
	}
	if o.Out != nil {
		program = append(program, tea.WithOutput(o.Out))
	}
	if o.Env != nil {
		program = append(program, tea.WithEnvironment(o.Env))
	}
	return program
}
