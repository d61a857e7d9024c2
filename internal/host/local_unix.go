//go:build !windows

package host

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// notifyEnd sends to c the signals that ask this process to end, until stop is called.
func notifyEnd(c chan<- os.Signal) (stop func()) {
	signal.Notify(c, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	return func() { signal.Stop(c) }
}

// notifyResize calls changed whenever the system says that the window of this process has another size, until stop is called.
func notifyResize(changed func()) (stop func()) {
	resized, stopped := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(resized, syscall.SIGWINCH)
	go func() {
		for {
			select {
			case <-resized:
				changed()
			case <-stopped:
				return
			}
		}
	}()
	return func() {
		signal.Stop(resized)
		close(stopped)
	}
}

// stopTimeout bounds the wait for a stop that never comes. It is far longer than a stop takes on a busy machine, since a
// stop that came later would find the terminal in raw mode.
const stopTimeout = 500 * time.Millisecond

// suspendProcess stops the process group, as ctrl+z does where the terminal is not in raw mode, and returns when it is
// continued. The system does not stop an orphaned process group, such as the only program of a terminal window (POSIX:
// SIGTSTP is discarded), and then never continues it either.
func suspendProcess() {
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	defer signal.Stop(continued)
	if syscall.Kill(0, syscall.SIGTSTP) != nil {
		return
	}
	select {
	case <-continued:
	case <-time.After(stopTimeout):
	}
}
