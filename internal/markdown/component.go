package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

// A component is an element that a site defines, <Tab title="x">, in MDX or in the Markdown of VitePress and Astro. How it
// looks is known to the site alone. A reader of the site sees its content, and the words in some of its attributes.

// componentTexts are the attributes that hold words for the reader, in the order in which they are shown.
var componentTexts = []string{"title", "heading", "header", "summary", "label", "caption", "description", "text"}

// componentName returns the name by which blockTags knows a component: <Tabs.Tab> is a tab.
func componentName(name string) string {
	return strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
}

// arguments returns the attributes of a component as the arguments of a tag.
func (e element) arguments() (args tagArguments) {
	for _, a := range e.attr {
		if a.Val != "" && !strings.HasPrefix(a.Val, "{") {
			args.named = append(args.named, tagArgument{key: strings.ToLower(a.Key), value: a.Val, isQuoted: true})
		}
	}
	return args
}

// componentContent returns what a reader sees of the attributes of a component.
func (e element) componentContent() (c tagContent) {
	if !e.isComponent || len(e.attr) == 0 {
		return c
	}
	name, args := componentName(e.name), e.arguments()
	for _, key := range componentTexts {
		c.addText(args.first(true, key))
	}
	if embedAddresses[name] != "" {
		c.addEmbed(name, args)
		return c
	}
	if c.link = args.first(true, "href", "to"); c.link != "" && len(c.texts) > 0 {
		c.label, c.texts, c.isLinkFirst = c.texts[0], c.texts[1:], true
	}
	return c
}

// isBlockComponent reports whether a component begins a callout, a tab or the like.
func (e element) isBlockComponent() bool {
	switch b := blockTags[componentName(e.name)]; b.kind {
	case "", "group", "quote":
		return false
	case "tab", "step", "card": // without a title they only group what they hold
		return e.isComponent && !e.componentContent().isEmpty()
	}
	return e.isComponent
}

// componentTag returns what openElement calls a component.
func componentTag(name string) string { return "<" + componentName(name) }

// startComponent opens what the start tag of a component means, and reports whether it means something.
func (b *htmlBuilder) startComponent(e element, offset int) bool {
	if !e.isComponent || b.table != nil {
		return false
	}
	name := componentName(e.name)
	switch {
	case name == "tabs" && e.kind == html.StartTagToken && len(b.tabLabels) < maxHTMLNesting:
		b.tabLabels = append(b.tabLabels, readTabLabels(e.attrValue("items")))
	case name == "tab" || name == "tabitem":
		e = b.labelTab(e)
	}
	content := e.componentContent()
	if e.kind == html.StartTagToken && e.isBlockComponent() && b.rewriter.hasEndTag(e, offset) {
		tag := blockTags[name]
		c := &Callout{Name: tag.calloutName(e.arguments()), content: content}
		if kind := strings.ToLower(e.attrValue("type")); name == "aside" && admonitionNames[kind] {
			c.Name = kind // of Astro
		}
		if tag.kind == "details" {
			c.Fold = '-'
		}
		b.endText()
		b.blockParent()
		b.openContainer(componentTag(e.name), c)
		c.SetPos(offset)
		return true
	}
	if content.isEmpty() {
		return false
	}
	b.endText()
	b.appendInline(content.node(offset), offset)
	b.endText()
	return true
}

// endComponent closes what the start tag of a component opened, and reports whether it was open.
func (b *htmlBuilder) endComponent(name string) bool {
	if componentName(name) == "tabs" && len(b.tabLabels) > 0 {
		b.tabLabels = b.tabLabels[:len(b.tabLabels)-1]
	}
	if !b.hasComponent(name) {
		return false
	}
	b.endText()
	b.closeContainer(componentTag(name), "")
	return true
}

// hasComponent reports whether a component of that name is open.
func (b *htmlBuilder) hasComponent(name string) bool {
	tag := componentTag(name)
	for _, c := range b.containers {
		if c.tag == tag {
			return true
		}
	}
	return false
}

// tabLabel matches the label of a tab in a list of strings or of objects.
var tabLabel = regexp.MustCompile("(?:label:\\s*)?[\"'`]([^\"'`\\n]+)[\"'`]")

// readTabLabels returns the labels of the tabs in the expression {['a', 'b']}, as Nextra has them.
// https://nextra.site/docs/built-ins/tabs
func readTabLabels(items string) (labels []string) {
	if !strings.HasPrefix(items, "{[") {
		return nil
	}
	objects := strings.Contains(items, "label:")
	for _, m := range tabLabel.FindAllStringSubmatch(items, -1) {
		if strings.HasPrefix(m[0], "label:") == objects {
			labels = append(labels, m[1])
		}
	}
	return labels
}

// labelTab gives a tab without a title the next label of the tabs it is among.
func (b *htmlBuilder) labelTab(e element) element {
	last := len(b.tabLabels) - 1
	if last < 0 || len(b.tabLabels[last]) == 0 {
		return e
	}
	label := b.tabLabels[last][0]
	b.tabLabels[last] = b.tabLabels[last][1:]
	if len(e.componentContent().texts) == 0 {
		e.attr = append(e.attr[:len(e.attr):len(e.attr)], html.Attribute{Key: "title", Val: label})
	}
	return e
}

// hasEndTag reports whether the source has an end tag for the component that begins at an offset, so that a tag which is
// none swallows nothing.
func (r *rewriter) hasEndTag(e element, offset int) bool {
	src := r.doc.Source
	if offset < 0 || offset+1+len(e.name) > len(src) {
		return false
	}
	name := string(src[offset+1 : offset+1+len(e.name)])
	last, known := r.lastEndTags[name]
	if !known {
		last = bytes.LastIndex(src, []byte("</"+name))
		if r.lastEndTags == nil {
			r.lastEndTags = map[string]int{}
		}
		r.lastEndTags[name] = last
	}
	return last > offset
}

// insertComponentText puts what a reader sees of a component without content, or of a tab or the like within a paragraph, in the
// place of its tag. The anchor and the title of a heading are made of its text, to which such words do not belong: VitePress
// leaves tags out of both, https://vitepress.dev/reference/default-theme-badge.
func insertComponentText(n ast.Node, raw *ast.RawHTML, e element) bool {
	hasContent := e.kind == html.StartTagToken && e.isBlockComponent()
	if e.kind != html.SelfClosingTagToken && !hasContent {
		return false
	}
	content := e.componentContent()
	if content.isEmpty() {
		return false
	}
	if hasContent {
		n.InsertAfter(n, raw, ast.NewString([]byte(" ")))
	}
	words := content.node(raw.Pos())
	if n.Kind() == ast.KindHeading {
		for c := words.FirstChild(); c != nil; c = c.NextSibling() {
			c.SetAttributeString(besideHeading, true)
		}
	}
	n.ReplaceChild(n, raw, words)
	return true
}

// besideHeading is the attribute of nodes in a heading that are shown with it and do not belong to its text.
const besideHeading = "quire-beside"

// isBesideHeading reports whether n is shown with a heading and does not belong to its text.
func isBesideHeading(n ast.Node) bool {
	if n.Attributes() == nil {
		return false
	}
	_, ok := n.AttributeString(besideHeading)
	return ok
}

// TitleText returns the visible text of a heading without the words of components in it, and whether it has none of them.
func (d *Document) TitleText(h ast.Node) (text string, isWhole bool) {
	isWhole = true
	var b []byte
	for c := h.FirstChild(); c != nil; c = c.NextSibling() {
		if isBesideHeading(c) {
			isWhole = false
		} else {
			b = d.appendRawText(b, c, 0)
		}
	}
	if isWhole {
		return d.Text(h), true
	}
	return string(b[:collapseSpaces(b)]), false
}
