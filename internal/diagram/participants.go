package diagram

// gapParticipants is the least number of cells between the boxes of two participants.
const gapParticipants = 3

// placeParticipants finds the columns of the lifelines: as near to each other as boxes, messages and notes between them allow.
func (p *sequencePainter) placeParticipants() {
	n := len(p.participants)
	p.labels, p.widths, p.centers = make([][]string, n), make([]int, n), make([]int, n)
	for i, who := range p.participants {
		p.labels[i] = p.lines(who.label)
		p.widths[i] = p.textWidth(p.labels[i]) + 4
		if title := p.boxTitleWidth(i); title > 0 && p.isAloneInBox(i) {
			p.widths[i] = max(p.widths[i], title)
		}
	}
	texts := make([]int, len(p.steps)) // the widths of their texts
	depth, deepest := 0, 0
	for i, s := range p.steps {
		texts[i] = p.textWidth(p.lines(s.text))
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
	for k, s := range p.steps {
		if before := p.roomBefore(s, texts[k]); before > 0 {
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
		for k, s := range p.steps {
			if a, b, room := p.roomBetween(s, texts[k]); b == i && a < i {
				p.centers[i] = max(p.centers[i], p.centers[a]+room)
			}
			if s.kind == stepNote && s.side == "over" && s.from == i && s.to == i {
				p.centers[i] = max(p.centers[i], p.centers[i-1]+(texts[k]+5)/2+2)
			}
		}
		p.centers[i] = max(p.centers[i], p.centreForTitle(i))
		p.width = max(p.width, p.centers[i]+p.widths[i]/2+1)
	}
	for k, s := range p.steps {
		p.width = max(p.width, p.roomAfter(s, texts[k]), p.margin*2+p.blockWidth(s))
	}
	if len(p.boxes) > 0 {
		p.width += 2
	}
	p.width += p.margin
}

// boxTitleWidth returns the cells that the heads in the box around a participant take at least to leave room for the title of the
// box, or 0 if there is no box.
func (p *sequencePainter) boxTitleWidth(i int) int {
	box := p.participants[i].box
	if box == 0 {
		return 0
	}
	return p.options.Cells.Width(p.boxes[box-1]) + 3
}

// isAloneInBox reports whether the box around a participant holds no other.
func (p *sequencePainter) isAloneInBox(i int) bool {
	for k, who := range p.participants {
		if k != i && who.box == p.participants[i].box {
			return false
		}
	}
	return true
}

// centreForTitle returns the least column of a lifeline behind the others in its box that leaves room for the title of the box.
func (p *sequencePainter) centreForTitle(i int) int {
	first := i
	for first > 0 && p.participants[first-1].box == p.participants[i].box {
		first--
	}
	title := p.boxTitleWidth(i)
	if title == 0 || first == i || i+1 < len(p.participants) && p.participants[i+1].box == p.participants[i].box {
		return 0
	}
	return p.centers[first] - (p.widths[first]-1)/2 + title - 1 - p.widths[i]/2
}

// blockWidth returns the cells of the head of a block.
func (p *sequencePainter) blockWidth(s step) int {
	if s.kind != stepOpen && s.kind != stepBranch {
		return 0
	}
	return p.textWidth(s.text) + len(s.word) + 8 - p.margin
}

// roomBetween returns the participants that a step lies between and the cells that it needs from one lifeline to the other for a
// text of a width.
func (p *sequencePainter) roomBetween(s step, width int) (a, b, room int) {
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
		return s.from, s.to, max(width, 4)
	}
	return 0, 0, 0
}

// roomBefore returns the cells that a step needs left of the first lifeline.
func (p *sequencePainter) roomBefore(s step, width int) int {
	if s.kind != stepNote || s.from != 0 || s.side == "right" {
		return 0
	}
	if s.side == "left" {
		return width + 6
	}
	if s.from == s.to {
		return (width+4)/2 + 1
	}
	return 2
}

// roomAfter returns the first column right of all that a step draws.
func (p *sequencePainter) roomAfter(s step, width int) int {
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

// roomAround returns the cells that the text of a note over one participant can take without its box touching the lifelines beside
// it or the frames of blocks.
func (p *sequencePainter) roomAround(i int) int {
	at := p.centers[i]
	left, right := at-p.margin+1, p.width-p.margin-at
	if i > 0 {
		left = at - p.centers[i-1]
	}
	if i+1 < len(p.centers) {
		right = p.centers[i+1] - at
	}
	return 2*min(left, right) - 8
}
