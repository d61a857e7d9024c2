package index

import (
	"sort"
	"unicode/utf8"
)

// postings is an inverted file: which notes hold which words, and where. It is
// a handful of flat arrays:
//
//	words    c e v e n t e v e r y …       sorted, back to back
//	ends     word i is words[ends[i-1]:ends[i]]
//	counts   in how many notes word i is
//	docs     of word i: for each note the distance from the one before and how often
//	         the word is in it; docEnds as ends
//	places   of word i: for each note the distances between the word's positions in it;
//	         placeEnds as ends
//
// Positions are apart from the notes because most queries never look at them.
type postings struct {
	words     string
	ends      []uint32
	counts    []uint32
	docs      *run
	docEnds   []uint32
	places    *run
	placeEnds []uint32

	size    int  // notes are numbered below it
	fielded bool // positions tell their field
	// broad holds what the prefixes of one and two letters come to that very many words
	// begin with: too many to be read through for one key.
	broad map[string]broad
}

// broad is what a short prefix comes to.
type broad struct {
	notes   set
	weights []uint8 // of each note's occurrences by field, at most 255; only in a head
}

// broadAt is the number of notes, counted once for each word, from which a short prefix is kept ready.
const broadAt = 1 << 16

func (p *postings) len() int { return len(p.ends) }

func (p *postings) word(i int) string { return p.words[begin(p.ends, i):p.ends[i]] }

func begin(ends []uint32, i int) uint32 {
	if i == 0 {
		return 0
	}
	return ends[i-1]
}

// find is the range of words that equal w or, for a prefix, begin with it.
func (p *postings) find(w string, prefix bool) (from, to int) {
	from = sort.Search(p.len(), func(i int) bool { return p.word(i) >= w })
	if !prefix {
		if from < p.len() && p.word(from) == w {
			return from, from + 1
		}
		return from, from
	}
	to = from + sort.Search(p.len()-from, func(i int) bool {
		x := p.word(from + i)
		return len(x) < len(w) || x[:len(w)] != w
	})
	return from, to
}

// total is how many (word, note) pairs a range of words has.
func (p *postings) total(from, to int) (n int) {
	for _, c := range p.counts[from:to] {
		n += int(c)
	}
	return n
}

// unionPrefix is union for all the words that begin with prefix.
func (p *postings) unionPrefix(prefix string, from, to int, s set, base uint32) {
	if ready, ok := p.broad[prefix]; ok {
		s.orAt(base, ready.notes)
		return
	}
	p.union(from, to, s, base)
}

// keepBroad fills broad with the prefixes of one and two letters that have more than limit pairs.
func (p *postings) keepBroad(limit int) {
	p.broad = map[string]broad{}
	for letters := 2; letters >= 1; letters-- {
		for from := 0; from < p.len(); {
			prefix := firstLetters(p.word(from), letters)
			if prefix == "" {
				from++
				continue
			}
			_, to := p.find(prefix, true)
			if p.total(from, to) > limit {
				s := newSet(p.size)
				p.unionRange(prefix, from, to, s)
				p.broad[prefix] = broad{notes: s}
			}
			from = to
		}
	}
}

// unionRange is union with the help of the longer prefixes that broad already holds.
func (p *postings) unionRange(prefix string, from, to int, s set) {
	for i := from; i < to; {
		if longer := firstLetters(p.word(i), utf8.RuneCountInString(prefix)+1); longer != "" && longer != prefix {
			if ready, ok := p.broad[longer]; ok {
				s.or(ready.notes)
				_, i = p.find(longer, true)
				continue
			}
		}
		p.union(i, i+1, s, 0)
		i++
	}
}

// firstLetters is the first n letters of w, or "" when it has fewer.
func firstLetters(w string, n int) string {
	at := 0
	for range n {
		_, size := utf8.DecodeRuneInString(w[at:])
		if size == 0 {
			return ""
		}
		at += size
	}
	return w[:at]
}
