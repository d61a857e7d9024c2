package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"
)

// blockElements are the elements that begin on a line of their own.
var blockElements = map[string]bool{
	"p": true, "div": true, "section": true, "article": true, "header": true, "footer": true, "main": true,
	"nav": true, "aside": true, "figure": true, "figcaption": true, "center": true, "address": true, "form": true,
	"fieldset": true, "legend": true, "dl": true, "dt": true, "dd": true, "body": true, "html": true, "hgroup": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "summary": true,
	"ul": true, "ol": true, "li": true, "menu": true, "blockquote": true, "details": true, "hr": true, "pre": true,
	"option": true, "optgroup": true, "table": true, "caption": true, "thead": true, "tbody": true, "tfoot": true, "tr": true, "td": true, "th": true,
}

// maxHTMLNesting bounds how deep the containers of HTML nest.
const maxHTMLNesting = 30

// htmlBuilder builds nodes from the HTML blocks among the children of a node. Markdown blocks between them go
// into the element that is open.
type htmlBuilder struct {
	rewriter   *rewriter
	root       ast.Node
	containers []openElement // open lists, items, quotes, details
	textBlock  ast.Node      // the block that takes text, or nil
	spans      []openElement // open inline elements in text
	table      *htmlTable
	skipUntil  string // content is dropped up to the end tag of this element, or ""
	pre        *strings.Builder
	preClass   string // of the <pre> or of the <code> in it
	preOffset  int
	tabLabels  [][]string // of the open <Tabs>: the labels of the tabs that follow
}

// openElement is an HTML element that waits for its end tag, and its node.
type openElement struct {
	tag  string
	node ast.Node
}

// hasKind reports whether n has a child of that kind.
func hasKind(n ast.Node, kind ast.NodeKind) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == kind {
			return true
		}
	}
	return false
}

// convertHTMLBlocks rebuilds the children of n without HTML blocks.
func (r *rewriter) convertHTMLBlocks(n ast.Node) {
	var children []ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		children = append(children, c)
	}
	n.RemoveChildren(n)
	b := &htmlBuilder{rewriter: r, root: n}
	for _, c := range children {
		b.addBlock(c)
	}
	b.endText()
	b.endTable()
}

// addBlock adds the next block, HTML or Markdown.
func (b *htmlBuilder) addBlock(c ast.Node) {
	switch n := c.(type) {
	case *ast.HTMLBlock:
		b.addHTMLBlock(n)
	case *jsxBlock:
		b.addJSXBlock(n)
	case *indentedBlock:
		for c := n.FirstChild(); c != nil; c = n.FirstChild() {
			n.RemoveChild(n, c)
			b.addBlock(c)
		}
	default:
		b.addMarkdownBlock(c)
	}
}

// isTopLevel reports whether the next block belongs to nothing that an earlier block opened.
func (b *htmlBuilder) isTopLevel() bool { return len(b.containers) == 0 && b.table == nil }

// addHTMLBlock tokenizes an HTML block and adds what it means.
func (b *htmlBuilder) addHTMLBlock(n *ast.HTMLBlock) {
	source, at := b.rewriter.htmlBlockSource(n)
	z := html.NewTokenizer(bytes.NewReader(source))
	for read := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		offset := at(read)
		raw := z.Raw()
		isComponent := isComponentTag(raw)
		read += len(raw)
		switch t := z.Token(); kind {
		case html.TextToken:
			b.addText(t.Data, offset)
		case html.StartTagToken, html.SelfClosingTagToken:
			b.handleStartTag(element{t.Data, kind, t.Attr, isComponent}, offset)
		case html.EndTagToken:
			b.handleEndTag(t.Data)
		}
	}
	b.skipUntil = "" // an unclosed element ends with its block
	b.endPre()
}

// htmlBlockSource returns the text of an HTML block, with spaces for the pieces that the scan hid, and a
// function that maps its offsets to those of the source. The function must be called with ascending offsets.
func (r *rewriter) htmlBlockSource(n *ast.HTMLBlock) ([]byte, func(int) int) {
	var out []byte
	var starts, offsets []int
	add := func(start, stop int) {
		starts, offsets = append(starts, len(out)), append(offsets, start)
		out = append(out, r.doc.Source[start:stop]...)
		for _, p := range r.scan.piecesIn(start, stop) {
			if p.kind == pieceHidden {
				copy(out[len(out)-(stop-p.start):], bytes.Repeat([]byte(" "), min(p.stop, stop)-p.start))
			}
		}
	}
	for i := range n.Lines().Len() {
		add(n.Lines().At(i).Start, n.Lines().At(i).Stop)
	}
	if n.HasClosure() {
		add(n.ClosureLine.Start, n.ClosureLine.Stop)
	}
	line := 0 // offsets only grow
	return out, func(i int) int {
		for line+1 < len(starts) && starts[line+1] <= i {
			line++
		}
		if line >= len(starts) {
			return 0
		}
		return offsets[line] + i - starts[line]
	}
}

// addMarkdownBlock adds a block that is not HTML. In a table cell only its text is kept.
func (b *htmlBuilder) addMarkdownBlock(n ast.Node) {
	if b.rewriter.scan.dialect.MDX && b.addMDXText(n) {
		return
	}
	if b.table != nil && b.table.cell != nil && hasInlineChildren(n) {
		b.addSpace()
		moveChildren(n, b.table.cell)
		return
	}
	b.endText()
	b.endTable()
	parent := b.blockParent()
	parent.AppendChild(parent, n)
}

// blockParent returns the node that takes the next block. Between <ul> and <li> it opens a list item for it.
func (b *htmlBuilder) blockParent() ast.Node {
	if len(b.containers) == 0 {
		return b.root
	}
	top := b.containers[len(b.containers)-1].node
	switch top.Kind() {
	case ast.KindList: // text between <ul> and <li>
		return b.openContainer("li", ast.NewListItem(2))
	case east.KindDefinitionList:
		return b.openContainer("dd", newDefinition())
	}
	return top
}

// openContainer appends n to the innermost container and makes it the innermost. Beyond maxHTMLNesting it
// leaves n out and returns the container whose content it joins.
func (b *htmlBuilder) openContainer(tag string, n ast.Node) ast.Node {
	parent := b.root
	if len(b.containers) > 0 {
		parent = b.containers[len(b.containers)-1].node
	}
	if len(b.containers) >= maxHTMLNesting {
		return parent
	}
	parent.AppendChild(parent, n)
	b.containers = append(b.containers, openElement{tag, n})
	return n
}

// closeContainer closes the innermost container of that tag and all inside it. It does not look beyond a
// container whose tag is stop.
func (b *htmlBuilder) closeContainer(tag, stop string) {
	for i := len(b.containers) - 1; i >= 0; i-- {
		switch b.containers[i].tag {
		case tag:
			b.containers = b.containers[:i]
			return
		case stop:
			return
		}
	}
}

// handleStartTag opens what a start tag means.
func (b *htmlBuilder) handleStartTag(e element, offset int) {
	if b.skipUntil == "" {
		b.rewriter.addElementID(e, offset)
	}
	switch {
	case b.skipUntil != "":
	case b.pre != nil:
		b.breakPre(e.name)
		if e.name == "code" && b.preClass == "" {
			b.preClass = e.attrValue("class")
		}
	case blockElements[e.name]:
		b.startBlock(e, offset)
	case e.name == "br" && b.textBlock == nil, b.startComponent(e, offset):
	default:
		if object := b.rewriter.newObject(e, offset); object != nil {
			b.appendInline(object, offset)
		} else if n := b.rewriter.newSpanNode(e, offset); n != nil && e.kind == html.StartTagToken && len(b.spans) < maxOpenTags {
			if e.name == "a" {
				b.endSpan("a")
			}
			b.appendInline(n, offset)
			b.spans = append(b.spans, openElement{e.name, n})
		}
		if e.isUnreadable() {
			b.skipUntil = e.name
		}
	}
}

// startBlock handles the start tag of a block element.
func (b *htmlBuilder) startBlock(e element, offset int) {
	if b.startTableTag(e.name, offset) {
		return
	}
	b.endText()
	if len(e.name) == 2 && e.name[0] == 'h' && e.name[1] >= '1' && e.name[1] <= '6' {
		h := ast.NewHeading(int(e.name[1] - '0'))
		if id := e.attrValue("id"); id != "" {
			h.SetAttributeString("id", []byte(id))
		}
		b.beginTextBlock(h, offset)
		return
	}
	switch e.name {
	case "ul", "menu", "ol":
		b.startList(e)
	case "li":
		b.closeContainer("li", "list")
		if len(b.containers) == 0 || b.containers[len(b.containers)-1].tag != "list" {
			b.openContainer("list", ast.NewList('-'))
		}
		b.openContainer("li", ast.NewListItem(2)).SetPos(offset)
	case "dl":
		b.blockParent()
		b.openContainer("dl", east.NewDefinitionList(0, nil))
	case "dt":
		b.startTerm(offset)
	case "dd":
		b.openDefinitions()
		b.openContainer("dd", newDefinition()).SetPos(offset)
	case "blockquote":
		b.blockParent()
		b.openContainer(e.name, ast.NewBlockquote()).SetPos(offset)
	case "details":
		b.blockParent()
		b.openContainer(e.name, &Details{Open: e.hasAttr("open")}).SetPos(offset)
	case "summary":
		b.beginTextBlock(&Summary{}, offset)
	case "hr":
		parent := b.blockParent()
		parent.AppendChild(parent, ast.NewThematicBreak())
	case "pre":
		b.pre, b.preOffset, b.preClass = &strings.Builder{}, offset, e.attrValue("class")
	}
}

// startList opens a <ul>, <ol> or <menu>.
func (b *htmlBuilder) startList(e element) {
	b.blockParent()
	list := ast.NewList('-')
	if e.name == "ol" {
		list = ast.NewList('.')
		list.Start = 1
		if n, err := strconv.Atoi(e.attrValue("start")); err == nil && n >= 0 && n < 1e9 {
			list.Start = n
		}
	}
	b.openContainer("list", list)
}

// handleEndTag closes what an end tag ends.
func (b *htmlBuilder) handleEndTag(name string) {
	switch {
	case b.skipUntil != "":
		if name == b.skipUntil {
			b.skipUntil = ""
		}
	case b.pre != nil:
		if name == "pre" {
			b.endPre()
		} else if name != "br" {
			b.breakPre(name)
		}
	case b.table != nil && blockElements[name]:
		b.endTableTag(name)
	case blockElements[name]:
		b.endText()
		switch name {
		case "ul", "ol", "menu":
			b.closeContainer("list", "")
		case "li":
			b.closeContainer("li", "list")
		case "dd":
			b.closeContainer("dd", "dl")
		case "blockquote", "details", "dl":
			b.closeContainer(name, "")
		}
	case b.endComponent(name):
	default:
		b.endSpan(name)
	}
}

// endSpan closes the innermost inline element of that name.
func (b *htmlBuilder) endSpan(name string) {
	for i := len(b.spans) - 1; i >= 0; i-- {
		if b.spans[i].tag == name {
			b.spans = b.spans[:i]
			return
		}
	}
}
