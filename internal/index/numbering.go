package index

import (
	"slices"

	"quire/internal/note"
	"quire/internal/search"
)

// numbering holds the notes of a previous index with their numbers and date order, so that unchanged notes need not be
// looked up and sorted again.
type numbering struct {
	notes     []*note.Note    // notes in segments, sorted by path
	numbers   []uint32        // of each note
	end       uint32          // the first number after those of the segments
	dateOrder func() []uint32 // numbers in date order; may hold numbers without a note
}

// exportNumbering returns the numbering of x for the next index.
func (x *Index) exportNumbering() *numbering {
	o := &numbering{dateOrder: func() []uint32 { return x.order(search.Date, false) }}
	for _, s := range x.segments {
		o.end = s.nextBase()
	}
	for _, i := range x.byPath {
		if i < o.end {
			o.notes, o.numbers = append(o.notes, x.notes[i]), append(o.numbers, i)
		}
	}
	return o
}

// nextBase returns the first number of the next segment.
func (s *segment) nextBase() uint32 { return s.base + uint32(len(s.paths)+63)&^63 }

// assignNumbers gives each note a number. When several segments have a note's path, the last one is the newest.
func (x *Index) assignNumbers(notes []*note.Note, old *numbering) {
	where := map[string]uint32{} // number by path, of segments not in old
	next := uint32(0)
	for i, s := range x.segments {
		if s.base != next {
			moved := *s
			moved.base = next
			s = &moved
			x.segments[i] = s
		}
		if old == nil || next >= old.end {
			for j, path := range s.paths {
				where[path] = next + uint32(j)
			}
		}
		next = s.nextBase()
	}
	if old == nil {
		old = &numbering{}
	}
	x.byPath = make([]uint32, len(notes))
	x.notes = make([]*note.Note, next, int(next)+len(notes)/64)
	same := newBitset(int(next)) // numbers of unchanged notes
	at := 0
	for i, n := range notes {
		for at < len(old.notes) && old.notes[at] != n && old.notes[at].Path < n.Path {
			at++
		}
		number, ok := uint32(0), false
		if len(where) > 0 {
			number, ok = where[n.Path]
		}
		if !ok && at < len(old.notes) && (old.notes[at] == n || old.notes[at].Path == n.Path) {
			number, ok = old.numbers[at], true
			if old.notes[at] == n {
				same.add(number)
			}
		}
		if !ok {
			number = uint32(len(x.notes))
			x.notes = append(x.notes, nil)
		}
		x.byPath[i] = number
		x.notes[number] = n
	}
	x.alive = newBitset(len(x.notes))
	for _, i := range x.byPath {
		x.alive.add(i)
	}
	if old.dateOrder != nil {
		x.previousOrder = func() []uint32 { return x.mergeOrder(old.dateOrder(), same) }
	}
}

// mergeOrder returns the date order. before is the previous order, in which the unchanged notes (same) are in place.
func (x *Index) mergeOrder(before []uint32, same bitset) []uint32 {
	left := x.alive.clone()
	all := make([]uint32, 0, len(x.byPath))
	for _, i := range before {
		if int(i) < 64*len(same) && same.has(i) && left.has(i) {
			left.remove(i)
			all = append(all, i)
		}
	}
	var fresh []uint32
	left.each(func(i uint32) { fresh = append(fresh, i) })
	if len(fresh) == 0 {
		return all
	}
	fresh = x.sortNumbers(fresh, search.Date, false)
	merged := make([]uint32, 0, len(x.byPath))
	for _, i := range fresh {
		key := x.sortKey(i, search.Date)
		k, _ := slices.BinarySearchFunc(all, key, func(j uint32, key sortKey) int {
			other := x.sortKey(j, search.Date)
			return other.compare(&key, false)
		})
		merged = append(append(merged, all[:k]...), i)
		all = all[k:]
	}
	return append(merged, all...)
}

// Newest returns at most n notes, newest first. It is nil when the order is unknown.
func (w *Segments) Newest(n int) []*note.Note {
	if w.numbering == nil {
		return nil
	}
	named := make(map[uint32]*note.Note, n)
	dated := w.numbering.dateOrder()
	for _, number := range dated {
		if len(named) < n {
			named[number] = nil
		}
	}
	for k, number := range w.numbering.numbers {
		if _, ok := named[number]; ok {
			named[number] = w.numbering.notes[k]
		}
	}
	var out []*note.Note
	for _, number := range dated {
		if one := named[number]; one != nil {
			out = append(out, one)
		}
	}
	return out
}
