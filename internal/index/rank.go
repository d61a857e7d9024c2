package index

import (
	"math"
	"strings"

	"quire/internal/text"
)

// How hits are ranked
//
// Each word, phrase and title: field of the query that is not negated adds points to a note's score, by BM25 (Robertson
// and Zaragoza, 2009):
//
//	idf × tf / (tf + norm)
//
// idf: a word in few notes is more significant: ln(1 + (N - n + ½) / (n + ½)), with n of N notes containing it.
//
// tf: the frequency of the word in the note. An occurrence in the body counts 1; in a title, which says what the whole
// note is about, 10; in a tag, chosen to be found by, 8; see fieldWeights. A slug counts only where its words differ from
// the title's. Headings, and a first H1 that is the title, are text of the body too and count there as well.
//
// norm: k1 × (1 - b + b × length / average length), so that long notes do not win by their length.
//
// A prefix is one word with many spellings: their frequencies add up, those longer than the prefix at half weight, so
// that go ranks before google. For a prefix that begins very many terms (a letter or two) frequencies in the body are
// not read: all notes with it count the same there, and title and tags decide.
//
// When a query has several words, a title that contains them just as they were typed adds points like one more phrase:
// the note with that name comes before those that mention it.
//
// Ties keep the default order: newest first, undated last, then title.

// fieldWeights says how many occurrences in a body one occurrence in a field is worth.
var fieldWeights = [fieldCount]float32{
	fieldTitle:       10,
	fieldAlias:       8,
	fieldTag:         8,
	fieldDescription: 4,
	fieldHeading:     3,
	fieldSlug:        6,
}

const (
	bm25K1           = 1.2  // BM25 parameter k1
	bm25B            = 0.75 // BM25 parameter b
	longerTermWeight = 0.5  // weight of a term longer than the prefix typed

	// maxRankedPairs is the number of (term, note) pairs above which ranking ignores how often a prefix occurs in each body.
	maxRankedPairs = 1 << 18
)

// computeNorms precomputes the BM25 length norm of each note.
func (x *Index) computeNorms() {
	x.norms = make([]float32, len(x.notes))
	sum, n := 0, 0
	for _, g := range x.segments {
		for i, l := range g.lengths {
			if x.alive.has(g.base + uint32(i)) {
				sum, n = sum+int(l), n+1
			}
		}
	}
	average := float32(max(sum, 1)) / float32(max(n, 1))
	for i := range x.norms {
		x.norms[i] = bm25K1 * (1 - bm25B)
	}
	for _, g := range x.segments {
		for i, l := range g.lengths {
			x.norms[g.base+uint32(i)] = bm25K1 * (1 - bm25B + bm25B*float32(l)/average)
		}
	}
}

// boostTitlePhrase adds points for titles that contain all words as they were typed. It changes only the order of hits.
func (s *searcher) boostTitlePhrase() {
	var typed []string
	prefix := false
	for _, l := range s.queryTerms {
		for _, w := range l.words {
			typed, prefix = append(typed, w.Text), w.IsPrefix
		}
	}
	if words := text.TokenizeQuery(strings.Join(typed, " "), prefix); len(s.queryTerms) > 1 && len(words) > 1 {
		s.lookUpPhrase(words, fieldTitle)
	}
}

// scoreHits returns the scores of the notes in found, indexed by note number. The caller returns the slice with
// releaseScores.
func (s *searcher) scoreHits(found bitset) *[]float32 {
	total := s.scorePool.Get().(*[]float32)
	for _, l := range s.queryTerms {
		with := float64(l.notes.len())
		idf := float32(math.Log(1 + (float64(s.Total())-with+0.5)/(with+0.5)))
		addScore := func(i uint32, tf float32) {
			(*total)[i] += idf * tf / (tf + s.norms[i])
		}
		for _, h := range l.phraseHits {
			if found.has(h.note) && l.notes.has(h.note) {
				addScore(h.note, h.termFreq)
			}
		}
		if l.termFreqs != nil {
			both := l.notes.clone()
			both.and(found)
			both.each(func(i uint32) { addScore(i, l.termFreqs[i]) })
		}
	}
	return total
}

// releaseScores clears a slice of scores and returns it to the pool.
func (x *Index) releaseScores(sums *[]float32) {
	clear(*sums)
	x.scorePool.Put(sums)
}

// termFreqsOfWord looks up the notes that contain a word in their head or body, with its weighted frequency in each.
func (s *searcher) termFreqsOfWord(w text.Token) *lookup {
	f := &lookup{notes: newBitset(len(s.notes)), termFreqs: make([]float32, len(s.notes))}
	total := 0
	for _, g := range s.segments {
		total += g.body().countPairs(g.body().findTerms(w.Text, w.IsPrefix))
	}
	skipBodyFreqs := w.IsPrefix && total > maxRankedPairs
	s.eachSegment(func(g *segment) { g.addTermFreqs(w, f, skipBodyFreqs) })
	f.notes.and(s.alive)
	if skipBodyFreqs {
		f.notes.each(func(i uint32) { f.termFreqs[i] += longerTermWeight })
	}
	return f
}

// addTermFreqs adds the notes of a segment that contain a word to f, with its weighted frequencies. If
// skipBodyFreqs is set, it adds the notes whose body contains the word without reading how often.
func (g *segment) addTermFreqs(w text.Token, f *lookup, skipBodyFreqs bool) {
	freqs := f.termFreqs[g.base:][:len(g.paths)]
	from, to := g.head.findTerms(w.Text, w.IsPrefix)
	g.addHeadFreqs(w, from, to, freqs)
	from, to = g.body().findTerms(w.Text, w.IsPrefix)
	if skipBodyFreqs {
		g.body().addPrefixDocs(w.Text, from, to, f.notes, g.base)
	} else {
		all := g.body().fetch(from, to, false)
		for i := from; i < to; i++ {
			weight := weightOf(w, g.body().term(i))
			for c := all.cursor(i); c.next(); {
				freqs[c.doc] += weight * float32(c.count)
			}
		}
	}
	for doc, n := range freqs {
		if n > 0 {
			f.notes.add(g.base + uint32(doc))
		}
	}
}

// addHeadFreqs adds the weighted frequencies of the head terms [from, to) of w to often, which is indexed from the
// segment's base.
func (g *segment) addHeadFreqs(w text.Token, from, to int, freqs []float32) {
	if ready, ok := g.head.prefixes[w.Text]; ok && w.IsPrefix {
		for doc, weight := range ready.weights {
			freqs[doc] += longerTermWeight * float32(weight)
		}
		if from < to && g.head.term(from) == w.Text { // the word itself has full weight, not that of longer terms
			g.head.eachWeighted(from, from+1, func(doc uint32, weight float32) { freqs[doc] += (1 - longerTermWeight) * weight })
		}
		return
	}
	for i := from; i < to; i++ {
		share := weightOf(w, g.head.term(i))
		g.head.eachWeighted(i, i+1, func(doc uint32, weight float32) { freqs[doc] += share * weight })
	}
}

// eachWeighted calls visit with each note of each head term in [from, to) and the number of its occurrences, weighted by
// field.
func (p *postings) eachWeighted(from, to int, visit func(doc uint32, weight float32)) {
	var positions []uint32
	all := p.fetch(from, to, true)
	for i := from; i < to; i++ {
		for c := all.cursor(i); c.next(); {
			positions = c.positions(positions[:0])
			weight := float32(0)
			for _, p := range positions {
				weight += fieldWeights[p>>fieldBits]
			}
			visit(c.doc, weight)
		}
	}
}

// prefixWeights returns the weighted frequency of a prefix in the head of each note of the segment, at most 255.
func (g *segment) prefixWeights(prefix string) []uint8 {
	sums := make([]uint8, g.head.size)
	from, to := g.head.findTerms(prefix, true)
	g.head.eachWeighted(from, to, func(doc uint32, weight float32) {
		sums[doc] = uint8(min(float32(sums[doc])+weight, 255))
	})
	return sums
}

// weightOf returns the weight of a term that matched w: full for an exact match, less for a longer term.
func weightOf(w text.Token, found string) float32 {
	if w.Text == found {
		return 1
	}
	return longerTermWeight
}
