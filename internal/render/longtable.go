package render

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// A long table is split into blocks of rows. The widths of its columns are computed once, from a sample of its rows; wider
// cells in other rows are wrapped.
const (
	maxBlockRows = 300 // a longer table is split
	rowsPerBlock = 100 // rows of each block of a split table
	sampleRows   = 300 // rows that are measured in addition to the first block
)

// tableLayout says how a long table is laid out.
type tableLayout struct {
	widths      []int
	fitsColumns bool // else it is a list of records
	blankLines  bool // between rows
}

// splitTable adds the blocks of a long table. It returns false for a shorter one.
func (p *Page) splitTable(n *east.Table) bool {
	if n.ChildCount() <= maxBlockRows {
		return false
	}
	b := block{node: n, blankBefore: true, offset: p.nodeOffset(n)}
	for r, i := n.FirstChild(), 0; r != nil; r, i = r.NextSibling(), i+1 {
		if i%rowsPerBlock != 0 {
			continue
		}
		b.firstRow, b.index = r, i
		if i > 0 {
			b.blankBefore, b.offset = false, p.nodeOffset(r)
		}
		p.addBlock(b)
	}
	return true
}

// writeTableBlock lays out the rows of a long table that belong to a block.
func (f *flow) writeTableBlock(b block) {
	c := f.page.layoutLongTable(f, b.node)
	f.offset = max(b.offset, 0)
	rows := rowsPerBlock
	if b.index == 0 {
		rows-- // the first row is the head
	}
	g := f.buildGrid(b.node, b.firstRow, rows)
	if len(g.widths) == 0 {
		return
	}
	if b.index > 0 && (c.blankLines || !c.fitsColumns) {
		f.pendingBlank = []Run{}
	}
	if !c.fitsColumns {
		if b.index == 0 {
			f.writeTableNote(b.node)
		}
		f.writeRecords(g)
		return
	}
	if b.index == 0 {
		f.linkToTable(b.node, g)
	}
	for len(c.widths) < len(g.widths) {
		c.widths = append(c.widths, minColumnWidth)
	}
	g.widths = c.widths
	g.wrapCells()
	f.writeColumns(g, b.index == 0, c.blankLines)
}

// layoutLongTable returns the layout of a long table, computed at the first call.
func (p *Page) layoutLongTable(f *flow, n ast.Node) tableLayout {
	if c, ok := p.longTables[n]; ok {
		return c
	}
	g := f.buildGrid(n, nil, 0)
	step := max(n.ChildCount()/sampleRows, 1)
	for r, i := n.FirstChild(), 0; r != nil; r, i = r.NextSibling(), i+1 {
		if r.Kind() != east.KindTableHeader && (i < rowsPerBlock || i%step == 0) {
			f.addGridRow(g, r)
		}
	}
	c := tableLayout{fitsColumns: g.chooseWidths(f.tableWidth(g))}
	if c.fitsColumns {
		g.wrapCells()
		c.blankLines = g.needsBlankLines()
	}
	c.widths = g.widths
	if p.longTables == nil {
		p.longTables = map[ast.Node]tableLayout{}
	}
	p.longTables[n] = c
	return c
}
