package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
)

// spanNodes make the node that an inline element means.
var spanNodes = map[string]func() ast.Node{
	"b": strong, "strong": strong,
	"i": emphasis, "em": emphasis, "cite": emphasis, "var": emphasis, "dfn": emphasis,
	"del": strike, "s": strike, "strike": strike,
	"mark": func() ast.Node { return &Mark{} },
	"code": styled(Code), "samp": styled(Code), "tt": styled(Code),
	"kbd": styled(Kbd), "sub": styled(Sub), "sup": styled(Sup), "u": styled(Underline), "ins": styled(Underline),
	"a": func() ast.Node { return ast.NewLink() },
}

func strong() ast.Node   { return ast.NewEmphasis(2) }
func emphasis() ast.Node { return ast.NewEmphasis(1) }
func strike() ast.Node   { return east.NewStrikethrough() }

func styled(s Style) func() ast.Node { return func() ast.Node { return &Styled{Style: s} } }

// silent are the elements whose content is nothing to read.
var silent = map[string]bool{
	"script": true, "style": true, "head": true, "title": true, "template": true, "noscript": true,
	"select": true, "object": true, "svg": true, "math": true, "canvas": true,
	"iframe": true, "video": true, "audio": true, // what is in them is for who cannot play them
}

// element is one tag of HTML.
type element struct {
	name string
	kind html.TokenType
	attr []html.Attribute
}

// readElement reads the tag that raw, the source of a RawHTML, is.
func readElement(raw []byte) element {
	if e, ok := bareElement(raw); ok {
		return e
	}
	z := html.NewTokenizer(strings.NewReader(string(raw)))
	kind := z.Next()
	t := z.Token()
	return element{name: t.Data, kind: kind, attr: t.Attr}
}

// bareElement reads a tag without attributes, as most are, without the cost of a tokenizer.
func bareElement(raw []byte) (element, bool) {
	if len(raw) < 3 || raw[0] != '<' || raw[len(raw)-1] != '>' {
		return element{}, false
	}
	name, kind := raw[1:len(raw)-1], html.StartTagToken
	switch {
	case name[0] == '/':
		name, kind = name[1:], html.EndTagToken
	case name[len(name)-1] == '/':
		name, kind = name[:len(name)-1], html.SelfClosingTagToken
	}
	for _, c := range name {
		if !util.IsAlphaNumeric(c) {
			return element{}, false
		}
	}
	return element{name: strings.ToLower(string(name)), kind: kind}, len(name) > 0
}

// get is the value of an attribute, trimmed, or "".
func (e element) get(key string) string {
	for _, a := range e.attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// node is the inline node that the element opens, or nil when it means nothing.
func (r *rewriter) node(e element, offset int) ast.Node {
	make, ok := spanNodes[e.name]
	if !ok || e.kind != html.StartTagToken && e.kind != html.SelfClosingTagToken {
		return nil
	}
	n := make()
	n.SetPos(offset)
	if link, ok := n.(*ast.Link); ok {
		link.Destination, link.Title = []byte(e.get("href")), []byte(e.get("title"))
		if len(link.Destination) == 0 {
			return nil // an anchor
		}
		r.doc.html[link] = true
	}
	return n
}

// object is the node of an element that has no content of ours: a picture, a player, a line break.
func (r *rewriter) object(e element, offset int) ast.Node {
	if e.kind != html.StartTagToken && e.kind != html.SelfClosingTagToken {
		return nil
	}
	switch e.name {
	case "br":
		t := ast.NewTextSegment(text.NewSegment(offset, offset))
		t.SetHardLineBreak(true)
		return t
	case "img":
		if e.get("src") == "" {
			return nil
		}
		image := ast.NewImage(ast.NewLink())
		image.Destination, image.Title = []byte(e.get("src")), []byte(e.get("title"))
		image.SetPos(offset)
		if alt := e.get("alt"); alt != "" {
			image.AppendChild(image, ast.NewString([]byte(alt)))
		}
		r.doc.html[image] = true
		return image
	case "iframe", "video", "audio", "embed", "source":
		return r.media(e, offset)
	}
	return nil
}

// media is the link that stands for a player.
func (r *rewriter) media(e element, offset int) ast.Node {
	src := e.get("src")
	if src == "" {
		return nil
	}
	link := ast.NewLink()
	link.Destination = []byte(src)
	link.SetPos(offset)
	label := e.get("title")
	if label == "" {
		label = src
	}
	link.AppendChild(link, ast.NewString([]byte(label)))
	r.doc.html[link] = true
	return link
}

// opened is an inline tag that waits for its end.
type opened struct {
	element
	raw ast.Node
	at  int
}

// maxOpen bounds how many inline tags may wait for their end: more nest too deep.
const maxOpen = 40

// htmlInline makes nodes of the raw HTML among the children of n.
func (r *rewriter) htmlInline(n ast.Node) {
	if !hasKind(n, ast.KindRawHTML) {
		return
	}
	r.html = true
	var open []opened
	endless := make(map[string]bool) // elements whose end was looked for in vain
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		raw, ok := c.(*ast.RawHTML)
		if !ok {
			c = next
			continue
		}
		e := readElement(raw.Segments.Value(r.doc.Source))
		switch object := r.object(e, raw.Pos()); {
		case object != nil:
			next = r.put(n, raw, object, next)
			if e.kind == html.StartTagToken && silent[e.name] {
				next = r.skip(n, e.name, next, endless)
			}
		case e.kind == html.StartTagToken && silent[e.name]:
			n.RemoveChild(n, raw)
			next = r.skip(n, e.name, next, endless)
		case e.kind == html.StartTagToken && spanNodes[e.name] != nil && len(open) < maxOpen:
			open = append(open, opened{e, raw, raw.Pos()})
		case e.kind == html.EndTagToken:
			open = r.close(n, open, e.name, raw)
			n.RemoveChild(n, raw)
		default:
			n.RemoveChild(n, raw)
		}
		c = next
	}
	for len(open) > 0 { // a link without an end is one to the end
		last := open[len(open)-1]
		if last.name == "a" {
			r.wrap(n, last, nil)
		}
		n.RemoveChild(n, last.raw)
		open = open[:len(open)-1]
	}
}

// put puts an object in the place of a tag. A line break eats the end of its own line.
func (r *rewriter) put(n ast.Node, raw *ast.RawHTML, object, next ast.Node) ast.Node {
	n.ReplaceChild(n, raw, object)
	if _, isBreak := object.(*ast.Text); !isBreak {
		return next
	}
	for c := next; ; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok || len(bytes.Trim(t.Value(r.doc.Source), " \t")) > 0 {
			return next
		}
		if t.SoftLineBreak() {
			return removeUpTo(n, next, t)
		}
	}
}

// removeUpTo removes children of n, from one up to another, and returns what follows.
func removeUpTo(n, from, last ast.Node) ast.Node {
	after := last.NextSibling()
	for from != after {
		next := from.NextSibling()
		n.RemoveChild(n, from)
		from = next
	}
	return after
}

// skip removes what follows up to the end tag, and returns what is after it. Without one nothing is removed.
func (r *rewriter) skip(n ast.Node, name string, from ast.Node, endless map[string]bool) ast.Node {
	if endless[name] {
		return from
	}
	end := from
	for ; end != nil; end = end.NextSibling() {
		raw, ok := end.(*ast.RawHTML)
		if !ok {
			continue
		}
		if e := readElement(raw.Segments.Value(r.doc.Source)); e.kind == html.EndTagToken && e.name == name {
			break
		}
	}
	if end == nil {
		endless[name] = true
		return from
	}
	after := end.NextSibling()
	for c := from; c != after; {
		next := c.NextSibling()
		n.RemoveChild(n, c)
		c = next
	}
	return after
}

// close ends the innermost open tag of that name.
func (r *rewriter) close(n ast.Node, open []opened, name string, end ast.Node) []opened {
	i := len(open) - 1
	for i >= 0 && open[i].name != name {
		i--
	}
	if i < 0 {
		return open
	}
	for _, o := range open[i+1:] {
		n.RemoveChild(n, o.raw)
	}
	r.wrap(n, open[i], end)
	n.RemoveChild(n, open[i].raw)
	return open[:i]
}

// wrap puts what stands between a tag and its end (nil: all that follows) into the node that the tag means.
func (r *rewriter) wrap(n ast.Node, o opened, end ast.Node) {
	node := r.node(o.element, o.at)
	if node == nil {
		return
	}
	for c := o.raw.NextSibling(); c != nil && c != end; c = o.raw.NextSibling() {
		node.AppendChild(node, c)
	}
	n.InsertAfter(n, o.raw, node)
}

// has says whether an attribute is there, whatever its value.
func (e element) has(name string) bool {
	return slices.ContainsFunc(e.attr, func(a html.Attribute) bool { return a.Key == name })
}
