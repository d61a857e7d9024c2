package index

import (
	"math"
	"time"
)

// undated is the key of what has no time.
const undated = math.MinInt64

// wallClock is a time as its author wrote it, whatever its zone, as a number that sorts.
func wallClock(t time.Time) int64 {
	if t.IsZero() {
		return undated
	}
	y, m, d := t.Date()
	h, mi, s := t.Clock()
	return time.Date(y, m, d, h, mi, s, 0, time.UTC).Unix()
}

// scored is a note with its points.
type scored struct {
	score  float32
	number uint32
}

// key sorts as the score does, best first. Scores are not negative, so their bits rise with them.
func (s scored) key() uint32 { return ^math.Float32bits(s.score) }

const (
	digitBits = 11
	digitMask = 1<<digitBits - 1
)

// sortByScore puts the best first and keeps the order of equals: a radix sort in
// three passes, because the hits of a common word are as many as the notes and a key has 16 ms.
func sortByScore(s []scored) {
	from, to := s, make([]scored, len(s))
	for shift := 0; shift < 32; shift += digitBits {
		var count [1 << digitBits]uint32
		for _, x := range from {
			count[x.key()>>shift&digitMask]++
		}
		sum := uint32(0)
		for i, c := range count {
			count[i] = sum
			sum += c
		}
		for _, x := range from {
			d := x.key() >> shift & digitMask
			to[count[d]] = x
			count[d]++
		}
		from, to = to, from
	}
	copy(s, from) // after three passes the sorted ones are in the other slice
}

// best is the sorted front of s, at least limit long where s is; 0 is all. Only what may be
// among them is sorted: the first digit of the limit's key tells what is not.
func best(s []scored, limit int) []scored {
	if limit > 0 && limit < len(s) {
		const shift = 32 - digitBits
		var count [1 << digitBits]int
		for _, x := range s {
			count[x.key()>>shift]++
		}
		last, sum := uint32(0), 0
		for sum < limit {
			sum += count[last]
			last++
		}
		kept := s[:0]
		for _, x := range s {
			if x.key()>>shift < last {
				kept = append(kept, x)
			}
		}
		s = kept
	}
	sortByScore(s)
	return s
}
