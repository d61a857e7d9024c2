package diagram

// sizeVertices outlines all vertices and spreads the pins on their sides.
func (l *layout) sizeVertices() error {
	sideways := l.graph.direction.isHorizontal()
	for _, v := range l.vertices {
		in, out := v.collectPins(false), v.collectPins(true)
		if err := l.outlineVertex(v, max(len(in), len(out))); err != nil {
			return err
		}
		first, last, step := 0, v.across-1, 2
		if v.kind == vertexNode && !v.box.bare {
			first, last = 1, v.across-2
		}
		if sideways && v.kind == vertexNode {
			step = 1
			if v.node.shape == cylinder {
				first++ // below its lid
			}
		} else if !sideways {
			step = 4
		}
		if !spreadPins(in, first, last, v.middle, step) || !spreadPins(out, first, last, v.middle, step) {
			return ErrTangled
		}
		v.setPins(in, false)
		v.setPins(out, true)
	}
	return nil
}

// outlineVertex gives v its box, with room for a number of pins on a side.
func (l *layout) outlineVertex(v *vertex, pins int) error {
	cells, sideways := l.options.Cells, l.graph.direction.isHorizontal()
	switch v.kind {
	case vertexDummy, vertexEmpty:
		v.box, v.across, v.along = outline{}, 1, 0
		return nil
	case vertexLabel:
		v.box = outlineLabel(wrapLabel(v.label, max(l.wrap, 12), cells), cells)
	default:
		width, height := 0, 0
		if sideways {
			height = pins + 2
			if v.node.shape == cylinder {
				height++
			}
		} else {
			width = 2*pins + 1
		}
		if len(l.loops[v.node]) > 0 {
			if sideways || len(l.loops[v.node]) > 1 {
				return ErrTangled
			}
			height = max(height, 4)
		}
		n := *v.node
		if sign := pointSigns[n.shape]; sign != "" && pins > 1 { // a point has room for one line
			n.shape, n.label = rounded, []string{sign}
		}
		v.box = outlineNode(&n, wrapLabel(n.label, l.wrap, cells), cells, width, height)
		if sideways && v.node.shape == bar {
			v.box = outline{bare: true}
			for range max(pins, 3) {
				v.box.rows = append(v.box.rows, "┃")
			}
		}
	}
	width, height := v.box.width(), len(v.box.rows)
	v.across, v.along, v.middle = width, height, (width-1)/2
	if sideways {
		v.across, v.along, v.middle = height, width, (height-1)/2
		if !v.box.bare {
			v.middle = v.box.labelAt + (max(len(v.box.label), 1)-1)/2
		}
		if v.kind == vertexLabel {
			v.along += 2 // a blank on each side
		}
	}
	for _, e := range l.loops[v.node] {
		v.beside = 4
		for _, line := range e.label {
			v.beside = max(v.beside, 5+cells.Width(line))
		}
	}
	return nil
}
