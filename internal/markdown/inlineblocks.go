package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"
)

// ItemSign stands before an item of an HTML list that is within a line or a table cell, where no list can be. It has no text.
type ItemSign struct {
	ast.BaseInline
	Number int // of the item in an ordered list, from 1; 0 in any other
}

// KindItemSign is the kind of ItemSign.
var KindItemSign = ast.NewNodeKind("ItemSign")

// Kind implements ast.Node.
func (n *ItemSign) Kind() ast.NodeKind { return KindItemSign }

// Dump implements ast.Node.
func (n *ItemSign) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// maxInlineLists bounds how many lists within a line are numbered at a time.
const maxInlineLists = 40

// blockParts parts the text of a line where the tags of block elements stand in it, as their boxes would (HTML standard,
// "Flow content"). Each tag becomes a line break.
type blockParts struct {
	breaks []*ast.Text
	lists  []int // numbers of the latest items of the open lists; -1 in a list without numbers
}

// part puts a line break in the place of a block element's tag, and the sign of an item after it where the tag begins one.
func (b *blockParts) part(parent ast.Node, raw *ast.RawHTML, e element) {
	t := ast.NewText()
	t.Segment.Start, t.Segment.Stop = raw.Pos(), raw.Pos()
	t.SetHardLineBreak(true)
	parent.ReplaceChild(parent, raw, t)
	b.breaks = append(b.breaks, t)
	switch e.name {
	case "ul", "ol", "menu":
		b.countList(e)
	case "li":
		if e.kind == html.StartTagToken {
			parent.InsertAfter(parent, t, &ItemSign{Number: b.nextNumber()})
		}
	}
}

// countList opens or closes a list.
func (b *blockParts) countList(e element) {
	switch {
	case e.kind == html.EndTagToken:
		b.lists = b.lists[:max(len(b.lists)-1, 0)]
	case len(b.lists) >= maxInlineLists:
	case e.name == "ol":
		b.lists = append(b.lists, 0)
	default:
		b.lists = append(b.lists, -1)
	}
}

// nextNumber returns the number of an item that begins, or 0.
func (b *blockParts) nextNumber() int {
	if len(b.lists) == 0 || b.lists[len(b.lists)-1] < 0 {
		return 0
	}
	b.lists[len(b.lists)-1]++
	return b.lists[len(b.lists)-1]
}

// trim removes the breaks that part nothing: at the beginning and the end of the text, and beside another break. It also
// removes the white space around a break.
func (b *blockParts) trim(source []byte) {
	for _, t := range b.breaks {
		parent := t.Parent()
		trimBefore(t, source)
		trimAfter(t, source)
		prev, next := t.PreviousSibling(), t.NextSibling()
		if prev == nil && parent.Type() == ast.TypeBlock || next == nil && parent.Type() == ast.TypeBlock || isLineBreak(prev) {
			parent.RemoveChild(parent, t)
		}
	}
}

// trimBefore removes white space at the end of the text before a break.
func trimBefore(t *ast.Text, source []byte) {
	for prev, ok := t.PreviousSibling().(*ast.Text); ok && !prev.HardLineBreak(); prev, ok = t.PreviousSibling().(*ast.Text) {
		prev.SetSoftLineBreak(false)
		if prev.Segment = prev.Segment.TrimRightSpace(source); !prev.Segment.IsEmpty() {
			return
		}
		prev.Parent().RemoveChild(prev.Parent(), prev)
	}
}

// trimAfter removes white space at the beginning of the text after a break.
func trimAfter(t *ast.Text, source []byte) {
	for next, ok := t.NextSibling().(*ast.Text); ok && !next.HardLineBreak(); next, ok = t.NextSibling().(*ast.Text) {
		if len(bytes.TrimSpace(next.Segment.Value(source))) > 0 {
			next.Segment = next.Segment.TrimLeftSpace(source)
			return
		}
		next.Parent().RemoveChild(next.Parent(), next)
	}
}

// isLineBreak reports whether n is a line break without text.
func isLineBreak(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	return ok && t.HardLineBreak() && t.Segment.IsEmpty()
}

// IsItemCheckBox reports whether a checkbox is the first thing in an item of a list, which draws it in place of its sign.
func IsItemCheckBox(box ast.Node) bool {
	block := box.Parent()
	if box.PreviousSibling() != nil || block == nil || block.PreviousSibling() != nil || block.Parent() == nil {
		return false
	}
	return block.Parent().Kind() == ast.KindListItem && box.Kind() == east.KindTaskCheckBox
}
