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

// spanConstructors make the node that an inline element means, by the name of the element.
var spanConstructors = map[string]func() ast.Node{
	"b": newStrong, "strong": newStrong,
	"i": newEmphasis, "em": newEmphasis, "cite": newEmphasis, "var": newEmphasis, "dfn": newEmphasis,
	"del": newStrikethrough, "s": newStrikethrough, "strike": newStrikethrough,
	"mark": func() ast.Node { return &Mark{} },
	"code": newStyled(Code), "samp": newStyled(Code), "tt": newStyled(Code),
	"kbd": newStyled(Kbd), "sub": newStyled(Sub), "sup": newStyled(Sup), "u": newStyled(Underline), "ins": newStyled(Inserted),
	"a": func() ast.Node { return ast.NewLink() },
}

func newStrong() ast.Node        { return ast.NewEmphasis(2) }
func newEmphasis() ast.Node      { return ast.NewEmphasis(1) }
func newStrikethrough() ast.Node { return east.NewStrikethrough() }

// newStyled returns a constructor of Styled nodes of style s.
func newStyled(s Style) func() ast.Node { return func() ast.Node { return &Styled{Style: s} } }

// unreadableElements are the elements whose content is not meant to be read.
var unreadableElements = map[string]bool{
	"script": true, "style": true, "head": true, "title": true, "template": true, "noscript": true,
	"svg": true, "canvas": true, "annotation": true, "annotation-xml": true,
}

// playerElements are the elements that a link stands for, with the attribute that has its address. Their content is for
// browsers that cannot play them: where an address is known, the link takes its place.
var playerElements = map[string]string{
	"iframe": "src", "video": "src", "audio": "src", "embed": "src", "source": "src", "object": "data",
}

// element is a single HTML tag.
type element struct {
	name string
	kind html.TokenType
	attr []html.Attribute

	isComponent bool // the name begins as that of a component of JSX does, <Math>, which is not the element <math>
}

// isUnreadable reports whether a tag begins content that is not meant to be read.
func (e element) isUnreadable() bool {
	if e.kind != html.StartTagToken || e.isComponent {
		return false
	}
	key := playerElements[e.name]
	return unreadableElements[e.name] || key != "" && (e.name == "iframe" || e.attrValue(key) != "") && !isVoidPlayer(e.name)
}

// isVoidPlayer reports whether a player has no content and no end tag.
func isVoidPlayer(name string) bool { return name == "embed" || name == "source" }

// isComponentTag reports whether the name in a tag is that of a component: a capital, and then a small letter.
func isComponentTag(raw []byte) bool {
	return len(raw) > 2 && raw[1] >= 'A' && raw[1] <= 'Z' && raw[2] >= 'a' && raw[2] <= 'z'
}

// parseElement parses the tag in raw, which is the source of a RawHTML node.
func parseElement(raw []byte) element {
	if e, ok := parseSimpleElement(raw); ok {
		return e
	}
	z := html.NewTokenizer(strings.NewReader(string(raw)))
	kind := z.Next()
	t := z.Token()
	return element{name: t.Data, kind: kind, attr: t.Attr, isComponent: isComponentTag(raw)}
}

// parseSimpleElement parses a tag without attributes, as most are, without the cost of a tokenizer. ok is false
// for every other tag.
func parseSimpleElement(raw []byte) (e element, ok bool) {
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
	return element{name: strings.ToLower(string(name)), kind: kind, isComponent: isComponentTag(raw)}, len(name) > 0
}

// attrValue returns the trimmed value of an attribute, or "".
func (e element) attrValue(key string) string {
	for _, a := range e.attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// newSpanNode returns the inline node that the start tag e opens, or nil when the element has no meaning here.
func (r *rewriter) newSpanNode(e element, offset int) ast.Node {
	construct, ok := spanConstructors[e.name]
	if !ok || e.kind != html.StartTagToken && e.kind != html.SelfClosingTagToken {
		return nil
	}
	n := construct()
	n.SetPos(offset)
	if link, ok := n.(*ast.Link); ok {
		link.Destination, link.Title = []byte(e.attrValue("href")), []byte(e.attrValue("title"))
		if len(link.Destination) == 0 {
			return nil // an anchor
		}
		r.doc.htmlNodes[link] = true
	}
	return n
}

// newObject returns the node of an element without inline content: a picture, a player, a checkbox or a line break. It
// returns nil for any other element.
func (r *rewriter) newObject(e element, offset int) ast.Node {
	if e.kind != html.StartTagToken && e.kind != html.SelfClosingTagToken {
		return nil
	}
	switch e.name {
	case "br":
		t := ast.NewTextSegment(text.NewSegment(offset, offset))
		t.SetHardLineBreak(true)
		return t
	case "img":
		if e.attrValue("src") == "" {
			return nil
		}
		image := ast.NewImage(ast.NewLink())
		image.Destination, image.Title = []byte(e.attrValue("src")), []byte(e.attrValue("title"))
		image.SetPos(offset)
		if alt := e.attrValue("alt"); alt != "" {
			image.AppendChild(image, ast.NewString([]byte(alt)))
		}
		r.doc.htmlNodes[image] = true
		return image
	case "input":
		if !strings.EqualFold(e.attrValue("type"), "checkbox") {
			return nil
		}
		return east.NewTaskCheckBox(e.hasAttr("checked"))
	case "iframe", "video", "audio", "embed", "source", "object":
		return r.newMediaLink(e, offset)
	}
	return nil
}

// newMediaLink returns the link that stands for a player, or nil when the player has no address. A player that names its
// address in <source> elements inside, one for each format, is the first of them.
func (r *rewriter) newMediaLink(e element, offset int) ast.Node {
	src := e.attrValue(playerElements[e.name])
	if e.name == "source" {
		if r.hasSource || src == "" {
			return nil
		}
		r.hasSource = true
	} else {
		r.hasSource = false
	}
	if src == "" {
		return nil
	}
	link := ast.NewLink()
	link.Destination = []byte(src)
	link.SetPos(offset)
	label := e.attrValue("title")
	if label == "" {
		label = src
	}
	link.AppendChild(link, ast.NewString([]byte(label)))
	r.doc.htmlNodes[link] = true
	return link
}

// openTag is an inline start tag whose end tag has not come yet.
type openTag struct {
	element
	raw    ast.Node
	offset int
}

// maxOpenTags bounds how many inline tags may be open at a time, since their nodes nest.
const maxOpenTags = 40

// convertInlineHTML replaces the raw HTML among the children of n by the nodes that it means.
func (r *rewriter) convertInlineHTML(n ast.Node) {
	if !hasKind(n, ast.KindRawHTML) {
		return
	}
	r.hasHTML = true
	var open []openTag
	var parts blockParts
	unclosed := make(map[string]bool) // elements that have no end tag, so that it is searched only once
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		raw, ok := c.(*ast.RawHTML)
		if !ok {
			c = next
			continue
		}
		e := r.parseTag(raw)
		r.addElementID(e, raw.Pos())
		switch object := r.newObject(e, raw.Pos()); {
		case object != nil:
			next = r.replaceTag(n, raw, object, next)
			if e.isUnreadable() {
				next = r.removeContent(n, e.name, next, unclosed)
			}
		case e.isUnreadable():
			n.RemoveChild(n, raw)
			next = r.removeContent(n, e.name, next, unclosed)
		case e.kind == html.StartTagToken && spanConstructors[e.name] != nil && len(open) < maxOpenTags:
			open = append(open, openTag{e, raw, raw.Pos()})
		case blockElements[e.name]:
			parts.part(n, raw, e)
		case e.kind == html.EndTagToken:
			open = r.closeTag(n, open, e.name, raw)
			n.RemoveChild(n, raw)
		case insertComponentText(n, raw, e):
		default:
			n.RemoveChild(n, raw)
		}
		c = next
	}
	for len(open) > 0 { // a link without an end tag goes on to the end
		last := open[len(open)-1]
		if last.name == "a" {
			r.wrapContent(n, last, nil)
		}
		n.RemoveChild(n, last.raw)
		open = open[:len(open)-1]
	}
	parts.trim(r.doc.Source)
}

// replaceTag puts object in the place of a tag, and returns the node after it. A line break also removes the
// blank rest of its line, including the line end.
func (r *rewriter) replaceTag(n ast.Node, raw *ast.RawHTML, object, next ast.Node) ast.Node {
	n.ReplaceChild(n, raw, object)
	if t, ok := next.(*ast.Text); ok && object.Kind() == east.KindTaskCheckBox && IsItemCheckBox(object) {
		t.Segment = t.Segment.TrimLeftSpace(r.doc.Source) // a space follows the box that the list draws
	}
	if _, isBreak := object.(*ast.Text); !isBreak {
		return next
	}
	for c := next; ; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok || len(bytes.Trim(t.Value(r.doc.Source), " \t")) > 0 {
			return next
		}
		if t.SoftLineBreak() {
			return removeRange(n, next, t)
		}
	}
}

// removeRange removes the children of n from from to last, and returns the node after them.
func removeRange(n, from, last ast.Node) ast.Node {
	after := last.NextSibling()
	for from != after {
		next := from.NextSibling()
		n.RemoveChild(n, from)
		from = next
	}
	return after
}

// removeContent removes the children of n from first up to the end tag of that name, and returns the node after
// it. Without an end tag it removes nothing.
func (r *rewriter) removeContent(n ast.Node, name string, first ast.Node, unclosed map[string]bool) ast.Node {
	if unclosed[name] {
		return first
	}
	end := first
	for ; end != nil; end = end.NextSibling() {
		raw, ok := end.(*ast.RawHTML)
		if !ok {
			continue
		}
		if e := r.parseTag(raw); e.kind == html.EndTagToken && e.name == name {
			break
		}
	}
	if end == nil {
		unclosed[name] = true
		return first
	}
	after := end.NextSibling()
	for c := first; c != after; {
		next := c.NextSibling()
		n.RemoveChild(n, c)
		c = next
	}
	return after
}

// closeTag ends the innermost open tag of that name and drops those inside it. It returns the tags that stay
// open.
func (r *rewriter) closeTag(n ast.Node, open []openTag, name string, end ast.Node) []openTag {
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
	r.wrapContent(n, open[i], end)
	n.RemoveChild(n, open[i].raw)
	return open[:i]
}

// wrapContent moves the nodes between the tag o and end into the node that the tag means. A nil end takes all
// that follow.
func (r *rewriter) wrapContent(n ast.Node, o openTag, end ast.Node) {
	node := r.newSpanNode(o.element, o.offset)
	if node == nil {
		return
	}
	for c := o.raw.NextSibling(); c != nil && c != end; c = o.raw.NextSibling() {
		node.AppendChild(node, c)
	}
	n.InsertAfter(n, o.raw, node)
}

// hasAttr reports whether an attribute is present, whatever its value.
func (e element) hasAttr(name string) bool {
	return slices.ContainsFunc(e.attr, func(a html.Attribute) bool { return a.Key == name })
}
