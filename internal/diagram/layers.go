package diagram

import (
	"cmp"
	"slices"
)

// buildLayers adds the vertices that edges need in the layers that they pass, and makes the segments between them.
func (l *layout) buildLayers() error {
	for _, p := range l.paths {
		from, to := p.ends()
		p.from, p.to = l.endVertex(from, true), l.endVertex(to, false)
		if p.from.rank >= p.to.rank {
			return ErrTangled
		}
		l.buildPath(p, from.group, to.group)
		if len(l.vertices) > maxVertices {
			return ErrTooLarge
		}
	}
	l.fillGroups()
	for _, v := range l.vertices {
		for len(l.layers) <= v.rank {
			l.layers = append(l.layers, nil)
		}
		l.layers[v.rank] = append(l.layers[v.rank], v)
	}
	for _, layer := range l.layers {
		if len(layer) == 0 {
			return ErrTangled
		}
	}
	return nil
}

// endVertex returns the vertex at which an edge ends: that of a node or, for a group, a node in the middle of its last or first
// layer, to which the line would lead if it did not end at the border.
func (l *layout) endVertex(e endpoint, isStart bool) *vertex {
	if e.node != nil {
		return l.byNode[e.node]
	}
	rank := l.first[e.group]
	if isStart {
		rank = l.last[e.group]
	}
	var nodes []*vertex
	for _, n := range l.members(e) {
		if v := l.byNode[n]; v.rank == rank {
			nodes = append(nodes, v)
		}
	}
	return nodes[(len(nodes)-1)/2]
}

// fillGroups adds an empty vertex to each group in each layer that it spans and has nothing in, which keeps others out of it.
func (l *layout) fillGroups() {
	for _, g := range l.graph.groups {
		held := map[int]bool{}
		for _, v := range l.vertices {
			held[v.rank] = held[v.rank] || v.group.isWithin(g)
		}
		for r := l.first[g]; r <= l.last[g]; r++ {
			if !held[r] {
				l.vertices = append(l.vertices, &vertex{kind: vertexEmpty, group: g, rank: r})
			}
		}
	}
}

// buildPath makes the vertices and segments of a path.
func (l *layout) buildPath(p *path, fromGroup, toGroup *group) {
	head, tail := p.edge.head, p.edge.tail
	if p.isReversed {
		head, tail = tail, head
	}
	last := p.from
	for r := p.from.rank + 1; r <= p.to.rank; r++ {
		next := p.to
		if r < p.to.rank {
			next = &vertex{kind: vertexDummy, rank: r, group: l.groupAt(p, r)}
			if r == p.labelRank {
				next.kind, next.label = vertexLabel, p.edge.label
			}
			l.vertices = append(l.vertices, next)
		}
		s := &segment{path: p, from: last, to: next}
		if last == p.from {
			s.atStart, s.fromGroup = tail, fromGroup
		}
		if next == p.to {
			s.atEnd, s.toGroup = head, toGroup
		}
		last.out, next.in = append(last.out, s), append(next.in, s)
		last = next
	}
}

// groupAt returns the innermost group that a path passes through in a layer: one that holds either of its ends and spans the layer.
func (l *layout) groupAt(p *path, layer int) *group {
	var best *group
	for _, end := range []*vertex{p.from, p.to} {
		for g := end.group; g != nil; g = g.parent {
			if l.first[g] <= layer && layer <= l.last[g] && (best == nil || g.depth > best.depth) {
				best = g
				break
			}
		}
	}
	return best
}

// orderLayers orders the vertices of each layer so that few edges cross: by the mean position of their neighbours, again and again,
// downwards and upwards. The vertices of a group stay together, and groups in the same order in all layers.
func (l *layout) orderLayers() {
	for _, layer := range l.layers {
		for i, v := range layer {
			v.order = i
		}
	}
	l.groupRanks = l.groupOrder()
	key := map[*vertex]float64{}
	l.walkFromFirst(key)
	best, least := l.saveOrder(), l.countCrossings()
	for round := range 12 {
		for i := range l.layers {
			layer, below := l.layers[i], true
			if round%2 == 1 {
				layer, below = l.layers[len(l.layers)-1-i], false
			}
			for _, v := range layer {
				key[v] = meanOrder(v, below)
			}
			l.sortLayer(layer, key)
		}
		if n := l.countCrossings(); n < least {
			best, least = l.saveOrder(), n
		}
	}
	for v, order := range best {
		v.order = order
	}
	for _, layer := range l.layers {
		slices.SortFunc(layer, func(a, b *vertex) int { return cmp.Compare(a.order, b.order) })
	}
}

// walkFromFirst orders the layers as a walk along the edges from the first vertices meets them.
func (l *layout) walkFromFirst(key map[*vertex]float64) {
	n := 0.0
	seen := map[*vertex]bool{}
	var walk func(v *vertex)
	walk = func(v *vertex) {
		if seen[v] {
			return
		}
		seen[v] = true
		key[v] = n
		n++
		for _, s := range v.out {
			walk(s.to)
		}
	}
	for _, layer := range l.layers {
		for _, v := range layer {
			if len(v.in) == 0 {
				walk(v)
			}
		}
	}
	for _, layer := range l.layers {
		l.sortLayer(layer, key)
	}
}

// meanOrder returns the mean position of the neighbours of v in the layer before, or in the one after, as a share of that layer; its
// own position if it has none there.
func meanOrder(v *vertex, before bool) float64 {
	segments := v.out
	if before {
		segments = v.in
	}
	if len(segments) == 0 {
		return float64(v.order)
	}
	sum := 0.0
	for _, s := range segments {
		if before {
			sum += float64(s.from.order)
		} else {
			sum += float64(s.to.order)
		}
	}
	return sum / float64(len(segments))
}

// sortLayer sorts a layer by keys, with each group as a whole.
func (l *layout) sortLayer(layer []*vertex, key map[*vertex]float64) {
	sorted := l.sortWithin(nil, slices.Clone(layer), key)
	for i, v := range sorted {
		layer[i], v.order = v, i
	}
}

// item is a vertex, or all vertices of a group, in a layer.
type item struct {
	group    *group
	vertices []*vertex
	key      float64 // the mean of those of its vertices
}

// sortWithin sorts vertices that lie in a group, nil being the whole graph. Groups keep their order among each other, which is the
// same in all layers.
func (l *layout) sortWithin(in *group, vertices []*vertex, key map[*vertex]float64) []*vertex {
	var items []*item
	byGroup := map[*group]*item{}
	for _, v := range vertices {
		g := childOf(in, v.group)
		it := byGroup[g]
		if g == nil || it == nil {
			it = &item{group: g}
			items = append(items, it)
			byGroup[g] = it
		}
		it.key = (it.key*float64(len(it.vertices)) + key[v]) / float64(len(it.vertices)+1)
		it.vertices = append(it.vertices, v)
	}
	slices.SortStableFunc(items, func(a, b *item) int { return cmp.Compare(a.key, b.key) })
	l.restoreGroupOrder(items)
	var sorted []*vertex
	for _, it := range items {
		if it.group != nil {
			it.vertices = l.sortWithin(it.group, it.vertices, key)
		}
		sorted = append(sorted, it.vertices...)
	}
	return sorted
}

// restoreGroupOrder puts the groups among items in the order that they have everywhere, in the positions that groups have.
func (l *layout) restoreGroupOrder(items []*item) {
	var groups []*item
	for _, it := range items {
		if it.group != nil {
			groups = append(groups, it)
		}
	}
	rank := l.groupRanks
	slices.SortStableFunc(groups, func(a, b *item) int { return cmp.Compare(rank[a.group], rank[b.group]) })
	for i, it := range items {
		if it.group != nil {
			items[i], groups = groups[0], groups[1:]
		}
	}
}

// childOf returns the group directly below in that holds g, or nil if g is in itself.
func childOf(in, g *group) *group {
	var child *group
	for ; g != in && g != nil; g = g.parent {
		child = g
	}
	return child
}

// groupOrder returns the order of groups among each other: that of the first of their nodes.
func (l *layout) groupOrder() map[*group]int {
	order := map[*group]int{}
	for i, n := range l.graph.nodes {
		for g := n.group; g != nil; g = g.parent {
			if _, ok := order[g]; !ok {
				order[g] = i
			}
		}
	}
	return order
}

func (l *layout) saveOrder() map[*vertex]int {
	saved := make(map[*vertex]int, len(l.vertices))
	for _, v := range l.vertices {
		saved[v] = v.order
	}
	return saved
}

// countCrossings counts the pairs of segments that cross.
func (l *layout) countCrossings() int {
	n := 0
	for _, layer := range l.layers {
		var ends [][2]int
		for _, v := range layer {
			for _, s := range v.out {
				ends = append(ends, [2]int{v.order, s.to.order})
			}
		}
		for i, a := range ends {
			for _, b := range ends[i+1:] {
				if (a[0]-b[0])*(a[1]-b[1]) < 0 {
					n++
				}
			}
		}
	}
	return n
}

// siblings returns the groups by which two vertices in different groups are told apart: the outermost around each that does not
// hold the other. nil stands for a vertex that lies directly in the group that holds both.
func siblings(a, b *group) (ga, gb *group) {
	outermost := func(g, other *group) *group {
		var found *group
		for ; g != nil && !other.isWithin(g); g = g.parent {
			found = g
		}
		return found
	}
	return outermost(a, b), outermost(b, a)
}
