package index

// cursor walks the notes of one word, in order.
type cursor struct {
	docs    bitReader
	docK    uint
	left    uint32 // notes after this one
	doc     uint32 // the note it stands at
	count   uint32 // how often the word is in it
	placed  bool   // positions may be asked for
	fielded bool
	unread  uint32    // positions of this note
	places  bitReader // from this note's on
	placeK  uint
}

// window is a range of words whose postings were fetched at once.
type window struct {
	*postings
	placed               bool
	docs, places         []byte
	docsFrom, placesFrom uint32
}

// window fetches the postings of the words from one to before another, with their places or without.
func (p *postings) window(from, to int, places bool) window {
	w := window{postings: p, placed: places}
	if from == to {
		return w
	}
	w.docsFrom, w.placesFrom = begin(p.docEnds, from), begin(p.placeEnds, from)
	w.docs = p.docs.slice(w.docsFrom, p.docEnds[to-1])
	if places {
		w.places = p.places.slice(w.placesFrom, p.placeEnds[to-1])
		if len(w.places) == 0 { // they cannot be read
			w.docs = nil
		}
	}
	return w
}

// cursor walks the notes of a word of the window; it has no positions where none were fetched.
func (w *window) cursor(i int) cursor {
	c := cursor{doc: ^uint32(0), placed: w.placed, fielded: w.fielded} // the first distance is one more than the note's number
	if len(w.docs) == 0 {
		return c
	}
	c.left = w.counts[i]
	c.docs.b = w.docs[begin(w.docEnds, i)-w.docsFrom : w.docEnds[i]-w.docsFrom]
	c.docK = c.docs.header()
	if w.placed {
		c.places.b = w.places[begin(w.placeEnds, i)-w.placesFrom : w.placeEnds[i]-w.placesFrom]
		c.placeK = c.places.header()
	}
	return c
}

func (c *cursor) next() bool {
	if c.left == 0 {
		return false
	}
	c.left--
	if c.unread > 0 {
		c.skip()
	}
	distance, count := c.docs.note(c.docK)
	c.doc += distance + 1
	c.count = count
	if c.placed {
		c.unread = c.count
	}
	return true
}

// skip passes the positions of a note that nobody asked for.
func (c *cursor) skip() {
	k := lower(c.placeK, c.count)
	if !c.fielded {
		c.places.skip(k, c.unread)
		c.unread = 0
		return
	}
	for ; c.unread > 0; c.unread-- {
		c.places.rice(0)
		c.places.rice(k)
	}
}

// seek moves to the first note at or after doc.
func (c *cursor) seek(doc uint32) bool {
	for c.doc == ^uint32(0) || c.doc < doc {
		if !c.next() {
			return false
		}
	}
	return true
}

// positions appends where the word is in the note; it may be asked once for each note.
func (c *cursor) positions(to []uint32) []uint32 {
	n, k := c.unread, lower(c.placeK, c.count)
	c.unread = 0
	if c.fielded {
		return c.places.placed(k, n, to)
	}
	return c.places.rices(k, n, 0, to)
}

// union adds the notes of a range of words to s, whose numbers begin at base.
func (p *postings) union(from, to int, s set, base uint32) {
	w := p.window(from, to, false)
	for i := from; i < to; i++ {
		c := w.cursor(i)
		doc := base - 1
		for range c.left {
			distance, _ := c.docs.note(c.docK)
			doc += distance + 1
			s.add(doc)
		}
	}
}
