package index

import "math/bits"

// postingsEncoder encodes the posting lists of terms, one after another.
type postingsEncoder struct {
	hasFields       bool
	docs, positions bitWriter
}

// encodeTerm encodes the posting list of a term with count notes; raw holds what writer collected for it.
func (w *postingsEncoder) encodeTerm(count uint32, raw []byte) {
	docK, placeK := w.chooseParameters(count, raw)
	w.docs.writeBits(uint64(docK), 8)
	w.positions.writeBits(uint64(placeK), 8)
	eachRawDoc(count, raw, w.hasFields, func(distance, n uint32) uint {
		w.docs.writeRice(distance-1, docK)
		w.docs.writeGamma(n)
		return positionK(placeK, n)
	}, func(k uint, fields, distance uint32) {
		if w.hasFields {
			w.positions.writeRice(fields, 0)
		}
		w.positions.writeRice(distance, k)
	})
	w.docs.flush()
	w.positions.flush()
}

// chooseParameters returns good Rice parameters for the document deltas and the position deltas.
func (w *postingsEncoder) chooseParameters(count uint32, raw []byte) (docK, placeK uint) {
	var docSum, placeSum, all uint64
	eachRawDoc(count, raw, w.hasFields, func(distance, n uint32) uint {
		docSum += uint64(distance - 1)
		all += uint64(n)
		return uint(bits.Len32(n)) - 1
	}, func(scale uint, _, distance uint32) { placeSum += uint64(distance) << scale })
	return chooseK(docSum, uint64(count)), chooseK(placeSum, all)
}

// eachRawDoc decodes what writer collected for a term. It calls note for each note with its distance and the term's
// frequency, and then place for each position, with the value that note returned.
func eachRawDoc(count uint32, raw []byte, fielded bool, note func(distance, n uint32) uint, place func(of uint, fields, distance uint32)) {
	for range count {
		var v, n, step uint32
		v, raw = readVarint(raw)
		if n = 1; v&1 == 0 {
			n, raw = readVarint(raw)
		}
		of := note(v>>1, n)
		at := uint32(0)
		for range n {
			step, raw = readVarint(raw)
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

// readVarint decodes a varint and returns the rest of b.
func readVarint(b []byte) (uint32, []byte) {
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
