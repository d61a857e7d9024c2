package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/markdown"
	"quire/internal/note"
)

// block is the unit of layout: a block of the document, or an item of a top-level list, or some rows of a
// top-level table. Lists and tables are split because either may be most of a note.
type block struct {
	node        ast.Node // nil: the header
	index       int      // of an item in its list, or of firstRow in its table
	firstRow    ast.Node // first row of a part of a table
	blankBefore bool     // put a blank line before it
	offset      int      // start in the body; -1: the header
}

// splitBlocks splits the document into blocks.
func (p *Page) splitBlocks() {
	p.blocks = make([]block, 0, p.doc.Root.ChildCount()+1)
	if p.opts.Header {
		p.title = p.titleHeading()
		p.addBlock(block{offset: -1})
	}
	for n := p.doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.List:
			p.splitList(n, n.IsTight)
		case *east.FootnoteList, *markdown.AbbreviationList:
			p.splitList(n, true)
		case *east.Table:
			if !p.splitTable(n) {
				p.addBlock(block{node: n, blankBefore: true, offset: p.nodeOffset(n)})
			}
		case *markdown.UnparsedText:
			p.addBlock(block{node: n, blankBefore: !n.IsContinuation, offset: n.Start})
		default:
			if isVisible(n) && n != p.title {
				p.addBlock(block{node: n, blankBefore: true, offset: p.nodeOffset(n)})
			}
		}
	}
}

// splitList adds a block for each item of a list, of the footnotes or of the abbreviations. A loose list has blank lines between the items.
func (p *Page) splitList(list ast.Node, tight bool) {
	i := 0
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		p.addBlock(block{node: n, index: i, blankBefore: i == 0 || !tight, offset: p.nodeOffset(n)})
		i++
	}
}

// addBlock appends b, without a blank line before it if it is the first block of the note.
func (p *Page) addBlock(b block) {
	b.blankBefore = b.blankBefore && (len(p.blocks) > 0 || p.src.IsContinuation)
	p.blocks = append(p.blocks, b)
}

// titleHeading returns the top-level H1 that the note's title comes from, or nil. The first heading with the text of the
// title gives it; one of a lower level is also the heading of a section, and stays, as does one that shows more than the title.
func (p *Page) titleHeading() ast.Node {
	if p.src.Note.TitleFrom != note.FromHeading {
		return nil
	}
	for _, h := range p.doc.Headings() {
		text, isWhole := h.Text, false
		if h.Node != nil {
			text, isWhole = p.doc.TitleText(h.Node)
		}
		if strings.TrimSpace(text) == p.src.Note.Title {
			if isWhole && h.Level == 1 && h.Node.Parent() == p.doc.Root {
				return h.Node
			}
			return nil
		}
	}
	return nil
}

// nodeOffset returns the offset in the body at which the text of a block starts, or -1.
func (p *Page) nodeOffset(n ast.Node) int {
	for ; n != nil; n = n.FirstChild() {
		if n.Type() != ast.TypeInline {
			if l := n.Lines(); l != nil && l.Len() > 0 {
				return l.At(0).Start
			}
		}
		if at := n.Pos(); at >= 0 && at <= len(p.doc.Source) {
			return at
		}
	}
	return -1
}

// layoutBlock returns the lines of a block.
func (p *Page) layoutBlock(b block) []Line {
	f := &flow{page: p, width: p.width, textStyle: p.theme.Text}
	if b.blankBefore {
		f.pendingBlank = []Run{}
	}
	switch n := b.node.(type) {
	case nil:
		p.writeHeader(f)
	case *east.Table:
		if b.firstRow == nil {
			f.writeBlock(n)
		} else {
			f.writeTableBlock(b)
		}
	case *ast.ListItem:
		f.writeItem(n, b.index)
	case *east.Footnote:
		f.writeFootnote(n, b.index == 0)
	default:
		f.writeBlock(b.node)
	}
	f.finish()
	return f.lines
}
