package tui

import (
	"context"
	"os"
	"sync"
	"time"

	"quire/internal/host"
)

// SignalError is the error of Run when a signal ended the program.
type SignalError struct{ Signal os.Signal }

func (s *SignalError) Error() string { return "ended by a signal: " + s.Signal.String() }

// signalWatcher receives the signals that ask the program to end. While another program has the terminal, an
// interrupt belongs to that program: the terminal sends it to both.
type signalWatcher struct {
	received chan os.Signal
	stop     func() // ends the watching

	mu             sync.Mutex
	accepted       os.Signal
	programs       int       // how many programs have the terminal
	lastProgramEnd time.Time // when the last such program ended
}

// interruptGrace is how long after a program has given the terminal back an interrupt is still taken as meant
// for that program: the interrupt that ended it may arrive here later. The reader itself gets ctrl+c as a key.
const interruptGrace = time.Second

// watchSignals starts receiving the signals of a host, which may have none.
func watchSignals(h host.Host) *signalWatcher {
	s := &signalWatcher{received: make(chan os.Signal, 4), stop: func() {}}
	if h.NotifyEnd != nil {
		s.stop = h.NotifyEnd(s.received)
	}
	return s
}

// waitForSignal calls end at the first signal that is meant for this program, then returns. It also returns
// when ctx ends. end may block.
func (s *signalWatcher) waitForSignal(ctx context.Context, end func()) {
	for {
		select {
		case <-ctx.Done():
			return
		case sig := <-s.received:
			if s.acceptSignal(sig) {
				end()
				return
			}
		}
	}
}

// acceptSignal records sig as the signal that ends this program, and reports false when sig is meant for the
// program that has the terminal.
func (s *signalWatcher) acceptSignal(sig os.Signal) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if sig == os.Interrupt && (s.programs > 0 || time.Since(s.lastProgramEnd) < interruptGrace) {
		return false
	}
	s.accepted = sig
	return true
}

// endingSignal returns the signal that ended the program, or nil.
func (s *signalWatcher) endingSignal() *SignalError {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.accepted == nil {
		return nil
	}
	return &SignalError{s.accepted}
}

// addPrograms counts n more programs that have the terminal. As long as there are any, interrupts are theirs.
func (s *signalWatcher) addPrograms(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.programs += n; s.programs == 0 {
		s.lastProgramEnd = time.Now()
	}
}
