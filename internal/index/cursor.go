package index

// cursor walks the posting list of one term, in order of note number.
type cursor struct {
	docs            bitReader
	docK            uint
	remaining       uint32 // notes after the present one
	doc             uint32 // the present note
	count           uint32 // frequency of the term in it
	hasPositions    bool   // positions were fetched
	hasFields       bool
	unreadPositions uint32    // positions of the present note not read yet
	positionBits    bitReader // the positions, from those of the present note
	positionK       uint
}

// fetchedRange holds the bytes of the posting lists of a range of terms, fetched with one read.
type fetchedRange struct {
	*postings
	hasPositions              bool
	docBytes, positionBytes   []byte
	docsStart, positionsStart uint32
}

// fetch reads the posting lists of the terms [from, to), and their positions if withPositions is set. After a read
// error the range is empty.
func (p *postings) fetch(from, to int, withPositions bool) fetchedRange {
	w := fetchedRange{postings: p, hasPositions: withPositions}
	if from == to {
		return w
	}
	w.docsStart, w.positionsStart = startOf(p.docEnds, from), startOf(p.positionEnds, from)
	w.docBytes = p.docs.slice(w.docsStart, p.docEnds[to-1])
	if withPositions {
		w.positionBytes = p.positions.slice(w.positionsStart, p.positionEnds[to-1])
		if len(w.positionBytes) == 0 { // a read error
			w.docBytes = nil
		}
	}
	return w
}

// cursor returns a cursor before the first note of term i, which must be in the fetched range.
func (w *fetchedRange) cursor(i int) cursor {
	c := cursor{doc: ^uint32(0), hasPositions: w.hasPositions, hasFields: w.hasFields} // so that the first delta leads to the number of the first note
	if len(w.docBytes) == 0 {
		return c
	}
	c.remaining = w.docCounts[i]
	c.docs.b = w.docBytes[startOf(w.docEnds, i)-w.docsStart : w.docEnds[i]-w.docsStart]
	c.docK = c.docs.readHeader()
	if w.hasPositions {
		c.positionBits.b = w.positionBytes[startOf(w.positionEnds, i)-w.positionsStart : w.positionEnds[i]-w.positionsStart]
		c.positionK = c.positionBits.readHeader()
	}
	return c
}

// next moves to the next note. It returns false at the end.
func (c *cursor) next() bool {
	if c.remaining == 0 {
		return false
	}
	c.remaining--
	if c.unreadPositions > 0 {
		c.skipPositions()
	}
	distance, count := c.docs.readDoc(c.docK)
	c.doc += distance + 1
	c.count = count
	if c.hasPositions {
		c.unreadPositions = c.count
	}
	return true
}

// skipPositions skips the unread positions of the present note.
func (c *cursor) skipPositions() {
	k := positionK(c.positionK, c.count)
	if !c.hasFields {
		c.positionBits.skipRice(k, c.unreadPositions)
		c.unreadPositions = 0
		return
	}
	for ; c.unreadPositions > 0; c.unreadPositions-- {
		c.positionBits.readRice(0)
		c.positionBits.readRice(k)
	}
}

// seek moves to the first note at or after doc. It returns false when there is none.
func (c *cursor) seek(doc uint32) bool {
	for c.doc == ^uint32(0) || c.doc < doc {
		if !c.next() {
			return false
		}
	}
	return true
}

// positions appends the positions of the term in the present note to a slice. It may be called once for each note.
func (c *cursor) positions(to []uint32) []uint32 {
	n, k := c.unreadPositions, positionK(c.positionK, c.count)
	c.unreadPositions = 0
	if c.hasFields {
		return c.positionBits.readFieldPositions(k, n, to)
	}
	return c.positionBits.readRiceSums(k, n, 0, to)
}

// addDocs adds the notes of the terms [from, to), each plus base, to s.
func (p *postings) addDocs(from, to int, s bitset, base uint32) {
	w := p.fetch(from, to, false)
	for i := from; i < to; i++ {
		c := w.cursor(i)
		doc := base - 1
		for range c.remaining {
			distance, _ := c.docs.readDoc(c.docK)
			doc += distance + 1
			s.add(doc)
		}
	}
}
