package index

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"
	"sync"

	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/text"
)

// keyTable holds the keys of the front matter and the notes that have each. The values of a key are collected when they are
// first asked for.
type keyTable struct {
	folded []string // sorted; see foldKey
	keys   []*keyNotes
}

// keyNotes is a key of the front matter.
type keyNotes struct {
	folded  string
	display string   // the most common spelling
	notes   []uint32 // in the order of their paths
	values  func() *facet
	typed   func() []fieldValue // the values as numbers and dates, by their index in the facet
}

// foldKey returns a name as keys are compared: without case and accents.
func foldKey(key string) string { return text.Fold(note.FoldName(key)) }

// collectKeys builds the table of keys.
func (x *Index) collectKeys() *keyTable {
	var spellings facetBuilder // a key is a value of the field "keys"
	for _, i := range x.byPath {
		for key := range x.notes[i].FieldValues() {
			spellings.add(i, key)
		}
	}
	byKey := map[string]*keyNotes{} // spellings that differ in accents are one key
	for _, v := range spellings.values {
		folded := text.Fold(v.folded)
		k := byKey[folded]
		if k == nil {
			k = &keyNotes{folded: folded, display: mostCommonSpelling(v.spellings), notes: v.notes}
			byKey[folded] = k
			continue
		}
		if len(v.notes) > len(k.notes) {
			k.display = mostCommonSpelling(v.spellings)
		}
		k.notes = x.mergeNotes(k.notes, v.notes)
	}
	t := &keyTable{}
	for _, k := range byKey {
		k.values = sync.OnceValue(func() *facet { return x.collectValues(k) })
		k.typed = sync.OnceValue(func() []fieldValue { return parseFieldValues(k.values().display) })
		t.keys = append(t.keys, k)
	}
	slices.SortFunc(t.keys, func(a, b *keyNotes) int { return strings.Compare(a.folded, b.folded) })
	for _, k := range t.keys {
		t.folded = append(t.folded, k.folded)
	}
	return t
}

// mergeNotes returns the notes of both lists, each once, in the order of their paths.
func (x *Index) mergeNotes(a, b []uint32) []uint32 {
	all := append(slices.Clone(a), b...)
	slices.SortFunc(all, func(i, j uint32) int { return strings.Compare(x.notes[i].Path, x.notes[j].Path) })
	return slices.Compact(all)
}

// collectValues builds the facet of the values of a key.
func (x *Index) collectValues(k *keyNotes) *facet {
	var b facetBuilder
	for _, i := range k.notes {
		for key, values := range x.notes[i].FieldValues() {
			if !k.isSpelled(key) {
				continue
			}
			for v := range values.All() {
				b.add(i, v)
			}
		}
	}
	f := b.build(len(x.notes))
	return &f
}

// isSpelled reports whether a key of a note is k.
func (k *keyNotes) isSpelled(key string) bool { return key == k.display || foldKey(key) == k.folded }

// find returns a key, or nil.
func (t *keyTable) find(key string) *keyNotes {
	folded := foldKey(key)
	if i, ok := slices.BinarySearch(t.folded, folded); ok {
		return t.keys[i]
	}
	return nil
}

// findNested returns the keys of the mappings below a key, or with prefix all keys that begin so.
func (t *keyTable) findNested(key string, prefix bool) []*keyNotes {
	folded := foldKey(key)
	if !prefix {
		folded += "."
	}
	start := sort.SearchStrings(t.folded, folded)
	end := start
	for end < len(t.folded) && strings.HasPrefix(t.folded[end], folded) {
		end++
	}
	return t.keys[start:end]
}

// isKey reports whether a note has a key, or a mapping of that name, or with a prefix any key that begins so.
func (t *keyTable) isKey(n query.HasKey) bool {
	return t.find(n.Key) != nil || len(t.findNested(n.Key, n.Prefix)) > 0
}

// evalHasKey adds the notes that have a key.
func (s *searcher) evalHasKey(n query.HasKey, to bitset) {
	found := s.keys().findNested(n.Key, n.Prefix)
	if k := s.keys().find(n.Key); k != nil {
		found = append(slices.Clone(found), k)
	}
	for _, k := range found {
		for _, i := range k.notes {
			to.add(i)
		}
	}
}

// evalKeyValue adds the notes one of whose values of a key meets one of the conditions.
func (s *searcher) evalKeyValue(n query.KeyValue, to bitset) {
	conditions := n.Conditions()
	if len(conditions) == 0 {
		s.evalHasKey(query.HasKey{Key: n.Key}, to)
		return
	}
	k := s.keys().find(n.Key)
	if k == nil {
		return
	}
	for _, c := range conditions {
		if c.Operator == query.Equal && c.Operand.Text == "" && !c.Prefix {
			s.addWithoutValue(k, to)
			continue
		}
		k.addMatches(newFieldCondition(c), to)
	}
}

// addWithoutValue adds the notes that have a key without a value.
func (s *searcher) addWithoutValue(k *keyNotes, to bitset) {
	values := k.values()
	for _, i := range k.notes {
		if len(values.valuesOf(i)) == 0 {
			to.add(i)
		}
	}
}

// addMatches adds the notes one of whose values meets a condition.
func (k *keyNotes) addMatches(c fieldCondition, to bitset) {
	values := k.values()
	if c.Operator == query.Equal {
		values.addByKey(c.folded, c.Prefix, to)
		if c.Prefix || !c.IsNumber && c.Period.IsZero() {
			return
		}
	}
	for id, v := range k.typed() {
		if c.matches(v, values.keys[id]) {
			for _, i := range values.notes[id] {
				to.add(i)
			}
		}
	}
}

// isKey reports whether a note has a key.
func (x *Index) isKey(n query.HasKey) bool { return x.keys().isKey(n) }

// unknownKeys returns the keys of a query that no note has with the nearest names.
func (x *Index) unknownKeys(unknown []query.UnknownKey) []search.UnknownKey {
	var names []string
	if len(unknown) > 0 {
		for _, k := range x.keys().keys {
			names = append(names, k.display)
		}
	}
	return search.SuggestKeys(unknown, names)
}

// CountKeys counts the keys of the front matter of all notes, most common first, ties by name.
func (x *Index) CountKeys(ctx context.Context) ([]search.ValueCount, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return x.countKeys(x.alive), nil
}

// countKeys counts the keys of the notes in found, most common first, ties by name.
func (x *Index) countKeys(found bitset) []search.ValueCount {
	var counts []search.ValueCount
	for _, k := range x.keys().keys {
		if n := countMembers(k.notes, found); n > 0 {
			counts = append(counts, search.ValueCount{Value: k.display, Notes: n})
		}
	}
	slices.SortStableFunc(counts, func(a, b search.ValueCount) int { return cmp.Compare(b.Notes, a.Notes) })
	return counts
}

// countValues counts the values of a key of the notes in found, most common first, ties by name.
func (x *Index) countValues(key string, found bitset) []search.ValueCount {
	k := x.keys().find(key)
	if k == nil {
		return nil
	}
	return x.countFacet(k.values(), found)
}

func countMembers(notes []uint32, of bitset) (n int) {
	for _, i := range notes {
		if of.has(i) {
			n++
		}
	}
	return n
}
