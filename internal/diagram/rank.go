package diagram

// vertexKind says what stands at a vertex of a layout.
type vertexKind uint8

const (
	vertexNode  vertexKind = iota
	vertexDummy            // a line that passes through a layer
	vertexLabel            // the label of an edge
	vertexEmpty            // what keeps the place of a group in a layer in which it has nothing else
)

// vertex is something that a layer holds.
type vertex struct {
	kind          vertexKind
	node          *node
	label         []string
	group         *group // the innermost that holds it
	rank          int
	order         int // in its layer
	across, along int // its size
	beside        int // cells behind it across that a loop takes
	middle        int // the cell across, from its first, at which a single line meets it
	at            int // its first cell across
	box           outline
	in, out       []*segment
}

// segment is the part of an edge between two layers that follow each other.
type segment struct {
	path      *path
	from, to  *vertex
	fromPin   int // the cells across at which it leaves and arrives
	toPin     int
	atStart   marker // what it ends in at from and at to
	atEnd     marker
	net       *net
	fromGroup *group // at whose border it begins or ends
	toGroup   *group
}

// path is an edge as the layout sees it: from the lower rank to the higher.
type path struct {
	edge       *edge
	isReversed bool
	isJoined   bool // with others in a net at one of its ends
	from, to   *vertex
	labelRank  int // where its label stands, or -1
}

// layout places a graph.
type layout struct {
	graph    *graph
	options  Options
	wrap     int // cells to which labels are wrapped
	titles   titleRoom
	vertices []*vertex
	paths    []*path
	layers   [][]*vertex
	byNode   map[*node]*vertex
	first    map[*group]int // the layers that a group spans
	last     map[*group]int
	low      map[*group]int // the cells across of its borders
	high     map[*group]int
	loops    map[*node][]*edge

	groupRanks map[*group]int // their order among each other

	nets        [][]*net   // between each layer and the next
	channels    []*channel // before each layer, and after the last
	start, size []int      // of each layer, along
	length      int        // of all, along
}

// assignRanks gives each node a layer so that each edge leads to a later one, except those that close a cycle, which are turned.
func (l *layout) assignRanks() error {
	ahead, pairs := map[*node][]constraint{}, 0
	g := l.graph
	for _, e := range g.edges {
		from, to := e.from, e.to
		if g.direction == up || g.direction == left {
			from, to = to, from
		}
		if from.node != nil && from.node == to.node {
			l.loops[from.node] = append(l.loops[from.node], e)
			continue
		}
		p := &path{edge: e, isReversed: g.direction == up || g.direction == left, labelRank: -1}
		l.paths = append(l.paths, p)
		before, behind := l.members(from), l.members(to)
		if pairs += len(before) * len(behind); pairs > maxPairs {
			return ErrTooLarge
		}
		for _, a := range before {
			for _, b := range behind {
				if a == b {
					return ErrTangled // an edge between a group and what lies in it
				}
				ahead[a] = append(ahead[a], constraint{b, max(e.length, 1), p})
			}
		}
	}
	turned := findBackEdges(g.nodes, ahead)
	for p := range turned {
		p.isReversed = !p.isReversed
	}
	ahead = turnConstraints(g.nodes, ahead, turned)
	if len(findBackEdges(g.nodes, ahead)) > 0 {
		return ErrTangled // groups that lead to each other in both directions
	}
	ranks := longestPaths(g.nodes, ahead)
	l.placeVertices(ranks)
	return nil
}

// constraint says that a node is at least length ranks behind another.
type constraint struct {
	to     *node
	length int
	path   *path
}

// members returns the nodes of an endpoint: itself, or all that a group holds.
func (l *layout) members(e endpoint) []*node {
	if e.node != nil {
		return []*node{e.node}
	}
	var nodes []*node
	for _, n := range l.graph.nodes {
		if n.group.isWithin(e.group) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// findBackEdges returns the edges that close a cycle when the graph is walked from its first node.
func findBackEdges(nodes []*node, ahead map[*node][]constraint) map[*path]bool {
	const open, done = 1, 2
	state, back := map[*node]int{}, map[*path]bool{}
	var walk func(n *node)
	walk = func(n *node) {
		state[n] = open
		for _, c := range ahead[n] {
			switch state[c.to] {
			case open:
				back[c.path] = true
			case 0:
				walk(c.to)
			}
		}
		state[n] = done
	}
	entered := enteredNodes(nodes, ahead)
	for _, n := range nodes { // what nothing leads to comes first
		if !entered[n] && state[n] == 0 {
			walk(n)
		}
	}
	for _, n := range nodes {
		if state[n] == 0 {
			walk(n)
		}
	}
	return back
}

// enteredNodes returns the nodes that others lead to.
func enteredNodes(nodes []*node, ahead map[*node][]constraint) map[*node]bool {
	entered := map[*node]bool{}
	for _, n := range nodes {
		for _, c := range ahead[n] {
			entered[c.to] = true
		}
	}
	return entered
}

// turnConstraints returns the constraints with those of turned edges the other way round.
func turnConstraints(nodes []*node, ahead map[*node][]constraint, turned map[*path]bool) map[*node][]constraint {
	result := map[*node][]constraint{}
	for _, n := range nodes {
		for _, c := range ahead[n] {
			if turned[c.path] {
				result[c.to] = append(result[c.to], constraint{n, c.length, c.path})
			} else {
				result[n] = append(result[n], c)
			}
		}
	}
	return result
}

// longestPaths returns the rank of each node: its longest distance from a node that nothing leads to. Such a node itself moves as
// near as it can to what it leads to.
func longestPaths(nodes []*node, ahead map[*node][]constraint) map[*node]int {
	ranks, entered := map[*node]int{}, enteredNodes(nodes, ahead)
	for range nodes {
		changed := false
		for _, n := range nodes {
			for _, c := range ahead[n] {
				if want := ranks[n] + c.length; ranks[c.to] < want {
					ranks[c.to], changed = want, true
				}
			}
		}
		if !changed {
			break
		}
	}
	for _, n := range nodes {
		if entered[n] || len(ahead[n]) == 0 {
			continue
		}
		nearest := -1
		for _, c := range ahead[n] {
			if r := ranks[c.to] - c.length; nearest < 0 || r < nearest {
				nearest = r
			}
		}
		ranks[n] = max(nearest, 0)
	}
	return ranks
}

// placeVertices makes a vertex of each node, in layers that leave room for labels: one more after each rank at which an edge with
// a label begins.
func (l *layout) placeVertices(ranks map[*node]int) {
	labelled := map[int]bool{}
	for _, p := range l.paths {
		if len(p.edge.label) > 0 {
			labelled[l.startRank(p, ranks)] = true
		}
	}
	used, highest := map[int]bool{}, 0
	for _, n := range l.graph.nodes {
		used[ranks[n]], highest = true, max(highest, ranks[n])
	}
	layerOf, layer := map[int]int{}, 0
	for r := range highest + 1 {
		layerOf[r] = layer
		if !used[r] { // left free by edges that are longer than they must be
			continue
		}
		layer++
		if labelled[r] {
			layer++
		}
	}
	for _, n := range l.graph.nodes {
		v := &vertex{kind: vertexNode, node: n, group: n.group, rank: layerOf[ranks[n]]}
		l.byNode[n] = v
		l.vertices = append(l.vertices, v)
	}
	for _, g := range l.graph.groups {
		l.first[g], l.last[g] = -1, -1
		for _, n := range l.members(endpoint{group: g}) {
			r := l.byNode[n].rank
			if l.first[g] < 0 || r < l.first[g] {
				l.first[g] = r
			}
			l.last[g] = max(l.last[g], r)
		}
	}
	for _, p := range l.paths {
		if len(p.edge.label) > 0 {
			p.labelRank = layerOf[l.startRank(p, ranks)] + 1
		}
	}
}

// ends returns the endpoints of a path from the lower rank to the higher.
func (p *path) ends() (from, to endpoint) {
	if p.isReversed {
		return p.edge.to, p.edge.from
	}
	return p.edge.from, p.edge.to
}

// startRank returns the last rank of what a path begins at.
func (l *layout) startRank(p *path, ranks map[*node]int) int {
	from, _ := p.ends()
	last := 0
	for _, n := range l.members(from) {
		last = max(last, ranks[n])
	}
	return last
}
