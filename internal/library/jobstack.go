package library

import (
	"context"
	"sync"

	"quire/internal/workers"
)

// jobStack runs jobs that may push more jobs, with several workers. Workers take the newest job first, so that the stack
// stays short: the files of a folder are read before further folders are listed.
type jobStack struct {
	mu      sync.Mutex
	changed *sync.Cond // signalled when a job is pushed or done
	jobs    []func()
	running int // jobs being run
}

func newJobStack() *jobStack {
	s := &jobStack{}
	s.changed = sync.NewCond(&s.mu)
	return s
}

// push adds a job; running jobs may call it.
func (s *jobStack) push(job func()) {
	s.mu.Lock()
	s.jobs = append(s.jobs, job)
	s.mu.Unlock()
	s.changed.Signal()
}

// run runs all jobs in the pool of ctx, and returns when no job is left. When ctx is done it drops the jobs
// that have not started, waits for the others and returns ctx's error. On a single processor it uses two workers, so that
// one can work while the other waits for the disk.
func (s *jobStack) run(ctx context.Context) error {
	return s.runWorkers(ctx, max(2, workers.FromContext(ctx).Size()))
}

// runWorkers runs all jobs like run, with the given number of workers.
func (s *jobStack) runWorkers(ctx context.Context, n int) error {
	group := workers.FromContext(ctx).NewGroup()
	for range n {
		group.Go(func() {
			for s.runNext(ctx) {
				group.Yield()
			}
		})
	}
	group.Wait()
	return ctx.Err()
}

// runNext waits for a job and runs it. It returns false if there is no job and no running job can push one, or if ctx is
// done.
func (s *jobStack) runNext(ctx context.Context) bool {
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
