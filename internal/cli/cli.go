// Package cli holds quire's commands, one file each. It decides what goes to
// which stream, in which shape and with which exit code, and nothing else: finding,
// resolving and rendering happen in the rooms below.
//
// The rules of the shell:
//   - Nothing but records or a rendered note goes to standard output; the rest goes to standard error.
//   - In a pipe there is no colour, no prompt, no progress and no escape byte.
//   - Errors are "quire: what: why", and a "hint:" line where there is something to do.
//   - Exit codes: 0 fine, 1 nothing matched, 2 usage or I/O error or a fault of quire itself, 130 interrupted,
//     129 and 143 ended by SIGHUP and SIGTERM.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"quire/internal/library"
	"quire/internal/safe"
	"quire/internal/tui"
)

// The exit codes. They are part of the contract with scripts.
const (
	exitOK          = 0
	exitNone        = 1
	exitError       = 2
	exitInterrupted = 130
	exitSignal      = 128 // plus the signal's number
)

// failure is an error that ends a command, with its exit code and what can be done about it.
type failure struct {
	code   int
	err    error
	hint   string // one or more lines
	detail string // lines that belong to the message, such as a caret under a slip
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// usage is an error in how the command was called.
func usage(hint, format string, args ...any) error {
	return &failure{code: exitError, err: fmt.Errorf(format, args...), hint: hint}
}

// none says that nothing matched.
func none(hint, format string, args ...any) error {
	return &failure{code: exitNone, err: fmt.Errorf(format, args...), hint: hint}
}

// errQuiet ends a command with exit code 1 and no message: the answer was empty, and that is no error.
var errQuiet = errors.New("nothing matched")

// told is the end of a command that has complained of something and done the rest.
type told struct{ code int }

func (told) Error() string { return "not all of it could be done" }
func (told) Unwrap() error { return errQuiet }

// complaints are what is wrong with some of several things: each is told at once, and the others are still done.
type complaints struct {
	stderr io.Writer
	worst  int
}

func (c *complaints) add(err error) { c.worst = max(c.worst, tell(c.stderr, err)) }

// err is nil when there was nothing to complain of.
func (c *complaints) err() error {
	if c.worst == 0 {
		return nil
	}
	return told{c.worst}
}

// Main runs quire with the arguments after its name and returns the exit code.
func Main(args []string, stdin, stdout, stderr *os.File) (code int) {
	defer func() {
		if cause := recover(); cause != nil {
			code = report(context.Background(), stderr, broken(os.Getenv, cause, debug.Stack()))
		}
	}()
	// A reader that has seen enough closes the pipe. Without the signal the write fails with EPIPE, which fail takes for success.
	signal.Ignore(syscall.SIGPIPE)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	context.AfterFunc(ctx, func() { signal.Stop(interrupts) })
	go func() {
		<-interrupts
		cancel()
	}()
	s := newStreams(stdin, stdout, stderr, os.Getenv)
	s.release = func() { signal.Stop(interrupts) }
	defer func() {
		for _, do := range s.afterwards {
			do()
		}
	}()
	o := newShared(s)
	root := newRoot(o)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	// That records could not be written matters more than that there were some. A reader who has seen enough is no failure.
	if flushErr := s.out.Flush(); flushErr != nil && (err == nil || errors.Is(err, errQuiet) && !errors.Is(flushErr, syscall.EPIPE)) {
		err = flushErr
	}
	return o.outcome(report(ctx, stderr, err))
}

func report(ctx context.Context, stderr io.Writer, err error) int {
	var ended *tui.Signalled
	var already told
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE), errors.Is(err, io.ErrClosedPipe):
		return exitOK
	case errors.As(err, &ended):
		return signalCode(ended.Signal)
	case ctx.Err() != nil, errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &already):
		return already.code
	case errors.Is(err, errQuiet):
		return exitNone
	}
	return tell(stderr, err)
}

// tell writes what went wrong, and what can be done about it, and returns the exit code.
func tell(stderr io.Writer, err error) int {
	var f *failure
	code, hint, detail := exitError, "", ""
	var open *library.OpenError
	if errors.As(err, &open) {
		hint = open.Hint
	}
	if errors.As(err, &f) {
		code, hint, detail = f.code, f.hint, f.detail
	}
	fmt.Fprintf(stderr, "quire: %s\n", safe.Text(err.Error()))
	if detail != "" {
		fmt.Fprintln(stderr, safe.Block(detail))
	}
	if hint != "" {
		fmt.Fprintf(stderr, "hint: %s\n", safe.Block(hint))
	}
	return code
}

// signalCode is what a shell says of a program that a signal ended.
func signalCode(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return exitSignal + int(n)
	}
	return exitInterrupted
}
