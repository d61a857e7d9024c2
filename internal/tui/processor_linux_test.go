package tui

import (
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// processorTime runs f and returns the CPU time of its thread, which does not depend on the load of the machine.
func processorTime(f func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	began := threadClock()
	f()
	return threadClock() - began
}

// threadClock returns the CPU time of the calling thread.
func threadClock() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		return 0
	}
	return time.Duration(t.Nano())
}
