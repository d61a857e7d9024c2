package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
)

// blockOutline holds the blocks of a stretch of the source, without their inline content.
type blockOutline struct {
	root      ast.Node
	pc        parser.Context
	footnotes *east.FootnoteList // or nil
	end       int
}

// parseOutline parses the blocks of source[p.offset:end].
func (p *PartParser) parseOutline(end int) blockOutline {
	o := blockOutline{pc: parser.NewContext(), end: end}
	o.pc.Set(scanResultKey, &p.scanner.scanResult)
	o.root = p.scanner.dialect.outlineParser().Parse(p.newReader(end), parser.WithContext(o.pc))
	o.footnotes = findFootnoteList(o.root)
	return o
}

// readDefinitions adds all link definitions of the rest of the source to p.pc, and finds where its footnotes
// are defined. It reads stretch by stretch, as Next does, and leaves p.offset as it was.
func (p *PartParser) readDefinitions() {
	candidates, start := p.labels, p.offset
	p.labels, p.definitionsRead = labelIndex{}, true
	for p.offset < len(p.scanner.src) {
		o, stop := p.outlineStretch()
		if candidates.isAmbiguous(o.pc, stop, o.end) {
			o = p.parseOutline(stop)
		}
		for _, r := range o.pc.References() {
			p.pc.AddReference(r)
		}
		if o.footnotes != nil {
			for n := o.footnotes.FirstChild(); n != nil; n = n.NextSibling() {
				if f, ok := n.(*east.Footnote); ok && f.Pos() < stop {
					p.labels.footnotes = appendOffset(p.labels.footnotes, string(f.Ref), f.Pos())
				}
			}
		}
		p.offset = stop
	}
	p.offset = start
}

// outlineStretch outlines the source from p.offset on, and returns where the last block begins that can begin a
// part.
func (p *PartParser) outlineStretch() (o blockOutline, stop int) {
	src := p.scanner.src
	for size := p.size; p.offset+size < len(src); size *= 2 {
		end := min(lineEnd(src, p.offset+size)+1, len(src))
		p.scanner.scanTo(end)
		o = p.parseOutline(end)
		if stop = p.lastPartStart(o.root); stop > 0 {
			return o, stop
		}
	}
	p.scanner.scanTo(len(src))
	return p.parseOutline(len(src)), len(src)
}
