package markdown

import (
	"bytes"
	"iter"
	"sync"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/safe"
)

// Alignment is the alignment of a table's column.
type Alignment uint8

// The alignments. AlignNone is that of a column which sets none.
const (
	AlignNone Alignment = iota
	AlignLeft
	AlignRight
	AlignCenter
)

// String returns the alignment as HTML writes it, or "".
func (a Alignment) String() string { return [...]string{"", "left", "right", "center"}[a] }

// Table gives access to the cells of a table, by row and column from 0. The head is not a row. It is safe for concurrent
// use.
//
// A table with too many cells is not in the tree of its document: its cells are cut out of the source when they are asked
// for, and have no nodes.
type Table struct {
	doc   *Document
	node  ast.Node // *east.Table, or the UnparsedText with which it begins
	cells func() tableCells
}

// tableCells holds the cells of a table.
type tableCells struct {
	columns int
	align   []Alignment
	offsets []int      // of the rows in the source, the head first
	nodes   []ast.Node // of all cells, row by row, the head first; nil entries for missing cells. Nil without a tree
}

// Tables returns the tables of the document in the order of the text, those in lists, quotes and HTML included.
func (d *Document) Tables() []*Table {
	var tables []*Table
	_ = ast.Walk(d.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if t := d.TableOf(n); t != nil {
			tables = append(tables, t)
		}
		if n.Type() == ast.TypeInline || n.Kind() == east.KindTable || hasInlineChildren(n) {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return tables
}

// FirstTable returns the first table at or below a block, or nil.
func (d *Document) FirstTable(n ast.Node) *Table {
	if t := d.TableOf(n); t != nil || n.Type() == ast.TypeInline || hasInlineChildren(n) {
		return t
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t := d.FirstTable(c); t != nil {
			return t
		}
	}
	return nil
}

// TableOf returns the table that a node of the document is, or with which it begins, or nil.
func (d *Document) TableOf(n ast.Node) *Table {
	switch n := n.(type) {
	case *east.Table:
		return &Table{doc: d, node: n, cells: sync.OnceValue(func() tableCells { return d.readTableNodes(n) })}
	case *UnparsedText:
		if n.TableStop > 0 {
			return &Table{doc: d, node: n, cells: sync.OnceValue(func() tableCells { return readTableSource(d.Source, n.Start, n.TableStop) })}
		}
	}
	return nil
}

// Node returns the node of the table in its document: an east.Table, or the UnparsedText with which it begins.
func (t *Table) Node() ast.Node { return t.node }

// IsParsed reports whether the cells of the table have nodes.
func (t *Table) IsParsed() bool { return t.node.Kind() == east.KindTable }

// Columns returns the number of columns: that of the head, or of the longest row if that has more.
func (t *Table) Columns() int { return t.cells().columns }

// Rows returns the number of rows below the head.
func (t *Table) Rows() int { return max(len(t.cells().offsets)-1, 0) }

// Alignment returns the alignment of a column.
func (t *Table) Alignment(column int) Alignment {
	if a := t.cells().align; column >= 0 && column < len(a) {
		return a[column]
	}
	return AlignNone
}

// RowOffset returns where a row begins in the source; row -1 is the head. It is -1 if there is no such row.
func (t *Table) RowOffset(row int) int {
	if o := t.cells().offsets; row >= -1 && row+1 < len(o) {
		return o[row+1]
	}
	return -1
}

// Head returns the visible text of the head of a column, on a single line.
func (t *Table) Head(column int) string { return t.Cell(-1, column) }

// Cell returns the visible text of a cell, on a single line; row -1 is the head. A missing cell is "".
func (t *Table) Cell(row, column int) string {
	if n := t.CellNode(row, column); n != nil {
		return t.doc.Text(n)
	}
	return t.doc.textOfCell(t.CellSource(row, column))
}

// Row returns the visible text of all cells of a row, as Cell does, in time linear in the length of the row.
func (t *Table) Row(row int) []string {
	texts := make([]string, t.Columns())
	for c := range texts {
		if n := t.CellNode(row, c); n != nil {
			texts[c] = t.doc.Text(n)
		}
	}
	if !t.IsParsed() {
		for c, cell := range t.rowSource(row) {
			texts[c] = t.doc.textOfCell(cell)
		}
	}
	return texts
}

// CellNode returns the node of a cell, whose children are inline nodes; row -1 is the head. It is nil for a missing cell,
// and in a table that is not parsed.
func (t *Table) CellNode(row, column int) ast.Node {
	c := t.cells()
	if i := (row+1)*c.columns + column; row >= -1 && column >= 0 && column < c.columns && i < len(c.nodes) {
		return c.nodes[i]
	}
	return nil
}

// CellLinks returns the indices in Document.Links of the links in a cell.
func (t *Table) CellLinks(row, column int) []int {
	n := t.CellNode(row, column)
	if n == nil {
		return nil
	}
	var links []int
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if i, ok := t.doc.LinkIndex(n); ok && entering {
			links = append(links, i)
		}
		return ast.WalkContinue, nil
	})
	return links
}

// CellSource returns the Markdown of a cell of a table that is not parsed, with \| for |. It is nil in other tables.
func (t *Table) CellSource(row, column int) []byte {
	for c, cell := range t.rowSource(row) {
		if c == column {
			return cell
		}
	}
	return nil
}

// rowSource yields the Markdown of the cells of a row of a table that is not parsed. What stands after the last column belongs
// to its cell.
func (t *Table) rowSource(row int) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		at := t.RowOffset(row)
		if t.IsParsed() || at < 0 {
			return
		}
		line, more := t.doc.Source[at:lineEnd(t.doc.Source, at)], true
		for c, last := 0, t.Columns()-1; more && c <= last; c++ {
			var cell []byte
			before := line
			if cell, line, more = cutCell(line); more && c == last {
				cell = bytes.TrimSpace(trimRow(before))
			}
			if !yield(c, cell) {
				return
			}
		}
	}
}

// readTableNodes reads the cells of a table in the tree.
func (d *Document) readTableNodes(n *east.Table) tableCells {
	c := tableCells{align: make([]Alignment, len(n.Alignments))}
	for i, a := range n.Alignments {
		c.align[i] = map[east.Alignment]Alignment{east.AlignLeft: AlignLeft, east.AlignRight: AlignRight, east.AlignCenter: AlignCenter}[a]
	}
	rows := n.ChildCount()
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		c.columns = max(c.columns, r.ChildCount())
	}
	c.offsets, c.nodes = make([]int, 0, rows+1), make([]ast.Node, 0, rows*c.columns)
	if h := n.FirstChild(); h != nil && h.Kind() != east.KindTableHeader { // no head: one without cells
		c.offsets, c.nodes = append(c.offsets, d.NodeOffset(n)), append(c.nodes, make([]ast.Node, c.columns)...)
	}
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		c.offsets = append(c.offsets, d.NodeOffset(r))
		end := len(c.nodes) + c.columns
		for cell := r.FirstChild(); cell != nil; cell = cell.NextSibling() {
			c.nodes = append(c.nodes, cell)
		}
		for len(c.nodes) < end {
			c.nodes = append(c.nodes, nil)
		}
	}
	return c
}

// readTableSource finds the rows of a table that is written in src[start:stop].
func readTableSource(src []byte, start, stop int) tableCells {
	c := tableCells{offsets: make([]int, 0, 1+bytes.Count(src[start:stop], []byte{'\n'}))}
	for at, i := start, 0; at < stop; i++ {
		end := lineEnd(src, at)
		if i == 1 { // the delimiter row
			for line, more := src[at:end], true; more; {
				var cell []byte
				cell, line, more = cutCell(line)
				c.align = append(c.align, alignmentOf(cell))
			}
		} else {
			c.offsets = append(c.offsets, at)
		}
		at = end + 1
	}
	c.columns = len(c.align)
	return c
}

// alignmentOf returns the alignment that a cell of the delimiter row sets.
func alignmentOf(cell []byte) Alignment {
	left, right := bytes.HasPrefix(cell, []byte(":")), bytes.HasSuffix(cell, []byte(":"))
	switch {
	case left && right:
		return AlignCenter
	case left:
		return AlignLeft
	case right:
		return AlignRight
	}
	return AlignNone
}

// trimRow removes the space around a row, and the | at its start and its end.
func trimRow(line []byte) []byte {
	line = bytes.TrimPrefix(bytes.TrimSpace(line), []byte("|"))
	if n := len(line); n > 0 && line[n-1] == '|' && (n == 1 || line[n-2] != '\\') {
		line = line[:n-1]
	}
	return line
}

// cutCell cuts the first cell off a row, or what is left of one: rest begins with the | after it. more is false for the last
// cell.
func cutCell(line []byte) (cell, rest []byte, more bool) {
	row := bytes.TrimLeft(line, " \t\r")
	row = bytes.TrimPrefix(row, []byte("|"))
	for i := range row {
		if row[i] == '|' && (i == 0 || row[i-1] != '\\') {
			return bytes.TrimSpace(row[:i]), row[i:], len(bytes.TrimSpace(row[i+1:])) > 0
		}
	}
	return bytes.TrimSpace(row), nil, false
}

// textOfCell returns the visible text of the Markdown of a cell that is not parsed.
func (d *Document) textOfCell(cell []byte) string {
	if bytes.IndexByte(cell, '|') >= 0 {
		cell = bytes.ReplaceAll(cell, []byte(`\|`), []byte("|"))
	}
	if !bytes.ContainsAny(cell, "\\&*_~`=[<$:{%!^") {
		return safe.Text(string(cell))
	}
	if n := ParseCell(cell); n != nil {
		return n.Head(0)
	}
	return safe.Text(string(cell))
}

// maxParsedCell bounds the bytes of a cell that ParseCell parses.
const maxParsedCell = 16 << 10

// ParseCell parses the Markdown of one cell by itself, as the head of a table. It returns nil for a cell that is too long,
// or that is none by itself.
func ParseCell(cell []byte) *Table {
	if len(cell) > maxParsedCell || bytes.IndexByte(cell, '\n') >= 0 {
		return nil
	}
	src := append(append([]byte("|"), bytes.ReplaceAll(bytes.ReplaceAll(cell, []byte(`\|`), []byte("|")), []byte("|"), []byte(`\|`))...), "|\n|-|\n"...)
	if all := Parse(src).Tables(); len(all) == 1 && all[0].Columns() == 1 {
		return all[0]
	}
	return nil
}

// Document returns the document of the table.
func (t *Table) Document() *Document { return t.doc }
