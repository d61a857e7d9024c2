package formula

import (
	"strings"

	"quire/internal/text"
)

// box is a drawing: rows of the same width, of which one is the baseline, on which its neighbours stand.
type box struct {
	rows  []string
	width int // cells
	base  int // index of the baseline
}

// textBox returns a box of one row.
func textBox(s string, cells text.WidthMethod) box {
	return box{rows: []string{s}, width: cells.Width(s)}
}

// blankBox returns one row of blanks.
func blankBox(width int) box { return box{rows: []string{text.Spaces(width)}, width: width} }

// above and below return the number of rows over and under the baseline.
func (b box) above() int { return b.base }
func (b box) below() int { return len(b.rows) - 1 - b.base }

// row returns the row at a distance from the baseline, negative above it. Beyond the box it is blank.
func (b box) row(distance int) string {
	if i := b.base + distance; i >= 0 && i < len(b.rows) {
		return b.rows[i]
	}
	return text.Spaces(b.width)
}

// joinBoxes puts boxes side by side, their baselines in one row.
func joinBoxes(boxes ...box) box {
	above, below, width := 0, 0, 0
	for _, b := range boxes {
		above, below, width = max(above, b.above()), max(below, b.below()), width+b.width
	}
	out := box{rows: make([]string, 0, above+1+below), width: width, base: above}
	for distance := -above; distance <= below; distance++ {
		var row strings.Builder
		for _, b := range boxes {
			row.WriteString(b.row(distance))
		}
		out.rows = append(out.rows, row.String())
	}
	return out
}

// stackBoxes puts boxes one above the other, centred. The baseline is that of the box with an index.
func stackBoxes(base int, boxes ...box) box {
	var out box
	for _, b := range boxes {
		out.width = max(out.width, b.width)
	}
	for i, b := range boxes {
		if i == base {
			out.base = len(out.rows) + b.base
		}
		for _, row := range b.rows {
			left := (out.width - b.width) / 2
			out.rows = append(out.rows, text.Spaces(left)+row+text.Spaces(out.width-b.width-left))
		}
	}
	return out
}

// rule returns a row of one sign.
func rule(sign string, width int) box {
	return box{rows: []string{strings.Repeat(sign, width)}, width: width}
}

// alignLeft and alignRight return b padded to a width.
func (b box) alignLeft(width int) box  { return b.pad(0, width-b.width) }
func (b box) alignRight(width int) box { return b.pad(width-b.width, 0) }

// center returns b padded on both sides to a width.
func (b box) center(width int) box {
	left := max(width-b.width, 0) / 2
	return b.pad(left, width-b.width-left)
}

// pad returns b with blanks on the left and on the right.
func (b box) pad(left, right int) box {
	if left <= 0 && right <= 0 {
		return b
	}
	rows := make([]string, len(b.rows))
	for i, row := range b.rows {
		rows[i] = text.Spaces(left) + row + text.Spaces(right)
	}
	return box{rows: rows, width: b.width + max(left, 0) + max(right, 0), base: b.base}
}
