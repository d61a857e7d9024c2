// Package tui is the full-screen reader: a Bubble Tea program with two screens, the shelf (a list of the
// library's notes) and the page (one note), and a stack of overlays on top of them.
//
//	keys, mouse ─▶ Update ─▶ top overlay, or the screen ─▶ it changes, or a command asks
//	                  ▲                                          │ reads, lays out, searches
//	                  └──── an answer, with the request it answers ◀┘
//
// These rules hold:
//
//   - The root Model is the only tea.Model. It routes messages, and owns what the screens share: the session, the history, the page loader. Screens, overlays and parts are values that know neither the root nor each other. What one of them wants beyond itself, it asks for with an intent, and the root carries the intent out.
//   - update names what handles each message. Update and View never read, lay out, search or wait: commands do. A message that needs lines which are not laid out waits for the command that lays them out.
//   - A command captures values, never the Model. Its answer carries the request; the answer to an outdated request is dropped.
//   - An open overlay gets the keys, or else the screen, which knows its mode. All rectangles are computed once per resize.
//   - View is cheap, exactly as large as the window, and legible from the start: the terminal's report of its background colour is used when it arrives, and not waited for.
//
// All that the program knows of the reader's machine is the host in Options: many readers, each with a host of its own, can run
// in one process. Where a host lacks what a key needs, the key says so.
//
// The package never writes to a note, and it opens a browser only after it has shown the address.
package tui

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"quire/internal/host"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/state"
	"quire/internal/text"
	"quire/internal/theme"
	"quire/internal/tui/fault"
)

// Options says what to read and how.
type Options struct {
	// Name is the library's name until it is loaded.
	Name string
	// Live delivers the library: previews at the start, the library, and again whenever files have changed. Nil: there is
	// no library, only Document.
	Live LiveLibrary

	// Note is the path of the note to open at the start, and Heading an anchor in it or empty. Empty: the shelf.
	Note, Heading string
	// Document is a text outside the library, such as standard input, to open at the start. It wins over Note.
	Document *note.Parsed
	// Growing delivers the rest of Document. Nil: Document is complete.
	Growing GrowingDocument
	// Queries holds the saved queries, which @name stands for in a query.
	Queries query.Saved
	// Query filters the shelf at the start.
	Query string
	// Sort and Reverse are the order of the shelf at the start.
	Sort    search.Sort
	Reverse bool
	// Notice is shown in the bottom line until the first key.
	Notice string

	// Theme is the colours; nil is dark or light, as the terminal reports, and a guess from the environment until then.
	Theme *theme.Theme
	// ASCII limits the screen to ASCII, for a locale that is not UTF-8.
	ASCII bool
	// Images says how to draw images: auto, the name of a picture.Protocol, blocks or off; empty is auto.
	Images string
	// Measure is the maximum width of a line of text, in cells; 0 is 80.
	Measure int
	// State stores positions, bookmarks and the like between sessions. Nil: nothing is stored.
	State *state.Store
	// Keys holds the keys of actions that do not have their default keys; see Actions.
	Keys map[string][]string
	// Columns lists the columns of the shelf beside the title: date or modified, tags, and keys of the front matter. Nil: date
	// and tags.
	Columns []string
	// Renderer is BubbleTea, or anything else for the painter of the reader itself.
	Renderer string
	// Mouse makes the wheel scroll and a click select, open and follow.
	Mouse bool

	// OnInput is called for each key, paste and mouse event, before it is handled, so that work in the background gives
	// way. It must return at once. It may be nil.
	OnInput func()

	// Host is the reader's machine: terminal, editor, browser, clipboard. The reader says what the host lacks.
	Host host.Host
	// Report writes a fault that did not end the program to a file and returns the file's name. It may be nil, and is
	// called from any goroutine.
	Report func(*fault.Fault) string
}

// WarmUp starts work that the first screen would otherwise wait for. Call it early, beside what precedes Run.
func WarmUp() { go text.LoadPainterTable() }

// ErrInterrupted is the error of Run when ctrl+c ended it.
var ErrInterrupted = errors.New("ended by ctrl+c")

// Run runs m on its host until the user quits, a signal comes or the context of New ends. When it returns, the terminal is as
// it was before. The error is a *fault.Fault after a panic, a *SignalError after a signal, and ErrInterrupted after
// ctrl+c. After a signal or ctrl+c Run returns within 200 ms, not counting the time for which another program
// has the terminal; goroutines that have not ended by then are left running.
func Run(m Model) error {
	switch {
	case m.opts.Live == nil && m.opts.Document == nil:
		return errors.New("nothing to read: neither a library nor a document")
	case m.host.Terminal.Out == nil:
		return errors.New("no terminal to show the reader on")
	case m.ctx.Err() != nil: // otherwise nobody would read the terminal's answers
		return m.ctx.Err()
	}
	ctx, cancel := context.WithCancel(m.ctx)
	defer cancel()
	m = m.ownSession()
	m.ctx = ctx
	return runModel(ctx, m.opts, m)
}

// runModel runs m in place of the reader's Model, so that tests can replace it.
func runModel(ctx context.Context, o Options, m tea.Model) error {
	signals := watchSignals(o.Host)
	defer signals.stop()
	w := newWatchdog()
	t := openTerminal(o.Host, w, signals)
	shared := &guardState{report: o.Report, isLeaving: w.quitAccepted.Load}
	options := append(programOptions(ctx), t.programOptions()...)
	t.renderer = newRenderer(t, o.Renderer, func(cause any) { shared.recordFault("drawing the screen", cause) })
	shared.show = t.renderer.show
	p := tea.NewProgram(panicGuard{m, shared}, append(options, t.renderer.programOptions()...)...)
	shared.stop = p.Quit
	go w.waitForEnd(t, p.Quit)
	go signals.waitForSignal(ctx, func() {
		w.requestEnd()
		p.Quit()
	})
	go t.watchSize(p.Send, w.finished)
	err := runUntilOverdue(p, t, o, shared)
	close(w.finished)
	if f := shared.fault(); f != nil {
		return f
	}
	if s := signals.endingSignal(); s != nil {
		return s
	}
	switch {
	case w.byCtrlC.Load():
		return ErrInterrupted
	case err == nil:
		return nil
	case errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil:
		return ctx.Err()
	}
	return fmt.Errorf("the screen: %w", err)
}

// runUntilOverdue runs p until it ends, or until the watchdog gives up waiting for it. Either way it restores
// the terminal and saves the state.
func runUntilOverdue(p *tea.Program, t *terminal, o Options, shared *guardState) error {
	type ending struct {
		last tea.Model
		err  error
	}
	ended := make(chan ending, 1)
	go func() {
		var last tea.Model
		err := t.renderer.acquire()
		if err == nil {
			last, err = p.Run()
		}
		t.renderer.close()
		ended <- ending{last, err}
	}()
	select {
	case e := <-ended:
		if t.keyboard != nil {
			t.keyboard.pause()
		}
		if g, ok := e.last.(panicGuard); ok && shared.fault() == nil {
			if m, ok := g.model.(Model); ok {
				m.recordSession()
				m.page.deleteAllImages(o.Host.Terminal.Out)
			}
		}
		t.watchdog.flushState(o.State)
		return e.err
	case <-t.watchdog.overdue:
		kill := func() {
			p.Kill()
			t.renderer.close()
		}
		t.restore(kill, shared.lastShown(), o.Host.Terminal.Out)
		t.watchdog.flushState(o.State)
		return nil
	}
}

// programOptions returns the options for Bubble Tea that do not depend on the terminal.
func programOptions(ctx context.Context) []tea.ProgramOption {
	return []tea.ProgramOption{tea.WithContext(ctx), tea.WithoutSignalHandler()}
}
