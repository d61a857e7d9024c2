package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// Jump is an end of a footnote: the number in the text, which leads to the footnote, or the sign after
// the footnote, which leads back. Neither is a link: it has no address, and nothing counts it as one.
type Jump struct {
	Footnote int  // its number, from 1, in the order in which the text refers to them
	Back     bool // it leads from the footnote back into the text
	Offset   int  // in Source; -1 where it is not known
	Node     ast.Node
}

// Jumps are the ends of all footnotes, in the order of the tree: footnotes stand at its end.
func (d *Document) Jumps() []Jump { return d.jumps }

// JumpIndex says which of Jumps a node is. One sign leads back, however often a footnote is referred to.
func (d *Document) JumpIndex(n ast.Node) (int, bool) {
	i, ok := d.jumpIndex[n]
	return i, ok
}

// Stops are the links and jumps in the order in which they are read: first all
// text, then the footnotes. A number below len(Links()) is one of these, from there on it is one of Jumps().
func (d *Document) Stops() []int {
	return d.appendStops(make([]int, 0, len(d.nodes)+len(d.jumps)), d.Root)
}

func (d *Document) appendStops(stops []int, n ast.Node) []int {
	if i, ok := d.LinkIndex(n); ok {
		stops = append(stops, i)
	} else if i, ok := d.jumpIndex[n]; ok {
		stops = append(stops, len(d.nodes)+i)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		stops = d.appendStops(stops, c)
	}
	return stops
}

// jump is what a node says as an end of a footnote.
func jump(n ast.Node) (Jump, bool) {
	switch n := n.(type) {
	case *east.FootnoteLink:
		return Jump{Footnote: n.Index, Offset: n.Pos(), Node: n}, true
	case *east.FootnoteBacklink:
		return Jump{Footnote: n.Index, Back: true, Offset: n.Pos(), Node: n}, n.RefIndex == 0
	}
	return Jump{}, false
}

// Footnote is the visible text of a footnote, by its number from 1: of its paragraphs, items and other blocks, each on one line.
func (d *Document) Footnote(number int) []string {
	for n := d.Root.LastChild(); n != nil; n = n.PreviousSibling() {
		if n.Kind() != east.KindFootnoteList {
			continue
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if f, ok := c.(*east.Footnote); ok && f.Index == number {
				return d.blockTexts(nil, f)
			}
		}
	}
	return nil
}

func (d *Document) blockTexts(texts []string, n ast.Node) []string {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if first := c.FirstChild(); first != nil && first.Type() != ast.TypeInline {
			texts = d.blockTexts(texts, c)
		} else if text := d.Text(c); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}
