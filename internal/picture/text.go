package picture

import "quire/internal/text"

// DrawText draws a text in the middle of a frame, to say why there is no image. The text must not contain control
// characters. If the text leaves room, a thin line surrounds it.
func DrawText(f Frame, message string) *Drawing {
	d := &Drawing{Rows: make([][]Cell, f.Rows)}
	for y := range d.Rows {
		d.Rows[y] = make([]Cell, f.Cols)
		for x := range d.Rows[y] {
			d.Rows[y][x] = Cell{Text: " "}
		}
	}
	if text.Wcwidth.Width(message) <= f.Cols-2 {
		d.drawFrame(f)
	}
	label := text.Wcwidth.Cut(message, f.Cols, "…")
	n := len([]rune(label))
	if f.Rows == 0 || text.Wcwidth.Width(label) != n || text.Graphemes.Width(label) != n { // the caption shows a text with wide or zero-width characters
		return d
	}
	row := d.Rows[f.Rows/2]
	left := (f.Cols - n) / 2
	for i, r := range []rune(label) {
		row[left+i].Text = string(r)
	}
	return d
}

// drawFrame draws a line with round corners around a drawing of at least 2 × 3 cells.
func (d *Drawing) drawFrame(f Frame) {
	right, foot := f.Cols-1, f.Rows-1
	if right < 1 || foot < 2 {
		return
	}
	for x := range f.Cols {
		d.Rows[0][x].Text, d.Rows[foot][x].Text = "─", "─"
	}
	for y := range f.Rows {
		d.Rows[y][0].Text, d.Rows[y][right].Text = "│", "│"
	}
	d.Rows[0][0].Text, d.Rows[0][right].Text = "╭", "╮"
	d.Rows[foot][0].Text, d.Rows[foot][right].Text = "╰", "╯"
}
