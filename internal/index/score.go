package index

import (
	"math"
	"time"
)

// undated is the sort key of notes without a time.
const undated = math.MinInt64

// wallClockSeconds converts t to seconds as if its wall clock were UTC, so that times compare as written.
func wallClockSeconds(t time.Time) int64 {
	if t.IsZero() {
		return undated
	}
	y, m, d := t.Date()
	h, mi, s := t.Clock()
	return time.Date(y, m, d, h, mi, s, 0, time.UTC).Unix()
}

// scoredNote is a note number with its score.
type scoredNote struct {
	score  float32
	number uint32
}

// sortBits returns a key that sorts best first. It relies on scores not being negative: the bits of such
// floats compare like the floats.
func (s scoredNote) sortBits() uint32 { return ^math.Float32bits(s.score) }

const (
	digitBits = 11
	digitMask = 1<<digitBits - 1
)

// sortByScore sorts stably, best first. It is a radix sort in three passes, because a common word hits nearly all notes and
// a key press must be answered within 16 ms.
func sortByScore(s []scoredNote) {
	from, to := s, make([]scoredNote, len(s))
	for shift := 0; shift < 32; shift += digitBits {
		var count [1 << digitBits]uint32
		for _, x := range from {
			count[x.sortBits()>>shift&digitMask]++
		}
		sum := uint32(0)
		for i, c := range count {
			count[i] = sum
			sum += c
		}
		for _, x := range from {
			d := x.sortBits() >> shift & digitMask
			to[count[d]] = x
			count[d]++
		}
		from, to = to, from
	}
	copy(s, from) // after three passes the result is in the other slice
}

// topScores returns the best of s, sorted: at least limit of them, or all if limit is 0. It overwrites s. It first
// drops all elements whose highest radix digit shows that they are not among the best, so that fewer have to be sorted.
func topScores(s []scoredNote, limit int) []scoredNote {
	if limit > 0 && limit < len(s) {
		const shift = 32 - digitBits
		var count [1 << digitBits]int
		for _, x := range s {
			count[x.sortBits()>>shift]++
		}
		last, sum := uint32(0), 0
		for sum < limit {
			sum += count[last]
			last++
		}
		kept := s[:0]
		for _, x := range s {
			if x.sortBits()>>shift < last {
				kept = append(kept, x)
			}
		}
		s = kept
	}
	sortByScore(s)
	return s
}
