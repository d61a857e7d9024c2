package diagram

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
