package diagram

import (
	"cmp"
	"slices"
)

// direction is where the edges of a graph lead.
type direction uint8

const (
	down direction = iota
	up
	right
	left
)

// directions are the names of directions.
var directions = map[string]direction{"TB": down, "TD": down, "BT": up, "LR": right, "RL": left, "v": down, "^": up, ">": right, "<": left}

// isHorizontal reports whether edges lead to the side.
func (d direction) isHorizontal() bool { return d == right || d == left }

// lineStyle is how a line is drawn.
type lineStyle uint8

const (
	solid lineStyle = iota
	dotted
	thick
	invisible // an edge that only places its nodes
)

// marker is what a line ends in.
type marker uint8

const (
	noMarker marker = iota
	arrow
	circle
	cross
)

// shape is the outline of a node.
type shape uint8

const (
	box shape = iota
	rounded
	diamond
	hexagon
	cylinder
	subroutine
	doubleCircle
	slantedRight // a parallelogram
	slantedLeft
	trapezoid // wider at its bottom
	trapezoidUp
	pennant
	noteBox
	startPoint // of a state diagram
	endPoint
	bar // where states fork or join
	plain
)

// node is a box of a graph.
type node struct {
	id    string
	label []string
	shape shape
	group *group // the innermost that holds it; nil: none
	link  string
}

// group is a subgraph, or a state with states in it.
type group struct {
	id     string
	title  []string
	parent *group
	depth  int // 1 for a group in no other
}

// isWithin reports whether g is other or lies in it.
func (g *group) isWithin(other *group) bool {
	for ; g != nil; g = g.parent {
		if g == other {
			return true
		}
	}
	return false
}

// endpoint is what an edge is tied to: a node or a group.
type endpoint struct {
	node  *node
	group *group
}

// edge is a line between two nodes or groups.
type edge struct {
	from, to   endpoint
	label      []string
	line       lineStyle
	tail, head marker
	length     int // ranks that it spans at least
}

// graph is a flowchart or a state diagram.
type graph struct {
	direction direction
	nodes     []*node
	edges     []*edge
	groups    []*group // parents before their children

	nodesByID  map[string]*node
	groupsByID map[string]*group
}

func newGraph() *graph {
	return &graph{nodesByID: map[string]*node{}, groupsByID: map[string]*group{}}
}

// addNode returns the node of an id, which it makes if there is none.
func (g *graph) addNode(id string, in *group) *node {
	n, ok := g.nodesByID[id]
	if !ok {
		n = &node{id: id, label: cleanLabel(id), group: in}
		g.nodesByID[id] = n
		g.nodes = append(g.nodes, n)
	}
	return n
}

// addGroup makes a group.
func (g *graph) addGroup(id, title string, parent *group) (*group, error) {
	s := &group{id: id, title: cleanLabel(title), parent: parent, depth: 1}
	if parent != nil {
		s.depth = parent.depth + 1
	}
	if s.depth > maxDepth {
		return nil, ErrTooLarge
	}
	if _, ok := g.groupsByID[id]; ok {
		return nil, ErrSyntax
	}
	g.groupsByID[id] = s
	g.groups = append(g.groups, s)
	return s, nil
}

// finish ties the edges that name a group to it, makes nodes of groups that hold nothing, and holds the graph to the limits.
func (g *graph) finish() error {
	g.nestGroups()
	if !g.sortGroups() {
		return ErrTooLarge
	}
	g.tieToGroups()
	g.dropEmptyGroups()
	if len(g.nodes) == 0 {
		return ErrSyntax
	}
	if len(g.nodes) > maxNodes || len(g.edges) > maxEdges || len(g.groups) > maxNodes {
		return ErrTooLarge
	}
	for _, n := range g.nodes {
		if labelBytes(n.label) > maxLabel {
			return ErrTooLarge
		}
	}
	for _, e := range g.edges {
		if labelBytes(e.label) > maxLabel {
			return ErrTooLarge
		}
	}
	return nil
}

func labelBytes(lines []string) (n int) {
	for _, l := range lines {
		n += len(l)
	}
	return n
}

// nestGroups puts each group into the one that names it among its nodes.
func (g *graph) nestGroups() {
	for _, s := range g.groups {
		n, ok := g.nodesByID[s.id]
		if ok && s.parent == nil && n.group != nil && !n.group.isWithin(s) {
			s.parent = n.group
		}
	}
}

// sortGroups puts parents before their children. It is false if groups lie too deep within each other.
func (g *graph) sortGroups() bool {
	for _, s := range g.groups {
		s.depth = 0
		for p := s; p != nil; p = p.parent {
			s.depth++
		}
		if s.depth > maxDepth {
			return false
		}
	}
	slices.SortStableFunc(g.groups, func(a, b *group) int { return cmp.Compare(a.depth, b.depth) })
	return true
}

// tieToGroups replaces the nodes that were made for the name of a group.
func (g *graph) tieToGroups() {
	for _, e := range g.edges {
		for _, end := range []*endpoint{&e.from, &e.to} {
			if end.node == nil {
				continue
			}
			if s, ok := g.groupsByID[end.node.id]; ok {
				*end = endpoint{group: s}
			}
		}
	}
	nodes := g.nodes[:0]
	for _, n := range g.nodes {
		if _, ok := g.groupsByID[n.id]; !ok {
			nodes = append(nodes, n)
		}
	}
	g.nodes = nodes
}

// dropEmptyGroups makes a node of each group that holds none, as Mermaid does.
func (g *graph) dropEmptyGroups() {
	filled := map[*group]bool{}
	for _, n := range g.nodes {
		for s := n.group; s != nil; s = s.parent {
			filled[s] = true
		}
	}
	groups := g.groups[:0]
	for i := len(g.groups) - 1; i >= 0; i-- { // children first: one that becomes a node fills its parent
		s := g.groups[i]
		if filled[s] {
			continue
		}
		n := &node{id: s.id, label: s.title, group: s.parent}
		g.nodes = append(g.nodes, n)
		for p := s.parent; p != nil; p = p.parent {
			filled[p] = true
		}
		for _, e := range g.edges {
			for _, end := range []*endpoint{&e.from, &e.to} {
				if end.group == s {
					*end = endpoint{node: n}
				}
			}
		}
	}
	for _, s := range g.groups {
		if filled[s] {
			groups = append(groups, s)
		}
	}
	g.groups = groups
}
