package diagram

import (
	"errors"
)

// sequencePainter draws a sequence diagram from top to bottom.
type sequencePainter struct {
	*sequence
	options Options
	wrap    int
	canvas  *canvas
	centers []int // the column of each lifeline
	labels  [][]string
	widths  []int // of the boxes
	margin  int   // cells at both sides for the frames of blocks
	width   int
	y       int   // the next row
	active  []int // how often each participant is active at once
	alive   []bool
	open    []int // the rows in which the open blocks begin
}

// drawSequence draws a sequence diagram with labels wrapped as little as its room allows.
func drawSequence(q *sequence, o Options) ([][]Run, error) {
	err := ErrTooWide
	for _, wrap := range wraps {
		p := &sequencePainter{sequence: q, options: o, wrap: wrap}
		var rows [][]Run
		if rows, err = p.draw(); err == nil || !errors.Is(err, ErrTooWide) {
			return rows, err
		}
	}
	return nil, err
}

func (p *sequencePainter) draw() ([][]Run, error) {
	p.placeParticipants()
	if p.width > p.options.Width {
		return nil, ErrTooWide
	}
	p.canvas = newCanvas(p.width, maxRows+1, p.options)
	p.active, p.alive = make([]int, len(p.participants)), make([]bool, len(p.participants))
	p.drawHeads()
	for _, s := range p.steps {
		p.drawStep(s)
		if p.y >= maxRows-8 {
			return nil, ErrTooLarge
		}
	}
	p.drawLifelines(1)
	return p.canvas.rows()
}

// lines wraps a label.
func (p *sequencePainter) lines(label []string) []string {
	return wrapLabel(label, p.wrap, p.options.Cells)
}

// linesIn wraps a label to the cells that it has once the lifelines stand, which may be more than it asked for.
func (p *sequencePainter) linesIn(label []string, width int) []string {
	return wrapLabel(label, max(p.wrap, width), p.options.Cells)
}

// textWidth returns the cells of the widest line.
func (p *sequencePainter) textWidth(lines []string) int {
	n := 0
	for _, l := range lines {
		n = max(n, p.options.Cells.Width(l))
	}
	return n
}

// drawHeads draws the boxes of the participants, and those around them.
func (p *sequencePainter) drawHeads() {
	height := 0
	for i, who := range p.participants {
		if !who.isCreated {
			height = max(height, len(p.labels[i]))
		}
	}
	if len(p.boxes) > 0 {
		p.y = 1
	}
	for i, who := range p.participants {
		if who.isCreated {
			continue
		}
		p.drawHead(i, p.y, height)
		p.alive[i] = true
	}
	p.y += height + 2
	if len(p.boxes) > 0 {
		p.drawBoxes(p.y)
		p.drawLifelines(1)
	}
}

// drawHead draws the box of a participant with a number of lines.
func (p *sequencePainter) drawHead(i, y, height int) {
	o := outlineNode(&node{shape: box}, p.labels[i], p.options.Cells, p.widths[i], height+2)
	x := p.centers[i] - (p.widths[i]-1)/2
	p.drawOutline(o, x, y)
	p.canvas.setChar(p.centers[i], y+len(o.rows)-1, "┬")
}

// drawOutline draws a box with its label.
func (p *sequencePainter) drawOutline(o outline, x, y int) {
	for i, row := range o.rows {
		p.canvas.writeText(x, y+i, row, Lines, "")
	}
	for i, line := range o.label {
		indent := o.indentOf(line, p.options.Cells)
		p.clear(x+indent, y+o.labelAt+i, p.options.Cells.Width(line))
		p.canvas.writeText(x+indent, y+o.labelAt+i, line, Label, "")
	}
}

func (p *sequencePainter) clear(x, y, n int) {
	for i := range n {
		*p.canvas.cellAt(x+i, y) = cell{}
	}
}

// drawBoxes draws the boxes around the heads of participants, down to row y.
func (p *sequencePainter) drawBoxes(y int) {
	for n, title := range p.boxes {
		first, last := -1, -1
		for i, who := range p.participants {
			if who.box == n+1 {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		if first < 0 {
			continue
		}
		x1, x2 := p.centers[first]-(p.widths[first]-1)/2-2, p.centers[last]+p.widths[last]/2+2
		p.drawFrame(&p.boxes[n], x1, 0, x2, y)
		if title != "" {
			p.drawTitle(x1+2, x2, 0, title, "")
		}
	}
}

// drawFrame draws a rectangle.
func (p *sequencePainter) drawFrame(owner any, x1, y1, x2, y2 int) {
	c := p.canvas
	c.drawLine(owner, solid, x1, y1, x2, y1)
	c.drawLine(owner, solid, x2, y1, x2, y2)
	c.drawLine(owner, solid, x2, y2, x1, y2)
	c.drawLine(owner, solid, x1, y2, x1, y1)
}

// drawTitle writes words into the upper border of a frame that ends at column end.
func (p *sequencePainter) drawTitle(x, end, y int, title, label string) {
	width := p.options.Cells.Width(title) + 2
	if label != "" {
		width += p.options.Cells.Width(label) + 1
	}
	if x+width > end {
		p.canvas.err = ErrTooWide
		return
	}
	p.clear(x, y, width)
	for i := range width {
		p.canvas.cellAt(x+i, y).isTaken = true
		p.canvas.cellAt(x+i, y).char = " "
	}
	p.clear(x+1, y, p.options.Cells.Width(title))
	p.canvas.writeText(x+1, y, title, Title, "")
	if label != "" {
		p.clear(x+2+p.options.Cells.Width(title), y, p.options.Cells.Width(label))
		p.canvas.writeText(x+2+p.options.Cells.Width(title), y, label, Label, "")
	}
}

// drawLifelines draws the lifelines through a number of rows, wherever nothing else is, and goes on below them.
func (p *sequencePainter) drawLifelines(rows int) {
	for range rows {
		for i, x := range p.centers {
			at := p.canvas.cellAt(x, p.y)
			if !p.alive[i] || at.isTaken {
				continue
			}
			style := solid
			if p.active[i] > 0 {
				style = thick
			}
			p.canvas.addStroke(x, p.y, stroke{p.participants[i], north | south, style})
		}
		p.y++
	}
}

// centre returns where a text of a width begins to stand in the middle between two columns.
func centre(x1, x2, width int) int { return (x1+x2+1)/2 - width/2 }
