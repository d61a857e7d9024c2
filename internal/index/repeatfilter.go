package index

import "math/bits"

// repeatFilter matches phrases that repeat a word very often. It uses bitsets, and doubles runs of repetitions, because
// comparing each repetition with each occurrence would take the product of both. It holds memory to be reused.
type repeatFilter struct {
	first, present, run positionSet
}

// maxComparedRepeats is the number of repetitions up to which comparing them one by one is faster.
const maxComparedRepeats = 4

// keepRepeated keeps the positions p of first for which next has p+offset for every offset. All arguments must be sorted.
func (r *repeatFilter) keepRepeated(first, next, offsets []uint32) []uint32 {
	if len(offsets) <= maxComparedRepeats || len(first) == 0 {
		for _, offset := range offsets {
			first = keepAdjacent(first, next, offset)
		}
		return first
	}
	base := first[0]
	r.first, r.present = r.first.fill(first, base), r.present.fill(next, base)
	for len(offsets) > 0 {
		n := 1 // the number of consecutive offsets
		for n < len(offsets) && offsets[n] == offsets[n-1]+1 {
			n++
		}
		r.run = append(r.run[:0], r.present...)
		for have := 1; have < n; {
			step := min(have, n-have)
			r.run.and(r.run, step)
			have += step
		}
		r.first.and(r.run, int(offsets[0]))
		offsets = offsets[n:]
	}
	return r.first.appendTo(first[:0], base)
}

// positionSet is a growing set of small numbers.
type positionSet []uint64

// fill returns, in the memory of b, the set of the numbers that are at least base, minus base.
func (b positionSet) fill(numbers []uint32, base uint32) positionSet {
	b = b[:0]
	for _, v := range numbers {
		if v < base {
			continue
		}
		v -= base
		for len(b) <= int(v/64) {
			b = append(b, 0)
		}
		b[v/64] |= 1 << (v % 64)
	}
	return b
}

// and keeps the members m of b for which other, which may be b itself, has m+distance.
func (b positionSet) and(other positionSet, distance int) {
	words, shift := distance/64, distance%64
	for i := range b {
		var v uint64
		if i+words < len(other) {
			v = other[i+words] >> shift
		}
		if i+words+1 < len(other) && shift > 0 {
			v |= other[i+words+1] << (64 - shift)
		}
		b[i] &= v
	}
}

// appendTo appends the members of b plus base.
func (b positionSet) appendTo(to []uint32, base uint32) []uint32 {
	for i, v := range b {
		for ; v != 0; v &= v - 1 {
			to = append(to, base+uint32(64*i+bits.TrailingZeros64(v)))
		}
	}
	return to
}
