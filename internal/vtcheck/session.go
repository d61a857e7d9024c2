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

// Session is a program on a terminal of its own.
type Session struct {
	Cmd    *exec.Cmd
	pty    *os.File
	before *term.State

	mu     sync.Mutex
	stream strings.Builder
	ended  chan error
	silent chan struct{} // closed when no program has the terminal any more
}

// Start runs a program on a new terminal. What it says on standard error comes through the terminal too, unless that is set.
func Start(c *exec.Cmd, columns, rows int) (*Session, error) {
	master, slave, err := pty.Open()
	if err != nil {
		return nil, err
	}
	defer slave.Close()
	if err := pty.Setsize(master, &pty.Winsize{Rows: uint16(rows), Cols: uint16(columns)}); err != nil { //nolint:gosec // a window
		return nil, err
	}
	s := &Session{Cmd: c, pty: master, ended: make(chan error, 1), silent: make(chan struct{})}
	if s.before, err = term.GetState(slave.Fd()); err != nil {
		return nil, err
	}
	c.Stdin, c.Stdout = slave, slave
	if c.Stderr == nil {
		c.Stderr = slave
	}
	c.SysProcAttr = ownTerminal()
	if err := c.Start(); err != nil {
		return nil, err
	}
	go s.read()
	go func() { s.ended <- c.Wait() }()
	return s, nil
}

func (s *Session) read() {
	defer close(s.silent)
	buf := make([]byte, 64<<10)
	for {
		n, err := s.pty.Read(buf)
		s.mu.Lock()
		s.stream.Write(buf[:n])
		s.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// Stream is all that the program has written so far.
func (s *Session) Stream() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stream.String()
}

// Type sends keys.
func (s *Session) Type(keys string) { fmt.Fprint(s.pty, keys) }

// Resize changes the window.
func (s *Session) Resize(columns, rows int) error {
	return pty.Setsize(s.pty, &pty.Winsize{Rows: uint16(rows), Cols: uint16(columns)}) //nolint:gosec // a window
}

// Hangup takes the terminal away.
func (s *Session) Hangup() error { return s.pty.Close() }

// WaitFor waits until a text has come after the first from bytes of the stream.
func (s *Session) WaitFor(text string, from int, patience time.Duration) error {
	for end := time.Now().Add(patience); ; time.Sleep(2 * time.Millisecond) {
		if all := s.Stream(); len(all) >= from && strings.Contains(all[from:], text) {
			return nil
		}
		if time.Now().After(end) {
			all := s.Stream()
			return fmt.Errorf("%q has not come: %q", text, all[max(from, len(all)-2000):])
		}
	}
}

// Calm waits until nothing has come for a while.
func (s *Session) Calm(quiet time.Duration) {
	for last := -1; last != len(s.Stream()); time.Sleep(quiet) {
		last = len(s.Stream())
	}
}

// farewell is how long what a program wrote last may be on its way.
const farewell = 2 * time.Second

// Ended says whether the program is over.
func (s *Session) Ended() bool { return len(s.ended) > 0 }

// End waits for the end and is the exit code; -1 when it did not come in time or a signal ended the program.
func (s *Session) End(patience time.Duration) int {
	select {
	case <-s.ended:
		select { // what it wrote last
		case <-s.silent:
		case <-time.After(farewell): // a program that it started may still have the terminal
		}
		return s.Cmd.ProcessState.ExitCode()
	case <-time.After(patience):
		_ = s.Cmd.Process.Kill()
		return -1
	}
}

var mode = regexp.MustCompile(`\x1b\[\?([0-9;]+)([hl])`)

// Sane is what is wrong with the terminal now that the program is no longer on it; empty when all is as before.
func (s *Session) Sane() []string {
	var wrong []string
	if now, err := term.GetState(s.pty.Fd()); err == nil && fmt.Sprint(*now) != fmt.Sprint(*s.before) {
		wrong = append(wrong, fmt.Sprintf("the line discipline is another one: %v, was %v", *now, *s.before))
	}
	modes := map[string]string{}
	for _, m := range mode.FindAllStringSubmatch(s.Stream(), -1) {
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
