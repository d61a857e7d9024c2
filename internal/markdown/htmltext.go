package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"quire/internal/safe"
)

// addText adds text from the HTML source. It collapses white space to a single space, and drops it at the start
// of a block.
func (b *htmlBuilder) addText(s string, offset int) {
	switch {
	case b.skipUntil != "":
		return
	case b.pre != nil:
		b.pre.WriteString(s)
		return
	}
	words := strings.Join(strings.Fields(s), " ")
	if words == "" {
		b.addSpace()
		return
	}
	if isSpace(s[0]) {
		b.addSpace()
	}
	if isSpace(s[len(s)-1]) {
		words += " "
	}
	b.appendInline(ast.NewString([]byte(words)), offset)
}

// isSpace reports whether c is white space in HTML.
func isSpace(c byte) bool { return strings.IndexByte(" \t\n\r\f", c) >= 0 }

// addSpace ends the last word of the open text block by a space, unless a space or line break is there already.
func (b *htmlBuilder) addSpace() {
	if b.textBlock == nil || !b.textBlock.HasChildren() {
		return
	}
	parent := b.inlineParent()
	switch last := parent.LastChild().(type) {
	case *ast.String:
		if len(last.Value) > 0 && !isSpace(last.Value[len(last.Value)-1]) {
			last.Value = append(last.Value[:len(last.Value):len(last.Value)], ' ')
		}
	case *ast.Text: // a line break
	case *ItemSign:
	case *east.TaskCheckBox:
		if !IsItemCheckBox(last) {
			parent.AppendChild(parent, ast.NewString([]byte(" ")))
		}
	case nil:
		if parent != b.textBlock {
			parent.AppendChild(parent, ast.NewString([]byte(" ")))
		}
	default:
		parent.AppendChild(parent, ast.NewString([]byte(" ")))
	}
}

// inlineParent returns the node that takes the next inline node: the innermost open span or the text block.
func (b *htmlBuilder) inlineParent() ast.Node {
	if len(b.spans) > 0 {
		return b.spans[len(b.spans)-1].node
	}
	return b.textBlock
}

// appendInline adds an inline node to the open text block. If none is open it begins a paragraph.
func (b *htmlBuilder) appendInline(n ast.Node, offset int) {
	if b.textBlock == nil {
		if b.table != nil {
			b.endTable()
		}
		b.beginTextBlock(newParagraph(offset, offset), offset)
	}
	parent := b.inlineParent()
	parent.AppendChild(parent, n)
}

// beginTextBlock appends n and makes it the block that takes text.
func (b *htmlBuilder) beginTextBlock(n ast.Node, offset int) {
	parent := b.blockParent()
	n.SetPos(offset)
	parent.AppendChild(parent, n)
	b.textBlock = n
}

// breakPre ends the line of an open <pre> at a tag in it: at a line break, and at a block element where text stands before it.
func (b *htmlBuilder) breakPre(name string) {
	text := b.pre.String()
	if name == "br" || blockElements[name] && text != "" && !strings.HasSuffix(text, "\n") {
		b.pre.WriteByte('\n')
	}
}

// endText closes the open text block and removes it if it is empty.
func (b *htmlBuilder) endText() {
	b.spans = nil
	if b.textBlock == nil {
		return
	}
	n := b.textBlock
	b.textBlock = nil
	trimTrailingSpace(n)
	if !n.HasChildren() && n.Kind() != east.KindTableCell {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// trimTrailingSpace removes the spaces and line breaks at the end of a block.
func trimTrailingSpace(n ast.Node) {
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

// endPre closes an open <pre> and adds its code.
func (b *htmlBuilder) endPre() {
	if b.pre == nil {
		return
	}
	code := strings.TrimPrefix(b.pre.String(), "\n")
	b.pre = nil
	if strings.TrimSpace(code) == "" {
		return
	}
	n := &Preformatted{Content: safe.Block(stripColours(strings.TrimRight(code, " \t\n")) + "\n"), Language: classLanguage(b.preClass)}
	n.SetPos(b.preOffset)
	parent := b.blockParent()
	parent.AppendChild(parent, n)
}

// htmlTable collects the rows of an open <table>.
type htmlTable struct {
	rows   []ast.Node // each holds its cells
	cell   ast.Node
	offset int
}

// startTableTag handles the start tags of tables, and all start tags inside a table, whose cells hold only
// text. It reports whether it handled the tag.
func (b *htmlBuilder) startTableTag(name string, offset int) bool {
	if b.table == nil {
		if name != "table" {
			return false
		}
		b.endText()
		b.table = &htmlTable{offset: offset}
		return true
	}
	switch name {
	case "table": // nested: its cells join the outer table
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
		b.textBlock = b.table.cell
	default:
		if b.table.cell == nil {
			return true
		}
		b.breakCell(offset)
		if name == "li" {
			b.inlineParent().AppendChild(b.inlineParent(), &ItemSign{})
		}
	}
	return true
}

// breakCell ends the line of a cell at the tag of a block element in it, unless the line is empty.
func (b *htmlBuilder) breakCell(offset int) {
	if b.textBlock == nil || !b.textBlock.HasChildren() {
		return
	}
	parent := b.inlineParent()
	switch parent.LastChild().(type) {
	case nil, *ItemSign:
		return
	case *ast.Text: // a line break
		return
	}
	t := ast.NewTextSegment(text.NewSegment(offset, offset))
	t.SetHardLineBreak(true)
	parent.AppendChild(parent, t)
}

// endTableTag handles the end tags inside a table.
func (b *htmlBuilder) endTableTag(name string) {
	switch name {
	case "td", "th", "tr":
		b.endCell()
	case "table":
		b.endTable()
	default:
		if b.table.cell != nil {
			b.breakCell(b.table.offset)
		}
	}
}

// endCell closes the open cell, if any.
func (b *htmlBuilder) endCell() {
	b.endText()
	b.table.cell = nil
}

// endTable makes a table of the collected rows. GFM tables need a header, so the first row becomes it. Shorter
// rows get empty cells. The rows of a table that is too large become paragraphs.
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
		b.addRowParagraphs(t.rows)
		return
	}
	table := east.NewTable()
	table.SetPos(t.offset)
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
	parent := b.blockParent()
	parent.AppendChild(parent, table)
}

// addRowParagraphs makes a paragraph of each row.
func (b *htmlBuilder) addRowParagraphs(rows []ast.Node) {
	for _, row := range rows {
		p := newParagraph(max(row.Pos(), 0), max(row.Pos(), 0))
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			moveChildren(c, p)
			p.AppendChild(p, ast.NewString([]byte(" ")))
		}
		if p.HasChildren() {
			parent := b.blockParent()
			parent.AppendChild(parent, p)
		}
	}
}
