package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
)

// outlined are the blocks of a stretch of the source, without what is in them.
type outlined struct {
	root      ast.Node
	pc        parser.Context
	footnotes *east.FootnoteList // or nil
	end       int
}

// outline reads source[p.at:end].
func (p *Parts) outline(end int) outlined {
	o := outlined{pc: parser.NewContext(), end: end}
	o.pc.Set(scanKey, &p.scanner.scanned)
	o.root = outliner().Parse(p.reader(end), parser.WithContext(o.pc))
	o.footnotes = footnoteList(o.root)
	return o
}

// learn makes the definitions of links known that the rest of the source holds, and
// where there are footnotes. It reads stretch by stretch, as Next does.
func (p *Parts) learn() {
	maybe, began := p.far, p.at
	p.far, p.learned = farDefinitions{}, true
	for p.at < len(p.scanner.src) {
		o, stop := p.stretch()
		if maybe.ambiguous(o.pc, stop, o.end) {
			o = p.outline(stop)
		}
		for _, r := range o.pc.References() {
			p.pc.AddReference(r)
		}
		if o.footnotes != nil {
			for n := o.footnotes.FirstChild(); n != nil; n = n.NextSibling() {
				if f, ok := n.(*east.Footnote); ok && f.Pos() < stop {
					p.far.footnotes = put(p.far.footnotes, string(f.Ref), f.Pos())
				}
			}
		}
		p.at = stop
	}
	p.at = began
}

// stretch is an outline from p.at on, and where the last block begins in it that can begin a part.
func (p *Parts) stretch() (o outlined, stop int) {
	src := p.scanner.src
	for size := p.size; p.at+size < len(src); size *= 2 {
		end := min(lineEnd(src, p.at+size)+1, len(src))
		p.scanner.upTo(end)
		o = p.outline(end)
		if stop = p.cut(o.root); stop > 0 {
			return o, stop
		}
	}
	p.scanner.upTo(len(src))
	return p.outline(len(src)), len(src)
}
