package index

import (
	"bytes"
	"hash/maphash"
	"slices"
)

// writer makes postings, one note after another.
type writer struct {
	chains
	terms []term
	text  []byte // of the terms, back to back
	slots []slot // where each term is, by its hash; a power of two of them
	seed  maphash.Seed
	note  []uint32 // the terms of the note being written, each once
	size  uint32   // notes written so far
}

// term is what is gathered of one word.
type term struct {
	docs, places chain
	start        uint32 // of the word in text
	length       uint8
	count        uint32 // notes
	last         uint32 // the note last written, plus one
	here         uint32 // occurrences in the note being written
	place        uint32 // the last of them
}

// slot is a place of the hash table: the term's number plus one, and its hash, by
// which most others are told apart without touching their memory.
type slot struct{ id, hash uint32 }

func newWriter() *writer {
	return &writer{slots: make([]slot, 1<<10), seed: maphash.MakeSeed()}
}

// add puts a word at a position of the note being written; positions of one word do not fall.
func (w *writer) add(text []byte, position uint32) {
	id := w.id(text)
	t := &w.terms[id]
	if t.here == 0 {
		w.note = append(w.note, id)
		t.place = 0
	}
	t.here++
	w.putVarint(&t.places, position-t.place)
	t.place = position
}

// id is the term of a word, which is at most 255 bytes long.
func (w *writer) id(text []byte) uint32 {
	hash := uint32(maphash.Bytes(w.seed, text))
	mask := uint32(len(w.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		s := &w.slots[i]
		if s.id == 0 {
			return w.newTerm(s, hash, text)
		}
		if s.hash == hash && bytes.Equal(w.word(s.id-1), text) {
			return s.id - 1
		}
	}
}

func (w *writer) newTerm(s *slot, hash uint32, text []byte) uint32 {
	id := uint32(len(w.terms))
	w.terms = append(w.terms, term{start: uint32(len(w.text)), length: uint8(len(text))})
	w.text = append(w.text, text...)
	*s = slot{id + 1, hash}
	if len(w.terms)*3 > len(w.slots)*2 {
		w.grow()
	}
	return id
}

func (w *writer) grow() {
	old := w.slots
	w.slots = make([]slot, 2*len(old))
	mask := uint32(len(w.slots) - 1)
	for _, s := range old {
		if s.id == 0 {
			continue
		}
		i := s.hash & mask
		for w.slots[i].id != 0 {
			i = (i + 1) & mask
		}
		w.slots[i] = s
	}
}

func (w *writer) word(id uint32) []byte {
	t := &w.terms[id]
	return w.text[t.start : t.start+uint32(t.length)]
}

// endNote closes the note being written.
func (w *writer) endNote() {
	w.size++
	for _, id := range w.note {
		t := &w.terms[id]
		distance := w.size - t.last
		t.last = w.size
		t.count++
		if t.here == 1 {
			w.putVarint(&t.docs, distance<<1|1)
		} else {
			w.putVarint(&t.docs, distance<<1)
			w.putVarint(&t.docs, t.here)
		}
		t.here = 0
	}
	w.note = w.note[:0]
}

// postings puts what was gathered in order; the writer is of no use afterwards.
func (w *writer) postings() *postings {
	w.slots = nil
	n := len(w.terms)
	order := make([]uint32, n)
	docs, places := 0, 0
	for i := range order {
		order[i] = uint32(i)
		docs += int(w.terms[i].docs.size)
		places += int(w.terms[i].places.size)
	}
	slices.SortFunc(order, func(a, b uint32) int { return bytes.Compare(w.word(a), w.word(b)) })

	p := &postings{
		size: int(w.size),
		ends: make([]uint32, n), counts: make([]uint32, n), docEnds: make([]uint32, n), placeEnds: make([]uint32, n),
		docs: make([]byte, 0, docs), places: make([]byte, 0, places),
	}
	words := make([]byte, 0, len(w.text))
	for i, id := range order {
		t := &w.terms[id]
		words = append(words, w.word(id)...)
		p.docs = w.appendTo(p.docs, &t.docs)
		p.places = w.appendTo(p.places, &t.places)
		p.ends[i], p.counts[i] = uint32(len(words)), t.count
		p.docEnds[i], p.placeEnds[i] = uint32(len(p.docs)), uint32(len(p.places))
	}
	p.words = string(words)
	return p
}
