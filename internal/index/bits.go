package index

import "math/bits"

// set is a set of notes by their number. Sets that meet in one operation have the same length.
type set []uint64

func newSet(n int) set { return make(set, (n+63)/64) }

func (s set) add(i uint32)      { s[i>>6] |= 1 << (i & 63) }
func (s set) remove(i uint32)   { s[i>>6] &^= 1 << (i & 63) }
func (s set) has(i uint32) bool { return s[i>>6]&(1<<(i&63)) != 0 }

func (s set) len() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

func (s set) clone() set { return append(set(nil), s...) }

func (s set) and(o set) {
	for i, w := range o {
		s[i] &= w
	}
}

func (s set) or(o set) {
	for i, w := range o {
		s[i] |= w
	}
}

func (s set) without(o set) {
	for i, w := range o {
		s[i] &^= w
	}
}

// orAt adds o moved up by base, a multiple of 64.
func (s set) orAt(base uint32, o set) { s[base>>6:].or(o) }

// each calls visit for every member in order.
func (s set) each(visit func(uint32)) {
	for i, w := range s {
		for w != 0 {
			visit(uint32(i<<6 | bits.TrailingZeros64(w)))
			w &= w - 1
		}
	}
}
