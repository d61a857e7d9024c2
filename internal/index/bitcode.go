package index

import (
	"encoding/binary"
	"math/bits"
)

// Distances between notes and between positions are written as Golomb-Rice codes: what is above the lowest k bits as
// so many ones and a zero, then the k bits themselves. With a k near the logarithm of what is usual this takes a bit
// or two more than any code must. A word's streams begin with a byte that tells its k.

const (
	mostOnes = 24 // more of them stand for a value that follows in 32 bits
	mostK    = 31
)

// bitWriter appends bits to b, the lowest first.
type bitWriter struct {
	b    []byte
	bits uint64
	n    uint // of bits
}

func (w *bitWriter) put(v uint64, n uint) {
	w.bits |= v << w.n
	w.n += n
	for w.n >= 8 {
		w.b = append(w.b, byte(w.bits))
		w.bits >>= 8
		w.n -= 8
	}
}

// end fills the last byte.
func (w *bitWriter) end() {
	if w.n > 0 {
		w.b = append(w.b, byte(w.bits))
	}
	w.bits, w.n = 0, 0
}

func (w *bitWriter) rice(v uint32, k uint) {
	if ones := v >> k; ones < mostOnes {
		w.put(1<<ones-1, uint(ones)+1)
		w.put(uint64(v)&(1<<k-1), k)
		return
	}
	w.put(1<<mostOnes-1, mostOnes)
	w.put(uint64(v), 32)
}

// riceK is a good k for n numbers of that sum: near the logarithm of their median, if they are distributed as distances are.
func riceK(sum, n uint64) uint {
	return min(uint(bits.Len64(sum*7/(10*max(n, 1)))), mostK)
}

// gamma writes a number from 1 on, of which most are small: its length as ones, and the rest of it.
func (w *bitWriter) gamma(v uint32) {
	n := uint(bits.Len32(v)) - 1
	w.put(1<<n-1, n+1)
	w.put(uint64(v)&(1<<n-1), n)
}

// bitReader reads what bitWriter wrote; behind the end are zeros.
type bitReader struct {
	b    []byte
	bits uint64
	n    uint // of bits that are in bits
}

// fill makes at least 56 bits ready.
func (r *bitReader) fill() {
	if len(r.b) >= 8 {
		r.bits |= binary.LittleEndian.Uint64(r.b) << r.n
		r.b = r.b[(63-r.n)>>3:]
		r.n |= 56
		return
	}
	for r.n <= 56 && len(r.b) > 0 {
		r.bits |= uint64(r.b[0]) << r.n
		r.b = r.b[1:]
		r.n += 8
	}
	if r.n < 56 {
		r.n = 56
	}
}

func (r *bitReader) take(n uint) uint32 {
	v := r.bits & (1<<n - 1)
	r.bits >>= n
	r.n -= n
	return uint32(v)
}

func (r *bitReader) rice(k uint) uint32 {
	r.fill()
	ones := uint(bits.TrailingZeros64(^r.bits))
	if ones >= mostOnes {
		r.take(mostOnes)
		r.fill()
		return r.take(32)
	}
	r.bits >>= ones + 1
	v := uint32(ones)<<k | uint32(r.bits&(1<<k-1))
	r.bits >>= k
	r.n -= ones + 1 + k
	return v
}

// rices reads several numbers, each the distance from the one before, and appends their sums from at on. It is rice with
// what it reads from kept in registers, and filled once for as many numbers as there are sure to be bits of.
func (r *bitReader) rices(k uint, count, at uint32, to []uint32) []uint32 {
	for count > 0 {
		r.fill()
		bits64, n := r.bits, r.n
		for count > 0 {
			ones := uint(bits.TrailingZeros64(^bits64))
			if ones >= mostOnes || ones+1+k > n {
				break
			}
			bits64 >>= ones + 1
			at += uint32(ones)<<k | uint32(bits64&(1<<k-1))
			bits64 >>= k
			n -= ones + 1 + k
			to = append(to, at)
			count--
		}
		if r.bits, r.n = bits64, n; count > 0 {
			at += r.rice(k)
			to = append(to, at)
			count--
		}
	}
	return to
}

// placed is rices for numbers that each follow how many fields further they are, which is most often none; a position
// begins anew in each field.
func (r *bitReader) placed(k uint, count uint32, to []uint32) []uint32 {
	at := uint32(0)
	step := func(fields, distance uint32) {
		if fields > 0 {
			at = at>>fieldBits<<fieldBits + fields<<fieldBits
		}
		at += distance
		to = append(to, at)
	}
	for ; count > 0; count-- {
		r.fill()
		fields := uint(bits.TrailingZeros64(^r.bits))
		rest := r.bits >> (fields + 1)
		ones := uint(bits.TrailingZeros64(^rest))
		if used := fields + ones + 2 + k; fields < mostOnes && ones < mostOnes && used <= r.n {
			step(uint32(fields), uint32(ones)<<k|uint32(rest>>(ones+1)&(1<<k-1)))
			r.bits >>= used
			r.n -= used
			continue
		}
		fieldsOn := r.rice(0)
		step(fieldsOn, r.rice(k))
	}
	return to
}

// skip passes count numbers.
func (r *bitReader) skip(k uint, count uint32) {
	for count > 0 {
		r.fill()
		bits64, n := r.bits, r.n
		for count > 0 {
			used := uint(bits.TrailingZeros64(^bits64)) + 1 + k
			if used > mostOnes+k || used > n {
				break
			}
			bits64 >>= used
			n -= used
			count--
		}
		if r.bits, r.n = bits64, n; count > 0 {
			r.rice(k)
			count--
		}
	}
}

func (r *bitReader) gamma() uint32 {
	r.fill()
	n := min(uint(bits.TrailingZeros64(^r.bits)), 31)
	r.take(n + 1)
	if n == 0 {
		return 1
	}
	r.fill()
	return 1<<n | r.take(n)
}

// note reads a distance and how often: rice and gamma, in one step where the bits of both are ready.
func (r *bitReader) note(k uint) (distance, count uint32) {
	r.fill()
	ones := uint(bits.TrailingZeros64(^r.bits))
	if used := ones + 1 + k; ones < mostOnes && used < r.n {
		rest := r.bits >> used
		more := uint(bits.TrailingZeros64(^rest))
		if used += 2*more + 1; used <= r.n {
			distance = uint32(ones)<<k | uint32(r.bits>>(ones+1)&(1<<k-1))
			count = uint32(1)<<more | uint32(rest>>(more+1)&(1<<more-1))
			r.bits >>= used
			r.n -= used
			return distance, count
		}
	}
	return r.rice(k), r.gamma()
}

// header reads the byte that a stream begins with; a stream of nothing has none.
func (r *bitReader) header() uint {
	if len(r.b) == 0 {
		return 0
	}
	k := min(uint(r.b[0]), mostK)
	r.b = r.b[1:]
	return k
}

// lower is k for the distances of a word that is count times in a note.
func lower(k uint, count uint32) uint {
	return k - min(k, uint(bits.Len32(count))-1)
}
