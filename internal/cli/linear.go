package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/term"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/index"
	"quire/internal/library"
	"quire/internal/linear"
	"quire/internal/note"
	"quire/internal/tui"
)

// byLines says whether the reader works by lines: when it is told to, and on a terminal that can do nothing else.
func (o *shared) byLines() bool { return o.linear || o.outTTY && o.env("TERM") == "dumb" }

// reads says whether there is somebody to read to, rather than a pipe to print into.
func (o *shared) reads() bool { return o.outTTY || o.linear }

// readLines is the reader for terminals without a screen, and for commands from a pipe.
func (o *shared) readLines(ctx context.Context, l *library.Library, s start) error {
	k := newKept(ctx, l, o.cache())
	k.warm = func(*catalog.Catalog) {} // it is asked one thing at a time, and often only one
	defer k.close()
	opts := linear.Options{
		Load: func(ctx context.Context) (*catalog.Catalog, error) {
			c, err := o.reload(ctx, k, nil)
			if err != nil || len(c.Notes) > 0 || s.path != "" || s.raw != nil {
				return c, err
			}
			return o.instead(ctx, l)
		},
		Note: s.path, Heading: s.anchor, Memory: o.memory(l),
		In: o.stdin, Out: o.stdout,
		Prompt: o.inTTY && o.outTTY, Width: o.lineWidth(),
		Edit: o.editFile, Browse: o.openAddress, View: o.viewFile, Viewable: tui.Viewable, Copy: tui.ToClipboard,
	}
	if s.raw != nil {
		opts.Document = note.Parse("stdin.md", s.raw)
		opts.In = o.keyboard()
	}
	var err error
	if opts.Sort, err = index.ParseSort(o.cfg.Sort); err != nil {
		return usage("sort is date, title, path, modified or relevance", "settings: %w", err)
	}
	if o.color == "always" || o.style != "" && o.coloured(o.color) { // no colour unless it was asked for
		if opts.Theme, err = o.theme(); err != nil {
			return err
		}
		opts.Out = o.painted(opts.Theme)
	}
	if opts.Prompt {
		o.lenient = true
		opts.Rows = o.rows
		// As in a shell, an interrupt ends what is being printed, not the reading.
		interrupts := make(chan os.Signal, 1)
		o.release()
		signal.Notify(interrupts, os.Interrupt)
		defer signal.Stop(interrupts)
		opts.Interrupts = interrupts
	}
	if err = linear.Run(ctx, opts); errors.Is(err, linear.ErrFailed) {
		err = errQuiet // each failure was told where it belongs
	}
	if flushErr := o.out.Flush(); flushErr != nil && (err == nil || errors.Is(err, errQuiet)) {
		err = flushErr
	}
	return err
}

// lineWidth is the width that is set, else a short line that the terminal does not break by itself.
func (o *shared) lineWidth() int {
	const most = 72
	if o.cfg.Width != config.AutoWidth {
		return o.cfg.Width
	}
	cols := o.columns()
	if cols == 0 {
		cols, _ = strconv.Atoi(o.env("COLUMNS")) // a serial line does not know
	}
	if cols > 1 {
		return min(cols-1, most)
	}
	return most
}

// rows is the height of the terminal; of one that does not know it, the usual one.
func (o *shared) rows() int {
	if _, h, err := term.GetSize(o.stdout.Fd()); err == nil && h > 0 {
		return h
	}
	if n, err := strconv.Atoi(o.env("LINES")); err == nil && n > 0 {
		return n
	}
	return 24
}

// keyboard is where commands come from when the text came through standard input. Without one there are none.
func (o *shared) keyboard() io.Reader {
	name := "/dev/tty"
	if runtime.GOOS == "windows" {
		name = "CONIN$"
	}
	if f, err := os.Open(name); err == nil && o.outTTY {
		return f
	}
	return strings.NewReader("")
}

// editFile has the user's editor open a file, and waits for its end.
func (o *shared) editFile(file string, line int) error {
	argv, err := tui.EditorCommand(o.env, file, line)
	if err != nil {
		return err
	}
	return o.inTerminal(argv)
}

// openAddress opens an address in the browser.
func (o *shared) openAddress(url string) error {
	argv, here, err := tui.BrowserCommand(o.env, url)
	if err != nil {
		return err
	}
	if here {
		return o.inTerminal(argv)
	}
	return started(argv)
}

// viewFile opens a file in the program that the system has for it.
func (o *shared) viewFile(file string) error { return started(tui.ViewerCommand(runtime.GOOS, file)) }

// started starts a program and leaves it to itself.
func started(argv []string) error {
	c := exec.Command(argv[0], argv[1:]...) //nolint:gosec // the user's own program, with what was confirmed
	if err := c.Start(); err != nil {
		return err
	}
	go c.Wait() //nolint:errcheck // its exit code says nothing; it must only be reaped
	return nil
}

// inTerminal runs a program that has the terminal until it ends.
func (o *shared) inTerminal(argv []string) error {
	c := exec.Command(argv[0], argv[1:]...) //nolint:gosec // the user's own program
	c.Stdin, c.Stdout, c.Stderr = o.stdin, o.stdout, o.stderr
	return c.Run()
}
