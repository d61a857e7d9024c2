package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/text"
	"quire/internal/theme"
)

const (
	columnGap = 2
	// minColumnWidth is the width to which a column may be squeezed by breaking its longest word. If a table does not fit
	// even so, it becomes a list of records.
	minColumnWidth = 12
)

// grid is a table with rendered cells.
type grid struct {
	head          []cell
	rows          [][]cell
	offsets       []int // source offset of each row
	align         []east.Alignment
	widths        []int
	cells         text.WidthMethod
	keepAddresses bool // do not break addresses, as in lineWrapper
	number        int  // of the rule below the head among what can have the focus, or NoLink
}

// cell is a rendered cell of a grid. wrapCells sets its lines.
type cell struct {
	spans []span
	lines []wrappedLine
}

// writeTable lays out a table in columns of their natural width, or squeezed in proportion on a narrower page. A table
// that cannot be squeezed far enough becomes a list of records. No cell is ever dropped.
func (f *flow) writeTable(n ast.Node) {
	g := f.buildGrid(n, n.FirstChild(), unlimitedWidth)
	if len(g.widths) == 0 {
		return
	}
	if !g.chooseWidths(f.tableWidth(g)) {
		f.writeTableNote(n)
		f.writeRecords(g)
		return
	}
	f.linkToTable(n, g)
	g.wrapCells()
	f.writeColumns(g, true, g.needsBlankLines())
}

// writeColumns writes a grid whose cells are wrapped, with its head if head is set, and with blank lines between the
// rows if blankLines is set.
func (f *flow) writeColumns(g *grid, head, blankLines bool) {
	defer f.outdentTable(g, len(f.lines))
	if head {
		f.writeRow(g, g.head, f.offset)
		var rules []Run
		for i, w := range g.widths {
			if i > 0 {
				rules = append(rules, indentRuns(columnGap)...)
			}
			rule := newRun(strings.Repeat(f.page.glyphs().headRule, max(w, 1)), f.page.theme.TableRule)
			rule.Link = g.number
			rules = append(rules, rule)
		}
		f.addLine(rules, f.offset, false)
	}
	for i, row := range g.rows {
		if blankLines && i > 0 {
			f.addBlank()
		}
		f.writeRow(g, row, g.offsets[i])
	}
}

// buildGrid renders the cells of the table n: its head, and up to the given number of rows starting with from.
func (f *flow) buildGrid(n, from ast.Node, rows int) *grid {
	t := n.(*east.Table)
	g := &grid{number: NoLink, align: t.Alignments, cells: f.page.theme.Cells, keepAddresses: f.page.opts.ShowAddresses}
	if h := n.FirstChild(); h != nil && h.Kind() == east.KindTableHeader {
		f.addGridRow(g, h)
	}
	for r := from; r != nil && len(g.rows) < rows; r = r.NextSibling() {
		if r.Kind() != east.KindTableHeader {
			f.addGridRow(g, r)
		}
	}
	return g
}

// addGridRow renders the cells of a row and adds them to a grid.
func (f *flow) addGridRow(g *grid, r ast.Node) {
	base := f.textStyle
	if r.Kind() == east.KindTableHeader {
		base = base.Over(f.page.theme.TableHead)
	}
	var row []cell
	for c := r.FirstChild(); c != nil; c = c.NextSibling() {
		row = append(row, cell{spans: f.page.renderLeaf(c, base)})
	}
	for len(g.widths) < len(row) {
		g.widths = append(g.widths, 0)
	}
	if r.Kind() == east.KindTableHeader {
		g.head = row
		return
	}
	g.rows = append(g.rows, row)
	g.offsets = append(g.offsets, f.page.nodeOffset(r))
}

// eachCell calls visit for every cell with the index of its column.
func (g *grid) eachCell(visit func(column int, c *cell)) {
	for i := range g.head {
		visit(i, &g.head[i])
	}
	for _, row := range g.rows {
		for i := range row {
			visit(i, &row[i])
		}
	}
}

// measureColumns sets the widths of the columns to those of their widest cells.
func (g *grid) measureColumns() {
	g.eachCell(func(i int, c *cell) { g.widths[i] = max(g.widths[i], naturalWidth(g.cells, c.spans), 1) })
}

// chooseWidths squeezes the columns, whose widths are measured, to a total of room. It returns false if the table does not
// fit.
func (g *grid) chooseWidths(room int) bool {
	gaps := columnGap * (len(g.widths) - 1)
	if sumInts(g.widths)+gaps > room {
		words := make([]int, len(g.widths))
		g.eachCell(func(i int, c *cell) { words[i] = max(words[i], widestWord(g.cells, c.spans), 1) })
		if sumInts(words)+gaps > room {
			for i, w := range words {
				words[i] = min(w, minColumnWidth)
			}
			if g.keepAddresses {
				g.eachCell(func(i int, c *cell) { words[i] = max(words[i], widestAddress(g.cells, c.spans)) })
			}
		}
		if sumInts(words)+gaps > room {
			return false
		}
		squeezeWidths(g.widths, words, room-gaps)
	}
	return true
}

// wrapCells wraps the cells to the widths of their columns.
func (g *grid) wrapCells() {
	g.eachCell(func(i int, c *cell) { c.lines = wrapKeepingAddresses(g.cells, c.spans, g.widths[i], g.keepAddresses) })
}

// squeezeWidths reduces the widths to a total of room, none below its minimum in minWidths. It shares out the
// room beyond the minimums evenly, but gives no column more than its previous width.
func squeezeWidths(widths, minWidths []int, room int) {
	spare := room - sumInts(minWidths)
	want := make([]int, len(widths))
	for i := range widths {
		want[i] = max(widths[i]-minWidths[i], 0)
		widths[i] = minWidths[i]
	}
	for spare > 0 {
		growing := 0
		for _, w := range want {
			if w > 0 {
				growing++
			}
		}
		if growing == 0 {
			return
		}
		share := max(spare/growing, 1)
		for i := range want {
			n := min(share, want[i], spare)
			widths[i], want[i], spare = widths[i]+n, want[i]-n, spare-n
		}
	}
}

func sumInts(n []int) int {
	t := 0
	for _, v := range n {
		t += v
	}
	return t
}

// naturalWidth returns the width of the text without wrapping.
func naturalWidth(m text.WidthMethod, spans []span) int {
	n := 0
	for _, l := range wrapSpans(m, spans, unlimitedWidth) {
		n = max(n, runsWidth(m, l.runs))
	}
	return n
}

// widestWord returns the width of the widest part of the text in which a line cannot break.
func widestWord(m text.WidthMethod, spans []span) int {
	w := lineWrapper{cells: m, spans: spans, width: 1, keepWords: true}
	n := 0
	for _, l := range w.wrapAll() {
		n = max(n, runsWidth(m, l.runs))
	}
	return n
}

// widestAddress returns the width of the widest address in the text, or 1 if there is none: other words can be broken.
func widestAddress(m text.WidthMethod, spans []span) int {
	n := 0
	for _, l := range wrapKeepingAddresses(m, spans, 1, true) {
		n = max(n, runsWidth(m, l.runs))
	}
	return n
}

// needsBlankLines reports whether blank lines must separate the rows so that the eye finds where each begins: if many
// rows have several lines, or one row has several in its first column.
func (g *grid) needsBlankLines() bool {
	tall := 0
	for _, row := range g.rows {
		for x, c := range row {
			if len(c.lines) > 1 {
				if x == 0 {
					return true
				}
				tall++
				break
			}
		}
	}
	return tall*3 > len(g.rows)
}

// writeRow puts the lines of a row's cells side by side.
func (f *flow) writeRow(g *grid, row []cell, offset int) {
	height := 1
	for _, c := range row {
		height = max(height, len(c.lines))
	}
	for y := range height {
		var runs []Run
		for x, w := range g.widths {
			var content []Run
			if x < len(row) && y < len(row[x].lines) {
				content = row[x].lines[y].runs
			}
			left, right := splitPadding(g, x, w-runsWidth(g.cells, content))
			if x > 0 {
				left += columnGap
			}
			runs = appendRun(runs, newRun(strings.Repeat(" ", left), theme.Style{}))
			for _, r := range content {
				r.Column = x + 1
				runs = appendRun(runs, r)
			}
			runs = appendRun(runs, newRun(strings.Repeat(" ", right), theme.Style{}))
		}
		f.addLine(trimTrailingSpaces(runs), offset, false)
		f.lines[len(f.lines)-1].ContinuesRow = y > 0
	}
}

// splitPadding splits the spare cells of a column between left and right, by the column's alignment.
func splitPadding(g *grid, column, spare int) (left, right int) {
	spare = max(spare, 0)
	if column < len(g.align) {
		switch g.align[column] {
		case east.AlignRight:
			return spare, 0
		case east.AlignCenter:
			return spare / 2, spare - spare/2
		}
	}
	return 0, spare
}

// writeRecords lays out a table as records: each cell on lines of its own, after the head of its column.
func (f *flow) writeRecords(g *grid) {
	if len(g.rows) == 0 {
		g.rows, g.head, g.offsets = [][]cell{g.head}, nil, []int{f.offset}
	}
	for i, row := range g.rows {
		if i > 0 {
			f.addBlank()
		}
		for x, c := range row {
			var spans []span
			if x < len(g.head) && len(g.head[x].spans) > 0 && len(c.spans) > 0 {
				spans = append(spans, g.head[x].spans...)
				spans = append(spans, span{text: ": ", style: f.page.theme.Dim, link: NoLink, offset: g.offsets[i]})
			}
			f.addHanging(append(spans, c.spans...), 2, g.offsets[i])
		}
	}
}

// addHanging wraps spans with a hanging indent.
func (f *flow) addHanging(spans []span, indent, offset int) {
	if f.availableWidth() < 2*indent+2 {
		indent = 0
	}
	for i, l := range wrapKeepingAddresses(f.page.theme.Cells, spans, f.availableWidth()-indent, f.page.opts.ShowAddresses) {
		runs := l.runs
		if i > 0 && indent > 0 {
			runs = concatRuns(indentRuns(indent), runs)
		}
		f.addLine(trimTrailingSpaces(runs), offset, false)
	}
}
