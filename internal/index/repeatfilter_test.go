package index

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Bitsets keep what comparing one by one keeps.
func TestRepeats_KeepsWhatFollowKeeps(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	kept := 0
	var many repeatFilter
	for range 2000 {
		var next []uint32
		for p, dense := uint32(r.IntN(200)), 1+r.IntN(12); p < 600; p++ {
			if r.IntN(dense) == 0 || r.IntN(3) > 0 {
				next = append(next, p)
			}
		}
		var offsets []uint32
		for o, n := uint32(1), 1+r.IntN(12); len(offsets) < n; o += uint32(1 + r.IntN(2)*r.IntN(70)) {
			offsets = append(offsets, o)
		}
		want := slices.Clone(next)
		for _, o := range offsets {
			want = keepAdjacent(want, next, o)
		}
		if got := many.keepRepeated(slices.Clone(next), next, offsets); !slices.Equal(got, want) {
			t.Fatalf("%v at %v: %v, want %v", next, offsets, got, want)
		}
		kept += len(want)
	}
	if kept < 1000 {
		t.Errorf("only %d places were kept", kept)
	}
}
