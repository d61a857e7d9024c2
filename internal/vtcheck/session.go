//go:build linux || darwin

package vtcheck

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// Session is a program that runs on a pseudo-terminal of its own. Only one goroutine at a time may wait for its screen.
type Session struct {
	Cmd          *exec.Cmd
	pty          *os.File
	initialState *term.State

	mu           sync.Mutex
	output       strings.Builder
	sizes        []windowSize // the first, and one for each change
	reads        []int        // the lengths of the output after each read, which are often those after each write of the program
	exit         chan error
	outputClosed chan struct{} // closed when no program has the terminal open any more

	lastReplay *replay // belongs to the goroutine that waits
}

// windowSize is the size of the terminal from an offset of the output on.
type windowSize struct{ offset, columns, rows int }

// StartSession runs a program on a new pseudo-terminal. Its standard error goes to the terminal too, unless c.Stderr
// is set.
func StartSession(c *exec.Cmd, columns, rows int) (*Session, error) {
	master, slave, err := pty.Open()
	if err != nil {
		return nil, err
	}
	defer slave.Close()
	if err := pty.Setsize(master, &pty.Winsize{Rows: uint16(rows), Cols: uint16(columns)}); err != nil { //nolint:gosec // a window
		return nil, err
	}
	s := &Session{Cmd: c, pty: master, exit: make(chan error, 1), outputClosed: make(chan struct{}), sizes: []windowSize{{0, columns, rows}}}
	if s.initialState, err = term.GetState(slave.Fd()); err != nil {
		return nil, err
	}
	c.Stdin, c.Stdout = slave, slave
	if c.Stderr == nil {
		c.Stderr = slave
	}
	c.SysProcAttr = terminalAttr()
	if err := c.Start(); err != nil {
		return nil, err
	}
	go s.readOutput()
	go func() { s.exit <- c.Wait() }()
	return s, nil
}

// readOutput collects the output until no program has the terminal open.
func (s *Session) readOutput() {
	defer close(s.outputClosed)
	buf := make([]byte, 64<<10)
	for {
		n, err := s.pty.Read(buf)
		s.mu.Lock()
		s.output.Write(buf[:n])
		s.reads = append(s.reads, s.output.Len())
		s.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// Output returns all output so far.
func (s *Session) Output() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.output.String()
}

// SendKeys sends keys to the program.
func (s *Session) SendKeys(keys string) { fmt.Fprint(s.pty, keys) }

// Resize changes the size of the terminal.
func (s *Session) Resize(columns, rows int) error {
	s.mu.Lock()
	s.sizes = append(s.sizes, windowSize{s.output.Len(), columns, rows})
	s.mu.Unlock()
	return pty.Setsize(s.pty, &pty.Winsize{Rows: uint16(rows), Cols: uint16(columns)}) //nolint:gosec // a window
}

// CloseTerminal closes the terminal under the program.
func (s *Session) CloseTerminal() error { return s.pty.Close() }

// WaitForOutput waits until bytes have come in one piece after the first from bytes of the output. It is for control sequences
// and for programs that print lines: the reader writes only what changes on its screen, for which there is WaitForText.
func (s *Session) WaitForOutput(bytes string, from int, patience time.Duration) error {
	return s.await(patience, func() error {
		all := s.Output()
		if len(all) >= from && strings.Contains(all[from:], bytes) {
			return nil
		}
		return fmt.Errorf("%q was not written: %q", bytes, all[max(min(from, len(all)), len(all)-2000):])
	})
}

// WaitForText waits until the screen shows a text where it did not when the program had written from bytes. The text may be
// gone again by now. With from 0, it waits until the screen has shown the text at all. It does not find a text that a window
// breaks into two rows.
func (s *Session) WaitForText(text string, from int, patience time.Duration) error {
	var watch *textWatch
	err := s.WaitForScreen(from, patience, func(screen string) bool {
		if watch == nil && from > 0 {
			watch = newTextWatch(screen, text)
		} else if watch == nil {
			watch = newTextWatch("", text)
		}
		return watch.hasAppeared(screen)
	})
	if err != nil {
		return fmt.Errorf("%q did not appear: %w", text, err)
	}
	return nil
}

// WaitForScreen waits until holds returns true for a screen that the program has shown since it had written from bytes. holds
// gets the screen at that point first, as rows joined by line feeds.
func (s *Session) WaitForScreen(from int, patience time.Duration, holds func(screen string) bool) error {
	r := s.replayUntil(from)
	if all := s.Output(); len(all) >= from {
		r.show(all[r.offset:from])
	}
	if holds(r.screen.String()) {
		return nil
	}
	return s.await(patience, func() error {
		for _, part := range s.outputParts(r.offset) {
			if r.show(part); holds(r.screen.String()) {
				return nil
			}
		}
		return fmt.Errorf("the screen is\n%s", r.screen)
	})
}

// outputParts returns the output after the first from bytes, cut as splitOutput does.
func (s *Session) outputParts(from int) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return splitOutput(s.output.String(), from, s.reads)
}

// Screen returns what the terminal shows now, as rows joined by line feeds.
func (s *Session) Screen() string {
	all := s.Output()
	r := s.replayUntil(len(all))
	r.show(all[r.offset:])
	return r.screen.String()
}

// replay shows the output of a session on a screen whose size changes where that of the terminal did.
type replay struct {
	session *Session
	screen  *Screen
	offset  int // how much of the output it has shown
	resized int // how many of the session's sizes it has had
}

// replayUntil returns a replay that has shown at most the first from bytes: the last one if it may go on, so that a wait
// does not replay the whole session, or else a new one.
func (s *Session) replayUntil(from int) *replay {
	if s.lastReplay == nil || s.lastReplay.offset > from {
		s.lastReplay = &replay{session: s, screen: NewScreen(s.sizes[0].columns, s.sizes[0].rows), resized: 1}
	}
	return s.lastReplay
}

// show shows the next part of the output.
func (r *replay) show(part string) {
	r.session.mu.Lock()
	sizes := r.session.sizes[r.resized:]
	r.session.mu.Unlock()
	for _, size := range sizes {
		if size.offset > r.offset+len(part) {
			break
		}
		before := max(0, size.offset-r.offset)
		r.screen.Write(part[:before])
		r.screen.Resize(size.columns, size.rows)
		r.offset, part = r.offset+before, part[before:]
		r.resized++
	}
	r.screen.Write(part)
	r.offset += len(part)
}

// await calls check until it returns no error, and returns its last error when patience is over.
func (s *Session) await(patience time.Duration, check func() error) error {
	for end, seen := time.Now().Add(patience), -1; ; time.Sleep(2 * time.Millisecond) {
		over := time.Now().After(end)
		if n := s.outputLen(); n != seen || over {
			seen = n
			if err := check(); err == nil || over {
				return err
			}
		}
	}
}

// outputLen returns the number of bytes of the output so far.
func (s *Session) outputLen() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.output.Len()
}

// WaitQuiet waits until no output has come for the duration quiet and the program has nothing to do: on a busy machine a program
// that is about to answer may not get to it for long. Where the system does not say what the program does, only output counts.
func (s *Session) WaitQuiet(quiet time.Duration) {
	for last := -1; last != s.outputLen() || isWorking(s.Cmd.Process.Pid); time.Sleep(quiet) {
		last = s.outputLen()
	}
}

// outputGrace is how long to wait for the last output of a program that has exited.
const outputGrace = 10 * time.Second

// HasExited reports whether the program has exited.
func (s *Session) HasExited() bool { return len(s.exit) > 0 }

// WaitExit waits for the program to exit and returns its exit code. It returns -1 when a signal ended the program,
// and when the program did not exit in time; then it is killed.
func (s *Session) WaitExit(patience time.Duration) int {
	select {
	case <-s.exit:
		select { // the last output
		case <-s.outputClosed:
		case <-time.After(outputGrace): // a child of the program may still have the terminal open
		}
		return s.Cmd.ProcessState.ExitCode()
	case <-time.After(patience):
		_ = s.Cmd.Process.Kill()
		return -1
	}
}

var modeSequence = regexp.MustCompile(`\x1b\[\?([0-9;]+)([hl])`)

// CheckRestored describes how the terminal differs from its state at the start, after the program has left it. It
// returns nothing when all is restored.
func (s *Session) CheckRestored() []string {
	var wrong []string
	if now, err := term.GetState(s.pty.Fd()); err == nil && fmt.Sprint(*now) != fmt.Sprint(*s.initialState) {
		wrong = append(wrong, fmt.Sprintf("the line discipline changed: %v, was %v", *now, *s.initialState))
	}
	modes := map[string]string{}
	for _, m := range modeSequence.FindAllStringSubmatch(s.Output(), -1) {
		for _, number := range strings.Split(m[1], ";") {
			modes[number] = m[2]
		}
	}
	for number, set := range modes {
		if number == "25" && set == "l" || number != "25" && number != "7" && set == "h" {
			wrong = append(wrong, fmt.Sprintf("mode %s was left at %s", number, set))
		}
	}
	return wrong
}
