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
	// PartSize is the approximate size of a part in bytes. The first part is smaller, because a reader waits for it.
	PartSize      = 256 << 10
	firstPartSize = 64 << 10
)

// PartParser parses a long source part by part, so that its beginning can be shown before time and memory are spent
// on all of it. The trees of the parts, in sequence, are the tree that Parse builds from the whole source: a
// part ends where a top-level block begins into which nothing before it reaches, the definition of a reference
// is searched in the whole source, and footnotes are numbered throughout and stand in the last part.
//
//	source ──outline──▶ where blocks begin ──▶ a stretch of whole blocks ──▶ Document
//
// A part is larger than PartSize if one of its blocks is, or if it refers to a footnote that is defined far
// away.
type PartParser struct {
	scanner         *scanner
	pc              parser.Context
	offset          int // where the next part begins
	size            int
	done            bool
	addressBytes    int
	starts          lineStarts
	labels          labelIndex
	definitionsRead bool               // pc has all link definitions, and labels only real footnotes
	footnotes       *east.FootnoteList // of the parts so far
	footnoteLabels  map[string]bool    // labels of the footnotes of the parts so far
	abbreviations   []*Abbreviation    // of the parts so far
}

// NewPartParser returns a PartParser at the beginning of src, which must be as for Parse.
func NewPartParser(src []byte) *PartParser { return Dialect{}.NewPartParser(src) }

// NewPartParser returns a PartParser like the function NewPartParser, for the dialect.
func (d Dialect) NewPartParser(src []byte) *PartParser { return newParts(src, d, firstPartSize) }

// newParts makes a PartParser whose first part is about size bytes.
func newParts(src []byte, d Dialect, size int) *PartParser {
	src = toValidUTF8(src)
	p := &PartParser{scanner: newScanner(src, d), pc: parser.NewContext(), size: size}
	p.pc.Set(scanResultKey, &p.scanner.scanResult)
	p.labels.addLabels(src)
	return p
}

// ParsePreview parses the beginning of src like the first part, but without the definitions after it: references to
// them are not links. It is a preview to show while the rest is parsed.
func ParsePreview(src []byte) *Document { return Dialect{}.ParsePreview(src) }

// ParsePreview parses src like the function ParsePreview, in the dialect.
func (d Dialect) ParsePreview(src []byte) *Document {
	p := newParts(src, d, firstPartSize)
	p.labels = labelIndex{}
	return p.parseNext(false)
}

// Next parses and returns the next part, or nil after the last. The part's Source is the whole source, and its
// links are numbered from 0.
func (p *PartParser) Next() *Document { return p.parseNext(true) }

// parseNext parses the next part. Without more, no other part is to follow, so this one gets the footnotes.
func (p *PartParser) parseNext(more bool) *Document {
	src := p.scanner.src
	if p.done {
		return nil
	}
	stop := p.findPartEnd()
	root := p.scanner.dialect.partParser().Parse(p.newReader(stop), parser.WithContext(p.pc))
	p.detachFootnotes(root)
	size := stop - p.offset
	p.offset, p.size = stop, max(p.size, min(PartSize, len(src)))
	if p.done = stop >= len(src); p.done || !more {
		p.appendFootnotes(root)
	}
	d := newDocument(src, root)
	d.treeSize, d.starts = size, &p.starts
	r := &rewriter{doc: d, scan: &p.scanner.scanResult, addressBytes: p.addressBytes, start: stop - size, stop: stop, abbreviations: p.abbreviations, keepsAbbreviations: !p.done && more}
	d.finishTree(r)
	p.abbreviations = r.abbreviations
	p.addressBytes = r.addressBytes
	return d
}

// findPartEnd returns where the part ends that begins at p.offset. Afterwards p.pc knows the definitions to
// which the part refers.
func (p *PartParser) findPartEnd() int {
	src := p.scanner.src
	for size := p.size; ; size *= 2 {
		if p.offset+size >= len(src) {
			break
		}
		stop := min(lineEnd(src, p.offset+size)+1, len(src))
		p.scanner.scanTo(stop)
		o := p.parseOutline(stop)
		if stop = p.lastPartStart(o.root); stop == 0 {
			continue
		}
		part := src[p.offset:stop]
		defined := footnoteLabelsBefore(o.footnotes, stop)
		if definition := p.labels.laterFootnote(part, stop, func(label string) bool { return defined[label] || p.footnoteLabels[label] }); definition > 0 {
			if !p.definitionsRead {
				p.readDefinitions()
				size /= 2
				continue
			}
			size = max(size, (definition+maxLabel-p.offset)/2) // the part must include the definition
			continue
		}
		if !p.definitionsRead && p.labels.needsLaterDefinition(part, stop, func(label string) bool {
			return isDefined(p.pc, label) || isDefined(o.pc, label) && !p.labels.mayDefine(label, stop, o.end)
		}) {
			p.readDefinitions()
		}
		return stop
	}
	p.scanner.scanTo(len(src))
	return len(src)
}

// isDefined reports whether pc knows the definition of a link label.
func isDefined(pc parser.Context, label string) bool {
	_, ok := pc.Reference(label)
	return ok
}

// lastPartStart returns the offset of the last block below root that can begin a part, or 0. Open HTML elements
// must close before such a block, so the HTML blocks are converted along the way.
func (p *PartParser) lastPartStart(root ast.Node) int {
	var blocks []ast.Node
	html := false
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		blocks = append(blocks, n)
		html = html || n.Kind() == ast.KindHTMLBlock || n.Kind() == kindJSXBlock || n.Kind() == kindIndentedBlock
	}
	start := 0
	b := &htmlBuilder{rewriter: &rewriter{doc: newDocument(p.scanner.src, root), scan: &p.scanner.scanResult}, root: root}
	if html {
		root.RemoveChildren(root)
	}
	for i, n := range blocks {
		if i > 0 && b.isTopLevel() {
			if at := p.partStart(n); at > p.offset {
				start = at
			}
		}
		if html {
			b.addBlock(n)
		}
	}
	return start
}

// partStart returns the offset of the line on which a block begins if nothing before the block can belong to
// it, or 0.
func (p *PartParser) partStart(n ast.Node) int {
	switch n.Kind() {
	case ast.KindHTMLBlock, kindJSXBlock, east.KindDefinitionList, east.KindFootnoteList, kindCommentBlock:
		return 0
	}
	src, at := p.scanner.masked, blockOffset(n)
	if at < 0 || at > len(src) {
		return 0
	}
	at = bytes.LastIndexByte(src[:at], '\n') + 1
	before := bytes.LastIndexByte(src[:max(at-1, 0)], '\n') + 1
	switch {
	case at == 0 || len(bytes.TrimSpace(src[before:at])) > 0:
		return 0 // no blank line before the block
	case bytes.IndexByte([]byte("^<%:"), src[at]) >= 0:
		return 0 // it may belong to the block before
	}
	return at
}

// blockOffset returns an offset on the first line of a block, or -1.
func blockOffset(n ast.Node) int {
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

// newReader returns a reader of the masked source from p.offset to end.
func (p *PartParser) newReader(end int) text.Reader {
	masked := p.scanner.masked
	r := &windowReader{Reader: text.NewReader(masked[:end]), source: masked}
	// A reader counts the columns of a tab from where its last AdvanceLine was.
	r.SetPosition(-1, text.NewSegment(p.offset, p.offset))
	r.AdvanceLine()
	return r
}

// windowReader reads a stretch of a source and lets parsers look beyond it.
type windowReader struct {
	text.Reader
	source []byte
}

// Source implements text.Reader. It returns the whole source.
func (w *windowReader) Source() []byte { return w.source }

// findFootnoteList returns the list in which goldmark gathers the footnotes, in the place of the first; nil
// when there are no footnotes.
func findFootnoteList(root ast.Node) *east.FootnoteList {
	var list *east.FootnoteList
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if l, ok := n.(*east.FootnoteList); ok {
			list = l
			return ast.WalkStop, nil
		}
		if hasInlineChildren(n) {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return list
}

// footnoteLabelsBefore returns the labels of the footnotes that begin before an offset.
func footnoteLabelsBefore(list *east.FootnoteList, before int) map[string]bool {
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

// detachFootnotes removes the footnotes from the tree of a part and keeps them for the last part.
func (p *PartParser) detachFootnotes(root ast.Node) {
	if p.footnotes == nil {
		p.footnotes = findFootnoteList(root)
	}
	if p.footnotes != nil && p.footnotes.Parent() != nil {
		p.footnotes.Parent().RemoveChild(p.footnotes.Parent(), p.footnotes)
	}
	p.footnoteLabels = footnoteLabelsBefore(p.footnotes, len(p.scanner.src)+1)
}

// appendFootnotes appends the footnotes to the tree, those to which no text refers left out.
func (p *PartParser) appendFootnotes(root ast.Node) {
	if p.footnotes == nil {
		return
	}
	root.AppendChild(root, p.footnotes)
	if doc, ok := root.(*ast.Document); ok {
		extension.NewFootnoteASTTransformer().Transform(doc, nil, p.pc)
	}
}
