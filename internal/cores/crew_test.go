package cores

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		done := make([]atomic.Int32, n)
		var made atomic.Int32
		EachWith(n, func() func(int) {
			made.Add(1)
			return func(i int) { done[i].Add(1) }
		})
		for i := range done {
			if done[i].Load() != 1 {
				t.Errorf("%d of %d is done %d times", i, n, done[i].Load())
			}
		}
		if int(made.Load()) > min(n, Count()) {
			t.Errorf("%d goroutines for %d on %d processors", made.Load(), n, Count())
		}
	}
}

// While somebody waits, fewer work; one always does, and in the end all is done.
func TestBreathe(t *testing.T) {
	if Count() < 2 {
		t.Skip("one processor: nobody rests")
	}
	defer asked.Store(0)
	Answer()
	asked.Add(int64(time.Hour))
	var crew Crew
	var mu sync.Mutex
	now, most, done := 0, 0, 0
	for range Count() + 2 {
		crew.Go(func() {
			for range 10 {
				crew.Breathe()
				mu.Lock()
				now++
				most = max(most, now)
				mu.Unlock()
				time.Sleep(time.Millisecond)
				mu.Lock()
				now--
				done++
				mu.Unlock()
			}
		})
	}
	crew.Wait()
	if most > Count()-1 || done != 10*(Count()+2) {
		t.Errorf("%d at once, where %d may, and %d pieces", most, Count()-1, done)
	}
}
