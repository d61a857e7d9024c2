package tui

import (
	"sync"
	"sync/atomic"
	"time"

	"quire/internal/state"
)

// How long each step may take after a request to end, before the program ends without it. Together they are less than the
// 200 ms within which the program must have ended, and leave time for the terminal and for a busy machine.
const (
	ctrlCTimeout = 50 * time.Millisecond // for ctrl+c to arrive as a key, behind the keys typed before it
	quitTimeout  = 60 * time.Millisecond // for Bubble Tea to accept the request to quit
	// leaveTimeout is for Bubble Tea's work after it has accepted the request, which only a terminal that accepts no output
	// can block.
	leaveTimeout = 500 * time.Millisecond

	endTimeout   = 175 * time.Millisecond // for everything, including the final save
	minFlushTime = 20 * time.Millisecond
)

// watchdog ends the program when it has been asked to end, even if Update hangs: it runs outside Bubble Tea's
// loop.
type watchdog struct {
	once         sync.Once
	requestedAt  time.Time     // written before requested is closed
	requested    chan struct{} // closed when the program has been asked to end
	byCtrlC      atomic.Bool   // the request came from ctrl+c
	quitAccepted atomic.Bool   // Bubble Tea has accepted the request to quit
	overdue      chan struct{} // closed when the program has not ended in time
	finished     chan struct{} // closed by the owner when the program has ended
}

func newWatchdog() *watchdog {
	return &watchdog{requested: make(chan struct{}), overdue: make(chan struct{}), finished: make(chan struct{})}
}

// requestEnd asks the program to end. It does not block. Only the first call has an effect.
func (w *watchdog) requestEnd() {
	w.once.Do(func() {
		w.requestedAt = time.Now()
		close(w.requested)
	})
}

// requestEndByCtrlC asks the program to end because ctrl+c was pressed, which always quits. It does not block.
func (w *watchdog) requestEndByCtrlC() {
	w.byCtrlC.Store(true)
	w.requestEnd()
}

// isEndRequested reports whether the program has been asked to end.
func (w *watchdog) isEndRequested() bool {
	select {
	case <-w.requested:
		return true
	default:
		return false
	}
}

// flushState saves the state after the loop has ended. After ctrl+c or a signal it has the remainder of
// endTimeout, and at least minFlushTime, which suffices for a small file. Errors were reported when a save
// failed before.
func (w *watchdog) flushState(store *state.Store) {
	if !w.isEndRequested() {
		_ = store.Flush(exitSaveLockTimeout)
		return
	}
	left := max(endTimeout-time.Since(w.requestedAt), minFlushTime)
	runWithTimeout(left, func() { _ = store.Flush(left) })
}

// waitForEnd closes overdue when the program has been asked to end and has not ended in time. The time for
// which another program has the terminal does not count: otherwise that program would lose its parent and share
// the terminal with the shell. quit asks Bubble Tea to end, and may block.
func (w *watchdog) waitForEnd(t *terminal, quit func()) {
	select {
	case <-w.requested:
	case <-w.finished:
		return
	}
	for first := true; first || t.isLent(); first = false {
		select {
		case <-t.reclaimSignal():
		case <-w.finished:
			return
		}
		if w.endsWithin(ctrlCTimeout) {
			return
		}
		go quit()
		if w.endsWithin(quitTimeout) || w.quitAccepted.Load() && w.endsWithin(leaveTimeout) {
			return
		}
	}
	close(w.overdue)
}

// endsWithin reports whether the program ends within d.
func (w *watchdog) endsWithin(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-w.finished:
		return true
	case <-timer.C:
		return false
	}
}
