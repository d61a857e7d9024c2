package cli

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/safe"
	"quire/internal/theme"
)

// narrowest is the width that a column which gives way keeps, and that a terminal has at least.
const (
	narrowest = 8
	smallest  = 20
	assumed   = 80 // the width of a terminal that tells none
)

// column is how one column of a table gives way when a row is wider than the terminal.
type column struct {
	share int // of the room that is left, in proportion to the others; 0 keeps its width
	right bool
	from  int // it is left out on terminals narrower than this
}

// table is rows for people: columns aligned, nothing cut without an ellipsis,
// columns without any text left out.
type table struct {
	columns []column
	rows    []row
	width   int
}

type row struct {
	cells []cell
	free  bool // it keeps to no column
}

func (t *table) add(cells ...cell) { t.rows = append(t.rows, row{cells: cells}) }

// free adds a row that stands across the columns, such as a heading over those below.
func (t *table) free(cells ...cell) { t.rows = append(t.rows, row{cells, true}) }

// lines are the rows as they are printed.
func (t *table) lines(yield func(string) bool) {
	widths := t.fit()
	for _, row := range t.rows {
		line := t.line
		if row.free {
			line = t.across
		}
		if !yield(line(row.cells, widths) + "\n") {
			return
		}
	}
}

func (t *table) across(row []cell, _ []int) string {
	var parts []string
	room := t.width
	for _, c := range row {
		if room <= 0 {
			break
		}
		text := ansi.Truncate(safe.Text(c.text), room, "…")
		room -= ansi.StringWidth(text) + 2
		parts = append(parts, c.style.Render(text))
	}
	return strings.Join(parts, "  ")
}

func (t *table) line(row []cell, widths []int) string {
	var b strings.Builder
	gap := 0
	for i, c := range row {
		if widths[i] == 0 {
			continue
		}
		text := ansi.Truncate(safe.Text(c.text), widths[i], "…")
		pad := widths[i] - ansi.StringWidth(text)
		if t.columns[i].right {
			gap += pad
			pad = 0
		}
		if text != "" { // else the gap grows, and no row ends in spaces
			b.WriteString(strings.Repeat(" ", gap) + c.style.Render(text))
			gap = 0
		}
		gap += pad + 2
	}
	return b.String()
}

// fit is the width of each column; 0 leaves it out. The longest give way first, each in proportion to its share.
func (t *table) fit() []int {
	widths := make([]int, len(t.columns))
	for _, row := range t.rows {
		if row.free {
			continue
		}
		for i, c := range row.cells {
			widths[i] = max(widths[i], ansi.StringWidth(safe.Text(c.text)))
		}
	}
	room, shares := t.width+2, 0
	for i, c := range t.columns {
		if t.width < c.from {
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
	t.divide(widths, room, shares)
	return widths
}

// divide gives the flexible columns the room there is: those that need less than their share leave the rest to the others.
func (t *table) divide(widths []int, room, shares int) {
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
		got := max(room*c.share/shares, narrowest)
		room -= got
		shares -= c.share
		widths[i] = min(widths[i], got)
	}
}

// tableTheme is the look of records on a terminal. Unless a style is asked for it is the terminal's own
// sixteen colours, which suit every ground: a list must not wait for the answer what ground there is.
func (o *shared) tableTheme() (*theme.Theme, error) {
	name := o.style
	if name == "" {
		name = o.cfg.Style
	}
	if o.coloured(o.color) && (name == "" || name == "auto") {
		return theme.ANSI().WithASCII(!o.utf8()), nil
	}
	return o.theme()
}
