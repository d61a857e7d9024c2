package testclock

import (
	"testing"
	"time"
)

// A call costs what it works and, on Linux, nothing while it sleeps.
func TestMeasure_CountsWork(t *testing.T) {
	work := func() {
		for began := time.Now(); time.Since(began) < 20*time.Millisecond; {
		}
	}
	var most time.Duration
	for range 50 { // on a busy machine the time may pass without work
		if most = max(most, Measure(work)); most >= 5*time.Millisecond {
			return
		}
	}
	t.Errorf("20 ms of work cost at most %v", most)
}
