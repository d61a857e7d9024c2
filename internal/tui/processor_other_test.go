//go:build !linux

package tui

import "time"

// processorTime runs f and returns the elapsed time: CPU time per thread is implemented for Linux only.
func processorTime(f func()) time.Duration {
	began := time.Now()
	f()
	return time.Since(began)
}
