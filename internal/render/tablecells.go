package render

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"quire/internal/markdown"
	"quire/internal/theme"
)

// TableCells renders the cells of a table one by one, for a view that shows a part of it. It is safe for concurrent use.
type TableCells struct {
	Table *markdown.Table
	page  *Page
}

const (
	// maxCellBytes bounds the text of a cell that is shown on one line: no window is so wide.
	maxCellBytes = 2 << 10
	// maxRenderedCells bounds the cells that are rendered to measure the columns of a table; of a larger one the texts are
	// measured, and maxMeasuredCells bounds them.
	maxRenderedCells = 4 << 10
)

// TableCells returns what renders the cells of a table of the page.
func (p *Page) TableCells(t *markdown.Table) *TableCells {
	return &TableCells{Table: t, page: p.Copy()}
}

// WithTheme returns what renders the same cells in a theme.
func (c *TableCells) WithTheme(th *theme.Theme) *TableCells {
	q := c.page.Copy()
	q.theme, q.opts.Theme = th, th
	return &TableCells{Table: c.Table, page: q}
}

// Runs returns a cell on one line, cut if it is longer than any window is wide; row -1 is the head. The links of its runs are
// those of the page. A cell of a table that is not parsed has no links.
func (c *TableCells) Runs(row, column int) []Run {
	c.page.mu.Lock()
	defer c.page.mu.Unlock()
	var runs []Run
	for i, l := range wrapSpans(c.page.theme.Cells, c.page.renderCell(c.Table, row, column, maxCellBytes), unlimitedWidth) {
		if i > 0 { // a line break in the cell
			s := newRun(" / ", c.page.theme.Dim)
			s.IsDecoration = true
			runs = append(runs, s)
		}
		for _, r := range l.runs {
			runs = appendRun(runs, r)
		}
	}
	return runs
}

// Width returns the number of cells that runs take.
func (c *TableCells) Width(runs []Run) int { return runsWidth(c.page.theme.Cells, runs) }

// Record lays out all cells of a row one below the other, each after the head of its column.
func (c *TableCells) Record(row, width int) []Line {
	c.page.mu.Lock()
	defer c.page.mu.Unlock()
	g := &grid{number: NoLink, cells: c.page.theme.Cells, offsets: []int{c.Table.RowOffset(row)}}
	var cells []cell
	for column := range c.Table.Columns() {
		g.head = append(g.head, cell{spans: c.page.renderCell(c.Table, -1, column, maxCellBytes)})
		cells = append(cells, cell{spans: c.page.renderCell(c.Table, row, column, unlimitedWidth)})
	}
	g.rows = [][]cell{cells}
	f := &flow{page: c.page, width: max(width, 1), textStyle: c.page.theme.Text}
	f.writeRecords(g)
	f.finish()
	return f.lines
}

// Widths returns the width of each column, so that no cell has to be cut. It measures all cells of a small table, and rows from
// all parts of a larger one.
func (c *TableCells) Widths() []int {
	t := c.Table
	widths := make([]int, t.Columns())
	if len(widths) == 0 {
		return nil
	}
	isSmall := (t.Rows()+1)*len(widths) <= maxRenderedCells
	step := max(t.Rows()*len(widths)/maxMeasuredCells, 1)
	for row := -1; row < t.Rows(); row += step {
		if isSmall {
			for column := range widths {
				widths[column] = max(widths[column], c.Width(c.Runs(row, column)))
			}
			continue
		}
		for column, text := range t.Row(row) {
			widths[column] = max(widths[column], c.page.theme.Cells.Width(text))
		}
	}
	return widths
}

// renderCell renders at most about limit bytes of a cell. The caller holds p.mu.
func (p *Page) renderCell(t *markdown.Table, row, column, limit int) []span {
	style := p.theme.Text
	if row < 0 {
		style = style.Over(p.theme.TableHead)
	}
	if p.leaves == nil {
		p.leaves = newLeafRenderer(p.theme, p.styleForMark)
	}
	if n := t.CellNode(row, column); n != nil {
		return p.renderInlines(style, p.nodeOffset(n), limitInlines(n, limit)...)
	}
	src := t.CellSource(row, column)
	if len(src) == 0 {
		return nil
	}
	if len(src) <= limit && bytes.ContainsAny(src, "\\&*_~`=[<$:{%!^") {
		if spans := p.renderUnparsedCell(src, style); spans != nil {
			return spans
		}
	}
	for len(src) > limit && !utf8.RuneStart(src[limit]) {
		limit--
	}
	return p.textSpans(string(src[:min(len(src), limit)]), style)
}

// renderUnparsedCell renders the Markdown of a cell by itself. Its links look like links but have no numbers, since the page knows
// nothing of them.
func (p *Page) renderUnparsedCell(src []byte, style theme.Style) []span {
	t := markdown.ParseCell(src)
	if t == nil {
		return nil
	}
	q := New(Source{Note: p.src.Note, Details: p.src.Details, Doc: t.Document()}, Options{Theme: p.theme, NoLinkSigns: true})
	q.leaves = newLeafRenderer(q.theme, q.styleForMark)
	spans := q.renderLeaf(t.CellNode(-1, 0), style)
	for i := range spans {
		spans[i].link = NoLink
	}
	return spans
}

// limitInlines returns the inline nodes of a cell, or as many of them as have about limit bytes of text together. A text that is
// longer than that is cut.
func limitInlines(cell ast.Node, limit int) []ast.Node {
	var nodes []ast.Node
	for n := cell.FirstChild(); n != nil; n = n.NextSibling() {
		size := inlineSize(n, limit)
		if size <= limit {
			nodes, limit = append(nodes, n), limit-size
			continue
		}
		if t := firstText(n); t != nil {
			s := t.Segment
			nodes = append(nodes, ast.NewTextSegment(text.NewSegment(s.Start, min(s.Stop, s.Start+limit))))
		}
		break
	}
	return nodes
}

// inlineSize returns the bytes of text below an inline node, or more than limit.
func inlineSize(n ast.Node, limit int) int {
	size := 1
	if t, ok := n.(*ast.Text); ok {
		size += t.Segment.Len()
	}
	for c := n.FirstChild(); c != nil && size <= limit; c = c.NextSibling() {
		size += inlineSize(c, limit-size)
	}
	return size
}

// firstText returns the first text at or below an inline node, or nil.
func firstText(n ast.Node) *ast.Text {
	for ; n != nil; n = n.FirstChild() {
		if t, ok := n.(*ast.Text); ok {
			return t
		}
	}
	return nil
}
