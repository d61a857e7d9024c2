package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/safe"
)

// words takes text. White space is one space; at the start of a block it is none.
func (b *htmlBuilder) words(s string, offset int) {
	switch {
	case b.skip != "":
		return
	case b.pre != nil:
		b.pre.WriteString(s)
		return
	}
	words := strings.Join(strings.Fields(s), " ")
	if words == "" {
		b.space()
		return
	}
	if isSpace(s[0]) {
		b.space()
	}
	if isSpace(s[len(s)-1]) {
		words += " "
	}
	b.append(ast.NewString([]byte(words)), offset)
}

func isSpace(c byte) bool { return strings.IndexByte(" \t\n\r\f", c) >= 0 }

// space parts words of the open block, unless they are.
func (b *htmlBuilder) space() {
	if b.text == nil || !b.text.HasChildren() {
		return
	}
	into := b.into()
	switch last := into.LastChild().(type) {
	case *ast.String:
		if len(last.Value) > 0 && !isSpace(last.Value[len(last.Value)-1]) {
			last.Value = append(last.Value[:len(last.Value):len(last.Value)], ' ')
		}
	case *ast.Text: // a line break
	case nil:
		if into != b.text {
			into.AppendChild(into, ast.NewString([]byte(" ")))
		}
	default:
		into.AppendChild(into, ast.NewString([]byte(" ")))
	}
}

// into is the node that takes inline nodes.
func (b *htmlBuilder) into() ast.Node {
	if len(b.spans) > 0 {
		return b.spans[len(b.spans)-1].node
	}
	return b.text
}

// append adds an inline node to the open block of text, or to a new one.
func (b *htmlBuilder) append(n ast.Node, offset int) {
	if b.text == nil {
		if b.table != nil {
			b.endTable()
		}
		b.begin(paragraph(offset, offset), offset)
	}
	into := b.into()
	into.AppendChild(into, n)
}

// begin opens a block that takes text.
func (b *htmlBuilder) begin(n ast.Node, offset int) {
	parent := b.parent()
	n.SetPos(offset)
	parent.AppendChild(parent, n)
	b.text = n
}

// endText closes the open block of text. An empty one goes.
func (b *htmlBuilder) endText() {
	b.spans = nil
	if b.text == nil {
		return
	}
	n := b.text
	b.text = nil
	trimSpace(n)
	if !n.HasChildren() && n.Kind() != east.KindTableCell {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// trimSpace takes the space and the line breaks off the end of a block.
func trimSpace(n ast.Node) {
	for c := n.LastChild(); c != nil; c = n.LastChild() {
		switch c := c.(type) {
		case *ast.String:
			if c.Value = []byte(strings.TrimRight(string(c.Value), " ")); len(c.Value) > 0 {
				return
			}
		case *ast.Text:
			if !c.Segment.IsEmpty() {
				c.SetHardLineBreak(false)
				return
			}
		default:
			return
		}
		n.RemoveChild(n, c)
	}
}

// endPre closes a <pre>.
func (b *htmlBuilder) endPre() {
	if b.pre == nil {
		return
	}
	code := strings.TrimPrefix(b.pre.String(), "\n")
	b.pre = nil
	if strings.TrimSpace(code) == "" {
		return
	}
	n := &Preformatted{Content: safe.Block(strings.TrimRight(code, " \t\n") + "\n")}
	n.SetPos(b.preAt)
	parent := b.parent()
	parent.AppendChild(parent, n)
}

// htmlTable is an open <table>.
type htmlTable struct {
	rows []ast.Node // each holds its cells
	cell ast.Node
	at   int
}

// tableTag takes a start tag of a table, or any other in one of its cells.
func (b *htmlBuilder) tableTag(name string, offset int) bool {
	if b.table == nil {
		if name != "table" {
			return false
		}
		b.endText()
		b.table = &htmlTable{at: offset}
		return true
	}
	switch name {
	case "table": // one in another: its cells follow
	case "tr":
		b.endCell()
		b.table.rows = append(b.table.rows, east.NewTableRow(nil))
	case "td", "th":
		b.endCell()
		if len(b.table.rows) == 0 {
			b.table.rows = append(b.table.rows, east.NewTableRow(nil))
		}
		row := b.table.rows[len(b.table.rows)-1]
		b.table.cell = east.NewTableCell()
		b.table.cell.SetPos(offset)
		row.AppendChild(row, b.table.cell)
		b.text = b.table.cell
	default:
		if b.table.cell == nil {
			return true
		}
		b.space()
	}
	return true
}

func (b *htmlBuilder) endTableTag(name string) {
	switch name {
	case "td", "th", "tr":
		b.endCell()
	case "table":
		b.endTable()
	default:
		b.space()
	}
}

func (b *htmlBuilder) endCell() {
	b.endText()
	b.table.cell = nil
}

// endTable makes a table of the rows. The first is the header, as GFM wants one; all get as many cells as the widest.
func (b *htmlBuilder) endTable() {
	t := b.table
	if t == nil {
		return
	}
	b.endCell()
	b.table = nil
	columns := 0
	for _, row := range t.rows {
		columns = max(columns, row.ChildCount())
	}
	if columns == 0 || columns*len(t.rows) > maxCells {
		b.loose(t.rows)
		return
	}
	table := east.NewTable()
	table.SetPos(t.at)
	table.Alignments = make([]east.Alignment, columns)
	for i := range table.Alignments {
		table.Alignments[i] = east.AlignNone
	}
	for _, row := range t.rows {
		for row.ChildCount() < columns {
			row.AppendChild(row, east.NewTableCell())
		}
		row.(*east.TableRow).Alignments = table.Alignments
		if !table.HasChildren() {
			row = east.NewTableHeader(row.(*east.TableRow))
		}
		table.AppendChild(table, row)
	}
	parent := b.parent()
	parent.AppendChild(parent, table)
}

// loose makes a paragraph of each row.
func (b *htmlBuilder) loose(rows []ast.Node) {
	for _, row := range rows {
		p := paragraph(max(row.Pos(), 0), max(row.Pos(), 0))
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			moveAll(c, p)
			p.AppendChild(p, ast.NewString([]byte(" ")))
		}
		if p.HasChildren() {
			parent := b.parent()
			parent.AppendChild(parent, p)
		}
	}
}
