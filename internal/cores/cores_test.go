package cores

import (
	"runtime"
	"testing"
	"time"
)

func TestSpare(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	for range 2 { // more than one does not help
		if Spare(); Count() != before || runtime.GOMAXPROCS(0) != before+spare {
			t.Errorf("work takes %d of %d, Go has %d", Count(), before, runtime.GOMAXPROCS(0))
		}
	}
}

// While somebody waits for answers work has one less.
func TestFree(t *testing.T) {
	defer asked.Store(0)
	if asked.Store(0); Free() != Count() {
		t.Errorf("%d before anybody has asked", Free())
	}
	Answer()
	asked.Add(int64(time.Hour)) // and it is as if somebody went on asking
	if want := max(1, Count()-1); Free() != want {
		t.Errorf("%d, want %d", Free(), want)
	}
	asked.Store(-int64(time.Hour) + 1)
	if Free() != Count() {
		t.Errorf("%d an hour afterwards", Free())
	}
}
