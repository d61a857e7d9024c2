package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// headingID matches an explicit id after a heading: {#id}, {#id .class} or Kramdown's {: #id}.
var headingID = regexp.MustCompile(`[ \t]*\{:?[ \t]*#([^\s{}]+)[^{}]*\}$`)

// takeHeadingID moves the explicit id of a heading from its text to its attribute "id".
func (r *rewriter) takeHeadingID(n ast.Node) {
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
	truncateText(h, start+m[0])
}

// newHeading describes a heading node.
func (d *Document) newHeading(h *ast.Heading) Heading {
	out := Heading{Level: h.Level, Text: d.Text(h), Offset: max(d.NodeOffset(h), 0), Node: h}
	if id, ok := h.AttributeString("id"); ok {
		if v, ok := id.([]byte); ok {
			out.ID = string(v)
		}
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
// the nearest node before n, and -1 when there is no such node.
func (d *Document) NodeOffset(n ast.Node) int {
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
