package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// jsxBlock is one or more lines that hold nothing but tags. Parse replaces it by what the tags mean.
type jsxBlock struct {
	ast.BaseBlock
	tags []jsxTag
	stop int // offset of the end of the last tag
}

// jsxTag is a tag of a jsxBlock.
type jsxTag struct {
	element
	offset int
}

var kindJSXBlock = ast.NewNodeKind("JSXBlock")

func (n *jsxBlock) Kind() ast.NodeKind { return kindJSXBlock }

func (n *jsxBlock) IsRaw() bool { return true }

func (n *jsxBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// jsxBlockParser parses lines that hold nothing but tags. If the first is an element of a line of text it belongs to the
// paragraph, unless its own lines could be taken for other blocks.
type jsxBlockParser struct{}

func (jsxBlockParser) Trigger() []byte { return []byte{'<'} }

func (jsxBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	s, ok := pc.Get(scanResultKey).(*scanResult)
	_, segment := reader.PeekLine()
	at := segment.Start + pc.BlockOffset() - segment.Padding
	if !ok || pc.BlockOffset() < 0 || at >= segment.Stop || s.source[at] != '<' {
		return nil, parser.NoChildren
	}
	n := &jsxBlock{}
	n.SetPos(at)
	for at < len(s.source) && s.source[at] == '<' {
		window := jsxWindow(s.source[at:], len(s.source), pc)
		if len(window) == 0 {
			return nil, parser.NoChildren
		}
		e, length, read := parseJSXTag(window)
		if length == 0 {
			payJSX(read, pc)
			return nil, parser.NoChildren
		}
		if len(n.tags) == 0 && (e.name == "pre" || isTextElement(e.name) && bytes.IndexByte(window[:length], '\n') < 0) {
			return nil, parser.NoChildren
		}
		if e.isUnreadable() {
			if i := bytes.Index(window[length:], []byte("</"+e.name+">")); i >= 0 {
				length += i + len(e.name) + 3
				e.kind = html.SelfClosingTagToken
			} else {
				payJSX(len(window), pc)
			}
		}
		n.tags = append(n.tags, jsxTag{e, at})
		for at += length; at < len(s.source) && isBlankByte(s.source[at]); at++ {
		}
	}
	if at < len(s.source) && s.source[at] != '\n' {
		payJSX(at-n.Pos(), pc)
		return nil, parser.NoChildren // text follows
	}
	n.stop = at
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// isTextElement reports whether an element is a part of a line of text.
func isTextElement(name string) bool {
	return spanConstructors[name] != nil || name == "img" || name == "br"
}

func (jsxBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if _, segment := reader.PeekLine(); segment.Start >= node.(*jsxBlock).stop {
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (jsxBlockParser) Close(ast.Node, text.Reader, parser.Context) {}

func (jsxBlockParser) CanInterruptParagraph() bool { return true }

func (jsxBlockParser) CanAcceptIndentedLine() bool { return false }

// jsxParser parses a tag in a line of text.
type jsxParser struct{}

func (jsxParser) Trigger() []byte { return []byte{'<'} }

func (jsxParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s, ok := pc.Get(scanResultKey).(*scanResult)
	_, segment := block.PeekLine()
	if !ok || segment.Padding > 0 {
		return nil
	}
	window := jsxWindow(s.source[segment.Start:], len(s.source), pc)
	if len(window) == 0 {
		return nil
	}
	_, length, read := parseJSXTag(window)
	if length == 0 {
		payJSX(read, pc)
		return nil
	}
	line, position := block.Position()
	n, stop := ast.NewRawHTML(), segment.Start+length
	for {
		v, segment := block.PeekLine()
		switch {
		case len(v) == 0 || segment.Start >= stop: // the block ends before the tag
			block.SetPosition(line, position)
			payJSX(length, pc)
			return nil
		case segment.Stop >= stop:
			n.Segments.Append(segment.WithStop(stop))
			block.Advance(stop - segment.Start)
			return n
		}
		n.Segments.Append(segment)
		block.AdvanceLine()
	}
}

// parseTag parses the tag of a RawHTML node.
func (r *rewriter) parseTag(raw *ast.RawHTML) element {
	if r.scan.dialect.MDX && raw.Segments.Len() > 0 {
		start, stop := raw.Segments.At(0).Start, raw.Segments.At(raw.Segments.Len()-1).Stop
		if e, length, _ := parseJSXTag(r.doc.Source[start:stop]); length > 0 {
			return e
		}
	}
	return parseElement(raw.Segments.Value(r.doc.Source))
}

// hasJSX reports whether the blocks among the children of n hold what an htmlBuilder makes into other blocks.
func (r *rewriter) hasJSX(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if k := c.Kind(); k == kindJSXBlock || k == kindIndentedBlock || r.hasBlockTag(c) {
			return true
		}
	}
	return false
}

// hasBlockTag reports whether a paragraph has a tag that begins or ends a block.
func (r *rewriter) hasBlockTag(n ast.Node) bool {
	if !r.scan.dialect.MDX || n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock {
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if raw, ok := c.(*ast.RawHTML); ok {
			if e := r.parseTag(raw); blockElements[e.name] || c.PreviousSibling() == nil && e.isBlockComponent() {
				return true
			}
		}
	}
	return false
}

// addJSXBlock adds what the tags of n mean.
func (b *htmlBuilder) addJSXBlock(n *jsxBlock) {
	for _, t := range n.tags {
		if t.kind == html.EndTagToken {
			b.handleEndTag(t.name)
		} else {
			b.handleStartTag(t.element, t.offset)
		}
	}
	b.skipUntil = ""
	b.endPre()
}

// addMDXText adds a block of text that begins or ends other blocks or belongs to an open one, and reports whether it is such.
func (b *htmlBuilder) addMDXText(n ast.Node) bool {
	switch {
	case b.rewriter.hasBlockTag(n), len(b.spans) > 0 && hasInlineChildren(n):
		b.addTaggedParagraph(n)
	case b.textBlock != nil && b.textBlock.Kind() != ast.KindParagraph && hasInlineChildren(n):
		b.beginMarkdown()
		moveChildren(n, b.inlineParent())
	default:
		return false
	}
	return true
}

// addTaggedParagraph adds the text of a paragraph, and what the tags in it mean that begin or end blocks.
func (b *htmlBuilder) addTaggedParagraph(n ast.Node) {
	b.beginMarkdown()
	first := n.FirstChild()
	for c := first; c != nil; c = n.FirstChild() {
		offset := b.rewriter.doc.NodeOffset(c)
		if raw, ok := c.(*ast.RawHTML); ok {
			e := b.rewriter.parseTag(raw)
			isEnd := e.kind == html.EndTagToken && (b.hasSpan(e.name) || b.hasComponent(e.name))
			if blockElements[e.name] || isEnd || c == first && e.isBlockComponent() {
				n.RemoveChild(n, c)
				b.addJSXBlock(&jsxBlock{tags: []jsxTag{{e, offset}}})
				continue
			}
		}
		if t, ok := c.(*ast.Text); ok {
			offset = t.Segment.Start
			if b.textBlock == nil && len(bytes.TrimSpace(t.Value(b.rewriter.doc.Source))) == 0 {
				n.RemoveChild(n, c)
				continue
			}
		}
		b.appendInline(c, offset)
	}
	if b.textBlock != nil && b.textBlock.Kind() == ast.KindParagraph && len(b.spans) == 0 {
		b.endText()
	}
}

// hasSpan reports whether an inline element of that name is open.
func (b *htmlBuilder) hasSpan(name string) bool {
	return slices.ContainsFunc(b.spans, func(o openElement) bool { return o.tag == name })
}

// beginMarkdown prepares for Markdown text: it joins what a tag has opened, a summary, heading or cell, and is a paragraph
// of its own otherwise.
func (b *htmlBuilder) beginMarkdown() {
	if b.textBlock != nil && b.textBlock.Kind() == ast.KindParagraph && len(b.spans) == 0 {
		b.endText()
	} else {
		b.addSpace()
	}
}
