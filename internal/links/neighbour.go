package links

import "quire/internal/note"

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
