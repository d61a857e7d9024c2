package catalog

import (
	"runtime/debug"
	"sync"
)

// collector is Go's garbage collector, which is put off while a snapshot is read: all that is made then stays, and to look
// through it again each time that it has doubled takes as long as a tenth of the reading.
type collector struct {
	mu      sync.Mutex
	waiters int
	percent int // as it was
}

var garbage collector

// putOff puts it off until again is called. A limit of memory that the user has set holds all the same.
func (c *collector) putOff() (again func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiters++; c.waiters == 1 {
		c.percent = debug.SetGCPercent(-1)
	}
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.waiters--; c.waiters == 0 {
			debug.SetGCPercent(c.percent)
		}
	}
}
