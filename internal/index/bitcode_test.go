package index

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
)

// What is coded is read back, also far from what k is good for.
func TestBitCodes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 200 {
		k := uint(r.IntN(mostK + 1))
		var w bitWriter
		var want []uint32
		for range 1 + r.IntN(300) {
			v := uint32(r.Uint64()) >> r.IntN(32)
			want = append(want, v, max(v>>1, 1))
			w.rice(v, k)
			w.gamma(max(v>>1, 1))
		}
		w.end()
		both := bitReader{b: w.b}
		for i := 0; i < len(want); i += 2 {
			if a, b := both.note(k); a != want[i] || b != want[i+1] {
				t.Fatalf("round %d, k %d: %d and %d at once instead of %d and %d", round, k, a, b, want[i], want[i+1])
			}
		}
		got := bitReader{b: w.b}
		for i := 0; i < len(want); i += 2 {
			if a, b := got.rice(k), got.gamma(); a != want[i] || b != want[i+1] {
				t.Fatalf("round %d, k %d: %d and %d instead of %d and %d", round, k, a, b, want[i], want[i+1])
			}
		}
	}
}

// Several numbers read at once are those read one by one, and what follows them is read on.
func TestManyBitCodes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for round := range 300 {
		k := uint(r.IntN(mostK + 1))
		var w bitWriter
		var want []uint32
		at := uint32(7)
		for range r.IntN(300) {
			v := uint32(r.Uint64()) >> (32 - r.IntN(1+min(int(k)+6, 31)))
			w.rice(v, k)
			at += v
			want = append(want, at)
		}
		w.rice(12345, k)
		w.end()
		some := r.IntN(len(want) + 1)
		got := bitReader{b: w.b}
		all := got.rices(k, uint32(some), 7, nil)
		if some > 0 {
			at = all[some-1]
		} else {
			at = 7
		}
		all = got.rices(k, uint32(len(want)-some), at, all)
		if !slices.Equal(all, want) || got.rice(k) != 12345 {
			t.Fatalf("round %d, k %d: %v instead of %v", round, k, all, want)
		}
	}
}

// One word's notes and positions, with gaps and runs, in a text and in the fields of a head.
func TestCoder(t *testing.T) {
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
					p |= uint32(r.IntN(headFields)) << fieldBits
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
		w := coder{fielded: fielded}
		w.word(uint32(len(want)), raw)
		p := postings{counts: []uint32{uint32(len(want))}, docs: inMemory(w.docs.b), places: inMemory(w.places.b), fielded: fielded,
			docEnds: []uint32{uint32(len(w.docs.b))}, placeEnds: []uint32{uint32(len(w.places.b))}}
		all := p.window(0, 1, true)
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
