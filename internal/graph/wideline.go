package graph

import "fmt"

// Head is the line above a wide picture: what stands at which side. A narrow one says so itself.
func (p *Picture) Head() []Run {
	if !p.Wide || p.left.size+p.right.size == 0 {
		return nil
	}
	var here, to string
	if p.left.size > 0 {
		here = fmt.Sprintf("links here %s %d", p.pen.dot, p.left.size)
	}
	if p.right.size > 0 {
		to = fmt.Sprintf("links to %s %d", p.pen.dot, p.right.size)
	}
	at := p.margin + p.leftWidth() - p.left.near - trunk
	here = p.pen.cut(here, p.left.near)
	runs := []Run{blank(at), remark(here), blank(p.left.near - width(here) + 2*trunk + p.boxWidth())}
	return append(runs, remark(p.pen.cut(to, p.right.near)))
}

func (p *Picture) leftWidth() int {
	w := p.left.near + trunk
	if p.left.far > 0 {
		w += p.left.far + fork
	}
	return w
}

// wideLine is row y of a picture whose centre stands at row middle.
func (p *Picture) wideLine(y, middle int) []Run {
	runs := append([]Run{blank(p.margin)}, p.leftRow(y, middle)...)
	top := middle - len(p.box)/2
	if y >= top && y < top+len(p.box) {
		runs = append(runs, p.box[y-top]...)
	} else {
		runs = append(runs, blank(p.boxWidth()))
	}
	return trimmed(append(runs, p.rightRow(y, middle)...))
}

// row is the y-th row of the picture in a wing.
func (w *wing) row(y int) wingRow {
	if i := y - w.from; i >= 0 && i < len(w.rows) {
		return w.rows[i]
	}
	return wingRow{near: -1, far: -1}
}

// trunkJoint is the joint of the line that joins the notes of a wing with the centre.
func (w *wing) trunkJoint(y, middle, inner, outer int) int {
	if w.size == 0 {
		return 0
	}
	j := 0
	r := w.row(y)
	if y > min(w.first, middle) && y <= max(w.last, middle) {
		j |= up
	}
	if y < max(w.last, middle) && y >= min(w.first, middle) {
		j |= down
	}
	if y == middle {
		j |= inner
	}
	if r.near >= 0 || r.rest != "" {
		j |= outer
	}
	return j
}

func (p *Picture) leftRow(y, middle int) []Run {
	w, r := &p.left, p.left.row(y)
	var runs []Run
	if w.far > 0 {
		runs = append(runs, p.farLeft(r)...)
	}
	joint := w.trunkJoint(y, middle, right, left)
	arm, between := " ", "   "
	if y == middle && w.size > 0 {
		between = p.pen.dash(2) + p.pen.leads
	}
	switch {
	case r.near >= 0:
		name := p.pen.cut(title(p.Places[r.near].Note), w.near-1)
		arm = p.pen.dash(1)
		runs = append(runs, Run{name, Name, r.near}, blank(1), line(p.pen.dash(w.near-width(name)-1)))
	case r.rest != "":
		text := p.pen.cut(r.rest, w.near-1)
		if w.size == 0 {
			runs = append(runs, blank(w.near-width(text)), remark(text))
			break
		}
		arm = p.pen.dash(1)
		runs = append(runs, remark(text), blank(1), line(p.pen.dash(w.near-width(text)-1)))
	default:
		runs = append(runs, blank(w.near))
	}
	return append(runs, line(arm+p.pen.joint[joint]+between))
}

// farLeft is what stands at the left of the notes that link to the centre: a note, and the line from it.
func (p *Picture) farLeft(r wingRow) []Run {
	w := &p.left
	if r.far < 0 {
		return []Run{blank(w.far), line(p.pen.joint[r.joint] + "  ")}
	}
	name := p.pen.cut(title(p.Places[r.far].Note), w.far-width(r.more)-1)
	head := "  "
	if r.near >= 0 {
		head = p.pen.leads + " "
	}
	return []Run{
		{name, Name, r.far}, remark(r.more), blank(1), line(p.pen.dash(w.far-width(name)-width(r.more)-1) + p.pen.joint[r.joint] + head),
	}
}

func (p *Picture) rightRow(y, middle int) []Run {
	w, r := &p.right, p.right.row(y)
	joint := w.trunkJoint(y, middle, left, right)
	before, head := "  ", "  "
	if y == middle && w.size > 0 {
		before = p.pen.dash(2)
	}
	switch {
	case r.near >= 0:
		head = p.pen.leads + " "
	case r.rest != "" && w.size > 0:
		head = p.pen.dash(1) + " "
	}
	runs := []Run{line(before + p.pen.joint[joint] + head)}
	switch {
	case r.near >= 0:
		name := p.pen.cut(title(p.Places[r.near].Note), w.near)
		runs = append(runs, Run{name, Name, r.near})
		if r.far < 0 {
			return runs
		}
		name = p.pen.cut(title(p.Places[r.near].Note), w.near-1)
		runs[1].Text = name
		runs = append(runs, blank(1), line(p.pen.dash(w.near-width(name)-1)))
	case r.rest != "":
		return append(runs, remark(p.pen.cut(r.rest, w.near)))
	default:
		runs = append(runs, blank(w.near))
	}
	if r.far < 0 {
		return append(runs, line(p.pen.joint[r.joint]))
	}
	name := p.pen.cut(title(p.Places[r.far].Note), w.far-width(r.more))
	return append(runs, line(p.pen.joint[r.joint]+p.pen.leads+" "), Run{name, Name, r.far}, remark(r.more))
}

// trimmed is a row without the blanks at its end.
func trimmed(runs []Run) []Run {
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
