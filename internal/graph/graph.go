// Package graph is the notes as a picture: which of them are drawn, what leads from one to another, and where each
// stands. It writes a graph for other programs (DOT, Mermaid, SVG), and it lays out the surroundings of one note in the
// cells of a terminal.
//
//	links.Resolver ─▶ Among, Around ─▶ Graph ─▶ DOT, Mermaid, SVG
//	links.Resolver ─▶ Surroundings ─▶ Picture ─▶ runs of text, for the shell and the screen to colour
//
// It knows no colour of the terminal, reads no file and resolves no link: whoever calls it says what leads where.
//
// The layouts are its own, and small. A web of notes is full of circles, so that a general one is a spring model; Gonum's,
// the one in well-kept pure Go, does not hold still on such graphs (its steps have no bound), its other one inverts a
// matrix as large as the square of the notes, and Graphviz as WebAssembly weighs more than all of quire. What a terminal shows is
// two trees, back to back.
package graph

import (
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/safe"
)

// Web says what leads where. links.Resolver is one.
type Web interface {
	Linked(path string) []links.Neighbour // what the note links to
	Linkers(path string) []*note.Note     // the notes that link to it
}

// Node is a note in a graph.
type Node struct {
	Note *note.Note
	Step int // from the centre: 0 is the centre itself, or any node of a graph without one; below 0 on the side of those that link to it
}

// Edge leads from one node to another.
type Edge struct {
	From, To int // in Graph.Nodes
	Links    int // how many links it stands for, at least 1
}

// Graph is notes and what leads from one to another.
type Graph struct {
	Nodes  []Node
	Edges  []Edge
	Centre bool // the first node is the centre, and steps are counted from it
}

// Among is the graph of some notes: every one is in it, and nothing else.
func Among(notes []*note.Note, web Web) Graph {
	g := Graph{Nodes: make([]Node, len(notes))}
	for i, n := range notes {
		g.Nodes[i] = Node{Note: n}
	}
	g.connect(web)
	return g
}

// Around is the graph of a note and of those that are at most so many steps from it: links to it are followed
// backwards, its own forwards, and the two are not mixed. A note that is reached both ways counts where it is nearer, and
// as one that it links to when both are as near.
func Around(centre *note.Note, web Web, steps int) Graph {
	g := Graph{Nodes: []Node{{Note: centre}}, Centre: true}
	seen := map[string]bool{centre.Path: true}
	out, in := []*note.Note{centre}, []*note.Note{centre}
	for step := 1; step <= steps; step++ {
		out = g.ring(out, step, seen, func(n *note.Note) []*note.Note { return linked(web, n) })
		in = g.ring(in, -step, seen, func(n *note.Note) []*note.Note { return web.Linkers(n.Path) })
	}
	g.connect(web)
	return g
}

// ring adds what is one step from some notes and not there yet.
func (g *Graph) ring(from []*note.Note, step int, seen map[string]bool, next func(*note.Note) []*note.Note) []*note.Note {
	var ring []*note.Note
	for _, f := range from {
		for _, n := range next(f) {
			if !seen[n.Path] {
				seen[n.Path] = true
				g.Nodes = append(g.Nodes, Node{n, step})
				ring = append(ring, n)
			}
		}
	}
	return ring
}

func linked(web Web, n *note.Note) []*note.Note {
	neighbours := web.Linked(n.Path)
	out := make([]*note.Note, len(neighbours))
	for i, to := range neighbours {
		out[i] = to.Note
	}
	return out
}

// connect finds the edges between the nodes.
func (g *Graph) connect(web Web) {
	at := make(map[string]int, len(g.Nodes))
	for i, n := range g.Nodes {
		at[n.Note.Path] = i
	}
	for i, n := range g.Nodes {
		for _, to := range web.Linked(n.Note.Path) {
			if k, ok := at[to.Note.Path]; ok {
				g.Edges = append(g.Edges, Edge{i, k, to.Links})
			}
		}
	}
}

// degrees are how many edges end at each node.
func (g *Graph) degrees() []int {
	d := make([]int, len(g.Nodes))
	for _, e := range g.Edges {
		d[e.From]++
		d[e.To]++
	}
	return d
}

// title is what a note is called in a picture.
func title(n *note.Note) string {
	for _, name := range []string{n.Title, n.Slug} {
		if shown := safe.Text(name); shown != "" {
			return shown
		}
	}
	return safe.Text(n.Path)
}
