package index

import (
	"slices"
	"strconv"

	"quire/internal/text"
)

// anyField stands for every head field and the body.
const anyField = -1

// maxPhrasePairs is the number of (term, note) pairs of a segment above which a prefix in a phrase need only be somewhere
// in the same note.
const maxPhrasePairs = 1 << 17

// phraseHit is a note that contains a phrase.
type phraseHit struct {
	note     uint32
	termFreq float32 // occurrences, weighted by field
}

// lookUpPhrase returns the notes in which the words stand next to each other, in one field or in any. The caller owns the
// set.
func (s *searcher) lookUpPhrase(words []text.Token, field int) (bitset, bool) {
	f := getOrCompute(s.Index, cacheKey("phrase"+strconv.Itoa(field), words), func() (*lookup, int) {
		f := s.findPhrase(words, field)
		return f, f.byteSize()
	})
	s.recordTerm(queryTerm{words, f})
	return f.notes.clone(), true
}

func (s *searcher) findPhrase(words []text.Token, field int) *lookup {
	sums := s.scorePool.Get().(*[]float32)
	to := newBitset(len(s.notes))
	s.eachSegment(func(g *segment) {
		g.head.matchPhrase(words, s.startsCacheFor("head", g), func(doc uint32, positions []uint32) {
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
		g.body().matchPhrase(words, s.startsCacheFor("body", g), func(doc uint32, positions []uint32) {
			(*sums)[g.base+doc] += float32(len(positions))
			to.add(g.base + doc)
		})
	})
	f := &lookup{phraseHits: []phraseHit{}}
	to.each(func(i uint32) {
		f.phraseHits = append(f.phraseHits, phraseHit{i, (*sums)[i]})
		(*sums)[i] = 0
	})
	s.scorePool.Put(sums)
	to.and(s.alive)
	f.notes = to
	return f
}

// startsCache returns where a phrase starts in one part of a segment: from the cache, or computed by find. With nil find
// it returns nil when the cache has no answer.
type startsCache func(words []text.Token, find func() *startList) *startList

// startsCacheFor returns the cache for the head or the body of a segment.
func (s *searcher) startsCacheFor(part string, g *segment) startsCache {
	return func(words []text.Token, find func() *startList) *startList {
		key := cacheKey(part+strconv.Itoa(int(g.base)), words)
		if find == nil {
			t, _ := s.lookups.get(key).(*startList)
			return t
		}
		return getOrCompute(s.Index, key, func() (*startList, int) {
			t := find()
			return t, t.byteSize()
		})
	}
}

// matchPhrase calls visit for each note in which the words stand at their distances, with the positions of the first word,
// which are valid during the call. For a single word, notes come in no order and may come several times.
//
// A prefix that begins very many terms would take longer than a key press may: it need only be somewhere in the note. In
// practice these are prefixes of one or two letters in a very large library.
func (p *postings) matchPhrase(words []text.Token, recent startsCache, visit func(doc uint32, positions []uint32)) {
	before, last := words[:len(words)-1], words[len(words)-1]
	switch {
	case len(before) == 0:
		p.matchWord(last, visit)
	case slices.ContainsFunc(before, func(w text.Token) bool { return w.IsPrefix }):
		p.matchWords(words, visit)
	case last.IsPrefix:
		p.matchPrefixPhrase(before, last, recent, visit)
	default:
		p.starts(words, recent).visit(nil, visit)
	}
}

// matchPrefixPhrase is matchPhrase for a phrase whose last word is a prefix, such as one being typed. Where the words before
// it stand is computed once for all letters of that word.
func (p *postings) matchPrefixPhrase(before []text.Token, last text.Token, recent startsCache, visit func(doc uint32, positions []uint32)) {
	must := p.docsOfBroadPrefix(last)
	if must == nil {
		from, to := p.findTerms(last.Text, true)
		p.starts(before, recent).keepFollowedBy(p, prefixTerm{from, to, uint32(last.Position - before[0].Position)}).visit(nil, visit)
		return
	}
	if len(before) == 1 && !p.hasFields {
		p.matchWordWithoutPositions(before[0], must, visit)
		return
	}
	p.starts(before, recent).visit(must, visit)
}

// starts returns where complete words stand next to each other. It extends the cached answer for all words but the last
// when there is one.
func (p *postings) starts(words []text.Token, recent startsCache) *startList {
	return recent(words, func() *startList {
		last := len(words) - 1
		if last > 0 {
			if before := recent(words[:last], nil); before != nil {
				from, to := p.findTerms(words[last].Text, false)
				return before.keepFollowedBy(p, prefixTerm{from, to, uint32(words[last].Position - words[0].Position)})
			}
		}
		t := &startList{}
		p.matchWords(words, t.add)
		return t
	})
}

// matchWords is matchPhrase for any mixture of words, and visits notes in order.
func (p *postings) matchWords(words []text.Token, visit func(doc uint32, positions []uint32)) {
	words, must := p.splitBroadPrefixes(words)
	if len(words) == 1 && must != nil && !p.hasFields {
		p.matchWordWithoutPositions(words[0], must, visit)
		return
	}
	cursors, prefixes, ok := p.phraseCursors(words, must)
	if !ok {
		return
	}
	if len(prefixes) == 0 {
		p.intersectPhrase(cursors, must, visit)
		return
	}
	t := &startList{}
	p.intersectPhrase(cursors, must, t.add)
	for _, l := range prefixes {
		t = t.keepFollowedBy(p, l)
	}
	t.visit(nil, visit)
}

// matchWord visits each note of a word, once for each term that a prefix stands for.
func (p *postings) matchWord(w text.Token, visit func(doc uint32, positions []uint32)) {
	var positions []uint32
	from, to := p.findTerms(w.Text, w.IsPrefix)
	all := p.fetch(from, to, true)
	for i := from; i < to; i++ {
		for c := all.cursor(i); c.next(); {
			positions = c.positions(positions[:0])
			visit(c.doc, positions)
		}
	}
}

// matchWordWithoutPositions is matchWord for the notes of must in a body, where only the number of positions counts: visit
// gets as many zeros.
func (p *postings) matchWordWithoutPositions(w text.Token, must bitset, visit func(doc uint32, positions []uint32)) {
	var zeros []uint32
	from, to := p.findTerms(w.Text, w.IsPrefix)
	all := p.fetch(from, to, false)
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

// docsOfBroadPrefix returns the notes of a prefix that begins too many terms for phrase matching; see matchPhrase. It
// returns nil for any other word.
func (p *postings) docsOfBroadPrefix(w text.Token) bitset {
	from, to := p.findTerms(w.Text, w.IsPrefix)
	if !w.IsPrefix || p.countPairs(from, to) <= maxPhrasePairs {
		return nil
	}
	notes := newBitset(p.size)
	p.addPrefixDocs(w.Text, from, to, notes, 0)
	return notes
}

// splitBroadPrefixes takes the broad prefixes out of a phrase and returns the notes that hold a term of each, or nil when
// there are none. The first word always stays.
func (p *postings) splitBroadPrefixes(words []text.Token) (kept []text.Token, must bitset) {
	kept = words[:1:1]
	for _, w := range words[1:] {
		notes := p.docsOfBroadPrefix(w)
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
