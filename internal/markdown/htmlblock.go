package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

// blockElements begin a line of their own.
var blockElements = map[string]bool{
	"p": true, "div": true, "section": true, "article": true, "header": true, "footer": true, "main": true,
	"nav": true, "aside": true, "figure": true, "figcaption": true, "center": true, "address": true, "form": true,
	"fieldset": true, "legend": true, "dl": true, "dt": true, "dd": true, "body": true, "html": true, "hgroup": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "summary": true,
	"ul": true, "ol": true, "li": true, "menu": true, "blockquote": true, "details": true, "hr": true, "pre": true,
	"table": true, "caption": true, "thead": true, "tbody": true, "tfoot": true, "tr": true, "td": true, "th": true,
}

// maxNested bounds how deep the containers of HTML nest.
const maxNested = 30

// htmlBuilder makes nodes of the HTML blocks among the children of one node.
// What Markdown there is between them goes into the element that is open.
type htmlBuilder struct {
	r          *rewriter
	root       ast.Node
	containers []container // open lists, items, quotes, details
	text       ast.Node    // the block that takes text, or nil
	spans      []container // open inline elements in text
	table      *htmlTable
	skip       string // the element whose content is dropped
	pre        *strings.Builder
	preAt      int
}

type container struct {
	tag  string
	node ast.Node
}

func hasKind(n ast.Node, kind ast.NodeKind) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == kind {
			return true
		}
	}
	return false
}

// htmlBlocks rebuilds the children of n without HTML blocks.
func (r *rewriter) htmlBlocks(n ast.Node) {
	var children []ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		children = append(children, c)
	}
	n.RemoveChildren(n)
	b := &htmlBuilder{r: r, root: n}
	for _, c := range children {
		b.take(c)
	}
	b.endText()
	b.endTable()
}

func (b *htmlBuilder) take(c ast.Node) {
	if block, ok := c.(*ast.HTMLBlock); ok {
		b.block(block)
	} else {
		b.markdown(c)
	}
}

// closed says that what comes next stands in nothing that was opened before.
func (b *htmlBuilder) closed() bool { return len(b.containers) == 0 && b.table == nil }

// block reads one HTML block.
func (b *htmlBuilder) block(n *ast.HTMLBlock) {
	source, at := b.r.htmlSource(n)
	z := html.NewTokenizer(bytes.NewReader(source))
	for read := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		offset := at(read)
		read += len(z.Raw())
		switch t := z.Token(); kind {
		case html.TextToken:
			b.words(t.Data, offset)
		case html.StartTagToken, html.SelfClosingTagToken:
			b.start(element{t.Data, kind, t.Attr}, offset)
		case html.EndTagToken:
			b.end(t.Data)
		}
	}
	b.skip = "" // an unclosed element ends with its block
	b.endPre()
}

// htmlSource is the text of an HTML block without what the scan hid, and a function from offsets in it to those of the source.
func (r *rewriter) htmlSource(n *ast.HTMLBlock) ([]byte, func(int) int) {
	var out []byte
	var starts, offsets []int
	add := func(start, stop int) {
		starts, offsets = append(starts, len(out)), append(offsets, start)
		out = append(out, r.doc.Source[start:stop]...)
		for _, p := range r.found.within(start, stop) {
			if p.kind == hidden {
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
	line := 0 // callers ask in ascending order
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

// markdown takes a block that is no HTML.
func (b *htmlBuilder) markdown(n ast.Node) {
	if b.table != nil && b.table.cell != nil && holdsText(n) {
		b.space()
		moveAll(n, b.table.cell)
		return
	}
	b.endText()
	b.endTable()
	parent := b.parent()
	parent.AppendChild(parent, n)
}

// parent is the block that takes the next block.
func (b *htmlBuilder) parent() ast.Node {
	if len(b.containers) == 0 {
		return b.root
	}
	top := b.containers[len(b.containers)-1].node
	if top.Kind() == ast.KindList { // text between <ul> and <li>
		return b.open("li", ast.NewListItem(2))
	}
	return top
}

// open opens a container. Where too many are open it is left out, and its content goes to the one that is.
func (b *htmlBuilder) open(tag string, n ast.Node) ast.Node {
	parent := b.root
	if len(b.containers) > 0 {
		parent = b.containers[len(b.containers)-1].node
	}
	if len(b.containers) >= maxNested {
		return parent
	}
	parent.AppendChild(parent, n)
	b.containers = append(b.containers, container{tag, n})
	return n
}

// closeTo closes the innermost container of that tag and all in it; stop ends the search.
func (b *htmlBuilder) closeTo(tag, stop string) {
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

// start takes a start tag.
func (b *htmlBuilder) start(e element, offset int) {
	switch {
	case b.skip != "":
	case b.pre != nil:
	case blockElements[e.name]:
		b.startBlock(e, offset)
	case e.name == "br" && b.text == nil:
	default:
		if object := b.r.object(e, offset); object != nil {
			b.append(object, offset)
		} else if n := b.r.node(e, offset); n != nil && e.kind == html.StartTagToken && len(b.spans) < maxOpen {
			if e.name == "a" {
				b.endSpan("a")
			}
			b.append(n, offset)
			b.spans = append(b.spans, container{e.name, n})
		}
		if silent[e.name] && e.kind == html.StartTagToken {
			b.skip = e.name
		}
	}
}

func (b *htmlBuilder) startBlock(e element, offset int) {
	if b.tableTag(e.name, offset) {
		return
	}
	b.endText()
	if len(e.name) == 2 && e.name[0] == 'h' && e.name[1] >= '1' && e.name[1] <= '6' {
		h := ast.NewHeading(int(e.name[1] - '0'))
		if id := e.get("id"); id != "" {
			h.SetAttributeString("id", []byte(id))
		}
		b.begin(h, offset)
		return
	}
	switch e.name {
	case "ul", "menu", "ol":
		b.list(e)
	case "li":
		b.closeTo("li", "list")
		if len(b.containers) == 0 || b.containers[len(b.containers)-1].tag != "list" {
			b.open("list", ast.NewList('-'))
		}
		b.open("li", ast.NewListItem(2)).SetPos(offset)
	case "blockquote":
		b.parent()
		b.open(e.name, ast.NewBlockquote()).SetPos(offset)
	case "details":
		b.parent()
		b.open(e.name, &Details{Open: e.has("open")}).SetPos(offset)
	case "summary":
		b.begin(&Summary{}, offset)
	case "hr":
		parent := b.parent()
		parent.AppendChild(parent, ast.NewThematicBreak())
	case "pre":
		b.pre, b.preAt = &strings.Builder{}, offset
	}
}

func (b *htmlBuilder) list(e element) {
	b.parent()
	list := ast.NewList('-')
	if e.name == "ol" {
		list = ast.NewList('.')
		list.Start = 1
		if n, err := strconv.Atoi(e.get("start")); err == nil && n >= 0 && n < 1e9 {
			list.Start = n
		}
	}
	b.open("list", list)
}

// end takes an end tag.
func (b *htmlBuilder) end(name string) {
	switch {
	case b.skip != "":
		if name == b.skip {
			b.skip = ""
		}
	case b.pre != nil:
		if name == "pre" {
			b.endPre()
		}
	case b.table != nil && blockElements[name]:
		b.endTableTag(name)
	case blockElements[name]:
		b.endText()
		switch name {
		case "ul", "ol", "menu":
			b.closeTo("list", "")
		case "li":
			b.closeTo("li", "list")
		case "blockquote", "details":
			b.closeTo(name, "")
		}
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
