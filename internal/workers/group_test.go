package workers

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestForEachWith_CallsEveryIndexOnce(t *testing.T) {
	pool := NewPool(3)
	for _, n := range []int{0, 1, 2, 1000} {
		done := make([]atomic.Int32, n)
		var calls atomic.Int32
		pool.ForEachWith(n, func() func(int) {
			calls.Add(1)
			return func(i int) { done[i].Add(1) }
		})
		for i := range done {
			if done[i].Load() != 1 {
				t.Errorf("do(%d) of %d was called %d times", i, n, done[i].Load())
			}
		}
		if int(calls.Load()) > min(n, pool.Size()) {
			t.Errorf("newDo was called %d times for n = %d, with at most %d workers", calls.Load(), n, pool.Size())
		}
	}
}

// Goroutines pause while the user waits, but the group still finishes all work.
func TestYield_LimitsActiveGoroutines(t *testing.T) {
	pool := NewPool(3)
	pool.PrioritizeUser()
	pool.lastInput.Add(int64(time.Hour))
	group := pool.NewGroup()
	var mu sync.Mutex
	active, maxActive, done := 0, 0, 0
	for range pool.Size() + 2 {
		group.Go(func() {
			for range 10 {
				group.Yield()
				mu.Lock()
				active++
				maxActive = max(maxActive, active)
				mu.Unlock()
				time.Sleep(time.Millisecond) // work, so that goroutines overlap
				mu.Lock()
				active--
				done++
				mu.Unlock()
			}
		})
	}
	group.Wait()
	if maxActive > pool.Size()-1 || done != 10*(pool.Size()+2) {
		t.Errorf("%d goroutines at once, want at most %d; %d pieces done", maxActive, pool.Size()-1, done)
	}
}
