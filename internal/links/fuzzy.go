package links

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"quire/internal/address"
	"quire/internal/note"
	"quire/internal/text"
)

// fuzzyIndex finds misspelled names without comparing a name with every other. The names are
// sorted by length, and each has the set of its bigrams, of which an edit can change only a few.
type fuzzyIndex struct {
	names         []fuzzyName // by length, then in the order of the files
	firstOfLength []int32     // firstOfLength[n] is the index of the first name of at least n runes
}

// fuzzyName is a name of a note or asset; a note has several.
type fuzzyName struct {
	bigrams uint64 // see bigramSet
	item    int32  // index of a note, or ^i for assets[i]
	letters int32  // number of runes in name
	name    string // folded
}

// fuzzyNames returns the index of all names. The first call builds it.
func (r *Resolver) fuzzyNames() *fuzzyIndex {
	r.fuzzyOnce.Do(func() {
		x := &r.fuzzy
		add := func(item int, names ...string) {
			for i, name := range names {
				if name != "" && !slices.Contains(names[:i], name) {
					x.names = append(x.names, fuzzyName{bigramSet(name), int32(item), int32(utf8.RuneCountInString(name)), name})
				}
			}
		}
		var names []string
		for i, n := range r.notes {
			names = append(names[:0], note.FoldName(slugOf(n)), note.FoldName(n.Title), note.FoldName(lastSegment(n.ID)))
			for _, a := range n.Aliases {
				names = append(names, note.FoldName(a))
			}
			for _, route := range slices.Concat(n.Routes, n.Redirects) {
				names = append(names, note.FoldName(lastSegment(strings.TrimSuffix(route, "/"))))
			}
			add(i, names...)
		}
		for i, a := range r.assets {
			add(^i, note.FoldName(lastSegment(a)))
		}
		x.sortByLength()
	})
	return &r.fuzzy
}

// sortByLength sorts the names and fills firstOfLength.
func (x *fuzzyIndex) sortByLength() {
	slices.SortStableFunc(x.names, func(a, b fuzzyName) int { return cmp.Compare(a.letters, b.letters) })
	for i, n := range x.names {
		for len(x.firstOfLength) <= int(n.letters) {
			x.firstOfLength = append(x.firstOfLength, int32(i))
		}
	}
}

// namesOfLength returns the names of lo to hi runes.
func (x *fuzzyIndex) namesOfLength(lo, hi int) []fuzzyName {
	firstWith := func(n int) int {
		if n < len(x.firstOfLength) {
			return int(x.firstOfLength[max(n, 0)])
		}
		return len(x.names)
	}
	return x.names[firstWith(lo):max(firstWith(hi+1), firstWith(lo))]
}

// bigramSet returns the set of pairs of adjacent runes of s, each hashed to one of 64 bits.
func bigramSet(s string) uint64 {
	var set uint64
	before := rune(' ')
	for _, r := range s {
		set |= 1 << ((uint32(before)*31 + uint32(r)) * 2654435761 >> 26)
		before = r
	}
	return set
}

// bigramsPerEdit is the maximum number of bits of a bigramSet that an edit changes: swapping two
// runes removes three bigrams and adds three.
const bigramsPerEdit = 6

// maxEdits returns the maximum edit distance at which a name of the length of s still counts as
// a misspelling of another.
func maxEdits(s string) int {
	switch n := utf8.RuneCountInString(s); {
	case n < 4:
		return 0
	case n < 8:
		return 1
	case n < 16:
		return 2
	}
	return 3
}

// maxEditDistances is the maximum number of edit distances that a search computes, in a library
// whose names are all similar.
const maxEditDistances = 2000

// findWithinEdits returns the items whose names have the lowest edit distance to name, at most
// maxEdits, and that distance. It ignores what note.FoldName ignores, such as case. An item is an
// index of a note, or ^i for assets[i].
func (r *Resolver) findWithinEdits(name string) (items []int32, edits int) {
	key := note.FoldName(name)
	length, want, left := utf8.RuneCountInString(key), bigramSet(key), maxEditDistances
	// Smaller distances come first: most misspellings are a single edit, and few names are that close.
	for edits = 0; edits <= maxEdits(key) && len(items) == 0; edits++ {
		for _, n := range r.fuzzyNames().namesOfLength(length-edits, length+edits) {
			if bits.OnesCount64(n.bigrams^want) > bigramsPerEdit*edits {
				continue
			}
			if left--; left < 0 {
				return items, edits
			}
			if text.EditDistance(key, n.name, edits) <= edits && len(items) < maxCandidates && !slices.Contains(items, n.item) {
				items = append(items, n.item)
			}
		}
	}
	return items, edits - 1
}

// takeSuggestion reports whether another suggestion may be searched for, and counts it.
func (b *batch) takeSuggestion() bool {
	if b.suggestionsLeft <= 0 {
		return false
	}
	b.suggestionsLeft--
	return true
}

// addSuggestion sets t.Suggestion to the file that the broken path or name p probably means, if there is such a file and
// the batch still allows suggestions.
func (lk lookup) addSuggestion(t *Target, p string) {
	if !lk.takeSuggestion() || lk.skipSimilar {
		return
	}
	p = strings.Trim(address.PercentDecode(p), "/")
	for _, q := range distinctPaths(p, trimNoteExt(trimPageSuffix(p))) {
		if t.Suggestion = lk.nearestFile(q); t.Suggestion != "" {
			return
		}
	}
}

// nearestFile returns the file that the path p most probably means, or "". Of several files with names as similar it
// chooses the file whose path has the longest common suffix with p. Assets count only if the name contains a dot or the
// link is an image or embed.
func (lk lookup) nearestFile(p string) (file string) {
	name, key := lastSegment(p), note.FoldName(p)
	items, _ := lk.findWithinEdits(name)
	longest := -1
	for _, item := range items {
		candidate := ""
		if item >= 0 {
			candidate = lk.notes[item].Path
		} else if candidate = lk.assets[^item]; !lk.allowAssets && !strings.Contains(name, ".") {
			continue
		}
		if n := commonSuffixLen(note.FoldName(trimNoteExt(candidate)), key); n > longest {
			file, longest = candidate, n
		}
	}
	return file
}

// commonSuffixLen returns the length of the longest common suffix of a and b, in bytes.
func commonSuffixLen(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
