package index

import "slices"

// trail is where a phrase may begin, note by note, of which those are kept that its further words confirm. So a prefix
// that stands for ten thousand words is looked for at these places alone, and nothing has to be sorted.
type trail struct {
	docs   []uint32
	ends   []uint32 // of each note's places
	places []uint32
	at     []uint32 // by note: its place in docs, plus one
	marked []bool   // of places, by the word that is looked for
}

func newTrail(size int) *trail { return &trail{at: make([]uint32, size)} }

func (t *trail) add(doc uint32, positions []uint32) {
	t.docs = append(t.docs, doc)
	t.at[doc] = uint32(len(t.docs))
	t.places = append(t.places, positions...)
	t.ends = append(t.ends, uint32(len(t.places)))
}

// keep keeps the places that one of the words that w stands for follows.
func (t *trail) keep(p *postings, w looseWord) {
	t.marked = slices.Grow(t.marked[:0], len(t.places))[:len(t.places)]
	clear(t.marked)
	var positions []uint32
	all := p.window(w.from, w.to, true)
	for i := w.from; i < w.to; i++ {
		for c := all.cursor(i); c.next(); {
			k := t.at[c.doc]
			if k == 0 {
				continue
			}
			positions = c.positions(positions[:0])
			t.mark(k-1, positions, w.offset)
		}
	}
	var docs, ends, places []uint32
	for k, doc := range t.docs {
		before := len(places)
		for at := begin(t.ends, k); at < t.ends[k]; at++ {
			if t.marked[at] {
				places = append(places, t.places[at])
			}
		}
		if t.at[doc] = 0; len(places) > before {
			docs, ends = append(docs, doc), append(ends, uint32(len(places)))
			t.at[doc] = uint32(len(docs))
		}
	}
	t.docs, t.ends, t.places = docs, ends, places
}

// mark marks the places of the kth note that have a position offset further on; both rise.
func (t *trail) mark(k uint32, positions []uint32, offset uint32) {
	at, end := begin(t.ends, int(k)), t.ends[k]
	for _, p := range positions {
		for at < end && t.places[at]+offset < p {
			at++
		}
		if at < end && t.places[at]+offset == p {
			t.marked[at] = true
		}
	}
}

func (t *trail) visit(visit func(doc uint32, positions []uint32)) {
	for k, doc := range t.docs {
		visit(doc, t.places[begin(t.ends, k):t.ends[k]])
	}
}
