package diagram

import (
	"errors"
)

// gapParticipants is the least number of cells between the boxes of two participants.
const gapParticipants = 3

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

// textWidth returns the cells of the widest line.
func (p *sequencePainter) textWidth(lines []string) int {
	n := 0
	for _, l := range lines {
		n = max(n, p.options.Cells.Width(l))
	}
	return n
}

// placeParticipants finds the columns of the lifelines: as near to each other as boxes, messages and notes between them allow.
func (p *sequencePainter) placeParticipants() {
	n := len(p.participants)
	p.labels, p.widths, p.centers = make([][]string, n), make([]int, n), make([]int, n)
	for i, who := range p.participants {
		p.labels[i] = p.lines(who.label)
		p.widths[i] = p.textWidth(p.labels[i]) + 4
	}
	depth, deepest := 0, 0
	for _, s := range p.steps {
		switch s.kind {
		case stepOpen:
			depth++
			deepest = max(deepest, depth)
		case stepClose:
			depth--
		}
	}
	p.margin = 2 * deepest
	left := p.margin // cells that notes need left of the first lifeline
	if len(p.boxes) > 0 {
		left += 2
	}
	p.centers[0] = left + (p.widths[0]-1)/2
	for _, s := range p.steps {
		if before := p.roomBefore(s); before > 0 {
			p.centers[0] = max(p.centers[0], p.margin+before)
		}
	}
	p.width = p.centers[0] + p.widths[0]/2 + 1
	for i := 1; i < n; i++ {
		gap := gapParticipants
		if p.participants[i].box != p.participants[i-1].box {
			gap += 4
		}
		p.centers[i] = p.centers[i-1] + p.widths[i-1]/2 + 1 + gap + (p.widths[i]-1)/2
		for _, s := range p.steps {
			if a, b, room := p.roomBetween(s); b == i && a < i {
				p.centers[i] = max(p.centers[i], p.centers[a]+room)
			}
		}
		p.width = max(p.width, p.centers[i]+p.widths[i]/2+1)
	}
	for _, s := range p.steps {
		p.width = max(p.width, p.roomAfter(s), p.margin*2+p.blockWidth(s))
	}
	if len(p.boxes) > 0 {
		p.width += 2
	}
	p.width += p.margin
}

// blockWidth returns the cells of the head of a block.
func (p *sequencePainter) blockWidth(s step) int {
	if s.kind != stepOpen && s.kind != stepBranch {
		return 0
	}
	return p.textWidth(s.text) + len(s.word) + 8 - p.margin
}

// roomBetween returns the participants that a step lies between and the cells that it needs from one lifeline to the other.
func (p *sequencePainter) roomBetween(s step) (a, b, room int) {
	width := p.textWidth(p.lines(s.text))
	switch {
	case s.kind == stepMessage && s.from != s.to:
		a, b, room = min(s.from, s.to), max(s.from, s.to), width+4
		if s.creates {
			room += p.widths[s.to] / 2
		}
		return a, b, room
	case s.kind == stepMessage:
		return s.from, s.from + 1, width + 7
	case s.kind == stepNote && s.side == "right":
		return s.from, s.from + 1, width + 8
	case s.kind == stepNote && s.side == "left":
		return s.from - 1, s.from, width + 8
	case s.kind == stepNote && s.from == s.to:
		return s.from, s.from + 1, (width+5)/2 + 2
	case s.kind == stepNote:
		return s.from, s.to, max(width+4-4, 4)
	}
	return 0, 0, 0
}

// roomBefore returns the cells that a step needs left of the first lifeline.
func (p *sequencePainter) roomBefore(s step) int {
	if s.kind != stepNote || s.from != 0 || s.side == "right" {
		return 0
	}
	width := p.textWidth(p.lines(s.text))
	if s.side == "left" {
		return width + 6
	}
	if s.from == s.to {
		return (width+4)/2 + 1
	}
	return 2
}

// roomAfter returns the first column right of all that a step draws.
func (p *sequencePainter) roomAfter(s step) int {
	width := p.textWidth(p.lines(s.text))
	at := p.centers[max(s.from, s.to)]
	switch {
	case s.kind == stepMessage && s.from == s.to:
		return at + width + 7
	case s.kind == stepNote && s.side == "right":
		return at + width + 7
	case s.kind == stepNote && s.from == s.to && s.side == "over":
		return at + (width+5)/2 + 1
	case s.kind == stepNote && s.side == "over":
		return at + 3
	}
	return 0
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
		indent := (o.width() - p.options.Cells.Width(line)) / 2
		p.clear(x+indent, y+o.labelAt+i, p.options.Cells.Width(line))
		p.canvas.writeText(x+indent, y+o.labelAt+i, line, Label, "")
	}
}

func (p *sequencePainter) clear(x, y, n int) {
	for i := range n {
		*p.canvas.at(x+i, y) = cell{}
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
		if label := cleanText(title); len(label) > 0 {
			p.drawTitle(x1+2, x2, 0, label[0], "")
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
		p.canvas.at(x+i, y).isTaken = true
		p.canvas.at(x+i, y).char = " "
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
			at := p.canvas.at(x, p.y)
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
