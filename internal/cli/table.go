package cli

import (
	"strings"

	"quire/internal/safe"
	"quire/internal/text"
	"quire/internal/theme"
)

// Widths in cells.
const (
	minColumnWidth    = 8  // of a column that shrinks
	minTableWidth     = 20 // also on a narrower terminal
	defaultTableWidth = 80 // for a terminal of unknown width
)

// column says how a column of a table shrinks when a row is wider than the terminal.
type column struct {
	share       int // of the width that is left, in proportion to the other shares; 0 never shrinks
	alignRight  bool
	minTerminal int // narrower terminals do not show the column
}

// table lays out rows for people. It aligns columns, marks every cut with an ellipsis and omits empty columns.
type table struct {
	columns []column
	rows    []row
	width   int
}

// row is a row of a table.
type row struct {
	cells    []cell
	spanning bool // ignores the columns
}

// addRow adds a row with a cell for each column.
func (t *table) addRow(cells ...cell) { t.rows = append(t.rows, row{cells: cells}) }

// addSpanningRow adds a row that ignores the columns, such as a heading over the rows below.
func (t *table) addSpanningRow(cells ...cell) { t.rows = append(t.rows, row{cells, true}) }

// eachLine yields the rows as formatted lines, in the form of an iter.Seq.
func (t *table) eachLine(yield func(string) bool) {
	widths := t.fitColumns()
	for _, row := range t.rows {
		line := t.formatRow
		if row.spanning {
			line = t.formatSpanningRow
		}
		if !yield(line(row.cells, widths) + "\n") {
			return
		}
	}
}

// formatSpanningRow formats cells with two spaces between them, cut to the width of the table.
func (t *table) formatSpanningRow(row []cell, _ []int) string {
	var parts []string
	room := t.width
	for _, c := range row {
		if room <= 0 {
			break
		}
		shown := truncateText(c.text, room, "…")
		room -= text.Wcwidth.Width(shown) + 2
		parts = append(parts, c.style.Render(shown))
	}
	return strings.Join(parts, "  ")
}

// formatRow formats cells into columns of the given widths. It skips columns of width 0.
func (t *table) formatRow(row []cell, widths []int) string {
	var b strings.Builder
	gap := 0
	for i, c := range row {
		if widths[i] == 0 {
			continue
		}
		shown := truncateText(c.text, widths[i], "…")
		pad := widths[i] - text.Wcwidth.Width(shown)
		if t.columns[i].alignRight {
			gap += pad
			pad = 0
		}
		if shown != "" { // an empty cell only widens the gap, so that no row ends in spaces
			b.WriteString(text.Spaces(gap) + c.style.Render(shown))
			gap = 0
		}
		gap += pad + 2
	}
	return b.String()
}

// fitColumns returns the width of each column, 0 for columns that are not shown. Columns with a share shrink in
// proportion to it, the widest first.
func (t *table) fitColumns() []int {
	widths := make([]int, len(t.columns))
	for _, row := range t.rows {
		if row.spanning {
			continue
		}
		for i, c := range row.cells {
			widths[i] = max(widths[i], text.Wcwidth.Width(safe.Text(text.Head(c.text, t.width))))
		}
	}
	room, shares := t.width+2, 0
	for i, c := range t.columns {
		if t.width < c.minTerminal {
			widths[i] = 0
		}
		if widths[i] == 0 {
			continue
		}
		room -= 2
		if c.share == 0 {
			room -= widths[i]
		}
		shares += c.share
	}
	t.distributeWidth(widths, room, shares)
	return widths
}

// distributeWidth gives room to the columns with a share. Columns that need less than their share leave the rest to
// the others.
func (t *table) distributeWidth(widths []int, room, shares int) {
	settled := make([]bool, len(widths))
	for again := true; again; {
		again = false
		for i, c := range t.columns {
			if settled[i] || c.share == 0 || widths[i] == 0 || widths[i]*shares > room*c.share {
				continue
			}
			settled[i], again = true, true
			room -= widths[i]
			shares -= c.share
		}
	}
	for i, c := range t.columns {
		if settled[i] || c.share == 0 || widths[i] == 0 {
			continue
		}
		width := max(room*c.share/shares, minColumnWidth)
		room -= width
		shares -= c.share
		widths[i] = min(widths[i], width)
	}
}

// chooseTableTheme returns the theme of records on a terminal. Unless the user sets a style it uses the terminal's
// own sixteen colours, which suit every background: a list must not wait while the terminal reports its background.
func (o *options) chooseTableTheme() (*theme.Theme, error) {
	name := o.style
	if name == "" {
		name = o.cfg.Style
	}
	if o.usesColour(o.color) && (name == "" || name == "auto") {
		return theme.ANSI().WithASCII(!o.host.HasUTF8Locale()), nil
	}
	return o.chooseTheme()
}

// truncateText makes a text safe to print and cuts it to w cells, with ellipsis in place of what it cuts. It takes time
// linear in w, however long the text is.
func truncateText(s string, w int, ellipsis string) string {
	return safe.Cut(text.Wcwidth, s, w, ellipsis)
}
