package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/host"
	"quire/internal/library"
	"quire/internal/linear"
	"quire/internal/search"
)

// usesLinearMode reports whether the reader works line by line: with --linear, or on a terminal that cannot do more.
func (o *options) usesLinearMode() bool { return o.linear || o.outTTY && o.env("TERM") == "dumb" }

// opensReader reports whether a person reads interactively. Otherwise output goes to a pipe or file.
func (o *options) opensReader() bool { return o.outTTY || o.linear }

// runLinear runs the line-by-line reader, for terminals without a screen and for commands from a pipe.
func (o *options) runLinear(ctx context.Context, l *library.Library, s startPage) error {
	o.loadSettings(l)
	shared := o.liveOptions(l, s) // without a warm-up: a session often runs only one command, and each waits for its answer
	finish := shared.Finish
	shared.Finish = func(ctx context.Context, c *catalog.Catalog) (catalog.Library, error) {
		o.hadUnreadable = o.hadUnreadable || len(c.UnreadableFiles()) > 0
		return finish(ctx, c)
	}
	live := catalog.NewLive(l, shared)
	liveContext, closeLive := context.WithCancel(ctx)
	defer live.FinishSaving(savePatience)
	defer closeLive()
	go live.Run(liveContext)
	opts := linear.Options{
		Live: live.Subscribe(),
		Note: s.path, Heading: s.anchor, Memory: o.openState(l.Root), Queries: o.savedQueries(),
		In: o.stdin, Out: o.stdout,
		Prompt: o.inTTY && o.outTTY, Width: o.linearWidth(),
		Host: o.host, NameOfPath: nameOfPath,
	}
	if s.stdin != nil {
		opts.Document = s.stdin.parse()
		opts.In = o.openKeyboard()
	}
	var err error
	if opts.Sort, err = search.ParseSort(o.cfg.Sort); err != nil {
		return usageError("set sort to "+search.SortChoices(), "settings: %w", err)
	}
	if o.color == "always" || o.style != "" && o.usesColour(o.color) { // no colour unless the user asks for it
		if opts.Theme, err = o.chooseTheme(); err != nil {
			return err
		}
		opts.Out = o.styledWriter(opts.Theme)
	}
	if opts.Prompt {
		o.lenient = true
		opts.Rows = o.linearRows
		// As in a shell, an interrupt ends the current output, not the session.
		interrupts := make(chan os.Signal, 1)
		o.interrupts.release()
		signal.Notify(interrupts, os.Interrupt)
		defer signal.Stop(interrupts)
		opts.Interrupts = interrupts
	}
	if err = linear.Run(ctx, opts); errors.Is(err, linear.ErrFailed) {
		err = errQuiet // each failure was reported where it happened
	}
	if flushErr := o.out.Flush(); flushErr != nil && (err == nil || errors.Is(err, errQuiet)) {
		err = flushErr
	}
	return reportFault(o.host, err)
}

// linearWidth returns the configured width, else one cell less than the terminal's, so that it does not wrap lines
// itself, and at most 72.
func (o *options) linearWidth() int {
	const maxLinearWidth = 72
	if o.cfg.Width != config.AutoWidth {
		return o.cfg.Width
	}
	cols := o.terminalColumns()
	if cols == 0 {
		cols, _ = strconv.Atoi(o.env("COLUMNS")) // a serial line does not report its size
	}
	if cols > 1 {
		return min(cols-1, maxLinearWidth)
	}
	return maxLinearWidth
}

// linearRows returns the height of the terminal in rows, else $LINES up to host.MaxRows, else 24.
func (o *options) linearRows() int {
	if h := o.terminalRows(); h > 0 {
		return h
	}
	if n, err := strconv.Atoi(o.env("LINES")); err == nil && n > 0 {
		return min(n, host.MaxRows)
	}
	return 24
}

// openKeyboard returns the reader of commands when standard input holds the document: the terminal, or an empty
// reader when there is no terminal.
func (o *options) openKeyboard() io.Reader {
	if !o.outTTY {
		return strings.NewReader("")
	}
	if f, err := host.OpenKeyboard(); err == nil {
		return f
	}
	return strings.NewReader("")
}
