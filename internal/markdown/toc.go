package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
)

// tocMarker matches a paragraph in whose place a program puts the table of contents, which the outline of the reader is
// already.
//
//	[[_TOC_]]  GitLab, Gollum, Azure DevOps: https://docs.gitlab.com/user/markdown/#table-of-contents
//	[TOC]      Python-Markdown, Typora, Bitbucket: https://python-markdown.github.io/extensions/toc/
//	[[toc]]    markdown-it and so VitePress: https://vitepress.dev/guide/markdown#table-of-contents
//	{{TOC:2}}  MultiMarkdown: https://fletcher.github.io/MultiMarkdown-6/syntax/toc.html
//	${toc}, @[toc], __TOC__, \tableofcontents, [[_TOC_ | levels=2]]
var tocMarker = regexp.MustCompile(`^(?i:\[\[ *_?_?toc_?_? *(?:\|[^\]=]*=[^\]]*)?\]\]|@?\[_?toc_?\](?: *(?:levels?|depth)=[\w"'-]+)*|\{\{ *toc *(?::[\d-]+)? *\}\}|\$\{ *toc *\}|__toc__|\\tableofcontents)$`)

// isTOCMarker reports whether a block is the place of a table of contents. A defined reference [toc] is a link.
func (r *rewriter) isTOCMarker(n ast.Node) bool {
	if n.Kind() != ast.KindParagraph || n.Lines().Len() != 1 || n.Parent().Kind() == ast.KindListItem || n.Parent().Kind() == ast.KindBlockquote {
		return false
	}
	line, _ := r.lastLine(n)
	if len(line) > maxTag || !tocMarker.Match(bytes.TrimSpace(line)) {
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindLink {
			return false
		}
	}
	return true
}

// isTOCList reports whether a list is one that kramdown replaces by the table of contents: {:toc} follows it.
// https://kramdown.gettalong.org/converter/html.html#toc
func (r *rewriter) isTOCList(n ast.Node) bool {
	if n.Kind() != ast.KindList || len(r.scan.tocMarks) == 0 {
		return false
	}
	start, stop := max(r.doc.NodeOffset(n), 0), r.stop
	if next := n.NextSibling(); next != nil {
		stop = max(r.doc.NodeOffset(next), start)
	}
	marks := r.scan.tocMarks
	for _, at := range marks[firstFrom(marks, start):firstFrom(marks, stop)] {
		if !bytes.Contains(r.doc.Source[start:at.offset], []byte("\n\n")) {
			return true
		}
	}
	return false
}
