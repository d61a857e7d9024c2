// Package graph draws notes and the links between them. It writes a graph in the formats of other programs (DOT,
// Mermaid, SVG), and lays out the local graph of a note, two steps deep, in the cells of a terminal.
//
//	search.Library ─▶ Graph ─▶ DOT, Mermaid, SVG
//	search.Library ─▶ local graph ─▶ Picture ─▶ runs of text, for the shell and the screen to colour
//
// It knows no terminal colours, reads no files and resolves no links: the caller says which note links to which.
//
// The package has its own small layouts. A graph of notes is full of cycles, so the general layout is a spring model.
// The alternatives do not fit: in Gonum, the maintained library in pure Go, the spring layout does not settle on such
// graphs since its steps are unbounded, and the other layout inverts a matrix as large as the square of the number of
// notes; Graphviz compiled to WebAssembly is larger than all of quire. In a terminal the picture is two trees, back to
// back.
package graph

import (
	"context"

	"quire/internal/safe"
	"quire/internal/search"
)

// LinkSource says which note links to which. A search.Library implements it.
type LinkSource interface {
	NotesLinkedFrom(ctx context.Context, path string) ([]search.Neighbour, error) // the notes that the note links to
	NotesLinkingTo(ctx context.Context, path string) ([]search.Hit, error)        // the notes that link to it
}

// Node is a note in a graph.
type Node struct {
	Note search.Hit
	Step int // distance from the centre: 0 for the centre and in a graph without a centre, negative on the side of the notes that link to it
}

// Edge stands for all links from one note to another.
type Edge struct {
	From, To int // indexes in Graph.Nodes
	Links    int // number of links, at least 1
}

// Graph is a set of notes and the links between them.
type Graph struct {
	Nodes  []Node
	Edges  []Edge
	Centre bool // the first node is the centre, from which steps are counted
}

// NewGraph returns the graph of exactly the given notes.
func NewGraph(ctx context.Context, notes []search.Hit, web LinkSource) (Graph, error) {
	g := Graph{Nodes: make([]Node, len(notes))}
	for i, n := range notes {
		g.Nodes[i] = Node{Note: n}
	}
	return g, g.addEdges(ctx, web)
}

// NewNeighbourhood returns the graph of a note and of the notes at most so many steps from it. It follows links to the note only
// backwards and links from it only forwards. A note that is reached both ways belongs to the side where it is nearer,
// and to the side that the centre links to when both are equally near.
func NewNeighbourhood(ctx context.Context, centre search.Hit, web LinkSource, steps int) (Graph, error) {
	g := Graph{Nodes: []Node{{Note: centre}}, Centre: true}
	seen := map[string]bool{centre.Path(): true}
	out, in := []search.Hit{centre}, []search.Hit{centre}
	for step := 1; step <= steps; step++ {
		var err error
		if out, err = g.addRing(ctx, out, step, seen, targetNotes(web)); err != nil {
			return g, err
		}
		if in, err = g.addRing(ctx, in, -step, seen, web.NotesLinkingTo); err != nil {
			return g, err
		}
	}
	return g, g.addEdges(ctx, web)
}

// nextFunc returns the notes one step away from the note at a path.
type nextFunc func(ctx context.Context, path string) ([]search.Hit, error)

// addRing adds the notes that next gives for each of from and that are not in seen, and returns them.
func (g *Graph) addRing(ctx context.Context, from []search.Hit, step int, seen map[string]bool, next nextFunc) ([]search.Hit, error) {
	var ring []search.Hit
	for _, f := range from {
		found, err := next(ctx, f.Path())
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			if !seen[n.Path()] {
				seen[n.Path()] = true
				g.Nodes = append(g.Nodes, Node{n, step})
				ring = append(ring, n)
			}
		}
	}
	return ring, nil
}

// targetNotes returns the function that finds the notes that a note links to.
func targetNotes(web LinkSource) nextFunc {
	return func(ctx context.Context, path string) ([]search.Hit, error) {
		neighbours, err := web.NotesLinkedFrom(ctx, path)
		out := make([]search.Hit, len(neighbours))
		for i, neighbour := range neighbours {
			out[i] = neighbour.Hit
		}
		return out, err
	}
}

// addEdges adds the edges between the nodes.
func (g *Graph) addEdges(ctx context.Context, web LinkSource) error {
	index := make(map[string]int, len(g.Nodes))
	for i, n := range g.Nodes {
		index[n.Note.Path()] = i
	}
	for i, n := range g.Nodes {
		targets, err := web.NotesLinkedFrom(ctx, n.Note.Path())
		if err != nil {
			return err
		}
		for _, to := range targets {
			if k, ok := index[to.Path()]; ok {
				g.Edges = append(g.Edges, Edge{i, k, to.LinkCount})
			}
		}
	}
	return nil
}

// degrees returns the number of edges at each node, in both directions.
func (g *Graph) degrees() []int {
	d := make([]int, len(g.Nodes))
	for _, e := range g.Edges {
		d[e.From]++
		d[e.To]++
	}
	return d
}

// displayTitle returns the note's title or, if that is empty, its slug or path, safe to show.
func displayTitle(n search.Hit) string {
	for _, name := range []string{n.Title(), n.Slug()} {
		if shown := safe.Text(name); shown != "" {
			return shown
		}
	}
	return safe.Text(n.Path())
}
