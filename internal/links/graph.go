package links

import (
	"quire/internal/note"
	"quire/internal/workers"
)

// Backlink is a link from another note.
type Backlink struct {
	From      *note.Note
	LinkIndex int // index in the links of From
}

// graph holds the targets of all links of the library in a compact form: only the note and the
// status. Targets resolves the links again for the rest.
type graph struct {
	firstEdge     []int // firstEdge[i] is the index in edges of the first link of notes[i]
	edges         []Edge
	firstBacklink []int32 // firstBacklink[i] is the index in backlinks of the first link to notes[i]
	backlinks     []backEdge
}

// Edge is the target of a link, as far as the graph tells it.
type Edge struct {
	To     int32 // index of another note among the notes by path, or -1
	Status Status
}

// backEdge is a link by the index of its note and its index in that note.
type backEdge struct{ note, link int32 }

// linkGraph returns the graph. The first call builds it, or takes it from what UseGraph was given.
func (r *Resolver) linkGraph() *graph {
	r.graphOnce.Do(func() {
		g := &r.graph
		g.firstEdge = make([]int, len(r.notes)+1)
		for i, n := range r.notes {
			g.firstEdge[i+1] = g.firstEdge[i] + n.LinkCount
		}
		var ok bool
		if g.edges, ok = r.loadEdges(g.firstEdge[len(r.notes)]); !ok {
			g.edges = make([]Edge, g.firstEdge[len(r.notes)])
			r.resolveEdges(g)
		}
		r.loadGraph = nil
		g.buildBacklinks()
	})
	return &r.graph
}

// notesPerTask is the number of notes whose links a worker resolves as a single task.
const notesPerTask = 32

// UseWorkers makes the resolver compute in pool, which may be nil. Call it before the resolver is used.
func (r *Resolver) UseWorkers(pool *workers.Pool) { r.workers = pool }

// resolveEdges resolves all links of the library, on all processors.
func (r *Resolver) resolveEdges(g *graph) {
	r.workers.ForEach((len(r.notes)+notesPerTask-1)/notesPerTask, func(k int) {
		for i := k * notesPerTask; i < min((k+1)*notesPerTask, len(r.notes)); i++ {
			r.resolveNoteEdges(i, g.edges[g.firstEdge[i]:g.firstEdge[i+1]])
		}
	})
}

// resolveNoteEdges resolves the links of notes[i] into edges, which has one element per link.
func (r *Resolver) resolveNoteEdges(i int, edges []Edge) {
	n := r.notes[i]
	b := &batch{source: n, skipHeadings: true} // headings do not change an edge, and each would require unpacking the details of another note
	noteLinks := n.Details().Links
	for k := range edges {
		edges[k] = Edge{To: -1, Status: r.resolveLink(b, noteLinks[k].Link).Status}
		if edges[k].Status == Note {
			edges[k].To = b.targetNote
		}
	}
}

// buildBacklinks fills the backlinks from the edges, by counting sort. They are in order of path and
// line, since notes and links are.
func (g *graph) buildBacklinks() {
	notes := len(g.firstEdge) - 1
	g.firstBacklink = make([]int32, notes+1)
	for _, e := range g.edges {
		if e.To >= 0 {
			g.firstBacklink[e.To+1]++
		}
	}
	for i := range notes {
		g.firstBacklink[i+1] += g.firstBacklink[i]
	}
	g.backlinks = make([]backEdge, g.firstBacklink[notes])
	next := append([]int32(nil), g.firstBacklink...)
	for i := range notes {
		for k, e := range g.edges[g.firstEdge[i]:g.firstEdge[i+1]] {
			if e.To >= 0 {
				g.backlinks[next[e.To]] = backEdge{int32(i), int32(k)}
				next[e.To]++
			}
		}
	}
}

// backEdges returns the links from other notes to the note at path.
func (r *Resolver) backEdges(path string) []backEdge {
	i, ok := r.noteIndex(path)
	if !ok {
		return nil
	}
	g := r.linkGraph()
	return g.backlinks[g.firstBacklink[i]:g.firstBacklink[i+1]]
}

// Backlinks returns all links from other notes to the note at path, sorted by the path of the other note and then
// by line. A note's links to itself do not count.
func (r *Resolver) Backlinks(path string) []Backlink {
	backs := r.backEdges(path)
	out := make([]Backlink, len(backs))
	for i, b := range backs {
		out[i] = Backlink{From: r.notes[b.note], LinkIndex: int(b.link)}
	}
	return out
}

// NotesLinkingTo returns the other notes that link to the note at path, sorted by path, each once.
func (r *Resolver) NotesLinkingTo(path string) []*note.Note {
	var out []*note.Note
	for i, backs := 0, r.backEdges(path); i < len(backs); i++ {
		if i == 0 || backs[i].note != backs[i-1].note {
			out = append(out, r.notes[backs[i].note])
		}
	}
	return out
}

// CountNotesLinkingTo returns the number of other notes that link to the note at path.
func (r *Resolver) CountNotesLinkingTo(path string) int {
	count, backs := 0, r.backEdges(path)
	for i := range backs {
		if i == 0 || backs[i].note != backs[i-1].note {
			count++
		}
	}
	return count
}

// HasBrokenLinks reports whether any link of the note at path is broken. Unlike Targets it is cheap enough
// to be called for every note.
func (r *Resolver) HasBrokenLinks(path string) bool {
	i, ok := r.noteIndex(path)
	if !ok {
		return false
	}
	g := r.linkGraph()
	for _, e := range g.edges[g.firstEdge[i]:g.firstEdge[i+1]] {
		if e.Status == Broken {
			return true
		}
	}
	return false
}
