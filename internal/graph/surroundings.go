package graph

import "quire/internal/note"

// Surroundings are the notes around one: those that link to it at one side, those that it links to at the other, each
// with what lies one step further. On each side a note stands once, as near as it can be: a tree, where the web has circles.
type Surroundings struct {
	Centre *note.Note
	in     []branch // notes that link to the centre
	out    []branch // notes that it links to
}

// branch is a note one step away, and those behind it.
type branch struct {
	note *note.Note
	next []*note.Note
}

// Surrounding are the surroundings of a note, two steps deep.
func Surrounding(centre *note.Note, web Web) *Surroundings {
	return &Surroundings{
		Centre: centre,
		in:     tree(centre, func(n *note.Note) []*note.Note { return web.Linkers(n.Path) }),
		out:    tree(centre, func(n *note.Note) []*note.Note { return linked(web, n) }),
	}
}

func tree(centre *note.Note, next func(*note.Note) []*note.Note) []branch {
	seen := map[string]bool{centre.Path: true}
	var all []branch
	for _, n := range next(centre) {
		seen[n.Path] = true
		all = append(all, branch{note: n})
	}
	for i := range all {
		for _, n := range next(all[i].note) {
			if !seen[n.Path] {
				seen[n.Path] = true
				all[i].next = append(all[i].next, n)
			}
		}
	}
	return all
}

// Size is how many notes link to the centre, and how many it links to.
func (s *Surroundings) Size() (in, out int) { return len(s.in), len(s.out) }

// mostNext is how many notes two steps away stand behind one at most.
const mostNext = 8

// affordable is how many notes two steps away may stand behind each branch so that all take at most so many rows; at least
// one, since it may stand on its branch's own row. Rows are counted by count.
func affordable(branches []branch, rows int, count func(next int) int) int {
	for most := mostNext; most > 1; most-- {
		sum := 0
		for _, b := range branches {
			sum += count(min(len(b.next), most))
		}
		if sum <= rows {
			return most
		}
	}
	return 1
}
