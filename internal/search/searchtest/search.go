package searchtest

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
)

// Search returns the notes that match a request, by looking at every note.
func (l *Library) Search(ctx context.Context, r search.Request) (search.Result, error) {
	if err := ctx.Err(); err != nil {
		return search.Result{}, err
	}
	q := r.Query.OnDay(r.Today)
	if r.Typing {
		q = q.WithLastAsPrefix()
	}
	q, unknown := q.ResolveKeys(l.isKey)
	var found []*note.Parsed
	for _, p := range l.Notes {
		if q.Root == nil || l.match(q.Root, p, r.IsRead) {
			found = append(found, p)
		}
	}
	result := search.Result{Total: len(found), Query: q, UnknownKeys: l.unknownKeys(unknown)}
	result.Facets = map[search.Facet][]search.ValueCount{}
	for _, f := range r.Facets {
		switch f {
		case search.FacetTags:
			result.Facets[f] = countTags(found)
		case search.FacetTagTree:
			result.Facets[f] = countSpellings(found, note.FoldName, func(p *note.Parsed) []string { return withParents(p.Note.Tags) })
		case search.FacetKeys:
			result.Facets[f] = l.countKeys(found)
		default:
			result.Facets[f] = l.countValues(found, f.Key())
		}
	}
	if r.SortKey != "" {
		l.sort(found, q, search.Request{Sort: search.Date})
		sortByKey(found, r.SortKey, r.Reverse)
	} else {
		l.sort(found, q, r)
	}
	found = found[min(r.Offset, len(found)):]
	if r.Limit > 0 && r.Limit < len(found) {
		found = found[:r.Limit]
	}
	for _, p := range found {
		result.Hits = append(result.Hits, newHit(p))
	}
	return result, nil
}

// Paths returns the paths of the notes that match a query, sorted.
func (l *Library) Paths(q query.Query) []string {
	found, _ := l.Search(context.Background(), search.Request{Query: q, Sort: search.Path})
	paths := make([]string, len(found.Hits))
	for i, h := range found.Hits {
		paths[i] = h.Path()
	}
	return paths
}

// sort sorts notes in the order of a request.
func (l *Library) sort(found []*note.Parsed, q query.Query, r search.Request) {
	scores := map[*note.Parsed]int{}
	if r.Sort == search.Auto && len(q.Words()) == 0 {
		r.Sort = search.Date
	}
	if r.Sort == search.Auto {
		for _, p := range found {
			scores[p] = l.score(p, q.Words())
		}
	}
	slices.SortStableFunc(found, func(a, b *note.Parsed) int {
		if d := compareUndated(a, b, r.Sort); d != 0 {
			return d // undated notes come last in both directions
		}
		d := cmp.Or(cmp.Compare(scores[b], scores[a]), compareNotes(a.Note, b.Note, r.Sort))
		if r.Reverse {
			d = -d
		}
		return cmp.Or(d, compareNatural(foldText(a.Note.Title), foldText(b.Note.Title)), strings.Compare(a.Note.Path, b.Note.Path))
	})
}

// compareUndated puts a note without a date after one that has a date, in the order by date and of notes with the same title in
// the order by title.
func compareUndated(a, b *note.Parsed, by search.Sort) int {
	sameTitle := by == search.Title && compareNatural(foldText(a.Note.Title), foldText(b.Note.Title)) == 0
	if by != search.Date && !sameTitle || a.Note.Date.IsZero() == b.Note.Date.IsZero() {
		return 0
	}
	if a.Note.Date.IsZero() {
		return 1
	}
	return -1
}

// compareNotes compares two notes in an order, without the title and path that break ties.
func compareNotes(a, b *note.Note, by search.Sort) int {
	newest := cmp.Compare(wallClock(b), wallClock(a))
	switch by {
	case search.Title:
		return cmp.Or(compareNatural(foldText(a.Title), foldText(b.Title)), newest)
	case search.Path:
		return strings.Compare(a.Path, b.Path)
	case search.Modified:
		return b.Modified.Compare(a.Modified)
	}
	return newest
}

// wallClock returns the date of a note as written, without its zone, in a form that sorts. It is "" without a date.
func wallClock(n *note.Note) string {
	if n.Date.IsZero() {
		return ""
	}
	return n.Date.Format("2006-01-02T15:04:05")
}

// compareNatural compares texts, but runs of digits by their value.
func compareNatural(a, b string) int {
	for a != "" && b != "" {
		i, j := countDigits(a), countDigits(b)
		if i > 0 && j > 0 {
			x, _ := strconv.Atoi(a[:i])
			y, _ := strconv.Atoi(b[:j])
			if x != y {
				return cmp.Compare(x, y)
			}
			a, b = a[i:], b[j:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

// countDigits returns how many digits s begins with.
func countDigits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

// score rates a note for words: a title that is, or has, the words outweighs any number of them in the text.
func (l *Library) score(p *note.Parsed, words []string) int {
	points := 0
	for _, word := range words {
		word = foldText(word)
		title := foldText(p.Note.Title)
		if strings.Contains(title, word) {
			points += 1000 - len(title)
		}
		for _, t := range l.texts(p) {
			points += strings.Count(t.plain, word)
		}
	}
	return points
}

// CountTags counts the tags of all notes.
func (l *Library) CountTags(ctx context.Context) ([]search.ValueCount, error) {
	return countTags(l.Notes), ctx.Err()
}

// CountNotesWithTag returns the number of notes with a tag, ignoring case.
func (l *Library) CountNotesWithTag(ctx context.Context, tag string) (int, error) {
	for _, c := range countTags(l.Notes) {
		if note.FoldName(c.Value) == note.FoldName(tag) {
			return c.Notes, ctx.Err()
		}
	}
	return 0, ctx.Err()
}

// countTags counts the tags of notes, most common first, ties by name.
func countTags(notes []*note.Parsed) []search.ValueCount {
	return countSpellings(notes, note.FoldName, func(p *note.Parsed) []string { return p.Note.Tags })
}

// countSpellings counts the notes that have each of the values that valuesOf returns, most common first, ties by name, each
// in its most common spelling. Values that fold alike are one value.
func countSpellings(notes []*note.Parsed, fold func(string) string, valuesOf func(*note.Parsed) []string) []search.ValueCount {
	var counts []search.ValueCount
	spellings := map[string][]search.ValueCount{} // by folded value, in the order of the notes
	for _, p := range notes {
		seen := map[string]bool{}
		for _, value := range valuesOf(p) {
			folded := fold(value)
			if folded == "" || seen[folded] {
				continue
			}
			seen[folded] = true
			all := spellings[folded]
			i := slices.IndexFunc(all, func(c search.ValueCount) bool { return c.Value == value })
			if i < 0 {
				i, all = len(all), append(all, search.ValueCount{Value: value})
			}
			all[i].Notes++
			spellings[folded] = all
		}
	}
	for _, all := range spellings {
		tag := search.ValueCount{}
		best := 0
		for _, c := range all {
			if tag.Notes += c.Notes; c.Notes > best {
				best, tag.Value = c.Notes, strings.Join(strings.Fields(c.Value), " ")
			}
		}
		counts = append(counts, tag)
	}
	slices.SortFunc(counts, func(a, b search.ValueCount) int {
		return cmp.Or(cmp.Compare(b.Notes, a.Notes), strings.Compare(fold(a.Value), fold(b.Value)))
	})
	return counts
}

// withParents returns tags, each followed by the tags that it is nested in.
func withParents(tags []string) []string {
	var all []string
	for _, tag := range tags {
		tag = strings.TrimRight(tag, "/")
		parts := strings.Split(tag, "/")
		all = append(all, tag)
		for n := len(parts) - 1; n > 0; n-- {
			parent := strings.TrimRight(strings.Join(parts[:n], "/"), "/")
			if strings.HasPrefix(note.FoldName(tag), note.FoldName(parent)+"/") {
				all = append(all, parent)
			}
		}
	}
	return all
}
