package diagram

// paintNet draws the lines of a net through the channel before layer i.
func (p *painter) paintNet(n *net, c *channel, i int) {
	track := c.tracksAt + n.track*p.stepAlong()
	if p.sideways {
		track++ // a line leaves its box before it turns
	}
	style := n.segments[0].path.edge.line
	if n.track >= 0 {
		p.line(n, style, track, n.lo, track, n.hi)
	}
	started, ended := map[int]bool{}, map[int]bool{}
	for _, s := range n.segments {
		a, b := s.from.at+s.fromPin, s.to.at+s.toPin
		first, last := p.firstCell(s, c), p.lastCell(s, i)
		if n.track < 0 {
			if !started[a] {
				p.line(n, style, first, a, last, b)
			}
		} else {
			if !started[a] {
				p.line(n, style, first, a, track, a)
			}
			if !ended[b] {
				p.line(n, style, track, b, last, b)
			}
		}
		if !started[a] {
			p.extend(n, style, first, a, -1)
			p.endLine(s.from, s.atStart, first, a, -1, s.fromGroup)
		}
		if !ended[b] {
			p.extend(n, style, last, b, 1)
			p.endLine(s.to, s.atEnd, last, b, 1, s.toGroup)
		}
		started[a], ended[b] = true, true
	}
}

// firstCell returns the first place along of a segment: behind its box, or behind the border of its group.
func (p *painter) firstCell(s *segment, c *channel) int {
	if s.fromGroup != nil {
		return p.closingAt(s.fromGroup) + 1
	}
	if s.from.kind == vertexNode {
		return p.startOf(s.from) + s.from.along
	}
	return c.start
}

// lastCell returns the last place along of a segment: before its box, or before the border of its group.
func (p *painter) lastCell(s *segment, i int) int {
	if s.toGroup != nil {
		return p.openingAt(s.toGroup) - 1
	}
	if s.to.kind == vertexNode {
		return p.startOf(s.to) - 1
	}
	return p.start[i] - 1
}

// openingAt returns the place along of the first border of a group. The outermost of those that begin there comes first.
func (p *painter) openingAt(g *group) int {
	i := p.first[g]
	c, least := p.channels[i], g.depth
	for other, r := range p.first {
		if r == i {
			least = min(least, other.depth)
		}
	}
	end := p.start[i]
	if i > 0 {
		end-- // markers
	}
	return end - c.opening + (g.depth-least)*p.stepAlong()
}

// closingAt returns the place along of the last border of a group. The innermost of those that end there comes first.
func (p *painter) closingAt(g *group) int {
	i := p.last[g]
	c, deepest := p.channels[i+1], g.depth
	for other, r := range p.last {
		if r == i {
			deepest = max(deepest, other.depth)
		}
	}
	at := c.start + (deepest-g.depth)*p.stepAlong() + p.stepAlong() - 1
	if c.hasMarks {
		at++
	}
	return at
}

// tees are the characters of a border from which a line leaves to a side.
var tees = map[string]string{
	"─up": "┴", "─down": "┬", "│left": "┤", "│right": "├", "═up": "╧", "═down": "╤", "║left": "╢", "║right": "╟",
	"╱right": "╱", "╲right": "╲", "⟩right": "⟩",
}

// endLine ends a line at a vertex or the border of a group: with its marker, or a tee in the border. step is 1 at the end of an edge
// and -1 at its beginning, along the graph.
func (p *painter) endLine(v *vertex, m marker, along, across, step int, g *group) {
	x, y := p.xy(along, across)
	dx, dy := 0, step
	if p.sideways {
		dx, dy = step, 0
	}
	if m != noMarker {
		p.canvas.setMarker(x, y, m, dx, dy)
		return
	}
	if v.kind == vertexNode && g == nil {
		side := map[[2]int]string{{0, 1}: "up", {0, -1}: "down", {1, 0}: "left", {-1, 0}: "right"}[[2]int{dx, dy}]
		border := p.canvas.cellAt(x+dx, y+dy)
		if tee, ok := tees[border.char+side]; ok {
			border.char = tee
		}
	}
	if g != nil {
		p.canvas.addStroke(x+dx, y+dy, stroke{g, arms(-dx, -dy), solid})
	}
}

// paintBorder draws the border of a group.
func (p *painter) paintBorder(g *group) {
	a1, a2, c1, c2 := p.openingAt(g), p.closingAt(g), p.low[g], p.high[g]
	p.line(g, solid, a1, c1, a1, c2)
	p.line(g, solid, a1, c2, a2, c2)
	p.line(g, solid, a2, c2, a2, c1)
	p.line(g, solid, a2, c1, a1, c1)
}

// paintTitle writes the title of a group into its upper border, where no line crosses it, or else into the lower one.
func (p *painter) paintTitle(g *group) {
	if len(g.title) == 0 {
		return
	}
	if len(g.title) > 1 {
		p.canvas.err = ErrTangled
		return
	}
	x, y := p.xy(p.openingAt(g), p.low[g])
	end, below := p.xy(p.closingAt(g), p.high[g])
	if !p.writeTitle(g, x+1, end, y) && !(p.titles.isBelow && p.writeTitle(g, x+1, end, below)) {
		p.canvas.err = errTitle
	}
}

// writeTitle writes the title of a group into its border in row y, at the first place from column x on that has room before end.
func (p *painter) writeTitle(g *group, x, end, y int) bool {
	width := p.titleWidth(g)
	for from := x; from+width <= end; from++ {
		if !p.isPlainBorder(g, from, y, width) {
			continue
		}
		for i := range width {
			*p.canvas.cellAt(from+i, y) = cell{}
		}
		p.canvas.cellAt(from, y).isTaken = true
		p.canvas.cellAt(from+width-1, y).isTaken = true
		p.canvas.writeText(from+1, y, g.title[0], Title, "")
		return true
	}
	return false
}

// isPlainBorder reports whether only the border of g runs through cells.
func (p *painter) isPlainBorder(g *group, x, y, width int) bool {
	for i := range width {
		at := p.canvas.cellAt(x+i, y)
		if at.isTaken || len(at.strokes) != 1 || at.strokes[0].owner != any(g) || at.strokes[0].arms != east|west {
			return false
		}
	}
	return true
}
