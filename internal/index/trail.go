package index

// trail is where a phrase may begin, note by note, of which those are kept that its further words confirm. So a prefix
// that stands for ten thousand words is looked for at these places alone, and nothing has to be sorted.
type trail struct {
	docs   []uint32
	ends   []uint32 // of each note's places
	places []uint32
}

func (t *trail) add(doc uint32, positions []uint32) {
	t.docs = append(t.docs, doc)
	t.places = append(t.places, positions...)
	t.ends = append(t.ends, uint32(len(t.places)))
}

func (t *trail) bytes() int { return 4 * (cap(t.docs) + cap(t.ends) + cap(t.places)) }

// keep is the places that one of the words that w stands for follows.
func (t *trail) keep(p *postings, w looseWord) *trail {
	kept := &trail{}
	if len(t.docs) == 0 {
		return kept
	}
	at := make([]uint32, p.size) // by note: its place in docs, plus one
	for k, doc := range t.docs {
		at[doc] = uint32(k) + 1
	}
	marked := make([]bool, len(t.places))
	var positions []uint32
	all := p.window(w.from, w.to, true)
	for i := w.from; i < w.to; i++ {
		for c := all.cursor(i); c.next(); {
			k := at[c.doc]
			if k == 0 {
				continue
			}
			positions = c.positions(positions[:0])
			t.mark(marked, k-1, positions, w.offset)
		}
	}
	for k, doc := range t.docs {
		before := len(kept.places)
		for i := begin(t.ends, k); i < t.ends[k]; i++ {
			if marked[i] {
				kept.places = append(kept.places, t.places[i])
			}
		}
		if len(kept.places) > before {
			kept.docs, kept.ends = append(kept.docs, doc), append(kept.ends, uint32(len(kept.places)))
		}
	}
	return kept
}

// mark marks the places of the kth note that have a position offset further on; both rise.
func (t *trail) mark(marked []bool, k uint32, positions []uint32, offset uint32) {
	at, end := begin(t.ends, int(k)), t.ends[k]
	for _, p := range positions {
		for at < end && t.places[at]+offset < p {
			at++
		}
		if at < end && t.places[at]+offset == p {
			marked[at] = true
		}
	}
}

// visit calls visit for its notes that are in must, or for all when that is nil.
func (t *trail) visit(must set, visit func(doc uint32, positions []uint32)) {
	for k, doc := range t.docs {
		if must == nil || must.has(doc) {
			visit(doc, t.places[begin(t.ends, k):t.ends[k]])
		}
	}
}
