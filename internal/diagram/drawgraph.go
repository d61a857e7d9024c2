package diagram

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// wraps are the widths to which labels are wrapped, one after the other, until a drawing fits.
var wraps = []int{40, 28, 20, 14, 10}

// drawGraph draws a graph in the direction that it asks for or, where that is too wide or cannot be drawn, in the other one.
func drawGraph(g *graph, o Options) ([][]Run, error) {
	turned := map[direction]direction{down: right, up: left, right: down, left: up}
	asked := g.direction
	var first error
	for _, d := range []direction{asked, turned[asked]} {
		for _, wrap := range wraps {
			g.direction = d
			rows, err := layOutWithTitles(g, o, wrap)
			if err == nil {
				return rows, nil
			}
			if first == nil {
				first = err
			}
			if !errors.Is(err, ErrTooWide) {
				break
			}
		}
	}
	return nil, first
}

// layOutWithTitles draws a graph with room for the titles of its groups: wherever the lines that cross their upper borders leave it,
// else left of these lines, in wider groups or, where that is too wide, in their lower borders.
func layOutWithTitles(g *graph, o Options, wrap int) ([][]Run, error) {
	rows, err := layOut(g, o, wrap, titleRoom{scale: 1})
	if !errors.Is(err, errTitle) {
		return rows, err
	}
	for _, titles := range []titleRoom{{scale: 1, isFirst: true}, {scale: 2}, {scale: 3}} {
		if rows, err = layOut(g, o, wrap, titles); !errors.Is(err, errTitle) {
			break
		}
	}
	if errors.Is(err, ErrTooWide) {
		return layOut(g, o, wrap, titleRoom{scale: 1, isBelow: true})
	}
	return rows, err
}

// titleRoom says how much room the titles of groups get.
type titleRoom struct {
	scale   int  // how often the title fits into the width of its group
	isFirst bool // no line crosses the upper border of a group left of the end of its title
	isBelow bool // a title may stand in the lower border
}

// errTitle says that no part of a group's border has room for its title.
var errTitle = fmt.Errorf("%w: the title of a subgraph", ErrTooWide)

// layOut draws a graph with its labels wrapped to a width.
func layOut(g *graph, o Options, wrap int, titles titleRoom) ([][]Run, error) {
	l := &layout{graph: g, options: o, wrap: wrap, titles: titles, byNode: map[*node]*vertex{}, loops: map[*node][]*edge{},
		first: map[*group]int{}, last: map[*group]int{}, low: map[*group]int{}, high: map[*group]int{}}
	for _, step := range []func() error{l.assignRanks, l.buildLayers} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	l.orderLayers()
	for i := range len(l.layers) - 1 {
		l.nets = append(l.nets, l.buildNets(i))
	}
	for _, step := range []func() error{l.sizeVertices, l.placeVerticesAcross, l.routeChannels} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	across := 0
	for _, v := range l.vertices {
		across = max(across, v.at+v.across+v.beside)
	}
	for _, g := range l.graph.groups {
		across = max(across, l.high[g]+1)
	}
	width, height := across, l.length
	if g.direction.isHorizontal() {
		width, height = height, width
	}
	if width > o.Width {
		return nil, ErrTooWide
	}
	if height > maxRows {
		return nil, ErrTooLarge
	}
	p := &painter{layout: l, canvas: newCanvas(width, height, o), sideways: g.direction.isHorizontal()}
	p.paint()
	return p.canvas.rows()
}

// painter draws a layout. Its methods take places along and across the graph.
type painter struct {
	*layout
	canvas   *canvas
	sideways bool
}

// xy returns the cell at a place.
func (p *painter) xy(along, across int) (x, y int) {
	if p.sideways {
		return along, across
	}
	return across, along
}

// line draws a line between two places.
func (p *painter) line(owner any, style lineStyle, along1, across1, along2, across2 int) {
	x1, y1 := p.xy(along1, across1)
	x2, y2 := p.xy(along2, across2)
	p.canvas.drawLine(owner, style, x1, y1, x2, y2)
}

func (p *painter) paint() {
	for _, v := range p.vertices {
		p.paintVertex(v)
	}
	for i, c := range p.channels {
		for _, n := range c.nets {
			p.paintNet(n, c, i)
		}
	}
	groups := slices.Clone(p.graph.groups)
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(a.depth, b.depth) })
	for _, g := range groups {
		p.paintBorder(g)
	}
	for _, g := range groups {
		p.paintTitle(g)
	}
}

// startOf returns the first place along of a vertex. Boxes are centred in their layer where edges lead down, and begin together
// where they lead to the side.
func (p *painter) startOf(v *vertex) int {
	if p.sideways {
		return p.start[v.rank]
	}
	return p.start[v.rank] + (p.size[v.rank]-v.along)/2
}

// paintVertex draws a box, a label or the line through a layer.
func (p *painter) paintVertex(v *vertex) {
	at := p.startOf(v)
	switch v.kind {
	case vertexEmpty:
		return
	case vertexDummy:
		e := v.in[0].path.edge
		if size := p.size[v.rank]; e.line != invisible && size > 0 {
			p.line(v, e.line, p.start[v.rank], v.at, p.start[v.rank]+size-1, v.at)
			p.extend(v, e.line, p.start[v.rank], v.at, -1)
			p.extend(v, e.line, p.start[v.rank]+size-1, v.at, 1)
		}
		return
	case vertexLabel:
		p.paintLabelLine(v, at)
		if p.sideways {
			at++
		}
	}
	x, y := p.xy(at, v.at)
	if v.kind == vertexNode && v.node.shape != plain {
		for i, row := range v.box.rows {
			p.canvas.writeText(x, y+i, row, Lines, "")
		}
	}
	p.paintLabel(v, x, y)
	if v.kind == vertexNode {
		p.paintLoops(v, x, y)
	}
}

// paintLabel writes the label of a vertex into its box.
func (p *painter) paintLabel(v *vertex, x, y int) {
	part, href := Label, ""
	if v.node != nil {
		href = v.node.link
	}
	for i, line := range v.box.label {
		indent := v.box.indentOf(line, p.options.Cells)
		for j := range p.options.Cells.Width(line) {
			at := p.canvas.cellAt(x+indent+j, y+v.box.labelAt+i)
			if at.char != " " && at.char != "" {
				p.canvas.err = ErrTangled
			}
			*at = cell{}
		}
		p.canvas.writeText(x+indent, y+v.box.labelAt+i, line, part, href)
	}
}

// paintLabelLine draws the line before and after the label of an edge through its layer.
func (p *painter) paintLabelLine(v *vertex, at int) {
	e := v.in[0].path.edge
	if e.line == invisible {
		return
	}
	first, last := p.start[v.rank], p.start[v.rank]+p.size[v.rank]-1
	if at > first {
		p.line(v, e.line, first, v.at+v.middle, at-1, v.at+v.middle)
		p.extend(v, e.line, first, v.at+v.middle, -1)
	}
	if end := at + v.along; end <= last {
		p.line(v, e.line, end, v.at+v.middle, last, v.at+v.middle)
		p.extend(v, e.line, last, v.at+v.middle, 1)
	}
}

// extend adds to a line's cell the arm that leads on along the graph, or back.
func (p *painter) extend(owner any, style lineStyle, along, across, step int) {
	x, y := p.xy(along, across)
	arm := arms(0, step)
	if p.sideways {
		arm = arms(step, 0)
	}
	p.canvas.addStroke(x, y, stroke{owner, arm, style})
}

// paintLoops draws the edge of a node to itself, at the right of its box.
func (p *painter) paintLoops(v *vertex, x, y int) {
	for _, e := range p.loops[v.node] {
		edgeOf := x + v.box.width() - 1
		top, bottom := y+1, y+len(v.box.rows)-2
		if e.line == invisible {
			for i, line := range e.label {
				p.canvas.writeText(edgeOf+3, top+i, line, Label, "")
			}
			continue
		}
		p.canvas.setChar(edgeOf, top, tees[p.canvas.cellAt(edgeOf, top).char+"right"])
		p.canvas.drawLine(e, e.line, edgeOf+1, top, edgeOf+3, top)
		p.canvas.drawLine(e, e.line, edgeOf+3, top, edgeOf+3, bottom)
		p.canvas.drawLine(e, e.line, edgeOf+3, bottom, edgeOf+1, bottom)
		if e.head != noMarker {
			p.canvas.setMarker(edgeOf+1, bottom, e.head, -1, 0)
		}
		if len(e.label) > bottom-top+1 || e.tail != noMarker || v.box.bare {
			p.canvas.err = ErrTangled
		}
		for i, line := range e.label {
			p.canvas.writeText(edgeOf+5, top+i, line, Label, "")
		}
	}
}
