package diagram

import (
	"cmp"
	"slices"
)

// The distances of a layout, in cells.
const (
	gapVertical   = 3 // between boxes side by side
	gapHorizontal = 1 // between boxes above each other, where edges lead to the side
	gapLines      = 2 // between a line and what is beside it
)

// difference says that variable b is at least by cells behind variable a.
type difference struct{ a, b, by int }

// placer finds the places across of vertices and of the borders of groups. The variables are the first cells of the vertices, then
// the two borders of each group.
type placer struct {
	layout *layout
	values []int
	before [][]difference // those whose b is the variable
	after  [][]difference // those whose a is the variable
	groups map[*group]int // the variable of the first border
	index  map[*vertex]int
}

// placeVerticesAcross gives all vertices their places across, and groups their borders.
func (l *layout) placeVerticesAcross() error {
	p := &placer{layout: l, groups: map[*group]int{}, index: map[*vertex]int{}}
	for i, v := range l.vertices {
		p.index[v] = i
	}
	n := len(l.vertices)
	for _, g := range l.graph.groups {
		p.groups[g] = n
		n += 2
	}
	p.values, p.before, p.after = make([]int, n), make([][]difference, n), make([][]difference, n)
	p.addDifferences()
	if !p.solve() {
		return ErrTangled
	}
	for round := range 48 {
		p.improve(round)
	}
	least := slices.Min(p.values)
	for i, v := range l.vertices {
		v.at = p.values[i] - least
	}
	for _, g := range l.graph.groups {
		l.low[g], l.high[g] = p.values[p.groups[g]]-least, p.values[p.groups[g]+1]-least
	}
	return nil
}

func (p *placer) add(a, b, by int) {
	d := difference{a, b, by}
	p.after[a], p.before[b] = append(p.after[a], d), append(p.before[b], d)
}

// addDifferences adds the distances that vertices and borders keep.
func (p *placer) addDifferences() {
	l := p.layout
	pad, sideways := 2, l.graph.direction.isHorizontal()
	if sideways {
		pad = 1
	}
	for _, layer := range l.layers {
		for i, v := range layer {
			if v.group != nil {
				g := p.groups[v.group]
				p.add(g, p.index[v], pad)
				p.add(p.index[v], g+1, v.across+v.beside+pad-1)
			}
			if i > 0 {
				p.addNeighbours(layer[i-1], v)
			}
		}
	}
	for _, g := range l.graph.groups {
		at := p.groups[g]
		if !sideways {
			p.add(at, at+1, l.titles.scale*(l.titleWidth(g)+2)+1)
		}
		if !sideways && l.titles.isFirst {
			p.addTitle(g)
		}
		if g.parent != nil {
			p.add(p.groups[g.parent], at, pad)
			p.add(at+1, p.groups[g.parent]+1, pad)
		}
	}
}

// addTitle keeps the lines that cross the upper border of a group right of its title.
func (p *placer) addTitle(g *group) {
	for _, v := range p.layout.layers[p.layout.first[g]] {
		if !v.group.isWithin(g) {
			continue
		}
		for _, s := range v.in {
			if s.toGroup == nil || !g.isWithin(s.toGroup) {
				p.add(p.groups[g], p.index[v], p.layout.titleWidth(g)+2-s.toPin)
			}
		}
	}
}

// titleWidth returns the cells of the title of a group with a blank on each side, or 0 without a title.
func (l *layout) titleWidth(g *group) int {
	if len(g.title) == 0 {
		return 0
	}
	return l.options.Cells.Width(g.title[0]) + 2
}

// addNeighbours keeps two vertices of a layer that follow each other apart, or the groups that hold one of them.
func (p *placer) addNeighbours(a, b *vertex) {
	ga, gb := siblings(a.group, b.group)
	gap := gapVertical
	if p.layout.graph.direction.isHorizontal() {
		gap = gapHorizontal
	} else if a.kind != vertexNode && b.kind != vertexNode {
		gap = gapLines
	}
	first, size, second := p.index[a], a.across+a.beside, p.index[b]
	if ga != nil {
		first, size = p.groups[ga]+1, 1
	}
	if gb != nil {
		second = p.groups[gb]
	}
	p.add(first, second, size+gap)
}

// solve finds the least values. It is false if the differences contradict each other.
func (p *placer) solve() bool {
	for range len(p.values) + 1 {
		changed := false
		for _, list := range p.after {
			for _, d := range list {
				if want := p.values[d.a] + d.by; p.values[d.b] < want {
					p.values[d.b], changed = want, true
				}
			}
		}
		if !changed {
			return true
		}
	}
	return false
}

// bounds returns the values that a variable may have while the others stay. Borders give way as far as they can.
func (p *placer) bounds(i int) (lo, hi int) {
	lo, hi = -1<<20, 1<<20
	borders := len(p.layout.vertices)
	for _, d := range p.before[i] {
		least := p.values[d.a] + d.by
		if d.a >= borders && i < borders && (d.a-borders)%2 == 0 {
			outer, _ := p.bounds(d.a)
			least = outer + d.by
		}
		lo = max(lo, least)
	}
	for _, d := range p.after[i] {
		most := p.values[d.b] - d.by
		if d.b >= borders && i < borders && (d.b-borders)%2 == 1 {
			_, outer := p.bounds(d.b)
			most = outer - d.by
		}
		hi = min(hi, most)
	}
	return lo, hi
}

// improve moves vertices towards their neighbours, and borders to what they hold.
func (p *placer) improve(round int) {
	l := p.layout
	order := make([]int, len(l.vertices))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if round%2 == 0 {
			return cmp.Compare(p.values[b], p.values[a])
		}
		return cmp.Compare(p.values[a], p.values[b])
	})
	for _, i := range order {
		want, ok := p.wish(l.vertices[i], round/2%3)
		if !ok {
			continue
		}
		lo, hi := p.bounds(i)
		p.values[i] = min(max(want, lo), hi)
		p.stretchGroups(l.vertices[i], i)
	}
	for k := len(l.graph.groups) - 1; k >= 0; k-- {
		i := p.groups[l.graph.groups[k]]
		_, p.values[i] = p.bounds(i)
		p.values[i+1], _ = p.bounds(i + 1)
	}
}

// stretchGroups moves the borders around a vertex that has moved out of them.
func (p *placer) stretchGroups(v *vertex, i int) {
	for g := v.group; g != nil; g = g.parent {
		at := p.groups[g]
		for _, d := range p.after[at] {
			p.values[at] = min(p.values[at], p.values[d.b]-d.by)
		}
		for _, d := range p.before[at+1] {
			p.values[at+1] = max(p.values[at+1], p.values[d.a]+d.by)
		}
	}
}

// wish returns the value at which the lines of a vertex are straight: the middle of those of the layer before, of the one after, or
// of both. Lines through dummies count more, so that long edges are straight.
func (p *placer) wish(v *vertex, side int) (int, bool) {
	var wishes []int
	add := func(other *vertex, otherPin, pin int) {
		at := p.values[p.index[other]] + otherPin - pin
		n := 1
		if other.kind != vertexNode && v.kind != vertexNode {
			n = 6
		} else if other.kind != vertexNode || v.kind != vertexNode {
			n = 2
		}
		for range n {
			wishes = append(wishes, at)
		}
	}
	if side != 1 || len(v.out) == 0 {
		for _, s := range v.in {
			add(s.from, s.fromPin, s.toPin)
		}
	}
	if side != 0 || len(v.in) == 0 {
		for _, s := range v.out {
			add(s.to, s.toPin, s.fromPin)
		}
	}
	if len(wishes) == 0 {
		return 0, false
	}
	slices.Sort(wishes)
	a, b := wishes[(len(wishes)-1)/2], wishes[len(wishes)/2]
	return (a + b) / 2, true
}
