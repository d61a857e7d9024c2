package markdown

import (
	"math"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// FootnoteJump is either end of a footnote: the number in the text, which leads to the footnote, or the sign after the
// footnote, which leads back. It is not a Link: it has no address, and nothing counts it as a link.
type FootnoteJump struct {
	Footnote int  // its number, from 1, in the order in which the text refers to them
	Back     bool // leads from the footnote back into the text
	Offset   int  // in Source; -1 when unknown
	Node     ast.Node
}

// FootnoteJumps returns the ends of all footnotes in the order of the tree, which has the footnotes at its end. The
// caller must not change them.
func (d *Document) FootnoteJumps() []FootnoteJump { return d.jumps }

// FootnoteJumpIndex returns the index of a node in FootnoteJumps. Only the first sign that leads back from a footnote
// has an index, however often the text refers to the footnote.
func (d *Document) FootnoteJumpIndex(n ast.Node) (int, bool) {
	i, ok := d.jumpIndex[n]
	return i, ok
}

// TabOrder returns the links and jumps in reading order: the text first, then the footnotes. A number below
// len(Links()) is an index of Links; the numbers from there on are indexes of FootnoteJumps. Blocks that are stops too are
// listed before what is in them, by their numbers in blocks.
func (d *Document) TabOrder(blocks map[ast.Node]int) []int {
	return d.appendTabOrder(make([]int, 0, len(d.linkNodes)+len(d.jumps)+len(blocks)), d.Root, blocks)
}

func (d *Document) appendTabOrder(stops []int, n ast.Node, blocks map[ast.Node]int) []int {
	if n.Type() != ast.TypeInline {
		if number, ok := blocks[n]; ok {
			stops = append(stops, number)
		}
	} else if i, ok := d.LinkIndex(n); ok {
		stops = append(stops, i)
	} else if i, ok := d.jumpIndex[n]; ok {
		stops = append(stops, len(d.linkNodes)+i)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		stops = d.appendTabOrder(stops, c, blocks)
	}
	return stops
}

// footnoteJump describes a node that is an end of a footnote.
func footnoteJump(n ast.Node) (FootnoteJump, bool) {
	switch n := n.(type) {
	case *east.FootnoteLink:
		return FootnoteJump{Footnote: n.Index, Offset: n.Pos(), Node: n}, true
	case *east.FootnoteBacklink:
		return FootnoteJump{Footnote: n.Index, Back: true, Offset: n.Pos(), Node: n}, n.RefIndex == 0
	}
	return FootnoteJump{}, false
}

// FootnoteTexts returns the visible text of a footnote by its number from 1: a line for each of its paragraphs,
// items and other blocks.
func (d *Document) FootnoteTexts(number int) []string { return d.FootnoteHead(number, math.MaxInt) }

// FootnoteHead returns the beginning of FootnoteTexts: at most limit bytes of each run of text, and no further block
// once there are as many in all. It takes time proportional to limit, however long the footnote is.
func (d *Document) FootnoteHead(number, limit int) []string {
	for n := d.Root.LastChild(); n != nil; n = n.PreviousSibling() {
		if n.Kind() != east.KindFootnoteList {
			continue
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if f, ok := c.(*east.Footnote); ok && f.Index == number {
				left := limit
				return d.appendBlockTexts(nil, f, &left)
			}
		}
	}
	return nil
}

// appendBlockTexts appends the texts of the blocks below n and subtracts their lengths from left until that is used up.
func (d *Document) appendBlockTexts(texts []string, n ast.Node, left *int) []string {
	for c := n.FirstChild(); c != nil && *left > 0; c = c.NextSibling() {
		if first := c.FirstChild(); first != nil && first.Type() != ast.TypeInline {
			texts = d.appendBlockTexts(texts, c, left)
		} else if text := d.textHead(c, *left); text != "" {
			texts, *left = append(texts, text), *left-len(text)
		}
	}
	return texts
}

// textHead returns the visible text of a block or, where it is much longer than limit bytes, its beginning.
func (d *Document) textHead(block ast.Node, limit int) string {
	if lines := block.Lines(); block.Type() == ast.TypeInline || lines.Len() == 0 || lines.At(lines.Len()-1).Stop-lines.At(0).Start <= limit {
		return d.Text(block)
	}
	var b []byte
	for c := block.FirstChild(); c != nil && len(b) < limit; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok && t.Segment.Len() > limit {
			part := *t
			part.Segment = t.Segment.WithStop(t.Segment.Start + limit)
			b = d.appendRawText(b, &part, 0)
			break
		}
		b = d.appendRawText(b, c, 0)
	}
	return string(b[:collapseSpaces(b)])
}
