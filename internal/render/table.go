package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/theme"
)

const (
	columnGap = 2
	// longWord is the width below which a column is not squeezed for the sake of
	// its longest word: a longer one is broken before the table is given up.
	longWord = 12
)

// grid is a table with its cells rendered.
type grid struct {
	head    []cell
	rows    [][]cell
	offsets []int // of the rows
	align   []east.Alignment
	widths  []int
	kept    bool // addresses stay whole, as in wrapper
}

type cell struct {
	spans []span
	lines []wrapped
}

// table lays a table out in columns, as wide as their content asks for or, where the page
// is narrower, squeezed in proportion. A table that cannot be squeezed so far becomes a list of
// records; a cell is never lost.
func (f *flow) table(n ast.Node) {
	g := f.grid(n, n.FirstChild(), endless)
	if len(g.widths) == 0 {
		return
	}
	if !g.measure(f.room()) {
		f.records(g)
		return
	}
	g.wrap()
	f.columns(g, true, g.airy())
}

// columns writes a grid whose cells are wrapped.
func (f *flow) columns(g *grid, head, airy bool) {
	if head {
		f.row(g, g.head, f.offset)
		var rules []Run
		for i, w := range g.widths {
			if i > 0 {
				rules = append(rules, indent(columnGap)...)
			}
			rules = append(rules, styled(strings.Repeat(f.p.glyphs().headRule, max(w, 1)), f.p.theme.TableRule))
		}
		f.emit(rules, f.offset, false)
	}
	for i, row := range g.rows {
		if airy && i > 0 {
			f.blank()
		}
		f.row(g, row, g.offsets[i])
	}
}

// grid renders the cells of the head, and of some rows from one on.
func (f *flow) grid(n, from ast.Node, rows int) *grid {
	t := n.(*east.Table)
	g := &grid{align: t.Alignments, kept: f.p.opts.Inline}
	if h := n.FirstChild(); h != nil && h.Kind() == east.KindTableHeader {
		f.cells(g, h)
	}
	for r := from; r != nil && len(g.rows) < rows; r = r.NextSibling() {
		if r.Kind() != east.KindTableHeader {
			f.cells(g, r)
		}
	}
	return g
}

// cells adds a row to a grid.
func (f *flow) cells(g *grid, r ast.Node) {
	base := f.base
	if r.Kind() == east.KindTableHeader {
		base = base.Over(f.p.theme.TableHead)
	}
	var row []cell
	for c := r.FirstChild(); c != nil; c = c.NextSibling() {
		row = append(row, cell{spans: f.p.leaf(c, base)})
	}
	for len(g.widths) < len(row) {
		g.widths = append(g.widths, 0)
	}
	if r.Kind() == east.KindTableHeader {
		g.head = row
		return
	}
	g.rows = append(g.rows, row)
	g.offsets = append(g.offsets, f.p.offsetOf(r))
}

// each visits all cells with their column.
func (g *grid) each(visit func(column int, c *cell)) {
	for i := range g.head {
		visit(i, &g.head[i])
	}
	for _, row := range g.rows {
		for i := range row {
			visit(i, &row[i])
		}
	}
}

// measure chooses the widths of the columns. It fails where there is no room.
func (g *grid) measure(room int) bool {
	g.each(func(i int, c *cell) { g.widths[i] = max(g.widths[i], naturalWidth(c.spans), 1) })
	gaps := columnGap * (len(g.widths) - 1)
	if sum(g.widths)+gaps > room {
		words := make([]int, len(g.widths))
		g.each(func(i int, c *cell) { words[i] = max(words[i], longestWord(c.spans), 1) })
		if sum(words)+gaps > room {
			for i, w := range words {
				words[i] = min(w, longWord)
			}
			if g.kept {
				g.each(func(i int, c *cell) { words[i] = max(words[i], longestAddress(c.spans)) })
			}
		}
		if sum(words)+gaps > room {
			return false
		}
		squeeze(g.widths, words, room-gaps)
	}
	return true
}

// wrap wraps the cells to the widths of their columns.
func (g *grid) wrap() {
	g.each(func(i int, c *cell) { c.lines = wrapKeeping(c.spans, g.widths[i], g.kept) })
}

// squeeze brings the widths, none of them below its least, to a total of room. What there is
// beyond the least goes to the columns by what they still want; small wants are met first.
func squeeze(widths, least []int, room int) {
	spare := room - sum(least)
	want := make([]int, len(widths))
	for i := range widths {
		want[i] = max(widths[i]-least[i], 0)
		widths[i] = least[i]
	}
	for spare > 0 {
		hungry := 0
		for _, w := range want {
			if w > 0 {
				hungry++
			}
		}
		if hungry == 0 {
			return
		}
		share := max(spare/hungry, 1)
		for i := range want {
			n := min(share, want[i], spare)
			widths[i], want[i], spare = widths[i]+n, want[i]-n, spare-n
		}
	}
}

func sum(n []int) int {
	t := 0
	for _, v := range n {
		t += v
	}
	return t
}

// naturalWidth is that of the text unwrapped.
func naturalWidth(spans []span) int {
	n := 0
	for _, l := range wrap(spans, endless) {
		n = max(n, runsWidth(l.runs))
	}
	return n
}

// longestWord is the width of the widest part of the text that has no break in it.
func longestWord(spans []span) int {
	w := wrapper{spans: spans, width: 1, whole: true}
	n := 0
	for _, l := range w.all() {
		n = max(n, runsWidth(l.runs))
	}
	return n
}

// longestAddress is the width of the widest address in a text.
func longestAddress(spans []span) int {
	n := 0
	for _, l := range wrapKeeping(spans, 1, true) {
		n = max(n, runsWidth(l.runs))
	}
	return n
}

// airy reports whether blank lines must part the rows, for it to be seen where each begins: when many
// take several lines, or one does in its first column.
func (g *grid) airy() bool {
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

// row puts the lines of a row's cells side by side.
func (f *flow) row(g *grid, row []cell, offset int) {
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
			left, right := pad(g, x, w-runsWidth(content))
			if x > 0 {
				left += columnGap
			}
			runs = appendRun(runs, styled(strings.Repeat(" ", left), theme.Style{}))
			for _, r := range content {
				runs = appendRun(runs, r)
			}
			runs = appendRun(runs, styled(strings.Repeat(" ", right), theme.Style{}))
		}
		f.emit(trimRight(runs), offset, false)
	}
}

// pad is how the spare cells of a column are parted between left and right.
func pad(g *grid, column, spare int) (left, right int) {
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

// records lays a table out as its rows, one after the other, each cell on
// lines of its own after the head of its column.
func (f *flow) records(g *grid) {
	if len(g.rows) == 0 {
		g.rows, g.head, g.offsets = [][]cell{g.head}, nil, []int{f.offset}
	}
	for i, row := range g.rows {
		if i > 0 {
			f.blank()
		}
		for x, c := range row {
			var spans []span
			if x < len(g.head) && len(g.head[x].spans) > 0 && len(c.spans) > 0 {
				spans = append(spans, g.head[x].spans...)
				spans = append(spans, span{text: ": ", style: f.p.theme.Dim, link: NoLink, offset: g.offsets[i]})
			}
			f.hang(append(spans, c.spans...), 2, g.offsets[i])
		}
	}
}

// hang wraps spans with the lines after the first indented.
func (f *flow) hang(spans []span, by, offset int) {
	if f.room() < 2*by+2 {
		by = 0
	}
	for i, l := range wrapKeeping(spans, f.room()-by, f.p.opts.Inline) {
		runs := l.runs
		if i > 0 && by > 0 {
			runs = joinRuns(indent(by), runs)
		}
		f.emit(trimRight(runs), offset, false)
	}
}
