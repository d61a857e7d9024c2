package host

import (
	"os"
	"os/signal"
	"syscall"
)

// notifyEnd sends to c the signals that ask this process to end, until stop is called.
func notifyEnd(c chan<- os.Signal) (stop func()) {
	signal.Notify(c, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	return func() { signal.Stop(c) }
}

var (
	// notifyResize is nil: on Windows Bubble Tea watches the window.
	notifyResize func(changed func()) (stop func())
	// suspendProcess is nil: Windows cannot stop a process so that a shell continues it.
	suspendProcess func()
)
