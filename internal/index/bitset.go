package index

import "math/bits"

// bitset is a set of note numbers. The operands of an operation must have the same length.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (s bitset) add(i uint32)      { s[i>>6] |= 1 << (i & 63) }
func (s bitset) remove(i uint32)   { s[i>>6] &^= 1 << (i & 63) }
func (s bitset) has(i uint32) bool { return s[i>>6]&(1<<(i&63)) != 0 }

func (s bitset) len() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

func (s bitset) clone() bitset { return append(bitset(nil), s...) }

func (s bitset) and(o bitset) {
	for i, w := range o {
		s[i] &= w
	}
}

func (s bitset) or(o bitset) {
	for i, w := range o {
		s[i] |= w
	}
}

func (s bitset) andNot(o bitset) {
	for i, w := range o {
		s[i] &^= w
	}
}

// orShifted adds the members of o, each plus base, which must be a multiple of 64.
func (s bitset) orShifted(base uint32, o bitset) { s[base>>6:].or(o) }

// each calls visit for every member, in ascending order.
func (s bitset) each(visit func(uint32)) {
	for i, w := range s {
		for w != 0 {
			visit(uint32(i<<6 | bits.TrailingZeros64(w)))
			w &= w - 1
		}
	}
}
