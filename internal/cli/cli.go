// Package cli implements the command line of quire: one file per command, their flags, and what they print where and with
// which exit code. It must not search, resolve links or render by itself; the packages that it imports do that.
//
// All commands follow these rules:
//   - Standard output holds only records or rendered notes; everything else goes to standard error.
//   - In a pipe there is no colour, no prompt, no progress and no escape sequence.
//   - An error is printed as "quire: what: why", with a "hint:" line if there is something to do about it.
//   - Exit codes: 0 success, 1 no matches, 2 usage error, I/O error or a panic in quire itself, 130 interrupted,
//     129 and 143 ended by SIGHUP and SIGTERM.
//   - Parts of a library that cannot be read are named on standard error. The command handles the rest and exits with 2.
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

	"quire/internal/host"
	"quire/internal/library"
	"quire/internal/safe"
	"quire/internal/tui"
)

// The exit codes. Scripts rely on them, so they must never change.
const (
	exitOK          = 0
	exitNoMatch     = 1
	exitError       = 2
	exitInterrupted = 130
	exitSignal      = 128 // plus the signal's number
)

// failure is an error that ends a command. It carries the exit code, and a hint at what the user can do about it.
type failure struct {
	code   int
	err    error
	hint   string // one or more lines
	detail string // lines printed below the message, such as a caret under a syntax error
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// usageError returns an error in how the command was called, with exit code 2.
func usageError(hint, format string, args ...any) error {
	return &failure{code: exitError, err: fmt.Errorf(format, args...), hint: hint}
}

// noMatchError returns an error for an empty answer that needs a message, with exit code 1.
func noMatchError(hint, format string, args ...any) error {
	return &failure{code: exitNoMatch, err: fmt.Errorf(format, args...), hint: hint}
}

// errQuiet ends a command with exit code 1 and without a message, because the answer is empty.
var errQuiet = errors.New("no matches")

// reportedError ends a command whose errors errorReporter has printed already. It carries only the exit code.
type reportedError struct{ code int }

func (reportedError) Error() string { return "some of the work failed" }
func (reportedError) Unwrap() error { return errQuiet }

// errorReporter prints the errors of a command that handles several arguments, each at once, so that the command can go on
// with the others. It keeps the highest exit code.
type errorReporter struct {
	stderr    io.Writer
	worstCode int
}

func (c *errorReporter) report(err error) { c.worstCode = max(c.worstCode, printError(c.stderr, err)) }

// err returns the error that ends the command, or nil if nothing was reported.
func (c *errorReporter) err() error {
	if c.worstCode == 0 {
		return nil
	}
	return reportedError{c.worstCode}
}

// Main runs quire with the arguments after its name and returns the exit code.
func Main(args []string, stdin, stdout, stderr *os.File) (code int) {
	h := host.Local(stdin, stdout, stderr, os.Environ())
	defer func() {
		if cause := recover(); cause != nil {
			code = reportResult(context.Background(), stderr, reportPanic(h, cause, debug.Stack()))
		}
	}()
	// When the reader of a pipe closes it early, writing fails with EPIPE, which reportResult treats as success, instead of
	// SIGPIPE ending the process.
	signal.Ignore(syscall.SIGPIPE)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s := newStreams(stdin, stdout, stderr, h)
	s.interrupts = watchInterrupts(ctx, cancel)
	defer func() {
		for _, do := range s.afterOutput {
			do()
		}
	}()
	o := newOptions(s)
	root := newRoot(o)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	// A failed write matters more than an empty answer, unless the reader of the pipe closed it.
	if flushErr := s.out.Flush(); flushErr != nil && (err == nil || errors.Is(err, errQuiet) && !errors.Is(flushErr, syscall.EPIPE)) {
		err = flushErr
	}
	return o.finalExitCode(reportResult(ctx, stderr, err))
}

// reportResult prints the error that a command ended with, if it needs a message, and returns the exit code.
func reportResult(ctx context.Context, stderr io.Writer, err error) int {
	var ended *tui.SignalError
	var already reportedError
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE), errors.Is(err, io.ErrClosedPipe):
		return exitOK
	case errors.As(err, &ended):
		return signalExitCode(ended.Signal)
	case ctx.Err() != nil, errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &already):
		return already.code
	case errors.Is(err, errQuiet):
		return exitNoMatch
	}
	return printError(stderr, err)
}

// printError prints an error with its detail and hint, and returns its exit code.
func printError(stderr io.Writer, err error) int {
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

// signalExitCode returns the exit code by which shells report that a signal ended a program: 128 plus its number.
func signalExitCode(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return exitSignal + int(n)
	}
	return exitInterrupted
}
