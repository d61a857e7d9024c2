package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

const (
	// PartSize is about how many bytes of a source are a part. The first is smaller, since somebody waits for it.
	PartSize      = 256 << 10
	firstPartSize = 64 << 10
)

// Parts parses a long source part by part, so that neither time nor memory goes to
// the whole of it before its beginning can be shown. One after the other, the trees of
// the parts are the tree that Parse makes of the whole: a part ends where a block at the top begins
// that nothing before it reaches into, what a reference means is looked for in all of the source, footnotes are
// numbered through and stand in the last part.
//
//	source ──outline──▶ where blocks begin ──▶ a stretch of whole blocks ──▶ Document
//
// A block that is larger than a part makes its part as large; so does a
// footnote that is far from what refers to it.
type Parts struct {
	scanner   *scanner
	pc        parser.Context
	at        int // where the next part begins
	size      int
	ended     bool
	addresses int
	starts    lineStarts
	far       farDefinitions
	learned   bool               // far is what there is, no more
	footnotes *east.FootnoteList // of the parts so far
	defined   map[string]bool    // their labels
}

// NewParts begins with src, which is what Parse takes.
func NewParts(src []byte) *Parts { return newParts(src, firstPartSize) }

func newParts(src []byte, size int) *Parts {
	src = valid(src)
	p := &Parts{scanner: newScanner(src), pc: parser.NewContext(), size: size}
	p.pc.Set(scanKey, &p.scanner.scanned)
	p.far.find(src)
	return p
}

// Head is the beginning of a source as the first part is, but only of what stands
// there: references to what is defined behind it lead nowhere. It is what can be
// shown while the rest is read.
func Head(src []byte) *Document {
	p := newParts(src, firstPartSize)
	p.far = farDefinitions{}
	return p.next(false)
}

// Next is the next part, or nil when there is none. Its Source is all of the
// source, its links are numbered from 0.
func (p *Parts) Next() *Document { return p.next(true) }

func (p *Parts) next(more bool) *Document {
	src := p.scanner.src
	if p.ended {
		return nil
	}
	stop := p.stop()
	root := partial().Parse(p.reader(stop), parser.WithContext(p.pc))
	p.takeFootnotes(root)
	size := stop - p.at
	p.at, p.size = stop, max(p.size, min(PartSize, len(src)))
	if p.ended = stop >= len(src); p.ended || !more {
		p.putFootnotes(root)
	}
	d := newDocument(src, root)
	d.size, d.starts = size, &p.starts
	r := &rewriter{doc: d, found: &p.scanner.scanned, addresses: p.addresses, from: stop - size, to: stop}
	d.finish(r)
	p.addresses = r.addresses
	return d
}

// stop is where the part ends that begins at p.at. It has learned what the part refers to.
func (p *Parts) stop() int {
	src := p.scanner.src
	for size := p.size; ; size *= 2 {
		if p.at+size >= len(src) {
			break
		}
		stop := min(lineEnd(src, p.at+size)+1, len(src))
		p.scanner.upTo(stop)
		o := p.outline(stop)
		if stop = p.cut(o.root); stop == 0 {
			continue
		}
		part := src[p.at:stop]
		own := footnoteLabels(o.footnotes, stop)
		if far := p.far.footnote(part, stop, func(label string) bool { return own[label] || p.defined[label] }); far > 0 {
			if !p.learned {
				p.learn()
				size /= 2
				continue
			}
			size = max(size, (far+maxLabel-p.at)/2) // it is to be in the part
			continue
		}
		if !p.learned && p.far.reference(part, stop, func(label string) bool {
			return known(p.pc, label) || known(o.pc, label) && !p.far.within(label, stop, o.end)
		}) {
			p.learn()
		}
		return stop
	}
	p.scanner.upTo(len(src))
	return len(src)
}

func known(pc parser.Context, label string) bool {
	_, ok := pc.Reference(label)
	return ok
}

// cut is where the last of the blocks begins that can begin a part, or 0.
func (p *Parts) cut(root ast.Node) int {
	var blocks []ast.Node
	html := false
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		blocks = append(blocks, n)
		html = html || n.Kind() == ast.KindHTMLBlock
	}
	best := 0
	b := &htmlBuilder{r: &rewriter{doc: newDocument(p.scanner.src, root), found: &p.scanner.scanned}, root: root}
	if html {
		root.RemoveChildren(root)
	}
	for i, n := range blocks {
		if i > 0 && b.closed() {
			if at := p.begins(n); at > p.at {
				best = at
			}
		}
		if html {
			b.take(n)
		}
	}
	return best
}

// begins is the offset of a block of which nothing before it takes a part, or 0.
func (p *Parts) begins(n ast.Node) int {
	switch n.Kind() {
	case ast.KindHTMLBlock, east.KindDefinitionList, east.KindFootnoteList, kindCommentBlock:
		return 0
	}
	src, at := p.scanner.masked, blockStart(n)
	if at < 0 || at > len(src) {
		return 0
	}
	at = bytes.LastIndexByte(src[:at], '\n') + 1
	before := bytes.LastIndexByte(src[:max(at-1, 0)], '\n') + 1
	switch {
	case at == 0 || len(bytes.TrimSpace(src[before:at])) > 0:
		return 0 // no blank line before it
	case bytes.IndexByte([]byte("^<%:"), src[at]) >= 0:
		return 0 // it may belong to the block before
	}
	return at
}

// blockStart is an offset on the first line of a block, or -1.
func blockStart(n ast.Node) int {
	for ; n != nil && n.Type() != ast.TypeInline; n = n.FirstChild() {
		if at := n.Pos(); at >= 0 {
			return at
		}
		if l := n.Lines(); l != nil && l.Len() > 0 {
			return l.At(0).Start
		}
	}
	return -1
}

// reader reads the masked source from p.at to end.
func (p *Parts) reader(end int) text.Reader {
	masked := p.scanner.masked
	r := &window{Reader: text.NewReader(masked[:end]), all: masked}
	r.SetPosition(0, text.NewSegment(p.at, min(lineEnd(masked[:end], p.at)+1, end)))
	return r
}

// window is a reader of a stretch of a source whose parsers may look beyond it.
type window struct {
	text.Reader
	all []byte
}

// Source implements text.Reader.
func (w *window) Source() []byte { return w.all }

// footnoteList is where goldmark gathers the footnotes, in the place of the first of them; nil when there are none.
func footnoteList(root ast.Node) *east.FootnoteList {
	var list *east.FootnoteList
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if l, ok := n.(*east.FootnoteList); ok {
			list = l
			return ast.WalkStop, nil
		}
		if holdsText(n) {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return list
}

// footnoteLabels are the labels of the footnotes that begin before an offset.
func footnoteLabels(list *east.FootnoteList, before int) map[string]bool {
	if list == nil {
		return nil
	}
	labels := map[string]bool{}
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		if f, ok := n.(*east.Footnote); ok && f.Pos() < before {
			labels[string(f.Ref)] = true
		}
	}
	return labels
}

// takeFootnotes takes the footnotes out of a part.
func (p *Parts) takeFootnotes(root ast.Node) {
	if p.footnotes == nil {
		p.footnotes = footnoteList(root)
	}
	if p.footnotes != nil && p.footnotes.Parent() != nil {
		p.footnotes.Parent().RemoveChild(p.footnotes.Parent(), p.footnotes)
	}
	p.defined = footnoteLabels(p.footnotes, len(p.scanner.src)+1)
}

// putFootnotes appends those that are referred to.
func (p *Parts) putFootnotes(root ast.Node) {
	if p.footnotes == nil {
		return
	}
	root.AppendChild(root, p.footnotes)
	if doc, ok := root.(*ast.Document); ok {
		extension.NewFootnoteASTTransformer().Transform(doc, nil, p.pc)
	}
}
