package render

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/markdown"
	"quire/internal/note"
)

// block is what is laid out at once: a block of the document, or an item of a
// list or some rows of a table that stand at its top, since either may be most of a note.
type block struct {
	node   ast.Node // nil for the header
	index  int      // of an item in its list, or of the first row in its table
	rows   ast.Node // of a part of a table: the first
	lead   bool     // a blank line before it
	offset int      // in the body, where it begins; -1 for the header
}

// split cuts the document into blocks.
func (p *Page) split() {
	p.blocks = make([]block, 0, p.doc.Root.ChildCount()+1)
	if p.opts.Header {
		p.title = p.firstHeading()
		p.add(block{offset: -1})
	}
	for n := p.doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.List:
			p.splitList(n, n.IsTight)
		case *east.FootnoteList:
			p.splitList(n, true)
		case *east.Table:
			if !p.splitTable(n) {
				p.add(block{node: n, lead: true, offset: p.offsetOf(n)})
			}
		case *markdown.Plain:
			p.add(block{node: n, lead: !n.Continues, offset: n.Start})
		default:
			if visible(n) && n != p.title {
				p.add(block{node: n, lead: true, offset: p.offsetOf(n)})
			}
		}
	}
}

func (p *Page) splitList(list ast.Node, tight bool) {
	i := 0
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		p.add(block{node: n, index: i, lead: i == 0 || !tight, offset: p.offsetOf(n)})
		i++
	}
}

func (p *Page) add(b block) {
	b.lead = b.lead && (len(p.blocks) > 0 || p.src.Follows)
	p.blocks = append(p.blocks, b)
}

// firstHeading is the heading that the note takes its title from.
func (p *Page) firstHeading() ast.Node {
	if p.src.Note.TitleFrom != note.FromHeading {
		return nil
	}
	for _, h := range p.doc.Headings() {
		if h.Level == 1 && h.Text != "" {
			if h.Node != nil && h.Node.Parent() == p.doc.Root {
				return h.Node
			}
			return nil
		}
	}
	return nil
}

// offsetOf is where a block begins in the body, or -1.
func (p *Page) offsetOf(n ast.Node) int {
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

// layout is the lines of one block.
func (p *Page) layout(b block) []Line {
	f := &flow{p: p, width: p.width, base: p.theme.Text}
	if b.lead {
		f.gap = []Run{}
	}
	switch n := b.node.(type) {
	case nil:
		p.header(f)
	case *east.Table:
		if b.rows == nil {
			f.block(n)
		} else {
			f.tableBlock(b)
		}
	case *ast.ListItem:
		f.item(n, b.index)
	case *east.Footnote:
		f.footnote(n, b.index == 0)
	default:
		f.block(b.node)
	}
	f.done()
	return f.lines
}
