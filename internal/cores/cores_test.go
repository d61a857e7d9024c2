package cores

import (
	"runtime"
	"testing"
)

func TestSpare(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	for range 2 { // more than one does not help
		if Spare(); Count() != before || runtime.GOMAXPROCS(0) != before+1 {
			t.Errorf("work takes %d of %d, Go has %d", Count(), before, runtime.GOMAXPROCS(0))
		}
	}
}
