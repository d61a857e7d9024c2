package index

import (
	"slices"
	"strings"
)

// writer makes postings, one note after another.
type writer struct {
	chains
	ids   map[string]uint32
	words []string
	terms []term
	note  []uint32 // the words of the note being written, each once
	size  uint32   // notes written so far
}

// term is what is gathered of one word.
type term struct {
	docs, places chain
	count        uint32 // notes
	last         uint32 // the note last written, plus one
	here         uint32 // occurrences in the note being written
	place        uint32 // the last of them
}

func newWriter() *writer { return &writer{ids: map[string]uint32{}} }

// add puts a word at a position of the note being written; positions of one word do not fall.
func (w *writer) add(text []byte, position uint32) {
	id, ok := w.ids[string(text)]
	if !ok {
		id = uint32(len(w.terms))
		s := string(text)
		w.ids[s] = id
		w.words = append(w.words, s)
		w.terms = append(w.terms, term{})
	}
	t := &w.terms[id]
	if t.here == 0 {
		w.note = append(w.note, id)
		t.place = 0
	}
	t.here++
	w.putVarint(&t.places, position-t.place)
	t.place = position
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
	order := make([]uint32, len(w.words))
	letters, docs, places := 0, 0, 0
	for i := range order {
		order[i] = uint32(i)
		letters += len(w.words[i])
		docs += int(w.terms[i].docs.size)
		places += int(w.terms[i].places.size)
	}
	slices.SortFunc(order, func(a, b uint32) int { return strings.Compare(w.words[a], w.words[b]) })
	w.ids = nil

	n := len(order)
	ends := make([]uint32, 4*n)
	p := &postings{
		size: int(w.size),
		ends: ends[:n:n], counts: ends[n : 2*n : 2*n], docEnds: ends[2*n : 3*n : 3*n], placeEnds: ends[3*n:],
		docs: make([]byte, 0, docs), places: make([]byte, 0, places),
	}
	var words strings.Builder
	words.Grow(letters)
	for i, id := range order {
		t := &w.terms[id]
		words.WriteString(w.words[id])
		p.docs = w.appendTo(p.docs, &t.docs)
		p.places = w.appendTo(p.places, &t.places)
		p.ends[i], p.counts[i] = uint32(words.Len()), t.count
		p.docEnds[i], p.placeEnds[i] = uint32(len(p.docs)), uint32(len(p.places))
	}
	p.words = words.String()
	return p
}
