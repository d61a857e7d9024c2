package render

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// A long table is laid out some rows at a time. How wide its columns are is
// decided once, by a sample of its rows: what is wider in another is wrapped.
const (
	longTable  = 300 // rows; a shorter table is one block
	tableRows  = 100 // of a block
	sampleRows = 300
)

// columnsOf is how a long table is laid out.
type columnsOf struct {
	widths []int
	fits   bool // else it is a list of records
	airy   bool
}

// splitTable makes blocks of a long table.
func (p *Page) splitTable(n *east.Table) bool {
	if n.ChildCount() <= longTable {
		return false
	}
	b := block{node: n, lead: true, offset: p.offsetOf(n)}
	for r, i := n.FirstChild(), 0; r != nil; r, i = r.NextSibling(), i+1 {
		if i%tableRows != 0 {
			continue
		}
		b.rows, b.index = r, i
		if i > 0 {
			b.lead, b.offset = false, p.offsetOf(r)
		}
		p.add(b)
	}
	return true
}

// tableBlock lays out the rows of a long table from one on.
func (f *flow) tableBlock(b block) {
	c := f.p.columnsOf(f, b.node)
	f.offset = max(b.offset, 0)
	rows := tableRows
	if b.index == 0 {
		rows-- // the head is the first
	}
	g := f.grid(b.node, b.rows, rows)
	if len(g.widths) == 0 {
		return
	}
	if b.index > 0 && (c.airy || !c.fits) {
		f.gap = []Run{}
	}
	if !c.fits {
		f.records(g)
		return
	}
	for len(c.widths) < len(g.widths) {
		c.widths = append(c.widths, longWord)
	}
	g.widths = c.widths
	g.wrap()
	f.columns(g, b.index == 0, c.airy)
}

// columnsOf measures a long table.
func (p *Page) columnsOf(f *flow, n ast.Node) columnsOf {
	if c, ok := p.tables[n]; ok {
		return c
	}
	g := f.grid(n, nil, 0)
	step := max(n.ChildCount()/sampleRows, 1)
	for r, i := n.FirstChild(), 0; r != nil; r, i = r.NextSibling(), i+1 {
		if r.Kind() != east.KindTableHeader && (i < tableRows || i%step == 0) {
			f.cells(g, r)
		}
	}
	c := columnsOf{fits: g.measure(f.room())}
	if c.fits {
		g.wrap()
		c.airy = g.airy()
	}
	c.widths = g.widths
	if p.tables == nil {
		p.tables = map[ast.Node]columnsOf{}
	}
	p.tables[n] = c
	return c
}
