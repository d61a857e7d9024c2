// Package index finds notes: an immutable Index of a library's words, tags,
// dates, states and links answers a query with ranked hits.
//
//	note.Parsed ──Add──▶ writer ┐                    ┌ postings of titles, tags, headings … (head)
//	note.Parsed ──Add──▶ writer ┴─Build─▶ segment ───┴ postings of the text (body)
//	                                        │
//	query.Query ─────────Search──▶ eval: sets of notes ──▶ rank or sort ──▶ []Hit
//
// An Index never changes and is safe for concurrent use. When files change, a
// new one is built that shares the segments of the old (Builder.From). Notes
// are numbered; numbers mean nothing outside one Index.
//
// The package reads no files, keeps no text of a note, and knows neither
// terminals nor commands.
package index

import (
	"slices"
	"strings"
	"sync"
	"time"

	"quire/internal/cores"
	"quire/internal/links"
	"quire/internal/note"
)

// Index is the notes of a library, ready to be searched.
type Index struct {
	segments []*segment
	notes    []*note.Note // by number; nil where there is none (any more)
	alive    set          // the numbers that have a note
	byPath   []uint32     // numbers in order of path
	links    *links.Resolver
	bodies   *cores.Crew // at work on the bodies of segments

	// What few questions need is made for the first that does.
	tags, authors, series, langs func() *facet
	paths                        func() *names
	facts                        func() *facts
	orphan, broken               func() set

	norms  []float32       // by number: see rank.go
	dated  func() []uint32 // the default order, made of that of the index before; nil when there is none
	orders [2 * int(sorts)]order
	goTo   func() *goToNames
	sums   sync.Pool // *[]float32, one for each number, all zero
	recent recent
}

// facts are what is known of notes besides their words and fields.
type facts struct {
	days                     []int32 // of the date as written, 20211207; 0 for none
	draft, untagged, problem set
}

// segment is the words of some notes, which are numbered from base.
type segment struct {
	head    *postings
	body    func() *postings // may have to be waited for, once: see Builder.Build
	lengths []uint32         // words of each note's body
	paths   []string
	base    uint32 // a multiple of 64, so that sets can be joined word by word
}

// Total is how many notes there are.
func (x *Index) Total() int { return len(x.byPath) }

// number is the number of the note at path.
func (x *Index) number(path string) (uint32, bool) {
	i, ok := slices.BinarySearchFunc(x.byPath, path, func(n uint32, path string) int {
		return strings.Compare(x.notes[n].Path, path)
	})
	if !ok {
		return 0, false
	}
	return x.byPath[i], true
}

// describe says how everything is made that is known without the words.
func (x *Index) describe() {
	x.facts = sync.OnceValue(x.findFacts)
	x.tags = x.facet(func(b *facetBuilder, i uint32, n *note.Note) {
		for _, t := range n.Tags {
			b.add(i, t)
		}
	})
	x.authors = x.facet(func(b *facetBuilder, i uint32, n *note.Note) { b.add(i, n.Author) })
	x.series = x.facet(func(b *facetBuilder, i uint32, n *note.Note) { b.add(i, n.Series) })
	x.langs = x.facet(func(b *facetBuilder, i uint32, n *note.Note) { b.add(i, n.Lang) })
	x.paths = sync.OnceValue(func() *names {
		paths := make([]string, len(x.notes))
		for _, i := range x.byPath {
			paths[i] = x.notes[i].Path
		}
		n := newNames(paths)
		return &n
	})
	x.orphan = sync.OnceValue(x.findOrphans)
	x.broken = sync.OnceValue(x.findBroken)
	x.goTo = sync.OnceValue(x.newGoToNames)
	x.sums.New = func() any { s := make([]float32, len(x.notes)); return &s }
}

// facet is a facet of what add takes from each note.
func (x *Index) facet(add func(*facetBuilder, uint32, *note.Note)) func() *facet {
	return sync.OnceValue(func() *facet {
		var b facetBuilder
		for _, i := range x.byPath {
			add(&b, i, x.notes[i])
		}
		f := b.facet(len(x.notes))
		return &f
	})
}

func (x *Index) findFacts() *facts {
	n := len(x.notes)
	f := &facts{draft: newSet(n), untagged: newSet(n), problem: newSet(n), days: make([]int32, n)}
	for _, i := range x.byPath {
		m := x.notes[i]
		f.days[i] = dayNumber(m.Date.Time)
		if m.Draft {
			f.draft.add(i)
		}
		if len(m.Tags) == 0 {
			f.untagged.add(i)
		}
		if m.ProblemCount > 0 {
			f.problem.add(i)
		}
	}
	return f
}

// Warm makes what the first questions would have to wait for, when nobody waits yet.
func (x *Index) Warm() {
	x.order(Date, false)
	x.tags()
	x.facts()
	x.goTo()
	x.paths()
}

// dayNumber is a day as written, as a number that sorts: 20211207.
func dayNumber(t time.Time) int32 {
	if t.IsZero() {
		return 0
	}
	y, m, d := t.Date()
	return int32(y*10000 + int(m)*100 + d)
}

// findOrphans is the notes that no other note links to.
func (x *Index) findOrphans() set {
	s := newSet(len(x.notes))
	if x.links == nil {
		return s
	}
	for _, i := range x.byPath {
		if x.links.LinkerCount(x.notes[i].Path) == 0 {
			s.add(i)
		}
	}
	return s
}

// findBroken is the notes with a link that leads nowhere.
func (x *Index) findBroken() set {
	s := newSet(len(x.notes))
	if x.links == nil {
		return s
	}
	for _, i := range x.byPath {
		if x.links.HasBroken(x.notes[i].Path) {
			s.add(i)
		}
	}
	return s
}
