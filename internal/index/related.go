package index

import (
	"cmp"
	"context"
	"iter"
	"math"
	"path"
	"slices"

	"quire/internal/note"
	"quire/internal/search"
)

// How related notes are found
//
// The words of a note are a query for the notes about the same: those that are frequent in it and rare elsewhere, by
// the square root of their weighted frequency times the square of their idf. Only the best of these terms count, and none that is in
// a large share of the notes: it would cost the most and say the least. Notes are scored by these terms as for any query, see
// rank.go, as a share of what the note itself would get. To that is added, in this order of importance:
//
//   - common neighbours in the link graph, each by the inverse of the number of its neighbours (resource allocation index,
//     Zhou, Lü and Zhang, 2009), so that a page that links to everything counts for little;
//   - the title or an alias of one note in the text of the other, the more the rarer its words;
//   - common tags, each by its idf;
//   - the same series and the same folder.
//
// A direct link between the two adds nothing: the reader has it before the eyes, and its text counts as any other.
//
// The numbers were chosen by how many notes have a note among their first ten that their author linked to or from them; see
// TestMeasureRelated in package catalog.

const (
	maxRelatedTerms    = 60   // terms of a note that are searched for
	maxRelatedShare    = 0.2  // a term in more than this share of the notes is ignored,
	minRelatedNotes    = 20   // unless these are not more than so many
	maxRelatedRescored = 400  // notes with the best scores, whose names are looked for in the note
	maxHubNeighbours   = 500  // a note with more neighbours relates none of them
	maxNoteNeighbours  = 2000 // neighbours of the note that are considered

	neighbourWeight  = 0.3
	neighbourHalf    = 0.5 // the sum over the common neighbours that gets half of the weight
	mentionWeight    = 0.2
	mentioningWeight = 0.15
	sharedTagWeight  = 0.06
	seriesWeight     = 0.1
	folderWeight     = 0.01
)

// relatedSearch is a search for the notes that are related to one.
type relatedSearch struct {
	searcher
	note   *note.Note
	number uint32 // of the note
	index  int32  // of the note in the order of paths
	source sourceText
	terms  []relatedTerm // the best first
	scores []float32     // by note number
	marks  map[uint32]*search.Related
}

// relatedTerm is a term of the note with its weight.
type relatedTerm struct {
	text   string
	tf     float32 // in the note, weighted by field
	weight float32
	notes  int // how many have it
}

// Related returns the notes that are related to p, which must be among the notes of the index, best first and at most limit
// of them (0: all that can be said to be related, of which only the best few hundred are compared in full).
func (x *Index) Related(ctx context.Context, p *note.Parsed, limit int) ([]search.Related, error) {
	number, ok := x.numberOf(p.Note.Path)
	if !ok {
		return nil, search.ErrNoNote
	}
	scores := x.scorePool.Get().(*[]float32)
	defer x.releaseScores(scores)
	r := &relatedSearch{searcher: searcher{Index: x}, note: p.Note, number: number, scores: *scores, marks: map[uint32]*search.Related{}}
	at, _ := slices.BinarySearchFunc(x.byPath, p.Note.Path, func(n uint32, path string) int { return cmp.Compare(x.notes[n].Path, path) })
	r.index = int32(at)
	r.source = readSource(p)
	r.chooseTerms()
	for _, add := range []func(){r.addTermScores, r.addNeighbours, r.addMentions, r.addTags} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		add()
	}
	return r.collect(limit), ctx.Err()
}

// idf returns the inverse document frequency of what n notes have.
func (r *relatedSearch) idf(n int) float64 {
	with := float64(n)
	return math.Log(1 + (float64(r.Total())-with+0.5)/(with+0.5))
}

// share returns idf as a share of the greatest that there can be.
func (r *relatedSearch) share(idf float64) float32 { return float32(min(1, idf/r.idf(1))) }

// chooseTerms chooses the terms of the note to search for.
func (r *relatedSearch) chooseTerms() {
	most := max(minRelatedNotes, int(maxRelatedShare*float64(r.Total())))
	for term, tf := range r.source.termFreqs {
		n := r.countNotes(term)
		if n < 2 || n > most {
			continue
		}
		idf := r.idf(n)
		r.terms = append(r.terms, relatedTerm{term, tf, float32(math.Sqrt(float64(tf)) * idf * idf), n})
	}
	slices.SortFunc(r.terms, func(a, b relatedTerm) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.text, b.text))
	})
	r.terms = r.terms[:min(len(r.terms), maxRelatedTerms)]
}

// countNotes returns how many notes have a term, exactly where they are few; notes that are gone count too.
func (x *Index) countNotes(term string) (n int) {
	for _, g := range x.segments {
		body, head := 0, 0
		bodyFrom, bodyTo := g.body().findTerms(term, false)
		if bodyFrom < bodyTo {
			body = int(g.body().docCounts[bodyFrom])
		}
		headFrom, headTo := g.head.findTerms(term, false)
		if headFrom < headTo {
			head = int(g.head.docCounts[headFrom])
		}
		if body > 0 && head > 0 && body+head <= maxExactCount {
			both := map[uint32]bool{}
			for c := range g.body().eachCursor(bodyFrom, bodyTo) {
				both[c.doc] = true
			}
			for c := range g.head.eachCursor(headFrom, headTo) {
				both[c.doc] = true
			}
			n += len(both)
			continue
		}
		n += max(body, head)
	}
	return n
}

// maxExactCount is how many postings countNotes reads at most.
const maxExactCount = 8

// eachCursor returns an iterator over the postings of the terms [from, to), without positions.
func (p *postings) eachCursor(from, to int) iter.Seq[*cursor] {
	return func(yield func(*cursor) bool) {
		all := p.fetch(from, to, false)
		for i := from; i < to; i++ {
			for c := all.cursor(i); c.next(); {
				if !yield(&c) {
					return
				}
			}
		}
	}
}

// addTermScores adds the scores of the notes for the terms of the note.
func (r *relatedSearch) addTermScores() {
	self := float32(0)
	for _, t := range r.terms {
		self += t.weight * t.tf / (t.tf + r.norms[r.number])
	}
	for _, t := range r.terms {
		weight := t.weight / self
		r.eachWithTerm(t.text, func(number uint32, tf float32) { r.scores[number] += weight * tf / (tf + r.norms[number]) })
	}
}

// eachWithTerm calls visit with each note that has a term, and the term's frequency there, weighted by field.
func (r *relatedSearch) eachWithTerm(term string, visit func(number uint32, tf float32)) {
	heads := map[uint32]float32{} // few: titles, tags and headings are short
	for _, g := range r.segments {
		clear(heads)
		if from, to := g.head.findTerms(term, false); from < to {
			g.head.eachWeighted(from, to, func(doc uint32, weight float32) { heads[doc] += weight })
		}
		from, to := g.body().findTerms(term, false)
		for c := range g.body().eachCursor(from, to) {
			head := heads[c.doc]
			delete(heads, c.doc)
			visit(g.base+c.doc, head+float32(c.count))
		}
		for doc, head := range heads {
			visit(g.base+doc, head)
		}
	}
}

// addNeighbours adds the scores for common neighbours in the link graph.
func (r *relatedSearch) addNeighbours() {
	if r.links == nil {
		return
	}
	sums := r.scorePool.Get().(*[]float32)
	defer r.releaseScores(sums)
	var touched []uint32
	for _, z := range r.neighbours() {
		of := r.links.Neighbours(z)
		weight := 1 / float32(of.Len())
		for j := range of.All() {
			number := r.byPath[j]
			if (*sums)[number] == 0 {
				touched = append(touched, number)
			}
			(*sums)[number] += weight
		}
	}
	for _, number := range touched {
		sum := (*sums)[number]
		r.scores[number] += neighbourWeight * sum / (neighbourHalf + sum)
	}
}

// neighbours returns the notes that are linked with the note and not with very many others, by their indexes in the order of
// paths.
func (r *relatedSearch) neighbours() []int32 {
	var all []int32
	of := r.links.Neighbours(r.index)
	for z := range of.All() {
		if len(all) == maxNoteNeighbours {
			break
		}
		if links, backlinks := r.links.LinkCounts(z); links+backlinks <= maxHubNeighbours {
			all = append(all, z)
		}
	}
	return all
}

// addTags adds the scores of the notes with the same tags.
func (r *relatedSearch) addTags() {
	all := r.tags()
	for _, id := range all.valuesOf(r.number) {
		weight := sharedTagWeight * r.share(r.idf(len(all.notes[id])))
		for _, number := range all.notes[id] {
			r.scores[number] += weight
		}
	}
}

// mark returns what is known about a note so far.
func (r *relatedSearch) mark(number uint32) *search.Related {
	m := r.marks[number]
	if m == nil {
		m = &search.Related{}
		r.marks[number] = m
	}
	return m
}

// collect returns the best notes with their reasons.
func (r *relatedSearch) collect(limit int) []search.Related {
	var keys []scoredNote
	for _, number := range r.byPath {
		if score := r.scores[number]; score > 0 && number != r.number {
			keys = append(keys, scoredNote{score, number})
		}
	}
	keys = topScores(keys, max(maxRelatedRescored, limit))
	folder := path.Dir(r.note.Path)
	for i := range keys[:min(len(keys), max(maxRelatedRescored, limit))] {
		k := &keys[i]
		n, m := r.notes[k.number], r.mark(k.number)
		if share := r.mentionShare(n); share > 0 {
			k.score += mentionWeight * share
			m.IsMentioned = true
		}
		if n.Series != "" && note.FoldName(n.Series) == note.FoldName(r.note.Series) {
			k.score += seriesWeight
			m.IsInSeries = true
		}
		if path.Dir(n.Path) == folder {
			k.score += folderWeight
			m.IsInFolder = folder != "."
		}
	}
	sortByScore(keys)
	if limit > 0 {
		keys = keys[:min(len(keys), limit)]
	}
	out := make([]search.Related, len(keys))
	for i, k := range keys {
		out[i] = *r.mark(k.number)
		out[i].Hit = r.newHit(k.number, k.score)
	}
	r.explain(out)
	return out
}
