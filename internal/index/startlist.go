package index

// startList holds where a phrase may start, note by note. Each further word of the phrase filters it. A prefix that stands
// for ten thousand terms is thus looked up at these positions only, and nothing has to be sorted.
type startList struct {
	docs      []uint32
	ends      []uint32 // ends[k] is the end of the starts in docs[k] within positions
	positions []uint32
}

// add appends a note and the positions at which the phrase may start in it.
func (t *startList) add(doc uint32, positions []uint32) {
	t.docs = append(t.docs, doc)
	t.positions = append(t.positions, positions...)
	t.ends = append(t.ends, uint32(len(t.positions)))
}

func (t *startList) byteSize() int { return 4 * (cap(t.docs) + cap(t.ends) + cap(t.positions)) }

// keepFollowedBy returns the starts s for which one of the terms of w occurs at position s+w.offset.
func (t *startList) keepFollowedBy(p *postings, w prefixTerm) *startList {
	kept := &startList{}
	if len(t.docs) == 0 {
		return kept
	}
	at := make([]uint32, p.size) // at[doc] is the index of doc in t.docs plus one, or 0
	for k, doc := range t.docs {
		at[doc] = uint32(k) + 1
	}
	marked := make([]bool, len(t.positions))
	var positions []uint32
	all := p.fetch(w.from, w.to, true)
	for i := w.from; i < w.to; i++ {
		for c := all.cursor(i); c.next(); {
			k := at[c.doc]
			if k == 0 {
				continue
			}
			positions = c.positions(positions[:0])
			t.markFollowed(marked, k-1, positions, w.offset)
		}
	}
	for k, doc := range t.docs {
		before := len(kept.positions)
		for i := startOf(t.ends, k); i < t.ends[k]; i++ {
			if marked[i] {
				kept.positions = append(kept.positions, t.positions[i])
			}
		}
		if len(kept.positions) > before {
			kept.docs, kept.ends = append(kept.docs, doc), append(kept.ends, uint32(len(kept.positions)))
		}
	}
	return kept
}

// markFollowed sets marked[i] for each start t.positions[i] in the kth note for which positions, which must be sorted,
// contains start+offset.
func (t *startList) markFollowed(marked []bool, k uint32, positions []uint32, offset uint32) {
	at, end := startOf(t.ends, int(k)), t.ends[k]
	for _, p := range positions {
		for at < end && t.positions[at]+offset < p {
			at++
		}
		if at < end && t.positions[at]+offset == p {
			marked[at] = true
		}
	}
}

// visit calls visit with each note in must and its starts, or with all notes when must is nil.
func (t *startList) visit(must bitset, visit func(doc uint32, positions []uint32)) {
	for k, doc := range t.docs {
		if must == nil || must.has(doc) {
			visit(doc, t.positions[startOf(t.ends, k):t.ends[k]])
		}
	}
}
