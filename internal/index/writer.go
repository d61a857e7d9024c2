package index

import (
	"bytes"
	"hash/maphash"
	"slices"
)

// writer collects postings, one note after another. The terms of the present note are first collected in a small table,
// which stays in the cache; then each distinct term is written once to the large table, most of which is not.
type writer struct {
	chainArena
	termTable
	terms   termBuffers
	chainOf []chain      // chains of terms whose tail was full
	seed    maphash.Seed // random, so that no text can force hash collisions
	size    uint32       // notes written

	hasFields bool // positions identify their field

	noteTerms   termTable // terms of the present note
	firstPos    []int32   // by term of the note: its first and last index in occurrences
	lastPos     []int32
	occurrences []occurrence
	termIDs     []uint32 // numbers in the large table of a batch of terms

	prefetched uint32 // a sum that only keeps the compiler from dropping prefetches
}

// occurrence is one occurrence of a term in the present note; next is the index of the term's next one, or -1.
type occurrence struct {
	position uint32
	next     int32
}

func newWriter() *writer { return &writer{seed: maphash.MakeSeed()} }

// addTerm records a term at a position of the present note. Positions of one term must not decrease.
func (w *writer) addTerm(text []byte, position uint32) {
	id, fresh := w.noteTerms.intern(text, maphash.Bytes(w.seed, text))
	w.addOccurrence(id, fresh, position)
}

// addOccurrence records a position of term id of the present note; fresh says that it is the term's first.
func (w *writer) addOccurrence(id uint32, fresh bool, position uint32) {
	at := int32(len(w.occurrences))
	w.occurrences = append(w.occurrences, occurrence{position, -1})
	if fresh {
		w.firstPos, w.lastPos = append(w.firstPos, at), append(w.lastPos, at)
		return
	}
	w.occurrences[w.lastPos[id]].next = at
	w.lastPos[id] = at
}

// firstSignPosition is the lowest position that is not adjacent to the position 0 of addWithoutPositions.
const firstSignPosition = 2

// addWithoutPositions records a term whose positions no query needs: at position 0, once a note.
func (w *writer) addWithoutPositions(text []byte) {
	if id, fresh := w.noteTerms.intern(text, maphash.Bytes(w.seed, text)); fresh {
		w.addOccurrence(id, fresh, 0)
	}
}

// endNote writes the collected terms of the present note and starts the next one.
func (w *writer) endNote() {
	w.size++
	for from := 0; from < len(w.noteTerms.entries); from += batchSize {
		to := min(from+batchSize, len(w.noteTerms.entries))
		w.lookUpTerms(from, to)
		for here, id := range w.termIDs {
			w.writeTerm(w.terms.buffer(id), w.firstPos[from+here])
		}
	}
	if cap(w.occurrences) > 1<<16 {
		w.occurrences, w.firstPos, w.lastPos = nil, nil, nil
	}
	w.noteTerms.reset()
	w.occurrences, w.firstPos, w.lastPos = w.occurrences[:0], w.firstPos[:0], w.lastPos[:0]
}

// batchSize is how many terms are looked up together: what they prefetch of the large table fits in the L1 and L2 caches.
const batchSize = 256

// lookUpTerms sets termIDs to the numbers in the large table of the note's terms [from, to). It prefetches slots and
// buffers in loops of their own: a processor then loads many cache lines at once instead of waiting for each.
func (w *writer) lookUpTerms(from, to int) {
	words := w.noteTerms.entries[from:to]
	w.prefetched += w.prefetch(words)
	w.termIDs = w.termIDs[:0]
	for i := range words {
		id, fresh := w.intern(w.noteTerms.term(uint32(from+i)), words[i].hash)
		if fresh {
			w.terms.grow()
		}
		w.termIDs = append(w.termIDs, id)
	}
	w.prefetched += w.terms.prefetch(w.termIDs)
}

// writeTerm appends a term of the present note to its buffer; first is the index of its first occurrence.
func (w *writer) writeTerm(t *termBuffer, first int32) {
	w.writeDoc(t, first)
	before := uint32(0)
	for at := first; at >= 0; at = w.occurrences[at].next {
		position := w.occurrences[at].position
		w.writeVarint(t, position-before)
		before = position
	}
}

// writeDoc appends the distance and frequency of the present note; first is the index of the term's first occurrence.
func (w *writer) writeDoc(t *termBuffer, first int32) {
	distance := w.size - t.lastDoc
	t.lastDoc = w.size
	t.docCount++
	if w.occurrences[first].next < 0 {
		w.writeVarint(t, distance<<1|1)
		return
	}
	count := uint32(0)
	for at := first; at >= 0; at = w.occurrences[at].next {
		count++
	}
	w.writeVarint(t, distance<<1)
	w.writeVarint(t, count)
}

// writeVarint appends v to the buffer of a term.
func (w *writer) writeVarint(t *termBuffer, v uint32) {
	if t.tailLen > tailSize-maxVarintLen {
		w.flushTail(t)
	}
	n := t.tailLen
	for v >= 0x80 {
		t.tail[n] = byte(v) | 0x80
		v >>= 7
		n++
	}
	t.tail[n] = byte(v)
	t.tailLen = n + 1
}

// flushTail moves the tail of a term to its chain.
func (w *writer) flushTail(t *termBuffer) {
	if t.chainID == 0 {
		w.chainOf = append(w.chainOf, chain{})
		t.chainID = uint32(len(w.chainOf))
	}
	w.extend(&w.chainOf[t.chainID-1], t.tail[:t.tailLen])
	t.tailLen = 0
}

// appendPostings appends all bytes written for a term to b.
func (w *writer) appendPostings(b []byte, t *termBuffer) []byte {
	if t.chainID > 0 {
		b = w.appendChain(b, &w.chainOf[t.chainID-1])
	}
	return append(b, t.tail[:t.tailLen]...)
}

// yieldInterval is how many terms buildPostings encodes between two calls of breathe.
const yieldInterval = 1 << 10

// buildPostings sorts the terms and encodes their postings. It calls breathe now and then, so that work that a user waits
// for comes first. The writer must not be used afterwards.
func (w *writer) buildPostings(breathe func()) *postings {
	w.slots = nil
	n := len(w.entries)
	order := make([]uint32, n)
	size := 0
	for i := range order {
		order[i] = uint32(i)
		size += int(w.terms.buffer(uint32(i)).tailLen)
	}
	for i := range w.chainOf {
		size += int(w.chainOf[i].size)
	}
	slices.SortFunc(order, func(a, b uint32) int { return bytes.Compare(w.term(a), w.term(b)) })

	p := &postings{
		size: int(w.size),
		ends: make([]uint32, n), docCounts: make([]uint32, n), docEnds: make([]uint32, n), positionEnds: make([]uint32, n),
		hasFields: w.hasFields,
	}
	to := postingsEncoder{hasFields: w.hasFields}
	to.docs.b, to.positions.b = make([]byte, 0, size/3), make([]byte, 0, size/2)
	var raw []byte
	words := make([]byte, 0, len(w.text))
	for i, id := range order {
		if i%yieldInterval == 0 {
			breathe()
		}
		t := w.terms.buffer(id)
		words = append(words, w.term(id)...)
		raw = w.appendPostings(raw[:0], t)
		to.encodeTerm(t.docCount, raw)
		p.ends[i], p.docCounts[i] = uint32(len(words)), t.docCount
		p.docEnds[i], p.positionEnds[i] = uint32(len(to.docs.b)), uint32(len(to.positions.b))
	}
	p.terms, p.docs, p.positions = string(words), newByteSource(slices.Clip(to.docs.b)), newByteSource(slices.Clip(to.positions.b))
	return p
}
