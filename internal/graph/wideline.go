package graph

import "fmt"

// Header returns the line above a wide picture, which says what each side holds. It returns nil for a narrow picture,
// which has such lines inside.
func (p *Picture) Header() []Run {
	if !p.Wide || p.left.count+p.right.count == 0 {
		return nil
	}
	var here, to string
	if p.left.count > 0 {
		here = fmt.Sprintf("links here %s %d", p.pen.dot, p.left.count)
	}
	if p.right.count > 0 {
		to = fmt.Sprintf("links to %s %d", p.pen.dot, p.right.count)
	}
	indent := p.margin + p.leftWidth() - p.left.nearWidth - trunkWidth
	here = p.pen.truncate(here, p.left.nearWidth)
	runs := []Run{blankRun(indent), remarkRun(here), blankRun(p.left.nearWidth - p.pen.width(here) + 2*trunkWidth + p.boxWidth())}
	return append(runs, remarkRun(p.pen.truncate(to, p.right.nearWidth)))
}

// leftWidth returns the cells of the left half with its lines.
func (p *Picture) leftWidth() int {
	w := p.left.nearWidth + trunkWidth
	if p.left.farWidth > 0 {
		w += p.left.farWidth + forkWidth
	}
	return w
}

// renderWideLine returns row y of a wide picture whose centre is at row middle.
func (p *Picture) renderWideLine(y, middle int) []Run {
	runs := append([]Run{blankRun(p.margin)}, p.renderLeft(y, middle)...)
	top := middle - len(p.box)/2
	if y >= top && y < top+len(p.box) {
		runs = append(runs, p.box[y-top]...)
	} else {
		runs = append(runs, blankRun(p.boxWidth()))
	}
	return trimBlanks(append(runs, p.renderRight(y, middle)...))
}

// rowAt returns the half's row that is at row y of the picture, or an empty one.
func (w *half) rowAt(y int) halfRow {
	if i := y - w.top; i >= 0 && i < len(w.rows) {
		return w.rows[i]
	}
	return halfRow{near: -1, far: -1}
}

// trunkJoint returns the joint at row y of the vertical line that joins a half's notes to the centre. The directions
// inner and outer point to the centre and to the notes.
func (w *half) trunkJoint(y, middle, inner, outer int) int {
	if w.count == 0 {
		return 0
	}
	j := 0
	r := w.rowAt(y)
	if y > min(w.firstRow, middle) && y <= max(w.lastRow, middle) {
		j |= up
	}
	if y < max(w.lastRow, middle) && y >= min(w.firstRow, middle) {
		j |= down
	}
	if y == middle {
		j |= inner
	}
	if r.near >= 0 || r.message != "" {
		j |= outer
	}
	return j
}

func (p *Picture) renderLeft(y, middle int) []Run {
	w, r := &p.left, p.left.rowAt(y)
	var runs []Run
	if w.farWidth > 0 {
		runs = append(runs, p.renderFarLeft(r)...)
	}
	joint := w.trunkJoint(y, middle, right, left)
	arm, between := " ", "   "
	if y == middle && w.count > 0 {
		between = p.pen.dashes(2) + p.pen.arrow
	}
	switch {
	case r.near >= 0:
		name := p.pen.truncate(pictureTitle(p.Nodes[r.near].Note), w.nearWidth-1)
		arm = p.pen.dashes(1)
		runs = append(runs, Run{name, Name, r.near}, blankRun(1), lineRun(p.pen.dashes(w.nearWidth-p.pen.width(name)-1)))
	case r.message != "":
		text := p.pen.truncate(r.message, w.nearWidth-1)
		if w.count == 0 {
			runs = append(runs, blankRun(w.nearWidth-p.pen.width(text)), remarkRun(text))
			break
		}
		arm = p.pen.dashes(1)
		runs = append(runs, remarkRun(text), blankRun(1), lineRun(p.pen.dashes(w.nearWidth-p.pen.width(text)-1)))
	default:
		runs = append(runs, blankRun(w.nearWidth))
	}
	return append(runs, lineRun(arm+p.pen.joints[joint]+between))
}

// renderFarLeft returns the outer column of the left half, with the lines to the inner one.
func (p *Picture) renderFarLeft(r halfRow) []Run {
	w := &p.left
	if r.far < 0 {
		return []Run{blankRun(w.farWidth), lineRun(p.pen.joints[r.joint] + "  ")}
	}
	name := p.pen.truncate(pictureTitle(p.Nodes[r.far].Note), w.farWidth-p.pen.width(r.more)-1)
	head := "  "
	if r.near >= 0 {
		head = p.pen.arrow + " "
	}
	return []Run{
		{name, Name, r.far}, remarkRun(r.more), blankRun(1), lineRun(p.pen.dashes(w.farWidth-p.pen.width(name)-p.pen.width(r.more)-1) + p.pen.joints[r.joint] + head),
	}
}

func (p *Picture) renderRight(y, middle int) []Run {
	w, r := &p.right, p.right.rowAt(y)
	joint := w.trunkJoint(y, middle, left, right)
	before, head := "  ", "  "
	if y == middle && w.count > 0 {
		before = p.pen.dashes(2)
	}
	switch {
	case r.near >= 0:
		head = p.pen.arrow + " "
	case r.message != "" && w.count > 0:
		head = p.pen.dashes(1) + " "
	}
	runs := []Run{lineRun(before + p.pen.joints[joint] + head)}
	switch {
	case r.near >= 0:
		name := p.pen.truncate(pictureTitle(p.Nodes[r.near].Note), w.nearWidth)
		runs = append(runs, Run{name, Name, r.near})
		if r.far < 0 {
			return runs
		}
		name = p.pen.truncate(pictureTitle(p.Nodes[r.near].Note), w.nearWidth-1)
		runs[1].Text = name
		runs = append(runs, blankRun(1), lineRun(p.pen.dashes(w.nearWidth-p.pen.width(name)-1)))
	case r.message != "":
		return append(runs, remarkRun(p.pen.truncate(r.message, w.nearWidth)))
	default:
		runs = append(runs, blankRun(w.nearWidth))
	}
	if r.far < 0 {
		return append(runs, lineRun(p.pen.joints[r.joint]))
	}
	name := p.pen.truncate(pictureTitle(p.Nodes[r.far].Note), w.farWidth-p.pen.width(r.more))
	return append(runs, lineRun(p.pen.joints[r.joint]+p.pen.arrow+" "), Run{name, Name, r.far}, remarkRun(r.more))
}

// trimBlanks removes the spaces at the end of a row.
func trimBlanks(runs []Run) []Run {
	for len(runs) > 0 {
		last := &runs[len(runs)-1]
		for len(last.Text) > 0 && last.Text[len(last.Text)-1] == ' ' {
			last.Text = last.Text[:len(last.Text)-1]
		}
		if last.Text != "" {
			break
		}
		runs = runs[:len(runs)-1]
	}
	return runs
}
