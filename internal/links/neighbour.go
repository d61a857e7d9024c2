package links

import (
	"iter"
	"slices"

	"quire/internal/note"
)

// Neighbour is a note that another note links to, with the number of these links.
type Neighbour struct {
	Note      *note.Note
	LinkCount int
}

// NotesLinkedFrom returns the other notes that the note at path links to, in the order of its first link to each. A note's links
// to itself do not count. Like HasBrokenLinks it is cheap once the links of the library are resolved.
func (r *Resolver) NotesLinkedFrom(path string) []Neighbour {
	i, ok := r.noteIndex(path)
	if !ok {
		return nil
	}
	g := r.linkGraph()
	var out []Neighbour
	positions := map[int32]int{}
	for _, e := range g.edges[g.firstEdge[i]:g.firstEdge[i+1]] {
		if e.To < 0 {
			continue
		}
		k, seen := positions[e.To]
		if !seen {
			k = len(out)
			positions[e.To] = k
			out = append(out, Neighbour{Note: r.notes[e.To]})
		}
		out[k].LinkCount++
	}
	return out
}

// NeighbourSet holds the notes that are linked with a note, by their indexes in the order of paths.
type NeighbourSet struct {
	To, From []int32 // other notes that it links to, and that link to it, each once and in order
}

// Has reports whether a note is among the neighbours.
func (s NeighbourSet) Has(i int32) bool { return s.LinksTo(i) || s.IsLinkedFrom(i) }

// All returns an iterator over all neighbours, each once.
func (s NeighbourSet) All() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for _, i := range s.To {
			if !yield(i) {
				return
			}
		}
		for _, i := range s.From {
			if !s.LinksTo(i) && !yield(i) {
				return
			}
		}
	}
}

// Len returns the number of neighbours.
func (s NeighbourSet) Len() int {
	n := len(s.To)
	for _, i := range s.From {
		if !s.LinksTo(i) {
			n++
		}
	}
	return n
}

// LinksTo reports whether the note links to the note with an index.
func (s NeighbourSet) LinksTo(i int32) bool {
	_, ok := slices.BinarySearch(s.To, i)
	return ok
}

// IsLinkedFrom reports whether the note with an index links to the note.
func (s NeighbourSet) IsLinkedFrom(i int32) bool {
	_, ok := slices.BinarySearch(s.From, i)
	return ok
}

// Neighbours returns the notes that are linked with the note at an index in the order of paths. It takes time linear in the number
// of the links, once the links of the library are resolved.
func (r *Resolver) Neighbours(i int32) NeighbourSet {
	g := r.linkGraph()
	var s NeighbourSet
	for _, e := range g.edges[g.firstEdge[i]:g.firstEdge[i+1]] {
		if e.To >= 0 && e.To != i {
			s.To = append(s.To, e.To)
		}
	}
	slices.Sort(s.To)
	s.To = slices.Compact(s.To)
	for _, b := range g.backlinks[g.firstBacklink[i]:g.firstBacklink[i+1]] {
		if b.note != i && (len(s.From) == 0 || s.From[len(s.From)-1] != b.note) {
			s.From = append(s.From, b.note)
		}
	}
	return s
}

// LinkCounts returns how many links of the note at an index in the order of paths lead to notes, at most, and how many links lead
// to it.
func (r *Resolver) LinkCounts(i int32) (links, backlinks int) {
	g := r.linkGraph()
	return g.firstEdge[i+1] - g.firstEdge[i], int(g.firstBacklink[i+1] - g.firstBacklink[i])
}
