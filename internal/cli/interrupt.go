package cli

import (
	"context"
	"os"
	"os/signal"
	"sync/atomic"
	"time"
)

// interruptGrace bounds how long a command may take to end by itself after an interrupt. A command does not notice
// the cancelled context while it lays out a large note or writes into a pipe that nobody reads.
const interruptGrace = 150 * time.Millisecond

// interruptHandler handles SIGINT for the process until a part of the program or a child process takes it over.
type interruptHandler struct {
	signals  chan os.Signal
	released atomic.Bool // somebody else handles SIGINT
}

// watchInterrupts calls cancel at the first SIGINT. If the process still runs after interruptGrace and nobody has
// taken SIGINT over, it exits with exitInterrupted. The end of ctx stops the watching.
func watchInterrupts(ctx context.Context, cancel func()) *interruptHandler {
	h := &interruptHandler{signals: make(chan os.Signal, 1)}
	signal.Notify(h.signals, os.Interrupt)
	context.AfterFunc(ctx, func() { signal.Stop(h.signals) })
	go func() {
		<-h.signals
		cancel()
		time.Sleep(interruptGrace)
		if !h.released.Load() {
			os.Exit(exitInterrupted)
		}
	}()
	return h
}

// release stops handling SIGINT: the part of the program that owns the terminal from now on handles it.
func (h *interruptHandler) release() {
	h.released.Store(true)
	signal.Stop(h.signals)
}

// takeBack ends yieldToChild: there is no child process after all.
func (h *interruptHandler) takeBack() { h.released.Store(false) }

// yieldToChild swallows every further SIGINT: a child process on the same terminal receives each one too and handles
// it.
func (h *interruptHandler) yieldToChild() {
	h.released.Store(true)
	signal.Notify(make(chan os.Signal, 1), os.Interrupt) // without a receiver a second SIGINT would end the process
}
