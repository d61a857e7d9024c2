package index

import (
	"sort"
	"unicode/utf8"
)

// postings is an inverted file in flat arrays: the term dictionary and, for each term, its posting list.
//
//	terms      c e v e n t e v e r y …     sorted, back to back
//	ends       term i is terms[ends[i-1]:ends[i]]
//	docCounts  how many notes have term i (its document frequency)
//	docs       of term i, for each note: delta of the note's number and term frequency;
//	           docEnds divides it as ends divides terms
//	positions  of term i, for each note: deltas of the term's positions;
//	           positionEnds divides it
//
// Positions are stored apart from docs because most queries never read them.
type postings struct {
	terms        string
	ends         []uint32
	docCounts    []uint32
	docs         *byteSource
	docEnds      []uint32
	positions    *byteSource
	positionEnds []uint32

	size      int  // all note numbers are below it
	hasFields bool // positions identify their field
	// prefixes holds the notes of those prefixes of one and two letters that begin too many terms to read their
	// posting lists for each key press.
	prefixes map[string]prefixBitset
}

// prefixBitset holds the notes with a term that begins with a short prefix, computed in advance.
type prefixBitset struct {
	docs    bitset
	weights []uint8 // by note: the weighted frequency, at most 255; only in heads
}

// prefixBitsetLimit is the number of (term, note) pairs above which a short prefix gets a bitset.
const prefixBitsetLimit = 1 << 16

func (p *postings) len() int { return len(p.ends) }

func (p *postings) term(i int) string { return p.terms[startOf(p.ends, i):p.ends[i]] }

// startOf returns the start offset of part i of data that consists of parts with these end offsets.
func startOf(ends []uint32, i int) uint32 {
	if i == 0 {
		return 0
	}
	return ends[i-1]
}

// findTerms returns the range [from, to) of terms that equal w or, for a prefix, begin with it.
func (p *postings) findTerms(w string, prefix bool) (from, to int) {
	from = sort.Search(p.len(), func(i int) bool { return p.term(i) >= w })
	if !prefix {
		if from < p.len() && p.term(from) == w {
			return from, from + 1
		}
		return from, from
	}
	to = from + sort.Search(p.len()-from, func(i int) bool {
		x := p.term(from + i)
		return len(x) < len(w) || x[:len(w)] != w
	})
	return from, to
}

// countPairs returns the number of (term, note) pairs of a range of terms.
func (p *postings) countPairs(from, to int) (n int) {
	for _, c := range p.docCounts[from:to] {
		n += int(c)
	}
	return n
}

// addPrefixDocs adds to s the notes, each plus base, with a term that begins with prefix; [from, to) are those terms.
func (p *postings) addPrefixDocs(prefix string, from, to int, s bitset, base uint32) {
	if ready, ok := p.prefixes[prefix]; ok {
		s.orShifted(base, ready.docs)
		return
	}
	p.addDocs(from, to, s, base)
}

// buildPrefixBitsets fills prefixes with the prefixes of one and two letters that have more than limit pairs.
func (p *postings) buildPrefixBitsets(limit int) {
	p.prefixes = map[string]prefixBitset{}
	for letters := 2; letters >= 1; letters-- {
		for from := 0; from < p.len(); {
			prefix := firstLetters(p.term(from), letters)
			if prefix == "" {
				from++
				continue
			}
			_, to := p.findTerms(prefix, true)
			if p.countPairs(from, to) > limit {
				s := newBitset(p.size)
				p.addRangeDocs(prefix, from, to, s)
				p.prefixes[prefix] = prefixBitset{docs: s}
			}
			from = to
		}
	}
}

// addRangeDocs adds to s the notes of the terms [from, to), which begin with prefix. It uses the bitsets of prefixes
// that are longer by one character, where they exist already.
func (p *postings) addRangeDocs(prefix string, from, to int, s bitset) {
	for i := from; i < to; {
		if longer := firstLetters(p.term(i), utf8.RuneCountInString(prefix)+1); longer != "" && longer != prefix {
			if ready, ok := p.prefixes[longer]; ok {
				s.or(ready.docs)
				_, i = p.findTerms(longer, true)
				continue
			}
		}
		p.addDocs(i, i+1, s, 0)
		i++
	}
}

// firstLetters returns the first n characters of w, or "" when it has fewer.
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
