package picture

import "github.com/charmbracelet/x/ansi"

// Say is a drawing of a text, in the middle of its frame: why there is no picture. The text holds no control.
func Say(f Frame, text string) *Drawing {
	d := &Drawing{Rows: make([][]Cell, f.Rows)}
	for y := range d.Rows {
		d.Rows[y] = make([]Cell, f.Cols)
		for x := range d.Rows[y] {
			d.Rows[y][x] = Cell{Text: " "}
		}
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
