package workers

import (
	"sync"
	"sync/atomic"
	"time"
)

// Group is a group of computing goroutines, some of which pause while the user waits for an answer. The zero value is an
// empty group of the nil Pool.
type Group struct {
	pool   *Pool
	group  sync.WaitGroup
	active atomic.Int32
}

// NewGroup returns an empty group that pauses for the user of p.
func (p *Pool) NewGroup() *Group { return &Group{pool: p} }

// Go runs work in a new goroutine. The work should yield after every few milliseconds.
func (c *Group) Go(work func()) {
	c.active.Add(1)
	c.group.Go(func() {
		defer c.active.Add(-1)
		work()
	})
}

// Wait returns when all work is done.
func (c *Group) Wait() { c.group.Wait() }

// pollInterval is how often a paused goroutine checks whether it may go on.
const pollInterval = 5 * time.Millisecond

// Yield pauses the calling goroutine while more of the group are active than the pool allows now. At least one is always
// active. Nobody pauses on a single processor, where most of the goroutines wait for the disk.
func (c *Group) Yield() {
	size := c.pool.Size()
	for {
		n := c.active.Load()
		if limit := c.pool.limit(); limit == size || int(n) <= limit {
			return
		}
		if c.active.CompareAndSwap(n, n-1) {
			break
		}
	}
	for {
		time.Sleep(pollInterval)
		n := c.active.Load()
		if limit := c.pool.limit(); (limit == size || int(n) < limit) && c.active.CompareAndSwap(n, n+1) {
			return
		}
	}
}

// ForEach calls do for every number from 0 below n, in this order, on as many goroutines as may run. It returns when all
// calls have returned.
func (p *Pool) ForEach(n int, do func(i int)) {
	p.ForEachWith(n, func() func(int) { return do })
}

// ForEachWith calls a function for every number from 0 below n, in this order, on as many goroutines as may run. Each
// goroutine gets a function of its own from newDo, for instance to reuse a buffer.
func (p *Pool) ForEachWith(n int, newDo func() func(i int)) {
	var next atomic.Int64
	group := p.NewGroup()
	for range min(n, p.Size()) {
		group.Go(func() {
			do := newDo()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if do(i); int(next.Load()) < n {
					group.Yield()
				}
			}
		})
	}
	group.Wait()
}
