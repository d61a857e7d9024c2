package index

import "slices"

// anyField stands for all fields and the body.
const anyField = -1

// phraseHit is a note that holds a phrase.
type phraseHit struct {
	note   uint32
	weight float32 // occurrences, weighed by field
}

// phrase is the notes that hold the words next to one another, in one field or in any.
func (s *search) phrase(words []word, field int) (set, bool) {
	sums := s.sums.Get().(*[]float32)
	to := newSet(len(s.notes))
	s.eachSegment(func(g *segment) {
		g.head.phrase(words, func(doc uint32, positions []uint32) {
			for _, p := range positions {
				if f := int(p >> fieldBits); field == anyField || f == field {
					(*sums)[g.base+doc] += fieldWeights[f]
					to.add(g.base + doc)
				}
			}
		})
		if field != anyField {
			return
		}
		g.body.phrase(words, func(doc uint32, positions []uint32) {
			(*sums)[g.base+doc] += float32(len(positions))
			to.add(g.base + doc)
		})
	})
	l := leaf{words: words, hits: []phraseHit{}}
	to.each(func(i uint32) {
		l.hits = append(l.hits, phraseHit{i, (*sums)[i]})
		(*sums)[i] = 0
	})
	s.sums.Put(sums)
	to.and(s.alive)
	l.notes = to.clone()
	s.asked(l)
	return to, true
}

// lane walks the notes that hold one word of a phrase: through the postings
// of one word, or through a list gathered from all the words that a prefix stands for.
type lane struct {
	offset uint32 // from the first word of the phrase
	word   cursor
	list   []uint64 // note<<32 | position, sorted
	listed bool
}

// phrase calls visit for every note that holds the words at their distances,
// with the positions of the first. The positions are the callee's until it returns. A
// single word's notes come in no order, and may come again.
//
// A prefix that very many words begin with would take longer than a key has: it need
// only be somewhere in the note. In a phrase this is so for one or two letters in a very large library.
func (p *postings) phrase(words []word, visit func(doc uint32, positions []uint32)) {
	if len(words) == 1 {
		p.everywhere(words[0], visit)
		return
	}
	words, must := p.loosen(words)
	if len(words) == 1 && !p.fielded {
		p.counted(words[0], must, visit)
		return
	}
	lanes, loose, ok := p.lanes(words, must)
	if !ok {
		return
	}
	if len(loose) > 0 {
		inner := visit
		all := newTrail(p.size)
		visit = func(doc uint32, positions []uint32) { all.add(doc, positions) }
		defer func() {
			for _, l := range loose {
				all.keep(p, l)
			}
			all.visit(inner)
		}()
	}
	var first, next []uint32
	for doc := uint32(0); ; doc++ {
		if doc, ok = meet(lanes, doc); !ok {
			return
		}
		first = begins(lanes[0].positions(doc, first[:0]), lanes[0].offset)
		for i := 1; i < len(lanes); i++ {
			next = lanes[i].positions(doc, next[:0])
			first = follow(first, next, lanes[i].offset)
		}
		if len(first) > 0 && (must == nil || must.has(doc)) {
			visit(doc, first)
		}
	}
}

// everywhere visits every note of a word, once for each spelling that a prefix stands for.
func (p *postings) everywhere(w word, visit func(doc uint32, positions []uint32)) {
	var positions []uint32
	from, to := p.find(w.text, w.prefix)
	all := p.window(from, to, true)
	for i := from; i < to; i++ {
		for c := all.cursor(i); c.next(); {
			positions = c.positions(positions[:0])
			visit(c.doc, positions)
		}
	}
}

// counted is everywhere for notes of must in a text, where a word's positions say no more than how many they are: what
// visit gets are as many zeros.
func (p *postings) counted(w word, must set, visit func(doc uint32, positions []uint32)) {
	var zeros []uint32
	from, to := p.find(w.text, w.prefix)
	all := p.window(from, to, false)
	for i := from; i < to; i++ {
		for c := all.cursor(i); c.next(); {
			if must != nil && !must.has(c.doc) {
				continue
			}
			if int(c.count) > len(zeros) {
				zeros = make([]uint32, 2*c.count)
			}
			visit(c.doc, zeros[:c.count])
		}
	}
}

// loosen takes the prefixes of too many words out of a phrase, and gives the notes that hold one of each; nil when there
// are none. At least the first word stays.
func (p *postings) loosen(words []word) (kept []word, must set) {
	kept = words[:1:1]
	for _, w := range words[1:] {
		from, to := p.find(w.text, w.prefix)
		if !w.prefix || p.total(from, to) <= tooMany {
			kept = append(kept, w)
			continue
		}
		notes := newSet(p.size)
		p.unionPrefix(w.text, from, to, notes, 0)
		if must == nil {
			must = notes
		} else {
			must.and(notes)
		}
	}
	return kept, must
}

// meet is the first note at or after doc at which all lanes are.
func meet(lanes []lane, doc uint32) (uint32, bool) {
	for i := 0; i < len(lanes); {
		at, ok := lanes[i].seek(doc)
		switch {
		case !ok:
			return 0, false
		case at != doc:
			doc, i = at, 0
		default:
			i++
		}
	}
	return doc, true
}

// begins are the positions of the first word, when those of a word offset further on are given.
func begins(positions []uint32, offset uint32) []uint32 {
	kept := positions[:0]
	for _, p := range positions {
		if p >= offset {
			kept = append(kept, p-offset)
		}
	}
	return kept
}

// follow keeps the positions in first that have one in next offset further on; both rise.
func follow(first, next []uint32, offset uint32) []uint32 {
	kept := first[:0]
	i := 0
	for _, p := range first {
		for i < len(next) && next[i] < p+offset {
			i++
		}
		if i < len(next) && next[i] == p+offset {
			kept = append(kept, p)
		}
	}
	return kept
}

// looseWord is a word of a phrase that stands for several.
type looseWord struct {
	from, to int
	offset   uint32 // from the first word of the phrase
}

// lanes are those of the words that stand for one, and of the others what they stand for; a phrase of nothing else has one
// of these in a lane. It is false when some word is in no note. Outside of common, which is all notes when it is nil,
// nothing is looked for.
func (p *postings) lanes(words []word, common set) (lanes []lane, loose []looseWord, ok bool) {
	for _, w := range words {
		offset := uint32(w.pos - words[0].pos)
		from, to := p.find(w.text, w.prefix)
		switch {
		case from == to:
			return nil, nil, false
		case to == from+1:
			one := p.window(from, to, true)
			lanes = append(lanes, lane{offset: offset, word: one.cursor(from)})
		default:
			loose = append(loose, looseWord{from, to, offset})
		}
	}
	if len(lanes) == 0 {
		first := loose[0]
		lanes = append(lanes, lane{offset: first.offset, listed: true, list: p.gather(first.from, first.to, common)})
		loose = loose[1:]
	}
	return lanes, loose, true
}

// gather lists every place of a range of words in the notes of common, or in all when that is nil.
func (p *postings) gather(from, to int, common set) []uint64 {
	var list []uint64
	var positions []uint32
	all := p.window(from, to, true)
	for i := from; i < to; i++ {
		for c := all.cursor(i); c.next(); {
			if common != nil && !common.has(c.doc) {
				continue
			}
			positions = c.positions(positions[:0])
			for _, at := range positions {
				list = append(list, uint64(c.doc)<<32|uint64(at))
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list) // a word and the same with its signs share a place
}

// seek is the first note at or after doc that holds the lane's word.
func (l *lane) seek(doc uint32) (uint32, bool) {
	if !l.listed {
		ok := l.word.seek(doc)
		return l.word.doc, ok
	}
	for len(l.list) > 0 && uint32(l.list[0]>>32) < doc {
		l.list = l.list[1:]
	}
	if len(l.list) == 0 {
		return 0, false
	}
	return uint32(l.list[0] >> 32), true
}

// positions appends the places in doc, at which the lane is; it may be asked once for each note.
func (l *lane) positions(doc uint32, to []uint32) []uint32 {
	if !l.listed {
		return l.word.positions(to)
	}
	for _, v := range l.list {
		if uint32(v>>32) != doc {
			break
		}
		to = append(to, uint32(v))
	}
	return to
}
