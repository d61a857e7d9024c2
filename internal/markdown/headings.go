package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// headingID is an explicit id after a heading: {#id}, {#id .class} or Kramdown's {: #id}.
var headingID = regexp.MustCompile(`[ \t]*\{:?[ \t]*#([^\s{}]+)[^{}]*\}$`)

// heading takes the explicit id out of a heading's text and keeps it as the attribute "id".
func (r *rewriter) heading(n ast.Node) {
	h, ok := n.(*ast.Heading)
	if !ok {
		return
	}
	line, start := r.lastLine(h)
	if !bytes.HasSuffix(line, []byte("}")) {
		return
	}
	m := headingID.FindSubmatchIndex(line)
	if m == nil {
		return
	}
	h.SetAttributeString("id", line[m[2]:m[3]])
	cut(h, start+m[0])
}

func (d *Document) heading(h *ast.Heading) Heading {
	out := Heading{Level: h.Level, Text: d.Text(h), Offset: max(d.Pos(h), 0), Node: h}
	if id, ok := h.AttributeString("id"); ok {
		if v, ok := id.([]byte); ok {
			out.ID = string(v)
		}
	}
	return out
}

// blockMark finds an Obsidian block id at the end of a line, or alone on it: where the space
// before it begins, and where the id. start is -1 when there is none.
func blockMark(line []byte) (start, id int) {
	id = bytes.LastIndexByte(line, '^') + 1
	if id == 0 || id == len(line) || id > 1 && line[id-2] != ' ' && line[id-2] != '\t' {
		return -1, 0
	}
	for _, c := range line[id:] {
		if !util.IsAlphaNumeric(c) && c != '-' {
			return -1, 0
		}
	}
	return len(bytes.TrimRight(line[:id-1], " \t")), id
}

// blockID finds the ^id of a paragraph or list item. Alone in its paragraph it names the block before.
func (r *rewriter) blockID(n ast.Node) {
	if k := n.Kind(); k != ast.KindParagraph && k != ast.KindTextBlock {
		return
	}
	line, start := r.lastLine(n)
	space, mark := blockMark(line)
	if space < 0 {
		return
	}
	cut(n, start+space)
	id := &BlockID{ID: string(line[mark:])}
	id.SetPos(start + mark - 1)
	named := n
	switch prev := n.PreviousSibling(); {
	case n.HasChildren():
		if item := n.Parent(); item.Kind() == ast.KindListItem && item.FirstChild() == n {
			named = item
		}
	case prev != nil:
		named = prev
	case n.Parent().Kind() == ast.KindListItem:
		named = n.Parent()
	}
	if n.HasChildren() {
		n.AppendChild(n, id)
	}
	r.doc.blocks = append(r.doc.blocks, Block{ID: id.ID, Offset: max(r.doc.Pos(named), 0), Node: named})
}

// Pos is the offset in Source of the first byte of n that is known, or of the
// nearest node before it; -1 when there is none.
func (d *Document) Pos(n ast.Node) int {
	for c := n; c != nil; c = c.FirstChild() {
		if p := c.Pos(); p >= 0 {
			return p
		}
	}
	for n != nil {
		if p := n.Pos(); p >= 0 {
			return p
		}
		if prev := n.PreviousSibling(); prev != nil {
			n = prev
		} else {
			n = n.Parent()
		}
	}
	return -1
}
