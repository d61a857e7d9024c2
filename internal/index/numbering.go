package index

import (
	"slices"

	"quire/internal/note"
)

// numbering is which notes an index before had, and how they were numbered and ordered: what has stayed need not be
// looked up and sorted again.
type numbering struct {
	notes   []*note.Note    // by path, those in segments
	numbers []uint32        // of each
	end     uint32          // of the numbers of the segments
	dated   func() []uint32 // numbers in the default order, maybe with some that mean nothing
}

// numbering is that of x.
func (x *Index) numbering() *numbering {
	o := &numbering{dated: func() []uint32 { return x.order(Date, false) }}
	for _, s := range x.segments {
		o.end = s.end()
	}
	for _, i := range x.byPath {
		if i < o.end {
			o.notes, o.numbers = append(o.notes, x.notes[i]), append(o.numbers, i)
		}
	}
	return o
}

// end is where the numbers of the next segment begin.
func (s *segment) end() uint32 { return s.base + uint32(len(s.paths)+63)&^63 }

// enumerate gives every note a number: of several places where its words are, the last is the newest.
func (x *Index) enumerate(notes []*note.Note, old *numbering) {
	where := map[string]uint32{} // of what is in no numbering
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
		next = s.end()
	}
	if old == nil {
		old = &numbering{}
	}
	x.byPath = make([]uint32, len(notes))
	x.notes = make([]*note.Note, next, int(next)+len(notes)/64)
	same := newSet(int(next)) // numbers of notes that are what they were
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
	x.alive = newSet(len(x.notes))
	for _, i := range x.byPath {
		x.alive.add(i)
	}
	if old.dated != nil {
		x.dated = func() []uint32 { return x.merged(old.dated(), same) }
	}
}

// merged is the default order, of which the notes of same stand in before as they should.
func (x *Index) merged(before []uint32, same set) []uint32 {
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
	fresh = x.arranged(fresh, Date, false)
	merged := make([]uint32, 0, len(x.byPath))
	for _, i := range fresh {
		key := x.sortKey(i, Date)
		k, _ := slices.BinarySearchFunc(all, key, func(j uint32, key sortKey) int {
			other := x.sortKey(j, Date)
			return other.compare(&key, false)
		})
		merged = append(append(merged, all[:k]...), i)
		all = all[k:]
	}
	return append(merged, all...)
}

// Newest are the first n notes in the default order, as far as there are so many.
func (w *Words) Newest(n int) []*note.Note {
	if w.numbering == nil {
		return nil
	}
	named := make(map[uint32]*note.Note, n)
	dated := w.numbering.dated()
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
