package workers

import (
	"runtime"
	"testing"
	"time"
)

func TestLimit_DropsByOneAfterInput(t *testing.T) {
	for size, want := range map[int]int{-1: 1, 1: 1, 2: 1, 4: 3} {
		p := NewPool(size)
		if p.limit() != p.Size() {
			t.Errorf("the limit of %d workers is %d before any input", p.Size(), p.limit())
		}
		p.PrioritizeUser()
		p.lastInput.Add(int64(time.Hour)) // as if input went on for an hour
		if p.limit() != want {
			t.Errorf("the limit of %d workers is %d after input, want %d", p.Size(), p.limit(), want)
		}
		p.start = time.Now().Add(-time.Hour)
		p.lastInput.Store(1)
		if p.limit() != p.Size() {
			t.Errorf("the limit of %d workers is %d an hour after the input", p.Size(), p.limit())
		}
	}
}

// One pool knows nothing of the users of another.
func TestPool_PrioritiesAreSeparate(t *testing.T) {
	first, second := NewPool(4), NewPool(4)
	first.PrioritizeUser()
	first.lastInput.Add(int64(time.Hour))
	if first.limit() != 3 || second.limit() != 4 {
		t.Errorf("limits %d and %d, want 3 and 4", first.limit(), second.limit())
	}
}

func TestFromContext_NilPoolUsesProcessors(t *testing.T) {
	var pool *Pool
	if got := FromContext(t.Context()); got != pool || got.Size() < 1 || got.Size() > runtime.GOMAXPROCS(0) || got.limit() != got.Size() {
		t.Errorf("pool %v of %d workers", got, got.Size())
	}
	pool = NewPool(5)
	if got := FromContext(NewContext(t.Context(), pool)); got != pool {
		t.Errorf("pool %v", got)
	}
}
