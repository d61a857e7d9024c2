//go:build !linux

package testclock

import "time"

// Measure runs f and returns the elapsed time: the processor time of a thread is implemented for Linux only.
func Measure(f func()) time.Duration {
	began := time.Now()
	f()
	return time.Since(began)
}
