package links

import "quire/internal/note"

// Neighbour is another note that links lead to, and how many do.
type Neighbour struct {
	Note  *note.Note
	Links int
}

// Linked are the other notes that the note at path links to, in the order of its first link to each. A note's links to
// itself are none. Like HasBroken it costs next to nothing once the links of the library were followed.
func (r *Resolver) Linked(path string) []Neighbour {
	i, ok := r.at(path)
	if !ok {
		return nil
	}
	g := r.links()
	var out []Neighbour
	at := map[int32]int{}
	for _, e := range g.edges[g.first[i]:g.first[i+1]] {
		if e.to < 0 {
			continue
		}
		k, seen := at[e.to]
		if !seen {
			k = len(out)
			at[e.to] = k
			out = append(out, Neighbour{Note: r.notes[e.to]})
		}
		out[k].Links++
	}
	return out
}
