package index

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"quire/internal/note"
	"quire/internal/query"
)

// Sort is an order of hits.
type Sort uint8

// The orders. Where notes are equal, the newer comes first, then the title decides, then the path.
const (
	Auto  Sort = iota // best first; for a query without words the order of Date
	Date              // newest first, undated last
	Title             // numbers by their value: Chapter 2 before Chapter 10
	Path
	Modified // last changed first
	sorts

	// Relevance is Auto: without words all notes are equally relevant.
	Relevance = Auto
)

var sortNames = [sorts]string{"relevance", "date", "title", "path", "modified"}

// String is the order's name on the command line.
func (s Sort) String() string { return sortNames[s] }

// ParseSort reads the name of an order; "" is Auto.
func ParseSort(name string) (Sort, error) {
	if name == "" {
		return Auto, nil
	}
	if i := slices.Index(sortNames[:], name); i >= 0 {
		return Sort(i), nil
	}
	return 0, fmt.Errorf("there is no order %q", name)
}

// Options say how to search.
type Options struct {
	Sort    Sort
	Reverse bool // the other way round; undated notes stay last
	Limit   int  // the most hits; 0 for all
	Typing  bool // the query is still being typed: its last word is a prefix

	// Read reports whether the reader has opened a note, for is:unread; nil says never.
	Read func(*note.Note) bool
}

// Hit is a note that matches.
type Hit struct {
	Note   *note.Note
	Score  float64 // points of the ranking; 0 in other orders
	number uint32  // in the index, plus one; 0 when it is not known
}

// Search is the notes that match q.
func (x *Index) Search(q query.Query, o Options) []Hit {
	if o.Typing {
		q = q.Typing()
	}
	s := search{Index: x, read: o.Read, ranks: o.Sort == Auto}
	found, ok := s.eval(q.Root)
	if !ok {
		found = x.alive
	}
	if s.ranks && len(s.leaves) > 0 {
		s.called()
		return s.ranked(found, o)
	}
	return x.sorted(found, o)
}

func (x *Index) sorted(found set, o Options) []Hit {
	n := found.len()
	if o.Limit > 0 {
		n = min(n, o.Limit)
	}
	hits := make([]Hit, 0, n)
	for _, i := range x.order(o.Sort, o.Reverse) {
		if len(hits) == n {
			break
		}
		if found.has(i) {
			hits = append(hits, Hit{Note: x.notes[i], number: i + 1})
		}
	}
	return hits
}

func (s *search) ranked(found set, o Options) []Hit {
	scores := s.scores(found)
	defer s.release(scores)
	keys := make([]scored, 0, found.len())
	for _, i := range s.order(Date, false) {
		if found.has(i) {
			keys = append(keys, scored{(*scores)[i], i})
		}
	}
	if o.Reverse {
		sortByScore(keys)
		slices.Reverse(keys)
	} else {
		keys = best(keys, o.Limit)
	}
	if o.Limit > 0 && len(keys) > o.Limit {
		keys = keys[:o.Limit]
	}
	hits := make([]Hit, len(keys))
	for i, k := range keys {
		hits[i] = Hit{Note: s.notes[k.number], Score: float64(k.score), number: k.number + 1}
	}
	return hits
}

// order is a sequence of all notes, made when it is first asked for.
type order struct {
	once  sync.Once
	notes []uint32
}

func (x *Index) order(by Sort, reverse bool) []uint32 {
	if by == Auto {
		by = Date
	}
	at := 2 * int(by)
	if reverse {
		at++
	}
	o := &x.orders[at]
	o.once.Do(func() {
		if by == Date && !reverse && x.dated != nil {
			o.notes, x.dated = x.dated(), nil
			return
		}
		o.notes = x.arrange(by, reverse)
	})
	return o.notes
}

// sortKey is what notes are ordered by.
type sortKey struct {
	when  int64  // date or time of change; its least value when there is none
	text  string // the title where it comes first
	title string // folded
	path  string
}

func (x *Index) arrange(by Sort, reverse bool) []uint32 {
	notes := slices.Clone(x.byPath)
	if by == Path {
		if reverse {
			slices.Reverse(notes)
		}
		return notes
	}
	return x.arranged(notes, by, reverse)
}

// arranged sorts numbers.
func (x *Index) arranged(notes []uint32, by Sort, reverse bool) []uint32 {
	type keyed struct {
		sortKey
		number uint32
	}
	keys := make([]keyed, len(notes))
	for k, i := range notes {
		keys[k] = keyed{x.sortKey(i, by), i}
	}
	slices.SortFunc(keys, func(a, b keyed) int { return a.compare(&b.sortKey, reverse) })
	for k := range keys {
		notes[k] = keys[k].number
	}
	return notes
}

func (x *Index) sortKey(i uint32, by Sort) sortKey {
	n := x.notes[i]
	k := sortKey{title: fold(n.Title), path: n.Path, when: wallClock(n.Date.Time)}
	switch by {
	case Title:
		k.text = k.title
	case Modified:
		k.when = undated
		if !n.Modified.IsZero() {
			k.when = n.Modified.UnixNano()
		}
	}
	return k
}

func (k *sortKey) compare(o *sortKey, reverse bool) int {
	d := natural(k.text, o.text)
	if d == 0 && (k.when == undated) != (o.when == undated) {
		return cmp.Compare(o.when, k.when) // last in both directions
	}
	if d == 0 {
		d = cmp.Compare(o.when, k.when)
	}
	if reverse {
		d = -d
	}
	if d == 0 {
		d = cmp.Or(natural(k.title, o.title), strings.Compare(k.path, o.path))
	}
	return d
}

// natural compares texts with runs of digits by their value.
func natural(a, b string) int {
	for a != "" && b != "" {
		if isDigit(a[0]) && isDigit(b[0]) {
			x, restA := digits(a)
			y, restB := digits(b)
			if d := cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y)); d != 0 {
				return d
			}
			a, b = restA, restB
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// digits cuts a run of digits off s, without the zeros that lead it.
func digits(s string) (run, rest string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return strings.TrimLeft(s[:i], "0"), s[i:]
}
