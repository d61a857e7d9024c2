package tui

import (
	"os"
	"syscall"
	"testing"
	"time"
)

// TestSignals_InterruptBelongsToTerminalProgram holds that an interrupt is ignored while another program has
// the terminal, and shortly after that program has ended.
func TestSignals_InterruptBelongsToTerminalProgram(t *testing.T) {
	s := &signalWatcher{}
	if !s.acceptSignal(os.Interrupt) {
		t.Error("an interrupt is ignored before any program has run")
	}
	s.accepted = nil
	s.addPrograms(1)
	if s.acceptSignal(os.Interrupt) {
		t.Error("an interrupt is accepted while a program has the terminal")
	}
	s.addPrograms(-1)
	if s.acceptSignal(os.Interrupt) || s.endingSignal() != nil {
		t.Error("an interrupt is accepted just after the program has ended")
	}
	if !s.acceptSignal(syscall.SIGTERM) {
		t.Error("SIGTERM is ignored")
	}
	s.lastProgramEnd = time.Now().Add(-2 * interruptGrace)
	if !s.acceptSignal(os.Interrupt) {
		t.Error("an interrupt is ignored long after the program has ended")
	}
}
