package formula

import "quire/internal/text"

// tall holds the pieces of a delimiter over several rows: the top, what repeats, the middle and the bottom. Without a middle
// all rows but the ends repeat.
type tall struct{ top, repeat, middle, bottom string }

var tallDelimiters = map[string]tall{
	"(": {"⎛", "⎜", "", "⎝"}, ")": {"⎞", "⎟", "", "⎠"},
	"[": {"⎡", "⎢", "", "⎣"}, "]": {"⎤", "⎥", "", "⎦"},
	"{": {"⎧", "⎪", "⎨", "⎩"}, "}": {"⎫", "⎪", "⎬", "⎭"},
	"⌊": {"⎢", "⎢", "", "⎣"}, "⌋": {"⎥", "⎥", "", "⎦"},
	"⌈": {"⎡", "⎢", "", "⎢"}, "⌉": {"⎤", "⎥", "", "⎥"},
	"|": {"│", "│", "", "│"}, "‖": {"║", "║", "", "║"}, "∣": {"│", "│", "", "│"},
}

// delimit puts delimiters around b that are as tall as b. An empty one is left out.
func (l layout) delimit(open string, b box, closing string) box {
	return joinBoxes(l.delimiter(open, b), b, l.delimiter(closing, b))
}

// delimiter returns a delimiter beside b. One that does not grow stands on the baseline.
func (l layout) delimiter(sign string, b box) box {
	pieces, grows := tallDelimiters[sign]
	height := len(b.rows)
	switch {
	case sign == "":
		return blankBox(0)
	case height == 1 || !grows:
		return l.text(sign)
	case height == 2 && pieces.middle != "": // the two halves of a brace
		if sign == "{" {
			pieces = tall{top: "⎰", bottom: "⎱"}
		} else {
			pieces = tall{top: "⎱", bottom: "⎰"}
		}
	}
	out := box{rows: make([]string, height), width: 1, base: b.base}
	for i := range out.rows {
		out.rows[i] = pieces.repeat
	}
	if pieces.middle != "" && height > 2 {
		out.rows[height/2] = pieces.middle
	}
	out.rows[0], out.rows[height-1] = pieces.top, pieces.bottom
	return out
}

// layout draws what stands between \left and \right.
func (n delimited) layout(l layout) (box, error) {
	parts := make([]box, len(n.parts))
	for i, part := range n.parts {
		var err error
		if parts[i], err = part.layout(l); err != nil {
			return box{}, err
		}
	}
	whole := joinBoxes(parts...)
	out := []box{l.delimiter(n.open, whole), parts[0]}
	for i, sign := range n.middle {
		out = append(out, blankBox(1), l.delimiter(sign, whole), blankBox(1), parts[i+1])
	}
	return joinBoxes(append(out, l.delimiter(n.close, whole))...), nil
}

// layout draws a matrix or a list of equations. Between rows that are taller than one stands a blank one.
func (n grid) layout(l layout) (box, error) {
	isTall, cells := false, make([][]box, len(n.rows))
	var widths []int
	for i, nodes := range n.rows {
		cells[i] = make([]box, len(nodes))
		for j, cell := range nodes {
			if n.isEquations() && j%2 == 1 { // the relation at its start joins what is at its left
				cell = append(row{row{}}, cell...)
			}
			b, err := cell.layout(l)
			if err != nil {
				return box{}, err
			}
			if j == len(widths) {
				widths = append(widths, 0)
			}
			cells[i][j], widths[j], isTall = b, max(widths[j], b.width), isTall || len(b.rows) > 1
		}
	}
	if !l.rows && len(n.rows) > 1 {
		return box{}, ErrRows
	}
	var out box
	for i, rowCells := range cells {
		if i > 0 && isTall {
			out.rows = append(out.rows, "")
		}
		b := n.layoutRow(rowCells, widths)
		out.rows, out.width = append(out.rows, b.rows...), b.width
		if len(cells) == 1 {
			out.base = b.base
		}
	}
	for i, r := range out.rows {
		if r == "" {
			out.rows[i] = text.Spaces(out.width)
		}
	}
	if len(cells) > 1 {
		out.base = (len(out.rows) - 1) / 2
	}
	return l.delimit(n.open, out.padInside(n), n.close), nil
}

// padInside returns b with a blank between it and the delimiters of n.
func (b box) padInside(n grid) box {
	left, right := 0, 0
	if n.open != "" {
		left = 1
	}
	if n.close != "" {
		right = 1
	}
	return b.pad(left, right)
}

// layoutRow puts the cells of a row side by side, aligned in columns of these widths.
func (n grid) layoutRow(cells []box, widths []int) box {
	var out []box
	for j, width := range widths {
		cell := blankBox(width)
		if j < len(cells) {
			switch n.columnAlignment(j) {
			case 'l':
				cell = cells[j].alignLeft(width)
			case 'r':
				cell = cells[j].alignRight(width)
			default:
				cell = cells[j].center(width)
			}
		}
		if j > 0 {
			out = append(out, blankBox(n.columnGap(j)))
		}
		out = append(out, cell)
	}
	return joinBoxes(out...)
}

// isEquations reports whether the columns are the left and right sides of equations.
func (n grid) isEquations() bool { return n.alignment == "rl" }

// columnAlignment returns l, c or r for a column.
func (n grid) columnAlignment(j int) byte {
	if n.isEquations() { // in turn
		return n.alignment[j%2]
	}
	return n.alignment[min(j, len(n.alignment)-1)]
}

// columnGap returns the cells before column j. The two sides of an equation touch, and equations stand apart.
func (n grid) columnGap(j int) int {
	if n.isEquations() && j%2 == 0 {
		return 4
	}
	return n.gap
}
