package picture

import "github.com/charmbracelet/x/ansi"

// Say is a drawing of a text, in the middle of its frame: why there is no picture. The text holds no control. Around it
// is a thin line, where the text leaves room for one.
func Say(f Frame, text string) *Drawing {
	d := &Drawing{Rows: make([][]Cell, f.Rows)}
	for y := range d.Rows {
		d.Rows[y] = make([]Cell, f.Cols)
		for x := range d.Rows[y] {
			d.Rows[y][x] = Cell{Text: " "}
		}
	}
	if ansi.StringWidth(text) <= f.Cols-2 {
		d.outline(f)
	}
	words := ansi.Truncate(text, f.Cols, "…")
	if f.Rows == 0 || ansi.StringWidth(words) != len([]rune(words)) { // letters of other widths are told below the picture
		return d
	}
	row := d.Rows[f.Rows/2]
	at := (f.Cols - len([]rune(words))) / 2
	for i, r := range []rune(words) {
		row[at+i].Text = string(r)
	}
	return d
}

func (d *Drawing) outline(f Frame) {
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
