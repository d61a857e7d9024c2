// Package workers limits the goroutines that compute in the background, such as those that read a library, so that keys
// are answered at once. A Pool says how many may run, and one fewer while the user waits for an answer: the user's work has
// priority. A Group is a counting semaphore of that capacity.
//
// It does not know what the work is, and it changes nothing of the process.
package workers

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"
)

// Pool says how many goroutines may compute at once. All work of a process shares one pool. A nil pool has one worker per
// processor and knows no user. The methods are safe for concurrent use.
type Pool struct {
	size      int
	start     time.Time
	lastInput atomic.Int64 // when the user last began to wait, in nanoseconds since start; 0: never
}

// NewPool returns a pool of size workers, at least 1.
func NewPool(size int) *Pool { return &Pool{size: max(1, size), start: time.Now()} }

// Size returns how many computing goroutines keep every processor busy, at least 1.
func (p *Pool) Size() int {
	if p == nil {
		// GOMAXPROCS may exceed the number of processors, to leave room for goroutines that handle keys.
		return min(runtime.GOMAXPROCS(0), runtime.NumCPU())
	}
	return p.size
}

// priorityPeriod is how long after a key background work gives way. By then the key's frame is drawn; often another key
// follows.
const priorityPeriod = 150 * time.Millisecond

// PrioritizeUser says that the user waits for an answer, so that background work gives way for priorityPeriod.
func (p *Pool) PrioritizeUser() { p.lastInput.Store(max(1, int64(time.Since(p.start)))) }

// limit returns how many goroutines may compute now: Size, or one less, but at least 1, while the user waits for an answer.
func (p *Pool) limit() int {
	if p == nil {
		return p.Size()
	}
	if input := p.lastInput.Load(); input > 0 && time.Since(p.start)-time.Duration(input) < priorityPeriod {
		return max(1, p.size-1)
	}
	return p.size
}

// contextKey is the key of the pool in a context.
type contextKey struct{}

// NewContext returns a context whose work uses p.
func NewContext(ctx context.Context, p *Pool) context.Context {
	return context.WithValue(ctx, contextKey{}, p)
}

// FromContext returns the pool of ctx, or nil, which is a valid pool.
func FromContext(ctx context.Context) *Pool {
	p, _ := ctx.Value(contextKey{}).(*Pool)
	return p
}
