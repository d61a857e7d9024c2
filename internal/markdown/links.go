package markdown

import (
	"bytes"
	"sort"
	"sync"

	"github.com/yuin/goldmark/ast"

	"quire/internal/safe"
)

// Links returns the links of the document in the order of the text. The caller must not change them.
func (d *Document) Links() []Link { return d.links }

// LinkIndex returns the index in Links of a node: an ast.Link, ast.Image, ast.AutoLink, WikiLink or Template, or a
// code block with a diagram, whose last link it is.
// Every node of the first four kinds in the tree has an index.
func (d *Document) LinkIndex(n ast.Node) (int, bool) {
	i, ok := d.linkIndex()[n]
	return i, ok
}

// LinkNode returns the node of Links()[i], the inverse of LinkIndex; nil when there is no such link.
func (d *Document) LinkNode(i int) ast.Node {
	if i < 0 || i >= len(d.linkNodes) {
		return nil
	}
	return d.linkNodes[i]
}

// collectLinks finds the links, headings and footnote jumps of a rewritten tree and sorts them by offset.
// brackets is the number of [ in the source, which bounds the links to make room for.
func (d *Document) collectLinks(brackets int) {
	capacity := min(brackets, maxLinkCapacity)
	d.links, d.linkNodes = make([]Link, 0, capacity), make([]ast.Node, 0, capacity)
	d.collectNode(d.Root)
	d.removeHeadingIDs()
	// Footnotes stand at the end of the tree, wherever they were written.
	sort.Stable((*byOffset)(d))
	sort.SliceStable(d.headings, func(i, j int) bool { return d.headings[i].Offset < d.headings[j].Offset })
	sort.SliceStable(d.blocks, func(i, j int) bool { return d.blocks[i].Offset < d.blocks[j].Offset })
	d.linkIndex = sync.OnceValue(func() map[ast.Node]int {
		index := make(map[ast.Node]int, len(d.linkNodes))
		for i, n := range d.linkNodes {
			index[n] = i
		}
		return index
	})
}

// maxLinkCapacity bounds for how many links room is allocated before they are found.
const maxLinkCapacity = 64

// byOffset sorts the links of a document together with their nodes.
type byOffset Document

func (d *byOffset) Len() int           { return len(d.links) }
func (d *byOffset) Less(i, j int) bool { return d.links[i].Offset < d.links[j].Offset }
func (d *byOffset) Swap(i, j int) {
	d.links[i], d.links[j] = d.links[j], d.links[i]
	d.linkNodes[i], d.linkNodes[j] = d.linkNodes[j], d.linkNodes[i]
}

// collectNode records what n and the nodes below it are: headings, links and footnote jumps.
func (d *Document) collectNode(n ast.Node) {
	if h, ok := n.(*ast.Heading); ok {
		d.headings = append(d.headings, d.newHeading(h))
	}
	if l, ok := d.newLink(n); ok {
		l.Offset = min(max(l.Offset, 0), len(d.Source))
		l.Text = d.Text(n)
		d.links = append(d.links, l)
		d.linkNodes = append(d.linkNodes, n)
	}
	d.collectDiagramLinks(n)
	if j, ok := footnoteJump(n); ok {
		if d.jumpIndex == nil {
			d.jumpIndex = map[ast.Node]int{}
		}
		d.jumpIndex[n] = len(d.jumps)
		d.jumps = append(d.jumps, j)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*ast.Text); !ok { // most children are texts, which hold nothing
			d.collectNode(c)
		}
	}
}

// newLink describes a node that is a link.
func (d *Document) newLink(n ast.Node) (Link, bool) {
	switch n := n.(type) {
	case *ast.Link:
		return Link{Form: d.linkForm(n), Dest: safe.Text(string(n.Destination)), Offset: n.Pos()}, true
	case *ast.Image:
		return Link{Form: Image, Dest: safe.Text(string(n.Destination)), Offset: n.Pos()}, true
	case *ast.AutoLink:
		return d.newAutoLink(n), true
	case *WikiLink:
		return Link{Form: n.Form, Dest: safe.Text(n.Target), Offset: n.Pos()}, true
	case *Template:
		return Link{Form: TemplateLink, Dest: safe.Text(n.Source), Offset: n.Pos()}, n.Target != ""
	}
	return Link{}, false
}

// linkForm returns the form in which n is written.
func (d *Document) linkForm(n *ast.Link) Form {
	switch {
	case d.htmlNodes[n]:
		return HTML
	case n.Reference != nil:
		return Reference
	}
	return Inline
}

// newAutoLink describes an autolink in angle brackets or a bare address.
func (d *Document) newAutoLink(n *ast.AutoLink) Link {
	l := Link{Form: Bare, Dest: string(n.URL(d.Source)), Offset: n.Pos()}
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(n.Label(d.Source), []byte("mailto:")) {
		l.Dest = "mailto:" + l.Dest
	}
	l.Dest = safe.Text(l.Dest)
	if l.Offset < 0 || l.Offset >= len(d.Source) {
		return l
	}
	if d.Source[l.Offset] == '<' {
		l.Form = Autolink
	}
	return l
}
