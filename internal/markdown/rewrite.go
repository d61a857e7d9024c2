package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// rewriter turns goldmark's tree into the tree of a Document.
type rewriter struct {
	doc          *Document
	scan         *scanResult
	addressBytes int            // bytes of link addresses and titles so far
	start, stop  int            // the tree covers source[start:stop]
	hasHTML      bool           // the tree contains HTML
	lastEndTags  map[string]int // see hasEndTag
	hasSource    bool           // a <source> of the latest player was seen
	tagLines     anchorLines

	abbreviations      []*Abbreviation // taken out of the tree
	keepsAbbreviations bool            // they are listed in a later part
}

// rewriteTree rewrites the whole tree in place.
func (r *rewriter) rewriteTree() {
	root := r.doc.Root
	limitDepth(root) // the recursion needs it
	plain := r.findUnparsedRanges(root)
	r.rewriteBlock(root)
	r.insertUnparsed(root, plain)
	if !r.keepsAbbreviations {
		r.appendAbbreviations()
	}
	if r.hasHTML {
		limitDepth(root) // converted HTML nests too
	}
}

// rewriteBlock rewrites the blocks below n and the inline nodes in them.
func (r *rewriter) rewriteBlock(n ast.Node) {
	if hasKind(n, ast.KindHTMLBlock) || r.scan.dialect.MDX && r.hasJSX(n) {
		r.hasHTML = true
		r.convertHTMLBlocks(n)
	}
	if hasInlineChildren(n) {
		r.takeHeadingID(n)
		r.takeBlockID(n)
		r.rewriteInlines(n, false)
		r.addTermID(n)
		return
	}
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if r.isTOCMarker(c) || r.isTOCList(c) {
			n.RemoveChild(n, c)
			c = next
			continue
		}
		switch c := c.(type) {
		case *commentBlock, *program:
			n.RemoveChild(n, c)
		case *Abbreviation:
			r.takeAbbreviation(c)
		case *Callout:
			c.insertContent()
			r.rewriteBlock(c)
			if c.isGroup {
				hoistChildren(c)
			}
		case *ast.FencedCodeBlock:
			r.insertCodeLabel(c)
		case *ast.Blockquote:
			r.rewriteBlock(r.convertCallout(c))
		default:
			r.rewriteBlock(c)
			if isEmptyParagraph(c) {
				n.RemoveChild(n, c)
			} else {
				r.convertLabelled(c)
			}
		}
		c = next
	}
}

// isEmptyParagraph reports whether n is a paragraph that has lost all its content.
func isEmptyParagraph(n ast.Node) bool {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return !n.HasChildren()
	}
	return false
}

// rewriteInlines rewrites the inline nodes below n. Links inside a link or inside the text of a picture become
// text.
func (r *rewriter) rewriteInlines(n ast.Node, inLink bool) {
	r.convertInlineHTML(n)
	for c := n.FirstChild(); c != nil; {
		if t, ok := c.(*ast.Text); ok {
			c = r.mergeText(t)
			continue
		}
		next := c.NextSibling()
		if c.Kind() == kindContentNode {
			c = hoistChildren(c)
			continue
		}
		if c.Kind() == kindComment {
			n.RemoveChild(n, c)
			c = next
			continue
		}
		if strike, ok := c.(*east.Strikethrough); ok && r.isSubscript(strike) {
			c = replaceNode(c, &Styled{Style: Sub})
		}
		r.decodeDestination(c)
		if image, ok := c.(*ast.Image); ok {
			trimPictureSize(image, r.doc.Source)
		}
		if c.HasChildren() {
			r.rewriteInlines(c, inLink || isLink(c) || c.Kind() == ast.KindImage)
		}
		if inLink && (isLink(c) || n.Kind() == ast.KindImage) {
			r.unlinkNode(c)
		}
		c = next
	}
	r.trimTrailingBreak(n)
}

// mergeText joins t with the adjacent texts that continue it, and returns the node that follows. It also trims
// spaces at the end of a line, some of which goldmark leaves when it looks for an address after each space.
func (r *rewriter) mergeText(t *ast.Text) ast.Node {
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

// isLink reports whether n is a link that must not be inside another. Pictures may be.
func isLink(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Link, *ast.AutoLink:
		return true
	case *WikiLink:
		return !n.IsEmbed()
	case *Template:
		return n.Target != ""
	}
	return false
}

// unlinkNode turns a link inside a link into its text.
func (r *rewriter) unlinkNode(n ast.Node) {
	switch n := n.(type) {
	case *ast.AutoLink:
		n.Parent().ReplaceChild(n.Parent(), n, ast.NewString(n.Label(r.doc.Source)))
	case *Template:
		n.Target = ""
	case *ast.Link, *ast.Image, *WikiLink:
		hoistChildren(n)
	}
}

// decodeDestination resolves the escapes, entities and masks in the address and title of a link.
func (r *rewriter) decodeDestination(n ast.Node) {
	if r.doc.htmlNodes[n] {
		return // the HTML tokenizer has decoded it
	}
	switch n := n.(type) {
	case *ast.Link:
		n.Destination, n.Title = r.decodeAddress(n.Destination, n.Title)
	case *ast.Image:
		n.Destination, n.Title = r.decodeAddress(n.Destination, n.Title)
	}
}

// decodeAddress decodes the address and title of a link while the sum of all is proportional to the source, and
// returns nil beyond that. Otherwise a definition with a long address, and a reference to it in every word,
// would turn 100 KB into a gigabyte.
func (r *rewriter) decodeAddress(address, title []byte) (a, t []byte) {
	if r.addressBytes += len(address) + len(title); r.addressBytes > 4*len(r.doc.Source)+maxAddressBytes {
		r.doc.LimitReason = "links that repeat long addresses too often"
		return nil, nil
	}
	return r.decodeAttribute(address), r.decodeAttribute(title)
}

// maxAddressBytes bounds the sum of all addresses and titles in bytes, apart from what grows with the source.
const maxAddressBytes = 1 << 20

// decodeAttribute resolves the escapes, entities and masks in v.
func (r *rewriter) decodeAttribute(v []byte) []byte {
	if isLiteral(v) {
		return r.scan.unmask(v)
	}
	return r.scan.unmask([]byte(decodeEscapes(v)))
}

// trimPictureSize removes the size from the text of a picture: ![text|100](address), or |100x145 (Obsidian).
func trimPictureSize(n *ast.Image, source []byte) {
	t, ok := n.LastChild().(*ast.Text)
	if !ok {
		return
	}
	v := t.Segment.Value(source)
	bar := bytes.LastIndexByte(v, '|')
	if bar < 0 || !isSize(v[bar+1:]) {
		return
	}
	if bar > 0 && v[bar-1] == '\\' { // in a table
		bar--
	}
	if t.Segment = t.Segment.WithStop(t.Segment.Start + bar); t.Segment.IsEmpty() {
		n.RemoveChild(n, t)
	}
}

// isSubscript reports whether a strikethrough is a subscript as in H~2~O: a single tilde directly after a
// letter or digit, around text without spaces.
func (r *rewriter) isSubscript(n *east.Strikethrough) bool {
	src, at := r.doc.Source, n.Pos()
	if at < 1 || at+1 >= len(src) || src[at+1] == '~' || !util.IsAlphaNumeric(src[at-1]) {
		return false
	}
	t, ok := n.FirstChild().(*ast.Text)
	return ok && t.NextSibling() == nil && !bytes.ContainsAny(t.Value(src), " \t\n") && !t.SoftLineBreak()
}

// trimTrailingBreak removes the line break, and the spaces before it, from the last node of a block. The break
// remains there when the node after it was removed.
func (r *rewriter) trimTrailingBreak(n ast.Node) {
	if t, ok := n.LastChild().(*ast.Text); ok && n.Type() == ast.TypeBlock {
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
		t.Segment = t.Segment.TrimRightSpace(r.doc.Source)
		if t.Segment.IsEmpty() {
			n.RemoveChild(n, t)
		}
	}
}

// replaceNode puts replacement in the place of n, with the children and position of n, and returns it.
func replaceNode(n, replacement ast.Node) ast.Node {
	replacement.SetPos(n.Pos())
	moveChildren(n, replacement)
	n.Parent().ReplaceChild(n.Parent(), n, replacement)
	return replacement
}

// moveChildren appends the children of from to those of to.
func moveChildren(from, to ast.Node) {
	for c := from.FirstChild(); c != nil; c = from.FirstChild() {
		to.AppendChild(to, c)
	}
}

// hoistChildren puts the children of n in the place of n. It returns the first of them, or the node after n.
func hoistChildren(n ast.Node) ast.Node {
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
	maxInlineDepth = 60                          // how deep inline nodes nest in a block
	maxBlockDepth  = MaxDepth - 2*maxInlineDepth // how deep blocks nest
)

// limitDepth removes the nodes that nest too deep and keeps their children. It does not recurse.
func limitDepth(root ast.Node) {
	n, depth, inline := root, 0, 0
	for n != nil {
		if n.Type() == ast.TypeInline && inline > maxInlineDepth || depth > maxBlockDepth+maxInlineDepth {
			if n.HasChildren() && n != root {
				n = hoistChildren(n)
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

// truncateText removes from a text block all that begins at or after offset.
func truncateText(n ast.Node, offset int) {
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

// lastLine returns the last line of a text block, without the spaces at its end, and its offset.
func (r *rewriter) lastLine(n ast.Node) ([]byte, int) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return nil, 0
	}
	last := lines.At(lines.Len() - 1)
	return bytes.TrimRight(r.doc.Source[last.Start:last.Stop], " \t\r\n"), last.Start
}

// newParagraph returns an empty paragraph whose lines are source[start:stop].
func newParagraph(start, stop int) *ast.Paragraph {
	p := ast.NewParagraph()
	p.Lines().Append(text.NewSegment(start, stop))
	return p
}
