package library

import (
	"context"
	"sync"

	"quire/internal/cores"
)

// stack is work that makes more work. Workers take what came last, so that
// what waits stays short: a folder's files are done before further folders.
type stack struct {
	mu      sync.Mutex
	changed *sync.Cond
	jobs    []func()
	running int
}

func newStack() *stack {
	s := &stack{}
	s.changed = sync.NewCond(&s.mu)
	return s
}

func (s *stack) push(job func()) {
	s.mu.Lock()
	s.jobs = append(s.jobs, job)
	s.mu.Unlock()
	s.changed.Signal()
}

// run works until nothing is left, or ctx is done; then what waits is dropped
// and what runs is waited for. Of a single processor none is left idle: there the second worker is
// one that waits for the disk.
func (s *stack) run(ctx context.Context) error {
	var crew cores.Crew
	for range max(2, cores.Count()) {
		crew.Go(func() {
			for s.next(ctx) {
				crew.Breathe()
			}
		})
	}
	crew.Wait()
	return ctx.Err()
}

// next does one job; false when there is none and none can come.
func (s *stack) next(ctx context.Context) bool {
	s.mu.Lock()
	for s.running > 0 && len(s.jobs) == 0 {
		s.changed.Wait()
	}
	if len(s.jobs) == 0 || ctx.Err() != nil {
		s.jobs = nil
		s.mu.Unlock()
		s.changed.Broadcast()
		return false
	}
	last := len(s.jobs) - 1
	job := s.jobs[last]
	s.jobs[last] = nil
	s.jobs = s.jobs[:last]
	s.running++
	s.mu.Unlock()

	job()

	s.mu.Lock()
	s.running--
	s.mu.Unlock()
	s.changed.Broadcast()
	return true
}
