package cli

import (
	"context"
	"errors"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"quire/internal/catalog"
	"quire/internal/workers"
)

// process tunes the Go runtime for the whole process: how often garbage is collected, how many threads run Go code, and when
// memory goes back to the system. No other package may change any of that. Parts that need it get it as a function. Several
// of them may overlap: the process counts who holds what, and the last one to let go restores the original.
type process struct {
	workers      *workers.Pool // for all work in the background
	largeLibrary int           // the number of notes from which loading leaves enough garbage to return it to the system

	mu                 sync.Mutex
	gcLimits           []int // of those who hold limitGC
	restingGCPercent   int   // GOGC while nobody holds a limit; set by the first limit
	hasRestingPercent  bool
	hasSpareProcessors bool

	// The functions of Go's runtime; tests replace them.
	setGCPercent  func(int) int
	freeOSMemory  func()
	setGOMAXPROCS func(int) int

	start     time.Time
	lastInput atomic.Int64 // nanoseconds since start; 0: no input so far
}

// newProcess returns the owner of the Go runtime's settings. A process of the system needs one.
func newProcess() *process {
	return &process{
		workers: workers.NewPool(runtime.GOMAXPROCS(0)), largeLibrary: largeLibraryNotes, start: time.Now(),
		setGCPercent: debug.SetGCPercent, freeOSMemory: debug.FreeOSMemory, setGOMAXPROCS: runtime.GOMAXPROCS,
	}
}

// spareProcessors is how many more processors Go gets: one for the goroutine that handles a key, one for the search
// that the previous key has started, or for the garbage collector.
const spareProcessors = 2

// raiseGOMAXPROCS raises GOMAXPROCS by spareProcessors, once. Without that a key waits at each step until a busy goroutine
// gives up its processor: Go's scheduler takes ten milliseconds to preempt one, and does not look for input meanwhile. With
// more processors than the machine has, Go finds the key at once, and the operating system shares out the real ones; it
// prefers a thread that has waited over one that computes. The number of workers still goes by GOMAXPROCS as it was,
// whether from the machine or set by the user.
func (p *process) raiseGOMAXPROCS() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.hasSpareProcessors {
		p.hasSpareProcessors = true
		p.setGOMAXPROCS(p.workers.Size() + spareProcessors)
	}
}

// The percentages of GOGC for limitGC.
const (
	gcOff = -1
	// gcStarting spares the first screen, before which a few megabytes are allocated in a few milliseconds: the default
	// would collect three times, for one or more milliseconds each.
	gcStarting = 800
	// gcShowing keeps memory low where each note's tree is garbage once it is printed.
	gcShowing = 50
	// gcIdle keeps the heap small once a library is loaded: it does not grow, and garbage is small beside it.
	gcIdle = 25
)

// limitGC sets GOGC to percent until release is called; gcOff turns the collector off. While several hold a limit, the one
// that collects least often counts. The last release restores GOGC. A memory limit that the user has set (GOMEMLIMIT) always
// holds.
func (p *process) limitGC(percent int) (release func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.gcLimits = append(p.gcLimits, percent)
	p.applyGCLimits()
	return sync.OnceFunc(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		i := slices.Index(p.gcLimits, percent)
		p.gcLimits = slices.Delete(p.gcLimits, i, i+1)
		p.applyGCLimits()
	})
}

// applyGCLimits sets GOGC to the limit that collects least often, or without a limit to the resting percentage.
func (p *process) applyGCLimits() {
	percent := p.restingGCPercent
	if len(p.gcLimits) > 0 {
		if percent = slices.Max(p.gcLimits); slices.Contains(p.gcLimits, gcOff) {
			percent = gcOff
		}
	}
	if old := p.setGCPercent(percent); !p.hasRestingPercent {
		p.restingGCPercent, p.hasRestingPercent = old, true
	}
}

// pauseGC turns the collector off until resume is called.
func (p *process) pauseGC() (resume func()) { return p.limitGC(gcOff) }

// recordInput notes that a user waits for an answer, so that work in the background gives way.
func (p *process) recordInput() {
	p.lastInput.Store(max(1, int64(time.Since(p.start))))
	p.workers.PrioritizeUser()
}

// largeLibraryNotes is process.largeLibrary outside of tests.
const largeLibraryNotes = 20_000

// idleTime is how long there must be no input before memory is returned, since that delays everything else.
const idleTime = time.Second

// libraryStates delivers the states of a library. *catalog.Subscription implements it.
type libraryStates interface {
	Next(ctx context.Context) (catalog.State, error)
}

// followLoads calls onLoad when the first load of a library begins. After each load of a large library it returns memory to
// the system, because loading takes about twice the memory that the library keeps; it waits until the library is saved and
// no user has pressed a key for idleTime. It returns when ctx is done or the library is closed.
func (p *process) followLoads(ctx context.Context, states libraryStates, onLoad func()) {
	var s catalog.State
	for releasedCount := 0; ; { // the State.LoadCount after which memory was returned last
		isDue := s.LoadCount > releasedCount && s.Err == nil && !s.Loading && !s.Saving && s.Library.Status().Notes >= p.largeLibrary
		next, err := waitForState(ctx, states, isDue)
		switch {
		case err == nil:
			if s = next; s.Loading || s.LoadCount > 0 {
				onLoad()
			}
		case !isDue || ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded):
			return
		case p.isIdle():
			releasedCount = s.LoadCount
			p.freeMemory()
		}
	}
}

// waitForState returns the next state. If isBrief is set, it waits only for idleTime.
func waitForState(ctx context.Context, states libraryStates, isBrief bool) (catalog.State, error) {
	if isBrief {
		var cancel func()
		ctx, cancel = context.WithTimeout(ctx, idleTime)
		defer cancel()
	}
	return states.Next(ctx)
}

// isIdle reports whether no user has pressed a key for idleTime.
func (p *process) isIdle() bool {
	input := p.lastInput.Load()
	return input == 0 || time.Since(p.start)-time.Duration(input) >= idleTime
}

// freeMemory collects garbage, returns free memory to the system, and makes later collections more frequent. It takes up to
// a second for a large heap.
func (p *process) freeMemory() {
	p.mu.Lock()
	p.restingGCPercent, p.hasRestingPercent = gcIdle, true
	p.applyGCLimits()
	p.mu.Unlock()
	p.freeOSMemory()
}
