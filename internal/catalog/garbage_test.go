package catalog

import (
	"runtime/debug"
	"testing"
)

func TestTheCollectorIsPutOffUntilTheLastIsDone(t *testing.T) {
	before := debug.SetGCPercent(73)
	defer debug.SetGCPercent(before)
	percent := func() int {
		p := debug.SetGCPercent(-1)
		debug.SetGCPercent(p)
		return p
	}
	one, other := garbage.putOff(), garbage.putOff()
	one()
	if p := percent(); p != -1 {
		t.Errorf("it is on, at %d, while one still reads", p)
	}
	other()
	if p := percent(); p != 73 {
		t.Errorf("afterwards it is at %d instead of 73", p)
	}
}
