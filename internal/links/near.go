package links

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"quire/internal/note"
)

// nearIndex finds names that are nearly right without comparing each with all:
// names lie in order of length, and each carries a set of its pairs of letters, which few slips
// can change only a little.
type nearIndex struct {
	names  []nearName // by length, then in the order of the files
	starts []int32    // starts[n] is the first name of at least n letters
}

type nearName struct {
	pairs   uint64 // bit h(a,b) for every pair of neighbours a, b
	item    int32  // a note, or ^i for assets[i]
	letters int32  // in name
	name    string // folded
}

func (r *Resolver) nearNames() *nearIndex {
	r.nearOnce.Do(func() {
		x := &r.near
		add := func(item int, names ...string) {
			for i, name := range names {
				if name != "" && !slices.Contains(names[:i], name) {
					x.names = append(x.names, nearName{pairs(name), int32(item), int32(utf8.RuneCountInString(name)), name})
				}
			}
		}
		var names []string
		for i, n := range r.notes {
			names = append(names[:0], note.Fold(slugOf(n)), note.Fold(n.Title), note.Fold(lastSegment(n.ID)))
			for _, a := range n.Aliases {
				names = append(names, note.Fold(a))
			}
			for _, route := range declaredRoutes(n) {
				names = append(names, note.Fold(lastSegment(route)))
			}
			add(i, names...)
		}
		for i, a := range r.assets {
			add(^i, note.Fold(lastSegment(a)))
		}
		x.sort()
	})
	return &r.near
}

func (x *nearIndex) sort() {
	slices.SortStableFunc(x.names, func(a, b nearName) int { return cmp.Compare(a.letters, b.letters) })
	for i, n := range x.names {
		for len(x.starts) <= int(n.letters) {
			x.starts = append(x.starts, int32(i))
		}
	}
}

// between are the names with lo to hi letters.
func (x *nearIndex) between(lo, hi int) []nearName {
	at := func(n int) int {
		if n < len(x.starts) {
			return int(x.starts[max(n, 0)])
		}
		return len(x.names)
	}
	return x.names[at(lo):max(at(hi+1), at(lo))]
}

// pairs is the set of neighbouring letters of s, hashed into 64 bits.
func pairs(s string) uint64 {
	var set uint64
	before := rune(' ')
	for _, r := range s {
		set |= 1 << ((uint32(before)*31 + uint32(r)) * 2654435761 >> 26)
		before = r
	}
	return set
}

// pairsASlip is how many pairs one slip changes at most: swapping two letters
// takes three pairs away and brings three.
const pairsASlip = 6

// maxCompared bounds how many names one search compares letter by letter, in a
// library whose names are all alike.
const maxCompared = 2000

// misspelled finds the items whose name differs least from name, within what a
// typo explains, and in how many slips they differ; case and all that Fold ignores do not count.
func (r *Resolver) misspelled(name string) (items []int32, slips int) {
	key := note.Fold(name)
	length, want, left := utf8.RuneCountInString(key), pairs(key), maxCompared
	// Most slips are single, and few names are within one: so the fewest first.
	for slips = 0; slips <= allowance(key) && len(items) == 0; slips++ {
		for _, n := range r.nearNames().between(length-slips, length+slips) {
			if bits.OnesCount64(n.pairs^want) > pairsASlip*slips {
				continue
			}
			if left--; left < 0 {
				return items, slips
			}
			if distance(key, n.name, slips) <= slips && len(items) < maxCandidates && !slices.Contains(items, n.item) {
				items = append(items, n.item)
			}
		}
	}
	return items, slips - 1
}

// mayGuess spends one guess.
func (ro *round) mayGuess() bool {
	if ro.guesses <= 0 {
		return false
	}
	ro.guesses--
	return true
}

// suggest names what was probably meant by a path or name that leads nowhere.
func (a ask) suggest(t *Target, p string) {
	if !a.mayGuess() {
		return
	}
	p = strings.Trim(decode(p), "/")
	for _, q := range distinct(p, trimNoteExt(trimPage(p))) {
		file, slips := a.meant(q)
		if file == "" {
			continue
		}
		t.Suggestion = file
		name := lastSegment(q)
		if n := a.Note(file); n != nil && slips == 0 && slugOf(n) != name && lastSegment(n.ID) != name {
			t.Why += ": only the case differs"
		}
		return
	}
}

// meant is the file that the path p most probably means, and how many slips its last segment holds.
// Of several it is that whose path has most in common with p.
func (a ask) meant(p string) (file string, slips int) {
	name, key := lastSegment(p), note.Fold(p)
	items, slips := a.misspelled(name)
	most := -1
	for _, item := range items {
		candidate := ""
		if item >= 0 {
			candidate = a.notes[item].Path
		} else if candidate = a.assets[^item]; !a.image && !strings.Contains(name, ".") {
			continue
		}
		if n := sharedEnd(note.Fold(trimNoteExt(candidate)), key); n > most {
			file, most = candidate, n
		}
	}
	return file, slips
}

// sharedEnd is how many bytes at the end two paths have in common.
func sharedEnd(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
