package index

import (
	"bytes"
	"hash/maphash"
	"slices"
)

// writer makes postings, one note after another. A note's words are first gathered
// by themselves, where they are few and near: only each different word of it goes
// on to the large table, most of whose memory is far away.
type writer struct {
	chains
	lexicon
	terms []term
	seed  maphash.Seed // so that nobody can write words whose hashes meet
	size  uint32       // notes written so far

	fielded bool // positions tell their field

	here   lexicon // the words of the note being written
	first  []int32 // of each: its first and last place in places
	last   []int32
	places []place
}

// term is what is gathered of one word.
type term struct {
	docs, places chain
	count        uint32 // notes
	last         uint32 // the note last written, plus one
}

// place is an occurrence in the note being written; next is the word's next one, or -1.
type place struct {
	position uint32
	next     int32
}

func newWriter() *writer { return &writer{seed: maphash.MakeSeed()} }

// add puts a word at a position of the note being written; positions of one word do not fall.
func (w *writer) add(text []byte, position uint32) {
	id, fresh := w.here.id(text, uint32(maphash.Bytes(w.seed, text)))
	at := int32(len(w.places))
	w.places = append(w.places, place{position, -1})
	if fresh {
		w.first, w.last = append(w.first, at), append(w.last, at)
		return
	}
	w.places[w.last[id]].next = at
	w.last[id] = at
}

// endNote closes the note being written.
func (w *writer) endNote() {
	w.size++
	for here := range w.here.words {
		id, fresh := w.id(w.here.word(uint32(here)), w.here.words[here].hash)
		if fresh {
			w.terms = append(w.terms, term{})
		}
		t := &w.terms[id]
		count, before := uint32(0), uint32(0)
		for at := w.first[here]; at >= 0; at = w.places[at].next {
			position := w.places[at].position
			w.putVarint(&t.places, position-before)
			before = position
			count++
		}
		w.putNote(t, count)
	}
	if cap(w.places) > 1<<16 {
		w.places, w.first, w.last = nil, nil, nil
	}
	w.here.reset()
	w.places, w.first, w.last = w.places[:0], w.first[:0], w.last[:0]
}

func (w *writer) putNote(t *term, count uint32) {
	distance := w.size - t.last
	t.last = w.size
	t.count++
	if count == 1 {
		w.putVarint(&t.docs, distance<<1|1)
		return
	}
	w.putVarint(&t.docs, distance<<1)
	w.putVarint(&t.docs, count)
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
		fielded: w.fielded,
	}
	to := coder{fielded: w.fielded}
	to.docs.b, to.places.b = make([]byte, 0, docs*3/4), make([]byte, 0, places*3/4)
	var someDocs, somePlaces []byte
	words := make([]byte, 0, len(w.text))
	for i, id := range order {
		t := &w.terms[id]
		words = append(words, w.word(id)...)
		someDocs = w.appendTo(someDocs[:0], &t.docs)
		somePlaces = w.appendTo(somePlaces[:0], &t.places)
		to.word(t.count, someDocs, somePlaces)
		p.ends[i], p.counts[i] = uint32(len(words)), t.count
		p.docEnds[i], p.placeEnds[i] = uint32(len(to.docs.b)), uint32(len(to.places.b))
	}
	p.words, p.docs, p.places = string(words), inMemory(slices.Clip(to.docs.b)), inMemory(slices.Clip(to.places.b))
	return p
}
