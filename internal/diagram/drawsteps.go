package diagram

import "strings"

// drawStep draws a step below those before it.
func (p *sequencePainter) drawStep(s step) {
	switch s.kind {
	case stepMessage:
		switch {
		case s.from == s.to:
			p.drawSelfMessage(s)
		default:
			p.drawMessage(s)
		}
	case stepNote:
		p.drawNote(s)
	case stepActivate:
		p.active[s.from]++
	case stepDeactivate:
		p.active[s.from] = max(p.active[s.from]-1, 0)
	case stepOpen:
		p.drawLifelines(1)
		p.open = append(p.open, p.y)
		x1, x2 := p.frame(len(p.open))
		p.drawTitle(x1+2, x2, p.y, s.word, strings.Join(s.text, " "))
		p.drawBorder(x1, x2, solid)
	case stepBranch:
		x1, x2 := p.frame(len(p.open))
		p.drawLifelines(1)
		p.drawTitle(x1+2, x2, p.y, s.word, strings.Join(s.text, " "))
		p.drawBorder(x1, x2, dotted)
	case stepClose:
		x1, x2 := p.frame(len(p.open))
		p.drawLifelines(1)
		p.drawBorder(x1, x2, solid)
		p.drawSides(x1, x2, p.open[len(p.open)-1], p.y-1)
		p.open = p.open[:len(p.open)-1]
	}
}

// frame returns the columns of the borders of the block at a depth.
func (p *sequencePainter) frame(depth int) (x1, x2 int) {
	return 2 * (depth - 1), p.width - 1 - 2*(depth-1)
}

// borderOwner owns the borders of all blocks: they never meet each other.
type borderOwner struct{}

// drawBorder draws the rest of a row of a block, wherever its title leaves room, and the lifelines that cross it.
func (p *sequencePainter) drawBorder(x1, x2 int, style lineStyle) {
	for x := x1; x <= x2; x++ {
		at := p.canvas.cellAt(x, p.y)
		if at.isTaken {
			continue
		}
		at.strokes = nil
		if style == dotted && (x == x1 || x == x2) {
			continue
		}
		arms := east | west
		if x == x1 {
			arms = east
		}
		if x == x2 {
			arms = west
		}
		p.canvas.addStroke(x, p.y, stroke{borderOwner{}, arms, style})
	}
	p.drawLifelines(1)
}

// drawSides draws the sides of a block from its first row to its last.
func (p *sequencePainter) drawSides(x1, x2, y1, y2 int) {
	p.canvas.drawLine(borderOwner{}, solid, x1, y1, x1, y2)
	p.canvas.drawLine(borderOwner{}, solid, x2, y1, x2, y2)
}

// drawMessage draws a message from one participant to another: its text above its arrow.
func (p *sequencePainter) drawMessage(s step) {
	x1, x2 := p.centers[s.from], p.centers[s.to]
	low, high := min(x1, x2), max(x1, x2)
	if s.creates {
		p.drawLifelines(1)
	}
	end := high
	if s.creates {
		end -= p.widths[s.to] / 2
	}
	for _, line := range p.linesIn(s.text, end-low-4) {
		width := p.options.Cells.Width(line)
		p.writeAcross(centre(low, end, width), p.y, line)
		p.drawLifelines(1)
	}
	step := sign(x2 - x1)
	if s.creates {
		height := len(p.labels[s.to])
		p.drawHead(s.to, p.y-1-(height-1)/2, height)
		x2 = p.centers[s.to] - step*((p.widths[s.to])/2)
		if step > 0 {
			x2 = p.centers[s.to] - (p.widths[s.to]-1)/2
		}
	}
	p.drawArrow(s, x1, x2, step)
	if s.creates {
		height := len(p.labels[s.to])
		p.drawLifelines(1 + height - 1 - (height-1)/2 + 1)
		p.alive[s.to] = true
		return
	}
	if s.destroys {
		p.canvas.setChar(p.centers[s.to], p.y, "✕")
		p.alive[s.to] = false
	}
	if s.leaves {
		p.canvas.setChar(p.centers[s.from], p.y, "✕")
		p.alive[s.from] = false
	}
	p.drawLifelines(1)
}

// writeAcross writes a text with a blank on either side, where otherwise a lifeline could touch it.
func (p *sequencePainter) writeAcross(x, y int, s string) {
	p.canvas.writeText(x, y, s, Label, "")
	for _, at := range []int{x - 1, x + p.options.Cells.Width(s)} {
		if side := p.canvas.cellAt(at, y); !side.isTaken && s != "" {
			side.char, side.isTaken = " ", true
		}
	}
}

// drawArrow draws the line of a message in the current row, with tees at lifelines.
func (p *sequencePainter) drawArrow(s step, x1, x2, step int) {
	c := p.canvas
	first, last := x1+step, x2-step
	c.drawLine(&s, s.line, first, p.y, last, p.y)
	c.addStroke(first, p.y, stroke{&s, arms(-step, 0), s.line})
	c.addStroke(last, p.y, stroke{&s, arms(step, 0), s.line})
	p.endArrow(s.tail, first, x1, s.from, step, step)
	if s.head != "" || !s.creates { // a line without a head ends at the box that it creates
		p.endArrow(s.head, last, x2, s.to, step, -step)
	}
}

// endArrow ends the line of a message: with its sign in column x, or without a sign at a lifeline. going is the direction of the
// message, and inwards that from the lifeline into the line: 1 is to the right.
func (p *sequencePainter) endArrow(sign string, x, lifeline, who, going, inwards int) {
	if sign != "" {
		p.canvas.setChar(x, p.y, p.headChar(sign, going))
		return
	}
	tees := [2]string{"┤", "├"}
	if p.active[who] > 0 {
		tees = [2]string{"┨", "┠"}
	}
	p.canvas.setChar(lifeline, p.y, tees[(inwards+1)/2])
}

// headChar returns the sign at the end of an arrow that points to the right, or its mirror image.
func (p *sequencePainter) headChar(sign string, step int) string {
	mirrored := map[string]string{"▶": "◀", "◀": "▶", "❯": "❮"}
	if m, ok := mirrored[sign]; ok && step < 0 {
		sign = m
	}
	if p.options.ASCII {
		return map[string]string{"▶": ">", "◀": "<", "❯": ")", "❮": "(", "✕": "x"}[sign]
	}
	return sign
}

// drawSelfMessage draws a message of a participant to itself, with its text at the right.
func (p *sequencePainter) drawSelfMessage(s step) {
	x := p.centers[s.from]
	lines := p.lines(s.text)
	if s.from+1 < len(p.centers) {
		lines = p.linesIn(s.text, p.centers[s.from+1]-x-7)
	}
	rows := max(len(lines), 1) + 2
	top := p.y
	c := p.canvas
	for i, line := range lines {
		c.writeText(x+5, top+1+i, line, Label, "")
	}
	c.drawLine(&s, s.line, x+1, top, x+3, top)
	c.drawLine(&s, s.line, x+3, top, x+3, top+rows-1)
	c.drawLine(&s, s.line, x+3, top+rows-1, x+1, top+rows-1)
	tee := "├"
	if p.active[s.from] > 0 {
		tee = "┠"
	}
	c.setChar(x, top, tee)
	if s.head == "" {
		c.setChar(x, top+rows-1, tee)
	} else {
		c.setChar(x+1, top+rows-1, p.headChar(s.head, -1))
	}
	p.drawLifelines(rows)
}

// drawNote draws a note beside a lifeline or over some.
func (p *sequencePainter) drawNote(s step) {
	lines := p.lines(s.text)
	switch {
	case s.from != s.to:
		lines = p.linesIn(s.text, p.centers[s.to]-p.centers[s.from]+1)
	case s.side == "over":
		lines = p.linesIn(s.text, p.roomAround(s.from))
	case s.side == "right" && s.from+1 < len(p.centers):
		lines = p.linesIn(s.text, p.centers[s.from+1]-p.centers[s.from]-8)
	case s.side == "left" && s.from > 0:
		lines = p.linesIn(s.text, p.centers[s.from]-p.centers[s.from-1]-8)
	}
	width := p.textWidth(lines) + 4
	x := p.centers[s.from] + 2
	switch {
	case s.side == "left":
		x = p.centers[s.from] - 1 - width
	case s.side == "over":
		low, high := p.centers[s.from], p.centers[s.to]
		if s.from != s.to {
			width = max(width, high-low+5)
		}
		x = centre(low, high, width)
	}
	o := outlineNode(&node{shape: noteBox}, lines, p.options.Cells, width, 0)
	if x < 0 {
		p.canvas.err = ErrTooWide
		return
	}
	p.drawOutline(o, x, p.y)
	p.drawLifelines(len(o.rows))
}
