package index

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/text"
)

// Search returns the notes that match a request. It reads notes only for regular expressions, and fails only if ctx is done.
func (x *Index) Search(ctx context.Context, r search.Request) (search.Result, error) {
	if err := ctx.Err(); err != nil {
		return search.Result{}, err
	}
	q := r.Query.OnDay(r.Today)
	if r.Typing {
		q = q.WithLastAsPrefix()
	}
	var unknown []query.UnknownKey
	if q.UsesKeys() {
		q, unknown = q.ResolveKeys(x.isKey)
	}
	s := searcher{Index: x, ctx: ctx, read: r.IsRead, isRanked: r.Sort == search.Auto && r.SortKey == ""}
	found, ok := s.eval(q.Root, nil)
	if err := ctx.Err(); err != nil { // a regular expression may take long
		return search.Result{}, err
	}
	if !ok {
		found = x.alive
	}
	result := search.Result{Total: found.len(), NumberOf: x.numberOf, Query: q, UnknownKeys: x.unknownKeys(unknown)}
	if len(r.Facets) > 0 {
		result.Facets = map[search.Facet][]search.ValueCount{}
	}
	for _, f := range r.Facets {
		switch f {
		case search.FacetTags:
			result.Facets[f] = x.countTags(found)
		case search.FacetTagTree:
			result.Facets[f] = x.countFacet(x.tagTree(), found)
		case search.FacetKeys:
			result.Facets[f] = x.countKeys(found)
		default:
			result.Facets[f] = x.countValues(f.Key(), found)
		}
	}
	if s.isRanked && len(s.queryTerms) > 0 {
		s.boostTitlePhrase()
		result.Hits = s.rankHits(found, r)
	} else {
		result.Hits = x.sortHits(found, r)
	}
	return result, nil
}

// newHit returns the hit of the note with a number.
func (x *Index) newHit(number uint32, score float32) search.Hit {
	return search.NewHit(x.notes[number], score, number)
}

// sortHits returns the notes of found in the order of r.
func (x *Index) sortHits(found bitset, r search.Request) []search.Hit {
	n := max(found.len()-r.Offset, 0)
	if r.Limit > 0 {
		n = min(n, r.Limit)
	}
	hits := make([]search.Hit, 0, n)
	skip := r.Offset
	var order []uint32
	if r.SortKey != "" {
		order = x.orderByKey(r.SortKey, r.Reverse)
	} else {
		order = x.order(r.Sort, r.Reverse)
	}
	for _, i := range order {
		if len(hits) == n {
			break
		}
		if !found.has(i) {
			continue
		}
		if skip > 0 {
			skip--
			continue
		}
		hits = append(hits, x.newHit(i, 0))
	}
	return hits
}

// rankHits returns the notes of found by descending score, and those of equal score by date.
func (s *searcher) rankHits(found bitset, r search.Request) []search.Hit {
	scores := s.scoreHits(found)
	defer s.releaseScores(scores)
	keys := make([]scoredNote, 0, found.len())
	for _, i := range s.order(search.Date, false) {
		if found.has(i) {
			keys = append(keys, scoredNote{(*scores)[i], i})
		}
	}
	most := r.Offset + r.Limit
	if r.Limit == 0 || r.Reverse {
		most = 0
	}
	keys = topScores(keys, most)
	if r.Reverse {
		slices.Reverse(keys)
	}
	return s.scoredHits(keys, r.Offset, r.Limit)
}

// scoredHits returns the hits of keys without the first offset, at most limit of them (0: all).
func (x *Index) scoredHits(keys []scoredNote, offset, limit int) []search.Hit {
	keys = keys[min(offset, len(keys)):]
	if limit > 0 && len(keys) > limit {
		keys = keys[:limit]
	}
	hits := make([]search.Hit, len(keys))
	for i, k := range keys {
		hits[i] = x.newHit(k.number, k.score)
	}
	return hits
}

// order is a permutation of all notes, computed on first use.
type order struct {
	once  sync.Once
	notes []uint32
}

// order returns the numbers of all notes, sorted. Callers must not modify the slice.
func (x *Index) order(by search.Sort, reverse bool) []uint32 {
	if by == search.Auto {
		by = search.Date
	}
	at := 2 * int(by)
	if reverse {
		at++
	}
	o := &x.orders[at]
	o.once.Do(func() {
		if by == search.Date && !reverse && x.previousOrder != nil {
			o.notes, x.previousOrder = x.previousOrder(), nil
			return
		}
		o.notes = x.computeOrder(by, reverse)
	})
	return o.notes
}

// sortKey holds the values by which two notes are compared.
type sortKey struct {
	time  int64  // date, or time of the last change; undated without one
	text  string // the title when sorting by title, else empty
	title string // folded
	path  string
}

// computeOrder does the work of order, without its cache.
func (x *Index) computeOrder(by search.Sort, reverse bool) []uint32 {
	notes := slices.Clone(x.byPath)
	if by == search.Path {
		if reverse {
			slices.Reverse(notes)
		}
		return notes
	}
	return x.sortNumbers(notes, by, reverse)
}

// sortNumbers sorts note numbers in place and returns them.
func (x *Index) sortNumbers(notes []uint32, by search.Sort, reverse bool) []uint32 {
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

func (x *Index) sortKey(i uint32, by search.Sort) sortKey {
	n := x.notes[i]
	k := sortKey{title: text.Fold(n.Title), path: n.Path, time: wallClockSeconds(n.Date.Time)}
	switch by {
	case search.Title:
		k.text = k.title
	case search.Modified:
		k.time = undated
		if !n.Modified.IsZero() {
			k.time = n.Modified.UnixNano()
		}
	}
	return k
}

func (k *sortKey) compare(o *sortKey, reverse bool) int {
	d := compareNatural(k.text, o.text)
	if d == 0 && (k.time == undated) != (o.time == undated) {
		return cmp.Compare(o.time, k.time) // undated notes come last in both directions
	}
	if d == 0 {
		d = cmp.Compare(o.time, k.time)
	}
	if reverse {
		d = -d
	}
	if d == 0 {
		d = cmp.Or(compareNatural(k.title, o.title), strings.Compare(k.path, o.path))
	}
	return d
}

// compareNatural compares texts byte by byte, but runs of digits by their numeric value.
func compareNatural(a, b string) int {
	for a != "" && b != "" {
		if isDigit(a[0]) && isDigit(b[0]) {
			x, restA := cutDigits(a)
			y, restB := cutDigits(b)
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

// cutDigits splits the leading run of digits off s and drops its leading zeros.
func cutDigits(s string) (run, rest string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return strings.TrimLeft(s[:i], "0"), s[i:]
}
