package tui

import (
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// An interrupt is the program's that has the terminal, and is so when it comes here after that has ended by it.
func TestWhoseInterrupt(t *testing.T) {
	s := &signals{}
	if !s.take(os.Interrupt) {
		t.Error("before any program has run an interrupt is another's")
	}
	s.last = nil
	var ended func()
	run := s.whileRunning(func(_ *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		ended = func() { done(nil) }
		return nil
	})
	run(nil, func(error) tea.Msg { return nil })
	if s.take(os.Interrupt) {
		t.Error("it is taken while a program has the terminal")
	}
	ended()
	if s.take(os.Interrupt) || s.got() != nil {
		t.Error("it is taken when it comes just after the program has ended")
	}
	if !s.take(syscall.SIGTERM) {
		t.Error("another signal is not taken")
	}
	s.ended = time.Now().Add(-2 * afterwards)
	if !s.take(os.Interrupt) {
		t.Error("long afterwards it is not taken")
	}
}
