package links

import (
	"quire/internal/cores"
	"quire/internal/note"
)

// Backlink is one link that leads to a note, from another.
type Backlink struct {
	From *note.Note
	Link int // index in the links of From
}

// graph is where all links of the library lead, kept small: answers are made
// anew by Targets.
type graph struct {
	first []int // first[i] is the place in edges of the first link of notes[i]
	edges []edge
	from  []int32 // into backs: from[i] is the first backlink of notes[i]
	backs []back
}

type edge struct {
	to     int32 // a note, or -1
	status Status
}

type back struct{ note, link int32 }

// links is the graph, made at the first call.
func (r *Resolver) links() *graph {
	r.graphOnce.Do(func() {
		g := &r.graph
		g.first = make([]int, len(r.notes)+1)
		for i, n := range r.notes {
			g.first[i+1] = g.first[i] + n.LinkCount
		}
		g.edges = make([]edge, g.first[len(r.notes)])
		if !r.recalled(g.edges) {
			r.follow(g)
		}
		r.kept = nil
		g.turn()
	})
	return &r.graph
}

// atOnce is how many notes a worker takes at once.
const atOnce = 32

// follow resolves all links, on all processors.
func (r *Resolver) follow(g *graph) {
	cores.Each((len(r.notes)+atOnce-1)/atOnce, func(k int) {
		for i := k * atOnce; i < min((k+1)*atOnce, len(r.notes)); i++ {
			r.followNote(i, g.edges[g.first[i]:g.first[i+1]])
		}
	})
}

func (r *Resolver) followNote(i int, edges []edge) {
	n := r.notes[i]
	ro := &round{from: n, coarse: true} // headings change no edge, and each would have the details of another note unpacked
	all := n.Details().Links
	for k := range edges {
		edges[k] = edge{to: -1, status: r.resolve(ro, all[k].Link).Status}
		if edges[k].status == Note {
			edges[k].to = ro.to
		}
	}
}

// turn makes the backlinks of the links. They come in order of path and line because
// notes and links do.
func (g *graph) turn() {
	notes := len(g.first) - 1
	g.from = make([]int32, notes+1)
	for _, e := range g.edges {
		if e.to >= 0 {
			g.from[e.to+1]++
		}
	}
	for i := range notes {
		g.from[i+1] += g.from[i]
	}
	g.backs = make([]back, g.from[notes])
	at := append([]int32(nil), g.from...)
	for i := range notes {
		for k, e := range g.edges[g.first[i]:g.first[i+1]] {
			if e.to >= 0 {
				g.backs[at[e.to]] = back{int32(i), int32(k)}
				at[e.to]++
			}
		}
	}
}

func (r *Resolver) backs(path string) []back {
	i, ok := r.at(path)
	if !ok {
		return nil
	}
	g := r.links()
	return g.backs[g.from[i]:g.from[i+1]]
}

// Backlinks are the links that lead to the note at path, from other notes, by path of the other and then by
// line; every one, also several from one note. A note's links to itself are none.
func (r *Resolver) Backlinks(path string) []Backlink {
	backs := r.backs(path)
	out := make([]Backlink, len(backs))
	for i, b := range backs {
		out[i] = Backlink{From: r.notes[b.note], Link: int(b.link)}
	}
	return out
}

// Linkers are the other notes that link to the note at path, by path, each once.
func (r *Resolver) Linkers(path string) []*note.Note {
	var out []*note.Note
	for i, backs := 0, r.backs(path); i < len(backs); i++ {
		if i == 0 || backs[i].note != backs[i-1].note {
			out = append(out, r.notes[backs[i].note])
		}
	}
	return out
}

// LinkerCount is how many other notes link to the note at path.
func (r *Resolver) LinkerCount(path string) int {
	count, backs := 0, r.backs(path)
	for i := range backs {
		if i == 0 || backs[i].note != backs[i-1].note {
			count++
		}
	}
	return count
}

// HasBroken reports whether any link of the note at path is broken. Unlike Targets it costs next
// to nothing, so it can be asked of every note.
func (r *Resolver) HasBroken(path string) bool {
	i, ok := r.at(path)
	if !ok {
		return false
	}
	g := r.links()
	for _, e := range g.edges[g.first[i]:g.first[i+1]] {
		if e.status == Broken {
			return true
		}
	}
	return false
}
