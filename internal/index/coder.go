package index

import "math/bits"

// coder writes the postings of one word after another.
type coder struct {
	fielded      bool
	docs, places bitWriter
}

// word writes those of a word that is in count notes; raw is what the writer has gathered of it.
func (w *coder) word(count uint32, raw []byte) {
	docK, placeK := w.measure(count, raw)
	w.docs.put(uint64(docK), 8)
	w.places.put(uint64(placeK), 8)
	eachNote(count, raw, w.fielded, func(distance, n uint32) uint {
		w.docs.rice(distance-1, docK)
		w.docs.gamma(n)
		return lower(placeK, n)
	}, func(k uint, fields, distance uint32) {
		if w.fielded {
			w.places.rice(fields, 0)
		}
		w.places.rice(distance, k)
	})
	w.docs.end()
	w.places.end()
}

// measure finds a good k for both.
func (w *coder) measure(count uint32, raw []byte) (docK, placeK uint) {
	var docSum, placeSum, all uint64
	eachNote(count, raw, w.fielded, func(distance, n uint32) uint {
		docSum += uint64(distance - 1)
		all += uint64(n)
		return uint(bits.Len32(n)) - 1
	}, func(scale uint, _, distance uint32) { placeSum += uint64(distance) << scale })
	return riceK(docSum, uint64(count)), riceK(placeSum, all)
}

// eachNote calls note for each note of a word and place, with what note gave, for each of its positions.
func eachNote(count uint32, raw []byte, fielded bool, note func(distance, n uint32) uint, place func(of uint, fields, distance uint32)) {
	for range count {
		var v, n, step uint32
		v, raw = varint(raw)
		if n = 1; v&1 == 0 {
			n, raw = varint(raw)
		}
		of := note(v>>1, n)
		at := uint32(0)
		for range n {
			step, raw = varint(raw)
			before := at
			at += step
			if !fielded {
				place(of, 0, step)
			} else if fields := at>>fieldBits - before>>fieldBits; fields > 0 {
				place(of, fields, at&(1<<fieldBits-1))
			} else {
				place(of, 0, step)
			}
		}
	}
}

func varint(b []byte) (uint32, []byte) {
	v := uint32(b[0])
	if v < 0x80 {
		return v, b[1:]
	}
	v &= 0x7f
	for i, shift := 1, 7; ; i, shift = i+1, shift+7 {
		c := b[i]
		v |= uint32(c&0x7f) << shift
		if c < 0x80 {
			return v, b[i+1:]
		}
	}
}
