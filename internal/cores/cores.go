// Package cores says how many processors may be kept busy at once by work that takes long, such as reading a library.
//
// It must not know what the work is.
package cores

import (
	"runtime"
	"sync"
)

var count = sync.OnceValue(func() int { return runtime.GOMAXPROCS(0) })

// Count is how many goroutines that compute keep every processor busy: at least 1.
func Count() int { return count() }

// Spare sees to it that what answers a key need not wait until work that keeps Count processors busy lets go of one:
// Go's scheduler takes ten milliseconds to interrupt it, and does not look for a key meanwhile. Instead it gets one
// processor more than there is, on which it finds the key at once; the operating system, which prefers who has waited for
// something over who computes, shares out the real ones. A number that the user has set (GOMAXPROCS) is the one counted.
func Spare() {
	if runtime.GOMAXPROCS(0) == Count() {
		runtime.GOMAXPROCS(Count() + 1)
	}
}
