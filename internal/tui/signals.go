package tui

import (
	"context"
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Signalled is the error of Run when a signal ended it.
type Signalled struct{ Signal os.Signal }

func (s *Signalled) Error() string { return "ended by a signal: " + s.Signal.String() }

// signals are those that ask the program to end. While another program has the
// terminal an interrupt is meant for that one: the terminal sends it to both.
type signals struct {
	came chan os.Signal

	mu      sync.Mutex
	last    os.Signal
	running int       // programs that have the terminal
	ended   time.Time // when the last of them ended
}

// afterwards is how long after a program has ended an interrupt may come that was meant for it: it ended by it, and here the
// same one was still on its way. The reader itself gets ctrl+c as a key.
const afterwards = time.Second

func catch() *signals {
	s := &signals{came: make(chan os.Signal, 4)}
	signal.Notify(s.came, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	return s
}

func (s *signals) release() { signal.Stop(s.came) }

// forward ends the program at the first signal that is meant for it.
func (s *signals) forward(ctx context.Context, end func()) {
	for {
		select {
		case <-ctx.Done():
			return
		case sig := <-s.came:
			if s.take(sig) {
				end()
				return
			}
		}
	}
}

func (s *signals) take(sig os.Signal) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if sig == os.Interrupt && (s.running > 0 || time.Since(s.ended) < afterwards) {
		return false
	}
	s.last = sig
	return true
}

// got is the signal that ended the program, or nil.
func (s *signals) got() *Signalled {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		return nil
	}
	return &Signalled{s.last}
}

// whileRunning lets a program that gets the terminal have its interrupts.
func (s *signals) whileRunning(do func(*exec.Cmd, tea.ExecCallback) tea.Cmd) func(*exec.Cmd, tea.ExecCallback) tea.Cmd {
	return func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		s.count(1)
		return do(c, func(err error) tea.Msg {
			s.count(-1)
			return done(err)
		})
	}
}

func (s *signals) count(by int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running += by; s.running == 0 {
		s.ended = time.Now()
	}
}
