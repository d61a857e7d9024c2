package markdown

import (
	"bytes"
	"sort"
	"sync"

	"github.com/yuin/goldmark/ast"

	"quire/internal/safe"
)

// Links are the links of the document in the order of the text. The caller must not change them.
func (d *Document) Links() []Link { return d.links }

// LinkIndex says which of Links a node is: an ast.Link, ast.Image, ast.AutoLink,
// WikiLink or Template. Every node of the first four kinds in the tree is one.
func (d *Document) LinkIndex(n ast.Node) (int, bool) {
	i, ok := d.index()[n]
	return i, ok
}

// LinkNode is the node of Links()[i], the inverse of LinkIndex; nil when there is no such link.
func (d *Document) LinkNode(i int) ast.Node {
	if i < 0 || i >= len(d.nodes) {
		return nil
	}
	return d.nodes[i]
}

// collect finds the links and headings of a rewritten tree.
func (d *Document) collect(brackets int) {
	room := min(brackets, mostRoom)
	d.links, d.nodes = make([]Link, 0, room), make([]ast.Node, 0, room)
	d.visit(d.Root)
	// Footnotes stand at the end of the tree, wherever they were written.
	sort.Stable((*byOffset)(d))
	sort.SliceStable(d.headings, func(i, j int) bool { return d.headings[i].Offset < d.headings[j].Offset })
	sort.SliceStable(d.blocks, func(i, j int) bool { return d.blocks[i].Offset < d.blocks[j].Offset })
	d.index = sync.OnceValue(func() map[ast.Node]int {
		index := make(map[ast.Node]int, len(d.nodes))
		for i, n := range d.nodes {
			index[n] = i
		}
		return index
	})
}

// mostRoom is for how many links at most room is made before they are found.
const mostRoom = 64

// byOffset sorts the links of a document, and their nodes with them.
type byOffset Document

func (d *byOffset) Len() int           { return len(d.links) }
func (d *byOffset) Less(i, j int) bool { return d.links[i].Offset < d.links[j].Offset }
func (d *byOffset) Swap(i, j int) {
	d.links[i], d.links[j] = d.links[j], d.links[i]
	d.nodes[i], d.nodes[j] = d.nodes[j], d.nodes[i]
}

func (d *Document) visit(n ast.Node) {
	if h, ok := n.(*ast.Heading); ok {
		d.headings = append(d.headings, d.heading(h))
	}
	if l, ok := d.link(n); ok {
		l.Offset = min(max(l.Offset, 0), len(d.Source))
		l.Text = d.Text(n)
		d.links = append(d.links, l)
		d.nodes = append(d.nodes, n)
	}
	if j, ok := jump(n); ok {
		if d.jumpIndex == nil {
			d.jumpIndex = map[ast.Node]int{}
		}
		d.jumpIndex[n] = len(d.jumps)
		d.jumps = append(d.jumps, j)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*ast.Text); !ok { // most are one, and nothing is in it
			d.visit(c)
		}
	}
}

// link is what a node says as a link.
func (d *Document) link(n ast.Node) (Link, bool) {
	switch n := n.(type) {
	case *ast.Link:
		return Link{Form: d.form(n), Dest: safe.Text(string(n.Destination)), Offset: n.Pos()}, true
	case *ast.Image:
		return Link{Form: Image, Dest: safe.Text(string(n.Destination)), Offset: n.Pos()}, true
	case *ast.AutoLink:
		return d.autoLink(n), true
	case *WikiLink:
		form := Wiki
		if n.Embed {
			form = Embed
		}
		return Link{Form: form, Dest: safe.Text(n.Target), Offset: n.Pos()}, true
	case *Template:
		return Link{Form: TemplateLink, Dest: safe.Text(n.Source), Offset: n.Pos()}, n.Target != ""
	}
	return Link{}, false
}

func (d *Document) form(n *ast.Link) Form {
	switch {
	case d.html[n]:
		return HTML
	case n.Reference != nil:
		return Reference
	}
	return Inline
}

func (d *Document) autoLink(n *ast.AutoLink) Link {
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
	} else if !bytes.HasPrefix(d.Source[l.Offset:], n.Label(d.Source)) {
		l.Offset++ // goldmark's position is that of the space or bracket before it
	}
	return l
}
