package index

import "slices"

// lane walks the notes that hold one word of a phrase: through the postings
// of one word, or through a list gathered from all the words that a prefix stands for.
type lane struct {
	offset uint32 // from the first word of the phrase
	word   cursor
	list   []uint64 // note<<32 | position, sorted
	listed bool
}

// meeting calls visit for every note of must, or of all when it is nil, in which the lanes meet at their distances.
func (p *postings) meeting(lanes []lane, must set, visit func(doc uint32, positions []uint32)) {
	var first, next []uint32
	for doc := uint32(0); ; doc++ {
		var ok bool
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
