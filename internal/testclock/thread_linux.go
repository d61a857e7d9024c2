package testclock

import (
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// Measure runs f and returns the processor time of its thread, which does not depend on the load of the machine. What f leaves to
// other goroutines is not in it.
func Measure(f func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	began := threadTime()
	f()
	return threadTime() - began
}

// threadTime returns the processor time of the calling thread.
func threadTime() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		return 0
	}
	return time.Duration(t.Nano())
}
