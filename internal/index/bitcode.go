package index

import (
	"encoding/binary"
	"math/bits"
)

// Deltas of document numbers and of positions are Golomb-Rice codes (Rice, 1971): v>>k in unary, as ones and a zero, then
// the low k bits. With k near the logarithm of a typical value the code is one or two bits from optimal. Each stream of a
// term begins with a byte that holds its k.

const (
	maxOnes = 24 // this many ones are an escape: the value follows in 32 bits
	maxK    = 31
)

// bitWriter appends bits to b, least significant first.
type bitWriter struct {
	b    []byte
	bits uint64
	n    uint // number of bits in bits
}

// writeBits appends the low n bits of v. The other bits of v must be zero.
func (w *bitWriter) writeBits(v uint64, n uint) {
	w.bits |= v << w.n
	w.n += n
	for w.n >= 8 {
		w.b = append(w.b, byte(w.bits))
		w.bits >>= 8
		w.n -= 8
	}
}

// flush writes the last, partly filled byte.
func (w *bitWriter) flush() {
	if w.n > 0 {
		w.b = append(w.b, byte(w.bits))
	}
	w.bits, w.n = 0, 0
}

// writeRice appends the Rice code of v with parameter k.
func (w *bitWriter) writeRice(v uint32, k uint) {
	if ones := v >> k; ones < maxOnes {
		w.writeBits(1<<ones-1, uint(ones)+1)
		w.writeBits(uint64(v)&(1<<k-1), k)
		return
	}
	w.writeBits(1<<maxOnes-1, maxOnes)
	w.writeBits(uint64(v), 32)
}

// chooseK returns a good Rice parameter for n numbers with the given sum: near the logarithm of the median of a geometric
// distribution with that mean.
func chooseK(sum, n uint64) uint {
	return min(uint(bits.Len64(sum*7/(10*max(n, 1)))), maxK)
}

// writeGamma appends the Elias gamma code of v, which must be at least 1: its length in unary, then its lower bits.
func (w *bitWriter) writeGamma(v uint32) {
	n := uint(bits.Len32(v)) - 1
	w.writeBits(1<<n-1, n+1)
	w.writeBits(uint64(v)&(1<<n-1), n)
}

// bitReader reads what bitWriter wrote. After the end it reads zeros.
type bitReader struct {
	b    []byte
	bits uint64
	n    uint // number of valid bits in bits
}

// refill loads at least 56 bits.
func (r *bitReader) refill() {
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

// readBits returns the next n bits, which must be loaded.
func (r *bitReader) readBits(n uint) uint32 {
	v := r.bits & (1<<n - 1)
	r.bits >>= n
	r.n -= n
	return uint32(v)
}

// readRice reads one Rice code.
func (r *bitReader) readRice(k uint) uint32 {
	r.refill()
	ones := uint(bits.TrailingZeros64(^r.bits))
	if ones >= maxOnes {
		r.readBits(maxOnes)
		r.refill()
		return r.readBits(32)
	}
	r.bits >>= ones + 1
	v := uint32(ones)<<k | uint32(r.bits&(1<<k-1))
	r.bits >>= k
	r.n -= ones + 1 + k
	return v
}

// readRiceSums reads count Rice codes as deltas and appends the running sums, starting from at. It does what readRice does
// with the state in registers, and refills once for as many codes as there are bits for.
func (r *bitReader) readRiceSums(k uint, count, at uint32, to []uint32) []uint32 {
	for count > 0 {
		r.refill()
		bits64, n := r.bits, r.n
		for count > 0 {
			ones := uint(bits.TrailingZeros64(^bits64))
			if ones >= maxOnes || ones+1+k > n {
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
			at += r.readRice(k)
			to = append(to, at)
			count--
		}
	}
	return to
}

// readFieldPositions reads the positions of a term in a head. Before each delta stands, as a Rice code with k = 0, how many
// fields further the position is, mostly 0; in a new field positions start at 0.
func (r *bitReader) readFieldPositions(k uint, count uint32, to []uint32) []uint32 {
	at := uint32(0)
	step := func(fields, distance uint32) {
		if fields > 0 {
			at = at>>fieldBits<<fieldBits + fields<<fieldBits
		}
		at += distance
		to = append(to, at)
	}
	for ; count > 0; count-- {
		r.refill()
		fields := uint(bits.TrailingZeros64(^r.bits))
		rest := r.bits >> (fields + 1)
		ones := uint(bits.TrailingZeros64(^rest))
		if used := fields + ones + 2 + k; fields < maxOnes && ones < maxOnes && used <= r.n {
			step(uint32(fields), uint32(ones)<<k|uint32(rest>>(ones+1)&(1<<k-1)))
			r.bits >>= used
			r.n -= used
			continue
		}
		fieldsOn := r.readRice(0)
		step(fieldsOn, r.readRice(k))
	}
	return to
}

// skipRice skips count Rice codes.
func (r *bitReader) skipRice(k uint, count uint32) {
	for count > 0 {
		r.refill()
		bits64, n := r.bits, r.n
		for count > 0 {
			used := uint(bits.TrailingZeros64(^bits64)) + 1 + k
			if used > maxOnes+k || used > n {
				break
			}
			bits64 >>= used
			n -= used
			count--
		}
		if r.bits, r.n = bits64, n; count > 0 {
			r.readRice(k)
			count--
		}
	}
}

// readGamma reads one gamma code.
func (r *bitReader) readGamma() uint32 {
	r.refill()
	n := min(uint(bits.TrailingZeros64(^r.bits)), 31)
	r.readBits(n + 1)
	if n == 0 {
		return 1
	}
	r.refill()
	return 1<<n | r.readBits(n)
}

// readDoc reads the document delta minus one (Rice) and the term frequency (gamma), in one step where both are loaded.
func (r *bitReader) readDoc(k uint) (distance, count uint32) {
	r.refill()
	ones := uint(bits.TrailingZeros64(^r.bits))
	if used := ones + 1 + k; ones < maxOnes && used < r.n {
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
	return r.readRice(k), r.readGamma()
}

// readHeader reads the first byte of a stream, its k. An empty stream has none.
func (r *bitReader) readHeader() uint {
	if len(r.b) == 0 {
		return 0
	}
	k := min(uint(r.b[0]), maxK)
	r.b = r.b[1:]
	return k
}

// positionK returns the k for position deltas of a term with frequency count: frequent terms have smaller deltas.
func positionK(k uint, count uint32) uint {
	return k - min(k, uint(bits.Len32(count))-1)
}
