package cores

import (
	"sync"
	"sync/atomic"
	"time"
)

// Crew is several goroutines that compute, some of which rest while somebody waits for an answer. The zero Crew is empty.
type Crew struct {
	group   sync.WaitGroup
	working atomic.Int32
}

// Go begins work in a goroutine. It is to call Breathe between two pieces of it, which are to take some milliseconds at most.
func (c *Crew) Go(work func()) {
	c.working.Add(1)
	c.group.Go(func() {
		defer c.working.Add(-1)
		work()
	})
}

// Wait waits until all work is done.
func (c *Crew) Wait() { c.group.Wait() }

// pause is how soon who rests looks again.
const pause = 5 * time.Millisecond

// Breathe holds up who calls it while more of the crew are at work than may be now. One always is; and where there is a
// single processor all are, because then most of them wait for a disk.
func (c *Crew) Breathe() {
	for {
		n := c.working.Load()
		if free := Free(); free == Count() || int(n) <= free {
			return
		}
		if c.working.CompareAndSwap(n, n-1) {
			break
		}
	}
	for {
		time.Sleep(pause)
		n := c.working.Load()
		if free := Free(); (free == Count() || int(n) < free) && c.working.CompareAndSwap(n, n+1) {
			return
		}
	}
}

// Each calls do for every number below n, in order and for as many of them at once as may be. It returns when all are done.
func Each(n int, do func(i int)) {
	EachWith(n, func() func(int) { return do })
}

// EachWith is Each where every goroutine has a do of its own, which make gives it.
func EachWith(n int, make func() func(i int)) {
	var next atomic.Int64
	var crew Crew
	for range min(n, Count()) {
		crew.Go(func() {
			do := make()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if do(i); int(next.Load()) < n {
					crew.Breathe()
				}
			}
		})
	}
	crew.Wait()
}
