package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// body holds the blocks of an indented text that is no code. The rewriter puts them in its place.
type body struct {
	ast.BaseBlock
	indent int // columns that are taken off each line
}

var kindBody = ast.NewNodeKind("body")

// Kind implements ast.Node.
func (n *body) Kind() ast.NodeKind { return kindBody }

// Dump implements ast.Node.
func (n *body) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// codeIndent is the indentation of code in columns.
const codeIndent = 4

// skipIndent advances a reader by the columns of indentation that belong to a body.
func skipIndent(reader text.Reader, line []byte, columns int) {
	pos, padding := util.IndentPosition(line, reader.LineOffset(), columns)
	reader.AdvanceAndSetPadding(pos, padding)
}

// continueBody takes the indentation off the next line of a body. Code in fences goes on also where it is indented less.
func continueBody(n *body, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.HasChildren
	}
	width, _ := util.IndentWidth(line, reader.LineOffset())
	if width < codeIndent && pc.LastOpenedBlock().Node.Kind() != ast.KindFencedCodeBlock {
		return parser.Close
	}
	if width > 0 {
		skipIndent(reader, line, min(width, n.indent))
	}
	return parser.Continue | parser.HasChildren
}

// jsxIndentParser parses indented blocks in MDX, which has no indented code: https://mdxjs.com/docs/what-is-mdx/#markdown.
type jsxIndentParser struct{}

func (jsxIndentParser) Trigger() []byte { return nil }

func (jsxIndentParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if s, ok := pc.Get(scanResultKey).(*scanResult); !ok || !s.dialect.MDX {
		return nil, parser.NoChildren
	}
	line, _ := reader.PeekLine()
	width, _ := util.IndentWidth(line, reader.LineOffset())
	if width < codeIndent || util.IsBlank(line) {
		return nil, parser.NoChildren
	}
	skipIndent(reader, line, width)
	return &body{indent: width}, parser.HasChildren
}

func (jsxIndentParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	return continueBody(node.(*body), reader, pc)
}

func (jsxIndentParser) Close(ast.Node, text.Reader, parser.Context) {}

func (jsxIndentParser) CanInterruptParagraph() bool { return false }

func (jsxIndentParser) CanAcceptIndentedLine() bool { return true }

// indentedHead matches the line above an indented body: of an admonition, a details block or a tab of Python-Markdown.
var indentedHead = regexp.MustCompile(`^(?:!!!|\?\?\?\+?|===[!+]*)[ \t]+["'\w]`)

// indentedBodyParser parses the blocks of Python-Markdown that consist of a line and an indented body. The line stays a paragraph.
// https://python-markdown.github.io/extensions/admonition/, https://facelessuser.github.io/pymdown-extensions/extensions/tabbed/
type indentedBodyParser struct{}

func (indentedBodyParser) Trigger() []byte { return []byte{'!', '?', '='} }

func (indentedBodyParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if s, ok := pc.Get(scanResultKey).(*scanResult); !ok || !s.dialect.IndentedBodies {
		return nil, parser.NoChildren
	}
	line, segment := reader.PeekLine()
	if !indentedHead.Match(line[pc.BlockOffset():]) {
		return nil, parser.NoChildren
	}
	head := ast.NewParagraph()
	segment = segment.TrimLeftSpace(reader.Source())
	head.Lines().Append(segment.TrimRightSpace(reader.Source()))
	n := &body{indent: codeIndent}
	n.AppendChild(n, head)
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

func (indentedBodyParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	return continueBody(node.(*body), reader, pc)
}

func (indentedBodyParser) Close(ast.Node, text.Reader, parser.Context) {}

func (indentedBodyParser) CanInterruptParagraph() bool { return true }

func (indentedBodyParser) CanAcceptIndentedLine() bool { return false }

// flattenBodies puts the blocks of bodies among the children of n in their place.
func flattenBodies(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if c.Kind() == kindBody {
			if c.HasChildren() {
				next = c.FirstChild() // may be a body too
			}
			for child := c.FirstChild(); child != nil; child = c.FirstChild() {
				n.InsertBefore(n, c, child)
			}
			n.RemoveChild(n, c)
		}
		c = next
	}
}
