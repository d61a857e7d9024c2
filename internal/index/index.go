// Package index is the search engine: an immutable inverted index of a library's words, tags, dates, states and links,
// which answers a query with ranked hits. It is the search.Searcher at home, where all notes are in memory.
//
//	note.Parsed ──Add──▶ writer ┐                    ┌ postings of titles, tags, headings … (head)
//	note.Parsed ──Add──▶ writer ┴─Build─▶ segment ───┴ postings of the text (body)
//	                                        │
//	search.Request ──────Search──▶ eval: bitsets of notes ──▶ rank or sort ──▶ search.Result
//
// An Index never changes and is safe for concurrent use. When files change, a new Index is built that shares the
// unchanged segments of the old one. Notes are numbered; a number is valid in one Index only.
//
// The package reads no files (for regular expressions a TextSource does), stores no text of a note, and knows nothing of terminals or commands.
package index

import (
	"slices"
	"strings"
	"sync"
	"time"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/workers"
)

// Index answers queries over the notes of a library. It is immutable and safe for concurrent use.
type Index struct {
	segments   []*segment
	notes      []*note.Note // by number; nil for numbers without a note
	alive      bitset       // the numbers of existing notes
	byPath     []uint32     // numbers sorted by path
	links      *links.Resolver
	bodyBuilds *workers.Group // builds the body postings of new segments in the background
	source     TextSource     // of the texts for regular expressions; nil: they find nothing
	workers    *workers.Pool  // for reading those texts

	// Computed on first use, since few queries need them.
	tags, tagTree   func() *facet
	keys            func() *keyTable
	texts           map[string]func() *facet // by the name of the note.TextField
	paths           func() *substringIndex
	attributes      func() *attributes
	orphans, broken func() bitset

	norms         []float32       // BM25 length norms by number; see rank.go
	previousOrder func() []uint32 // the date order, derived from that of the previous index; nil without one
	orders        [2 * int(search.SortCount)]order
	keyOrders     keyOrders
	nameTable     func() *nameTable
	headings      func() *headingTable
	scorePool     sync.Pool // of *[]float32 with one zero score for each number
	lookups       lookupCache
}

// attributes holds dates and states of the notes, by number.
type attributes struct {
	days   []int32 // see dayNumber
	states map[query.State]bitset
}

// segment holds the postings of some notes, which are numbered from base. It never changes.
type segment struct {
	head    *postings
	body    func() *postings // blocks until the body is built; see Builder.Build
	lengths []uint32         // words in each note's body
	paths   []string
	base    uint32 // a multiple of 64, so that bitsets can be combined word by word
}

// Total returns the number of notes.
func (x *Index) Total() int { return len(x.byPath) }

// numberOf returns the number of the note at path, and false when there is no such note.
func (x *Index) numberOf(path string) (uint32, bool) {
	i, ok := slices.BinarySearchFunc(x.byPath, path, func(n uint32, path string) int {
		return strings.Compare(x.notes[n].Path, path)
	})
	if !ok {
		return 0, false
	}
	return x.byPath[i], true
}

// initLazyFields sets up everything that is computed on first use.
func (x *Index) initLazyFields() {
	x.attributes = sync.OnceValue(x.collectFacts)
	x.tags = x.lazyFacet(func(b *facetBuilder, i uint32, n *note.Note) {
		for _, t := range n.Tags {
			b.add(i, t)
		}
	})
	x.keys = sync.OnceValue(x.collectKeys)
	x.tagTree = sync.OnceValue(x.newTagTree)
	x.texts = map[string]func() *facet{}
	for _, t := range note.TextFields() {
		x.texts[t.Name] = x.lazyFacet(func(b *facetBuilder, i uint32, n *note.Note) { b.add(i, *t.At(n)) })
	}
	x.paths = sync.OnceValue(func() *substringIndex {
		paths := make([]string, len(x.notes))
		for _, i := range x.byPath {
			paths[i] = x.notes[i].Path
		}
		n := newSubstringIndex(paths)
		return &n
	})
	x.orphans = sync.OnceValue(x.findOrphans)
	x.broken = sync.OnceValue(x.findBroken)
	x.nameTable = sync.OnceValue(x.newNameTable)
	x.headings = sync.OnceValue(x.newHeadingTable)
	x.scorePool.New = func() any { s := make([]float32, len(x.notes)); return &s }
}

// lazyFacet returns a function that builds, once, the facet of the values that add takes from each note.
func (x *Index) lazyFacet(add func(*facetBuilder, uint32, *note.Note)) func() *facet {
	return sync.OnceValue(func() *facet {
		var b facetBuilder
		for _, i := range x.byPath {
			add(&b, i, x.notes[i])
		}
		f := b.build(len(x.notes))
		return &f
	})
}

// collectFacts reads the dates and states of all notes.
func (x *Index) collectFacts() *attributes {
	n := len(x.notes)
	f := &attributes{states: make(map[query.State]bitset, len(noteStates)), days: make([]int32, n)}
	for _, i := range x.byPath {
		f.days[i] = dayNumber(x.notes[i].Date.Time)
	}
	for state, isIn := range noteStates {
		f.states[state] = newBitset(n)
		for _, i := range x.byPath {
			if isIn(x.notes[i]) {
				f.states[state].add(i)
			}
		}
	}
	return f
}

// WarmUp computes in advance what the first queries would otherwise wait for.
func (x *Index) WarmUp() {
	x.order(search.Date, false)
	x.tags()
	x.attributes()
	x.nameTable()
	x.paths()
}

// dayNumber encodes t's calendar date as yyyymmdd, so that dates compare as integers. The zero time is 0.
func dayNumber(t time.Time) int32 {
	if t.IsZero() {
		return 0
	}
	y, m, d := t.Date()
	return int32(y*10000 + int(m)*100 + d)
}

// findOrphans returns the notes without backlinks. It is empty while links are unknown.
func (x *Index) findOrphans() bitset {
	s := newBitset(len(x.notes))
	if x.links == nil {
		return s
	}
	for _, i := range x.byPath {
		if x.links.CountNotesLinkingTo(x.notes[i].Path) == 0 {
			s.add(i)
		}
	}
	return s
}

// findBroken returns the notes with a broken link. It is empty while links are unknown.
func (x *Index) findBroken() bitset {
	s := newBitset(len(x.notes))
	if x.links == nil {
		return s
	}
	for _, i := range x.byPath {
		if x.links.HasBrokenLinks(x.notes[i].Path) {
			s.add(i)
		}
	}
	return s
}
