package index

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
)

// Codes round-trip, also for values far from those that k suits.
func TestRice_RoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 200 {
		k := uint(r.IntN(maxK + 1))
		var w bitWriter
		var want []uint32
		for range 1 + r.IntN(300) {
			v := uint32(r.Uint64()) >> r.IntN(32)
			want = append(want, v, max(v>>1, 1))
			w.writeRice(v, k)
			w.writeGamma(max(v>>1, 1))
		}
		w.flush()
		both := bitReader{b: w.b}
		for i := 0; i < len(want); i += 2 {
			if a, b := both.readDoc(k); a != want[i] || b != want[i+1] {
				t.Fatalf("round %d, k %d: %d and %d at once instead of %d and %d", round, k, a, b, want[i], want[i+1])
			}
		}
		got := bitReader{b: w.b}
		for i := 0; i < len(want); i += 2 {
			if a, b := got.readRice(k), got.readGamma(); a != want[i] || b != want[i+1] {
				t.Fatalf("round %d, k %d: %d and %d instead of %d and %d", round, k, a, b, want[i], want[i+1])
			}
		}
	}
}

// Reading several codes at once gives what single reads give, and leaves the reader at the same bit.
func TestRiceSums_EqualSingleReads(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for round := range 300 {
		k := uint(r.IntN(maxK + 1))
		var w bitWriter
		var want []uint32
		at := uint32(7)
		for range r.IntN(300) {
			v := uint32(r.Uint64()) >> (32 - r.IntN(1+min(int(k)+6, 31)))
			w.writeRice(v, k)
			at += v
			want = append(want, at)
		}
		w.writeRice(12345, k)
		w.flush()
		some := r.IntN(len(want) + 1)
		got := bitReader{b: w.b}
		all := got.readRiceSums(k, uint32(some), 7, nil)
		if some > 0 {
			at = all[some-1]
		} else {
			at = 7
		}
		all = got.readRiceSums(k, uint32(len(want)-some), at, all)
		if !slices.Equal(all, want) || got.readRice(k) != 12345 {
			t.Fatalf("round %d, k %d: %v instead of %v", round, k, all, want)
		}
	}
}

// Posting lists with gaps and runs round-trip, in a body and in the fields of a head.
func TestPostings_RoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	type at struct {
		doc    uint32
		places []uint32
	}
	for round := range 300 {
		fielded := round%2 == 0
		var raw []byte
		var want []at
		doc := uint32(0)
		for range 1 + r.IntN(40) {
			step := 1 + uint32(r.IntN(1+r.IntN(1<<r.IntN(18))))
			doc += step
			one := at{doc: doc - 1}
			for range 1 + r.IntN(1+r.IntN(20)) {
				p := uint32(r.IntN(1 << r.IntN(17)))
				if fielded {
					p |= uint32(r.IntN(fieldCount)) << fieldBits
				}
				one.places = append(one.places, p)
			}
			slices.Sort(one.places)
			n := uint32(len(one.places))
			if n == 1 {
				raw = binary.AppendUvarint(raw, uint64(step<<1|1))
			} else {
				raw = binary.AppendUvarint(binary.AppendUvarint(raw, uint64(step<<1)), uint64(n))
			}
			before := uint32(0)
			for _, p := range one.places {
				raw = binary.AppendUvarint(raw, uint64(p-before))
				before = p
			}
			want = append(want, one)
		}
		w := postingsEncoder{hasFields: fielded}
		w.encodeTerm(uint32(len(want)), raw)
		p := postings{docCounts: []uint32{uint32(len(want))}, docs: newByteSource(w.docs.b), positions: newByteSource(w.positions.b), hasFields: fielded,
			docEnds: []uint32{uint32(len(w.docs.b))}, positionEnds: []uint32{uint32(len(w.positions.b))}}
		all := p.fetch(0, 1, true)
		c := all.cursor(0)
		for i, x := range want {
			if !c.next() || c.doc != x.doc || int(c.count) != len(x.places) {
				t.Fatalf("round %d, note %d: at %d, %d times, instead of %d, %d times", round, i, c.doc, c.count, x.doc, len(x.places))
			}
			if r.IntN(2) == 0 {
				continue // its positions are passed
			}
			if got := c.positions(nil); !slices.Equal(got, x.places) {
				t.Fatalf("round %d, note %d: %v instead of %v", round, i, got, x.places)
			}
		}
		if c.next() {
			t.Fatalf("round %d: no end", round)
		}
	}
}
