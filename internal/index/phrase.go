package index

import (
	"slices"
	"strconv"
)

// anyField stands for all fields and the body.
const anyField = -1

// tooLoose is the number of (word, note) pairs of a segment beyond which a prefix in a phrase need only be in the same note.
const tooLoose = 1 << 17

// phraseHit is a note that holds a phrase.
type phraseHit struct {
	note   uint32
	weight float32 // occurrences, weighed by field
}

// phrase is the notes that hold the words next to one another, in one field or in any.
func (s *search) phrase(words []word, field int) (set, bool) {
	f := recall(s.Index, keyOf("phrase"+strconv.Itoa(field), words), func() (*found, int) {
		f := s.findPhrase(words, field)
		return f, f.bytes()
	})
	s.asked(leaf{words, f})
	return f.notes.clone(), true
}

func (s *search) findPhrase(words []word, field int) *found {
	sums := s.sums.Get().(*[]float32)
	to := newSet(len(s.notes))
	s.eachSegment(func(g *segment) {
		g.head.phrase(words, s.trails("head", g), func(doc uint32, positions []uint32) {
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
		g.body().phrase(words, s.trails("body", g), func(doc uint32, positions []uint32) {
			(*sums)[g.base+doc] += float32(len(positions))
			to.add(g.base + doc)
		})
	})
	f := &found{hits: []phraseHit{}}
	to.each(func(i uint32) {
		f.hits = append(f.hits, phraseHit{i, (*sums)[i]})
		(*sums)[i] = 0
	})
	s.sums.Put(sums)
	to.and(s.alive)
	f.notes = to
	return f
}

// trails is the trail of a phrase in one part of a segment that is known, or made by find; nil when find is.
type trails func(words []word, find func() *trail) *trail

func (s *search) trails(part string, g *segment) trails {
	return func(words []word, find func() *trail) *trail {
		key := keyOf(part+strconv.Itoa(int(g.base)), words)
		if find == nil {
			t, _ := s.recent.get(key).(*trail)
			return t
		}
		return recall(s.Index, key, func() (*trail, int) {
			t := find()
			return t, t.bytes()
		})
	}
}

// phrase calls visit for every note that holds the words at their distances,
// with the positions of the first. The positions are the callee's until it returns. A
// single word's notes come in no order, and may come again.
//
// A prefix that very many words begin with would take longer than a key has: it need
// only be somewhere in the note. In a phrase this is so for one or two letters in a very large library.
func (p *postings) phrase(words []word, recent trails, visit func(doc uint32, positions []uint32)) {
	before, last := words[:len(words)-1], words[len(words)-1]
	switch {
	case len(before) == 0:
		p.everywhere(last, visit)
	case slices.ContainsFunc(before, word.isPrefix):
		p.together(words, visit)
	case last.prefix:
		p.typed(before, last, recent, visit)
	default:
		p.trail(words, recent).visit(nil, visit)
	}
}

// typed is phrase for one whose last word is being typed: where those before it are is found once for all of its letters.
func (p *postings) typed(before []word, last word, recent trails, visit func(doc uint32, positions []uint32)) {
	must := p.anywhere(last)
	if must == nil {
		from, to := p.find(last.text, true)
		p.trail(before, recent).keep(p, looseWord{from, to, uint32(last.pos - before[0].pos)}).visit(nil, visit)
		return
	}
	if len(before) == 1 && !p.fielded {
		p.counted(before[0], must, visit)
		return
	}
	p.trail(before, recent).visit(must, visit)
}

// trail is where complete words are together. The one without the last of them is made use of when it is known.
func (p *postings) trail(words []word, recent trails) *trail {
	return recent(words, func() *trail {
		last := len(words) - 1
		if last > 0 {
			if before := recent(words[:last], nil); before != nil {
				from, to := p.find(words[last].text, false)
				return before.keep(p, looseWord{from, to, uint32(words[last].pos - words[0].pos)})
			}
		}
		t := &trail{}
		p.together(words, t.add)
		return t
	})
}

// together is phrase for any words, in the order of the notes.
func (p *postings) together(words []word, visit func(doc uint32, positions []uint32)) {
	words, must := p.loosen(words)
	if len(words) == 1 && must != nil && !p.fielded {
		p.counted(words[0], must, visit)
		return
	}
	lanes, loose, ok := p.lanes(words, must)
	if !ok {
		return
	}
	if len(loose) == 0 {
		p.meeting(lanes, must, visit)
		return
	}
	t := &trail{}
	p.meeting(lanes, must, t.add)
	for _, l := range loose {
		t = t.keep(p, l)
	}
	t.visit(nil, visit)
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

// anywhere is the notes that hold a word beginning with a prefix of too many, which need only be somewhere in a note: see
// phrase. It is nil for any other word.
func (p *postings) anywhere(w word) set {
	from, to := p.find(w.text, w.prefix)
	if !w.prefix || p.total(from, to) <= tooLoose {
		return nil
	}
	notes := newSet(p.size)
	p.unionPrefix(w.text, from, to, notes, 0)
	return notes
}

// loosen takes the prefixes of too many words out of a phrase, and gives the notes that hold one of each; nil when there
// are none. At least the first word stays.
func (p *postings) loosen(words []word) (kept []word, must set) {
	kept = words[:1:1]
	for _, w := range words[1:] {
		notes := p.anywhere(w)
		switch {
		case notes == nil:
			kept = append(kept, w)
		case must == nil:
			must = notes
		default:
			must.and(notes)
		}
	}
	return kept, must
}
