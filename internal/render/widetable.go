package render

import (
	"sort"

	"github.com/yuin/goldmark/ast"

	"quire/internal/markdown"
	"quire/internal/numbers"
)

// A table that needs more cells than the text has may take more of the window, centred on the text. It can have the focus,
// and be opened alone.

const (
	// maxOutdentColumn is the width up to which a column makes a table wider than the text: a wider one holds prose, which is
	// wrapped before that. In a table that is wider for its other columns, a column may be as wide as the text.
	maxOutdentColumn = 60
	// maxMeasuredRows and maxMeasuredCells bound what is measured to find out which tables of a page are wide: rows of a
	// table, and cells of the page.
	maxMeasuredRows  = 64
	maxMeasuredCells = 100_000
)

// tableWidth measures the columns of a table and returns how many cells it may take.
func (f *flow) tableWidth(g *grid) int {
	g.measureColumns()
	room := f.availableWidth()
	if f.prefixWidth > 0 || f.page.opts.TableWidth <= room {
		return room
	}
	wanted := func(most int) int {
		total := columnGap * (len(g.widths) - 1)
		for _, w := range g.widths {
			total += min(w, most)
		}
		return total
	}
	if wanted(maxOutdentColumn) <= room {
		return room
	}
	return max(room, min(wanted(max(room, maxOutdentColumn)), f.page.opts.TableWidth))
}

// outdentTable centres the lines from the given one on, which are those of a table, on the text if the table is wider.
func (f *flow) outdentTable(g *grid, from int) {
	extra := sumInts(g.widths) + columnGap*(len(g.widths)-1) - f.availableWidth()
	if extra <= 0 || f.prefixWidth > 0 {
		return
	}
	for i := from; i < len(f.lines); i++ {
		f.lines[i].Outdent = extra / 2
	}
}

// numberTables numbers the tables that are wider than the text.
func (p *Page) numberTables() {
	p.tables = map[ast.Node]int{}
	budget := maxMeasuredCells
	for _, t := range p.doc.Tables() {
		if p.isWideTable(t, &budget) {
			p.tables[t.Node()] = p.firstTargetNumber() + len(p.targets)
			p.targets = append(p.targets, focusTarget{table: t, node: t.Node(), offset: p.nodeOffset(t.Node())})
		}
	}
}

// isWideTable reports whether a table does not fit the text with each row on a line. It measures some of the rows, and takes the
// cells that it measures from a budget; without a budget it measures few.
func (p *Page) isWideTable(t *markdown.Table, budget *int) bool {
	if !t.IsParsed() {
		return true
	}
	room := p.width
	for n := t.Node().Parent(); n != nil && n != p.doc.Root; n = n.Parent() {
		room -= columnGap // about what a list or a quote takes
	}
	var widths []int
	total := -columnGap
	step := max(t.Node().ChildCount()/maxMeasuredRows, 1)
	for r, i := t.Node().FirstChild(), 0; r != nil; r, i = r.NextSibling(), i+1 {
		if i > 1 && (*budget <= 0 || i%step != 0) {
			continue
		}
		column := 0
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			if column == len(widths) {
				widths, total = append(widths, 1), total+1+columnGap
			}
			if w := p.cellWidth(c); w > widths[column] {
				total, widths[column] = total+w-widths[column], w
			}
			column++
		}
		if *budget -= column; total > room {
			return true
		}
	}
	return false
}

// cellWidth returns about how many cells of the screen the text of a table's cell takes.
func (p *Page) cellWidth(cell ast.Node) int {
	if cell.FirstChild() == nil {
		return 0
	}
	return p.textWidth(p.doc.Text(cell))
}

// linkToTable gives the head of a table the table's number, so that it shows the focus; without any text in the head, the rule
// below it.
func (f *flow) linkToTable(n ast.Node, g *grid) {
	number, ok := f.page.tables[n]
	if !ok {
		return
	}
	isEmpty := true
	for i := range g.head {
		for j := range g.head[i].spans {
			if s := &g.head[i].spans[j]; s.link == NoLink && s.text != lineBreak {
				s.link, isEmpty = number, false
			}
		}
	}
	if isEmpty {
		g.number = number
	}
}

// writeTableNote writes how large a table is that is not shown in columns, with the table's number, so that it shows the focus.
// It writes nothing for a block that is no table with a number.
func (f *flow) writeTableNote(n ast.Node) {
	number, ok := f.page.tables[n]
	if !ok {
		return
	}
	t, _ := f.page.targetAt(number)
	note := "table: " + numbers.Count(t.table.Rows(), "row", "rows") + ", " + numbers.Count(t.table.Columns(), "column", "columns")
	f.addWrapped([]span{{text: note, style: f.page.theme.Dim, link: number, offset: f.offset, isDecoration: true}}, false)
	f.addBlank()
}

// HasWideTables reports whether a table has a number, because it is wider than the text.
func (p *Page) HasWideTables() bool { return p != nil && len(p.tables) > 0 }

// Tables returns the tables of the document itself in the order of the text. It leaves out those of embedded notes.
func (p *Page) Tables() []*markdown.Table { return p.doc.Tables() }

// TableOfBlock returns the table that is in a block of the page, or the first of several, or nil.
func (p *Page) TableOfBlock(block int) *markdown.Table {
	if block < 0 || block >= len(p.blocks) || p.blocks[block].node == nil {
		return nil
	}
	n := p.blocks[block].node
	for b := block; n.Kind() == markdown.KindUnparsedText && b > 0; b-- { // a table with too many cells takes many blocks
		t, ok := p.blocks[b].node.(*markdown.UnparsedText)
		if !ok || t.TableStop > 0 || !t.IsContinuation {
			n = p.blocks[b].node
			break
		}
	}
	return p.doc.FirstTable(n)
}

// LineOfTable returns the line of the file, counted from 1, at which a table begins.
func (p *Page) LineOfTable(t *markdown.Table) int { return p.sourceLine(t.RowOffset(-1)) }

// RowAtLine returns the row of a table of the page that is at a line of the file, or the nearest row above it; lines count from 1.
func (p *Page) RowAtLine(t *markdown.Table, line int) int {
	offset := p.lineOffset(line)
	return max(sort.Search(t.Rows(), func(row int) bool { return t.RowOffset(row) > offset })-1, 0)
}

// TableAt returns the table with the given number among what can have the focus, or nil if the number is that of something
// else.
func (p *Page) TableAt(number int) *markdown.Table {
	t, _ := p.targetAt(number)
	return t.table
}
