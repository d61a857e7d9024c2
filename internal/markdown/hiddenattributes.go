package markdown

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Where a list of attributes without kramdown's colon is no text:
//
//	![a](b.png){width=50%}, [c](d){.e}, `f`{.g}, [h]{.i}   pandoc: https://pandoc.org/MANUAL.html#divs-and-spans
//	*j*{.k}                                                Python-Markdown: https://python-markdown.github.io/extensions/attr_list/
//	{.l} below a block                                     Hugo: https://gohugo.io/content-management/markdown-attributes/
//	words {.m} at the end of a line                        markdown-it-attrs

// attributesLen returns the length of the list of attributes l at src[i], if it belongs to what stands before it, and 0 if it is
// text. The line is src[start:stop].
func (s *scanner) attributesLen(l attributeList, i, start, stop int) int {
	if s.dialect.MDX || s.src[i+1] == ':' { // an expression, or kramdown's: see parseTag
		return 0
	}
	before, after := s.src[start:i], bytes.TrimSpace(s.src[i+l.stop:stop])
	words := trimMarkers(before)
	switch {
	case len(words) == 0: // below a block; after the marker of an item it is text
		if len(bytes.Trim(before, " \t>")) == 0 && len(after) == 0 && s.continuesBlock(start) {
			return l.stop
		}
	case words[0] == '#', bytes.HasPrefix(words, []byte(":::")):
		return 0 // see cutHeadingAttributes and readContainerHead
	case isBlankByte(before[len(before)-1]):
		if len(after) == 0 && l.isForBlock {
			return l.stop
		}
	case isLinkEnd(before), before[len(before)-1] == '`':
		return l.stop
	case before[len(before)-1] == ']':
		if open := openingBracket(before); open >= 0 {
			s.spanBrackets = append(s.spanBrackets, start+open, i-1)
			return l.stop
		}
	case bytes.IndexByte([]byte("*_~="), before[len(before)-1]) >= 0:
		if l.isForBlock {
			return l.stop
		}
	}
	return 0
}

// continuesBlock reports whether the line before the one at start holds text.
func (s *scanner) continuesBlock(start int) bool {
	if start == 0 {
		return false
	}
	line := s.src[bytes.LastIndexByte(s.src[:start-1], '\n')+1 : start-1]
	return len(trimMarkers(line)) > 0
}

// isLinkEnd reports whether v ends as a link or an image does: with ](address) or ][label].
func isLinkEnd(v []byte) bool {
	v = v[max(0, len(v)-maxTag):]
	switch v[len(v)-1] {
	case ')':
		i := bytes.LastIndex(v, []byte("]("))
		return i >= 0 && bytes.IndexByte(v[i+2:len(v)-1], ')') < 0
	case ']':
		i := bytes.LastIndex(v, []byte("]["))
		return i > 0 && bytes.IndexByte(v[i+2:len(v)-1], ']') < 0
	}
	return false
}

// openingBracket returns the offset of the bracket to which the one at the end of v belongs, or -1.
func openingBracket(v []byte) int {
	depth := 0
	for i := len(v) - 1; i >= max(0, len(v)-maxLabel); i-- {
		if i > 0 && v[i-1] == '\\' {
			continue
		}
		switch v[i] {
		case ']':
			depth++
		case '[':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// spanParser takes the brackets off a span with attributes: [text]{.class}. If its text is the label of a link, they are those of
// the link.
type spanParser struct{}

func (spanParser) Trigger() []byte { return []byte("[]") }

func (spanParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s, ok := pc.Get(scanResultKey).(*scanResult)
	_, segment := block.PeekLine()
	if !ok || segment.Padding > 0 {
		return nil
	}
	if open, stop, ok := s.spanAt(segment.Start); ok {
		if _, isLink := pc.Reference(util.ToLinkReference(s.source[open+1 : stop])); !isLink {
			block.Advance(1)
			return &comment{}
		}
	}
	return nil
}

// spanAt returns the offsets of the brackets of the span of which one is at offset.
func (s *scanResult) spanAt(offset int) (open, stop int, ok bool) {
	// The closing brackets ascend. Spans may nest, so that the opening ones need not.
	n := len(s.spanBrackets) / 2
	for i := sort.Search(n, func(i int) bool { return s.spanBrackets[2*i+1] >= offset }); i < n && s.spanBrackets[2*i+1] <= offset+maxLabel; i++ {
		if open, stop = s.spanBrackets[2*i], s.spanBrackets[2*i+1]; open == offset || stop == offset {
			return open, stop, true
		}
	}
	return 0, 0, false
}
