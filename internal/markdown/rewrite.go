package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// rewriter turns goldmark's tree into ours.
type rewriter struct {
	doc       *Document
	found     *scanned
	addresses int  // bytes of addresses and titles so far
	from, to  int  // of the source that the tree is of
	html      bool // there is some
}

func (r *rewriter) rewrite() {
	root := r.doc.Root
	flatten(root) // before the recursion …
	plain := r.uncovered(root)
	r.block(root)
	r.insert(root, plain)
	if r.html {
		flatten(root) // … and after it, because HTML nests too
	}
}

// block rewrites the blocks below n, and the inline nodes in them.
func (r *rewriter) block(n ast.Node) {
	if hasKind(n, ast.KindHTMLBlock) {
		r.html = true
		r.htmlBlocks(n)
	}
	if holdsText(n) {
		r.heading(n)
		r.blockID(n)
		r.inline(n, false)
		return
	}
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch c := c.(type) {
		case *commentBlock:
			n.RemoveChild(n, c)
		case *ast.Blockquote:
			r.block(r.callout(c))
		default:
			r.block(c)
			if isEmptyText(c) {
				n.RemoveChild(n, c)
			}
		}
		c = next
	}
}

// isEmptyText reports whether a paragraph has lost all that it held.
func isEmptyText(n ast.Node) bool {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return !n.HasChildren()
	}
	return false
}

// inline rewrites the inline nodes below n. In a link, or in the text of a picture, there is no other link.
func (r *rewriter) inline(n ast.Node, inLink bool) {
	r.htmlInline(n)
	for c := n.FirstChild(); c != nil; {
		if t, ok := c.(*ast.Text); ok {
			c = r.merge(t)
			continue
		}
		next := c.NextSibling()
		if c.Kind() == kindComment {
			n.RemoveChild(n, c)
			c = next
			continue
		}
		if strike, ok := c.(*east.Strikethrough); ok && r.isSub(strike) {
			c = replace(c, &Styled{Style: Sub})
		}
		r.destination(c)
		if c.HasChildren() {
			r.inline(c, inLink || isLink(c) || c.Kind() == ast.KindImage)
		}
		if inLink && (isLink(c) || n.Kind() == ast.KindImage) {
			r.unlink(c)
		}
		c = next
	}
	r.trimBreak(n)
}

// merge joins t and the texts that go on where it ends, and returns what follows. Of the spaces at the end of a line
// goldmark leaves some where it looks for an address behind each.
func (r *rewriter) merge(t *ast.Text) ast.Node {
	next := t.NextSibling()
	for next != nil && !t.SoftLineBreak() && !t.HardLineBreak() && !t.Segment.IsEmpty() && t.Merge(next, r.doc.Source) {
		next.Parent().RemoveChild(next.Parent(), next)
		next = t.NextSibling()
	}
	if src, end := r.doc.Source, t.Segment.Stop; (t.SoftLineBreak() || t.HardLineBreak()) && end < len(src) && (src[end] == ' ' || src[end] == '\t') {
		t.Segment = t.Segment.TrimRightSpace(src)
	}
	return next
}

// isLink reports whether n is a link that must not be in another: pictures may.
func isLink(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Link, *ast.AutoLink:
		return true
	case *WikiLink:
		return !n.Embed
	case *Template:
		return n.Target != ""
	}
	return false
}

// unlink leaves of a link in a link its text.
func (r *rewriter) unlink(n ast.Node) {
	switch n := n.(type) {
	case *ast.AutoLink:
		n.Parent().ReplaceChild(n.Parent(), n, ast.NewString(n.Label(r.doc.Source)))
	case *Template:
		n.Target = ""
	case *ast.Link, *ast.Image, *WikiLink:
		hoist(n)
	}
}

// destination makes the address of a link what its author meant: without escapes, entities and masks.
func (r *rewriter) destination(n ast.Node) {
	if r.doc.html[n] {
		return // the tokenizer of HTML has done it
	}
	switch n := n.(type) {
	case *ast.Link:
		n.Destination, n.Title = r.afforded(n.Destination, n.Title)
	case *ast.Image:
		n.Destination, n.Title = r.afforded(n.Destination, n.Title)
	}
}

// afforded are the address and title of a link, while the sum of all is in proportion to the source: one
// definition with a long address, and a reference to it in every word, would make of 100 KB a gigabyte.
func (r *rewriter) afforded(address, title []byte) (a, t []byte) {
	if r.addresses += len(address) + len(title); r.addresses > 4*len(r.doc.Source)+maxAddresses {
		r.doc.Limited = "references that repeat long addresses too often"
		return nil, nil
	}
	return r.attribute(address), r.attribute(title)
}

// maxAddresses is what addresses and titles may sum up to in bytes, besides what grows with the source.
const maxAddresses = 1 << 20

func (r *rewriter) attribute(v []byte) []byte {
	if literal(v) {
		return r.found.unmask(v)
	}
	return r.found.unmask([]byte(decode(v)))
}

// isSub reports whether a strikethrough is H~2~O: one tilde, right after a letter, around no space.
func (r *rewriter) isSub(n *east.Strikethrough) bool {
	src, at := r.doc.Source, n.Pos()
	if at < 1 || at+1 >= len(src) || src[at+1] == '~' || !util.IsAlphaNumeric(src[at-1]) {
		return false
	}
	t, ok := n.FirstChild().(*ast.Text)
	return ok && t.NextSibling() == nil && !bytes.ContainsAny(t.Value(src), " \t\n") && !t.SoftLineBreak()
}

// trimBreak takes the line break, and the spaces before it, off the last node: what followed it is gone.
func (r *rewriter) trimBreak(n ast.Node) {
	if t, ok := n.LastChild().(*ast.Text); ok && n.Type() == ast.TypeBlock {
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
		t.Segment = t.Segment.TrimRightSpace(r.doc.Source)
		if t.Segment.IsEmpty() {
			n.RemoveChild(n, t)
		}
	}
}

// replace puts by in the place of n, with its children and position.
func replace(n, by ast.Node) ast.Node {
	by.SetPos(n.Pos())
	moveAll(n, by)
	n.Parent().ReplaceChild(n.Parent(), n, by)
	return by
}

// moveAll appends the children of from to those of to.
func moveAll(from, to ast.Node) {
	for c := from.FirstChild(); c != nil; c = from.FirstChild() {
		to.AppendChild(to, c)
	}
}

// hoist puts the children of n in its place and returns the first of them, or what follows n.
func hoist(n ast.Node) ast.Node {
	parent, first := n.Parent(), n.FirstChild()
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		n.RemoveChild(n, c)
		parent.InsertBefore(parent, n, c)
	}
	if first == nil {
		first = n.NextSibling()
	}
	parent.RemoveChild(parent, n)
	return first
}

const (
	maxInline = 60                     // how deep inline nodes nest in a block
	maxBlock  = MaxDepth - 2*maxInline // how deep blocks nest
)

// flatten takes out the nodes that nest too deep, and leaves their children. It does not recurse.
func flatten(root ast.Node) {
	n, depth, inline := root, 0, 0
	for n != nil {
		if n.Type() == ast.TypeInline && inline > maxInline || depth > maxBlock+maxInline {
			if n.HasChildren() && n != root {
				n = hoist(n)
				continue
			}
		}
		if c := n.FirstChild(); c != nil {
			if depth++; n.Type() == ast.TypeInline {
				inline++
			}
			n = c
			continue
		}
		for n != nil && n.NextSibling() == nil {
			if n = n.Parent(); n != nil {
				if depth--; n.Type() == ast.TypeInline {
					inline--
				}
			}
		}
		if n != nil {
			n = n.NextSibling()
		}
	}
}

// cut takes out of a block of text what begins at or after offset.
func cut(n ast.Node, offset int) {
	for c := n.LastChild(); c != nil; {
		prev := c.PreviousSibling()
		if t, ok := c.(*ast.Text); ok && t.Segment.Start < offset {
			if t.Segment.Stop > offset {
				t.Segment = t.Segment.WithStop(offset)
			}
			return
		}
		if c.Kind() != ast.KindText && (c.Pos() < 0 || c.Pos() < offset) {
			return
		}
		n.RemoveChild(n, c)
		c = prev
	}
}

// lastLine is the last line of a block of text, without the spaces at its end, and its offset.
func (r *rewriter) lastLine(n ast.Node) ([]byte, int) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return nil, 0
	}
	last := lines.At(lines.Len() - 1)
	return bytes.TrimRight(r.doc.Source[last.Start:last.Stop], " \t\r\n"), last.Start
}

// paragraph is a new paragraph whose position is the source from start to stop.
func paragraph(start, stop int) *ast.Paragraph {
	p := ast.NewParagraph()
	p.Lines().Append(text.NewSegment(start, stop))
	return p
}
