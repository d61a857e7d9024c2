package diagram

import (
	"cmp"
	"slices"
)

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

// meanOrder returns the mean position of the neighbours of v in the layer before, or in the one after; its own position if it has
// none there.
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
