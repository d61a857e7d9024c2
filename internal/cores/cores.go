// Package cores shares out the processors: it says how many may be kept busy at once by work that takes long, such as reading
// a library (Count, Free), and runs such work (Each, Crew), which gives way to who waits for an answer.
//
// It must not know what the work is.
package cores

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

var count = sync.OnceValue(func() int { return runtime.GOMAXPROCS(0) })

// Count is how many goroutines that compute keep every processor busy: at least 1.
func Count() int { return count() }

// spare is how many processors more Go gets: on one a key finds its frame, on another is the search that the key before it
// has begun, or the collector of garbage.
const spare = 2

// Spare sees to it that what answers a key need not wait until work that keeps Count processors busy lets go of one:
// Go's scheduler takes ten milliseconds to interrupt it, at each step from the key to its frame, and does not look for a key
// meanwhile. Instead it gets more processors than there are, on which it finds the key at once; the operating system, which
// prefers who has waited for something over who computes, shares out the real ones. A number that the user has set
// (GOMAXPROCS) is the one counted.
func Spare() {
	if runtime.GOMAXPROCS(0) == Count() {
		runtime.GOMAXPROCS(Count() + spare)
	}
}

// answering is how long after a key, which has its frame by then and is often followed by another, work gives way.
const answering = 150 * time.Millisecond

var (
	began = time.Now()
	asked atomic.Int64 // when Answer was called last, in nanoseconds from began; 0 for never
)

// Answer says that somebody waits for an answer, so that work gives way for a moment.
func Answer() { asked.Store(int64(time.Since(began))) }

// Free is how many goroutines may compute now: all of Count, but while somebody waits for an answer one less where there
// are several. Work asks between two pieces of it.
func Free() int {
	if at := asked.Load(); at > 0 && time.Since(began)-time.Duration(at) < answering {
		return max(1, Count()-1)
	}
	return Count()
}
