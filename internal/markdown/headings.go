package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// takeHeadingID takes the attributes of a heading out of its text and sets its attribute "id": {#id}, {#id .class},
// kramdown's {: #id}, { id="x" }, or the comments of Docusaurus.
func (r *rewriter) takeHeadingID(n ast.Node) {
	h, ok := n.(*ast.Heading)
	if !ok {
		return
	}
	line, start := r.lastLine(h)
	if !bytes.HasSuffix(line, []byte("}")) && !bytes.HasSuffix(line, []byte("-->")) {
		return
	}
	end, id := cutHeadingAttributes(line)
	if end < 0 {
		return
	}
	if id != nil {
		h.SetAttributeString("id", id)
	}
	truncateText(h, start+end)
}

// newHeading describes a heading node.
func (d *Document) newHeading(h *ast.Heading) Heading {
	out := Heading{Level: h.Level, Text: d.headingText(h), Offset: max(d.NodeOffset(h), 0), Node: h}
	if id, ok := h.AttributeString("id"); ok {
		if v, ok := id.([]byte); ok {
			out.ID = string(v)
		}
	}
	if link, ok := h.FirstChild().(*ast.Link); ok && out.ID == "" && bytes.HasPrefix(link.Destination, []byte("#tab/")) {
		out.ID = string(link.Destination[1:]) // a tab of DocFX: https://dotnet.github.io/docfx/docs/markdown.html#tabs
	}
	return out
}

// findBlockID finds an Obsidian block id at the end of a line, or alone on it. It returns where the space
// before the ^ begins and where the id begins after it; start is -1 when there is no id.
func findBlockID(line []byte) (start, id int) {
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

// takeBlockID takes the ^id out of the text of a paragraph or list item and records the block that it names. An
// id alone in its paragraph names the block before.
func (r *rewriter) takeBlockID(n ast.Node) {
	if k := n.Kind(); k != ast.KindParagraph && k != ast.KindTextBlock {
		return
	}
	line, start := r.lastLine(n)
	space, mark := findBlockID(line)
	if space < 0 {
		return
	}
	truncateText(n, start+space)
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
	r.doc.blocks = append(r.doc.blocks, Block{ID: id.ID, Offset: max(r.doc.NodeOffset(named), 0), Node: named})
}

// NodeOffset returns the offset in Source of the first byte of n that has one. Failing that it returns the offset of
// the nearest node before n, and -1 when there is no such node. goldmark counts the columns of a tab that a marker takes a
// part of as bytes, so that a position may lie behind the text.
func (d *Document) NodeOffset(n ast.Node) int {
	for c := n; c != nil; c = c.FirstChild() {
		if p := c.Pos(); p >= 0 {
			return min(p, len(d.Source))
		}
	}
	for n != nil {
		if p := n.Pos(); p >= 0 {
			return min(p, len(d.Source))
		}
		if prev := n.PreviousSibling(); prev != nil {
			n = prev
		} else {
			n = n.Parent()
		}
	}
	return -1
}
