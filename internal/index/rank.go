package index

import (
	"math"
	"strings"
)

// How hits are ranked
//
// Every word, phrase and title: that is asked for, and not excluded, gives a
// note points; a note's score is their sum. The points are those of BM25:
//
//	rarity × often / (often + length)
//
// rarity: a word in few notes says more than one in many:
// ln(1 + (notes - with + ½) / (with + ½)).
//
// often: how often the word is in the note. The body counts once for each
// occurrence; a title, which says what the whole note is about, counts as much as
// ten; a tag, which its author chose to be found by, as eight; a slug in other words
// than the title's, as six; see fieldWeights. A heading or a first H1 that is the title is text of the body too, and counts there as well.
//
// length: how much "often" has to be to count half. It grows with the length of
// the body, from a quarter of 1.2 for an empty note, over 1.2 for one of average length,
// so that a long note does not win by its length alone. As "often" grows the fraction
// nears one: the tenth occurrence says less than the first.
//
// A prefix is one word with many spellings: their occurrences are added up,
// those that go on after the prefix at half their weight, so that "go" ranks go before
// google. For a prefix of very many words (a letter or two) the body is not read:
// there all notes that have it count the same, and title and tags decide.
//
// Several words that stand in a title just as they were typed are one thing more
// that was asked for: the note that is called so comes before those that speak of it.
//
// Equals stay in the default order: newest first, undated last, then title.

// fieldWeights are the occurrences in a body that one in a field is worth.
var fieldWeights = [headFields]float32{
	inTitle:       10,
	inAlias:       8,
	inTag:         8,
	inDescription: 4,
	inHeading:     3,
	inSlug:        6,
}

const (
	saturation  = 1.2  // k1 of BM25
	lengthShare = 0.75 // b of BM25
	goesOn      = 0.5  // weight of a word that goes on after the prefix

	// tooMany is the number of (word, note) pairs beyond which a prefix is not looked up word by word for ranking.
	tooMany = 1 << 18
)

// weigh precomputes what BM25 makes of each note's length.
func (x *Index) weigh() {
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
		x.norms[i] = saturation * (1 - lengthShare)
	}
	for _, g := range x.segments {
		for i, l := range g.lengths {
			x.norms[g.base+uint32(i)] = saturation * (1 - lengthShare + lengthShare*float32(l)/average)
		}
	}
}

// called asks for titles that hold all the words, as they were typed. It changes the order of hits only.
func (s *search) called() {
	var typed []string
	prefix := false
	for _, l := range s.leaves {
		for _, w := range l.words {
			typed, prefix = append(typed, w.text), w.prefix
		}
	}
	if words := queryWords(strings.Join(typed, " "), prefix); len(s.leaves) > 1 && len(words) > 1 {
		s.phrase(words, inTitle)
	}
}

// scores gives every note of found its points; the caller gives the slice back with release.
func (s *search) scores(found set) *[]float32 {
	total := s.sums.Get().(*[]float32)
	for _, l := range s.leaves {
		with := float64(l.notes.len())
		rarity := float32(math.Log(1 + (float64(s.Total())-with+0.5)/(with+0.5)))
		points := func(i uint32, often float32) {
			(*total)[i] += rarity * often / (often + s.norms[i])
		}
		for _, h := range l.hits {
			if found.has(h.note) && l.notes.has(h.note) {
				points(h.note, h.weight)
			}
		}
		if l.often != nil {
			both := l.notes.clone()
			both.and(found)
			both.each(func(i uint32) { points(i, l.often[i]) })
		}
	}
	return total
}

func (x *Index) release(sums *[]float32) {
	clear(*sums)
	x.sums.Put(sums)
}

// weighed is the notes that contain a word anywhere, and how often.
func (s *search) weighed(w word) *found {
	f := &found{notes: newSet(len(s.notes)), often: make([]float32, len(s.notes))}
	total := 0
	for _, g := range s.segments {
		total += g.body().total(g.body().find(w.text, w.prefix))
	}
	unread := w.prefix && total > tooMany
	s.eachSegment(func(g *segment) { g.count(w, f, unread) })
	f.notes.and(s.alive)
	if unread {
		f.notes.each(func(i uint32) { f.often[i] += goesOn })
	}
	return f
}

// count adds the segment's notes that contain a word, and how often. The body adds no count where it is to be unread.
func (g *segment) count(w word, f *found, unread bool) {
	often := f.often[g.base:][:len(g.paths)]
	from, to := g.head.find(w.text, w.prefix)
	g.countHead(w, from, to, often)
	from, to = g.body().find(w.text, w.prefix)
	if unread {
		g.body().unionPrefix(w.text, from, to, f.notes, g.base)
	} else {
		all := g.body().window(from, to, false)
		for i := from; i < to; i++ {
			weight := w.weight(g.body().word(i))
			for c := all.cursor(i); c.next(); {
				often[c.doc] += weight * float32(c.count)
			}
		}
	}
	for doc, n := range often {
		if n > 0 {
			f.notes.add(g.base + uint32(doc))
		}
	}
}

// countHead adds what a range of the head's words weighs; often begins with the segment.
func (g *segment) countHead(w word, from, to int, often []float32) {
	if ready, ok := g.head.broad[w.text]; ok && w.prefix {
		for doc, weight := range ready.weights {
			often[doc] += goesOn * float32(weight)
		}
		if from < to && g.head.word(from) == w.text { // the word itself weighs more than what goes on
			g.head.weigh(from, from+1, func(doc uint32, weight float32) { often[doc] += (1 - goesOn) * weight })
		}
		return
	}
	for i := from; i < to; i++ {
		share := w.weight(g.head.word(i))
		g.head.weigh(i, i+1, func(doc uint32, weight float32) { often[doc] += share * weight })
	}
}

// weigh calls visit for every note of a range of a head's words, with what its occurrences weigh.
func (p *postings) weigh(from, to int, visit func(doc uint32, weight float32)) {
	var positions []uint32
	all := p.window(from, to, true)
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

// weights are those of a prefix, for each note of the segment.
func (g *segment) weights(prefix string) []uint8 {
	sums := make([]uint8, g.head.size)
	from, to := g.head.find(prefix, true)
	g.head.weigh(from, to, func(doc uint32, weight float32) {
		sums[doc] = uint8(min(float32(sums[doc])+weight, 255))
	})
	return sums
}

func (w word) weight(found string) float32 {
	if w.text == found {
		return 1
	}
	return goesOn
}
