package markdown

import (
	"bytes"
	"regexp"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// MDX is Markdown with JSX in place of HTML: https://mdxjs.com/docs/what-is-mdx/. What differs from the other dialects:
//
//   - a line of nothing but tags is a block of its own, a jsxBlock, and what follows is Markdown;
//   - any other text between tags is Markdown, too, so that its tags are inline;
//   - no code is indented: an indentedBlock takes the indentation off, whatever it is;
//   - import and export at the margin begin a program;
//   - a comment stands between {/* and */}: scanTags hides it.

// The parsers for MDX, like those for other texts.
var (
	mdxParser     = sync.OnceValue(func() parser.Parser { return newMDXParser(extension.Footnote) })
	mdxPartParser = sync.OnceValue(func() parser.Parser { return newMDXParser(deferredFootnotes{}) })
	mdxOutline    = sync.OnceValue(func() parser.Parser { return newOutlineParser(mdxBlockParsers()) })
)

// newMDXParser returns a parser like newParser, for MDX.
func newMDXParser(footnotes goldmark.Extender) parser.Parser {
	p := parser.NewParser(
		parser.WithBlockParsers(mdxBlockParsers()...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(jsxParser{}, 250))...), // before autolinks (300)
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)
	return newParser(linkifyExtension{atWordStart: true}, footnotes, goldmark.WithParser(p))
}

// mdxBlockParsers returns goldmark's parsers of blocks for MDX.
func mdxBlockParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(esmParser{}, 50),
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(indentedParser{}, 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(mdxFenceParser{parser.NewFencedCodeBlockParser()}, 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(jsxBlockParser{}, 890),
		util.Prioritized(mdxHTMLParser{parser.NewHTMLBlockParser()}, 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
}

// mdxFenceParser parses fenced code, whose end may be indented by any number of columns.
type mdxFenceParser struct{ parser.BlockParser }

func (p mdxFenceParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if indent, at := util.IndentWidth(line, reader.LineOffset()); indent > 3 && isFence(line[at:]) {
		reader.Advance(at)
	}
	return p.BlockParser.Continue(node, reader, pc)
}

// isFence reports whether a line is the end of a block of code, of whatever length.
func isFence(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 2 && (line[0] == '`' || line[0] == '~') && len(bytes.TrimLeft(line, string(line[:1]))) == 0
}

// mdxHTMLParser parses the blocks of HTML that begin with <!-- or <pre. MDX has no such comments, but Docusaurus accepts
// them, and the lines of a <pre> are shown as they are written.
// https://docusaurus.io/docs/api/docusaurus-config#markdown
type mdxHTMLParser struct{ parser.BlockParser }

func (p mdxHTMLParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if line = bytes.TrimLeft(line, " "); !bytes.HasPrefix(line, []byte("<!--")) && !bytes.HasPrefix(line, []byte("<pre")) {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// esmStart matches the first line of an import or export.
var esmStart = regexp.MustCompile("^(?:import\\s*(?:[\"']|[\\w$*{][^\"'`]*\\bfrom\\s*[\"']|(?:[\\w$]+\\s*,\\s*)?\\{[^}]*$)|export\\s+(?:const|let|var|function|class|default|async)\\b|export\\s*[{*])")

// program is a block of imports and exports. Parse removes it from the tree.
type program struct {
	commentBlock
	stop int // offset of its end
}

// esmParser parses the imports and exports of MDX. They go on to a blank line that is in no brackets.
type esmParser struct{}

func (esmParser) Trigger() []byte { return []byte("ie") }

func (esmParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if pc.BlockIndent() != 0 || parent.Kind() != ast.KindDocument || !esmStart.Match(bytes.TrimRight(line, " \t\r\n")) {
		return nil, parser.NoChildren
	}
	source := reader.Source()
	if s, ok := pc.Get(scanResultKey).(*scanResult); ok {
		source = s.source
	}
	window := jsxWindow(source[segment.Start:], len(source), pc)
	n, isClosed := programLen(window)
	if !isClosed {
		payJSX(len(window), pc)
	}
	node := &program{stop: segment.Start + max(n, 1)}
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// programLen returns the length of the imports and exports that v begins with. If they have an open bracket they end at
// the first blank line, and isClosed is false.
func programLen(v []byte) (length int, isClosed bool) {
	depth, blank := 0, 0
	for at := 0; at < len(v); {
		stop := lineEnd(v, at)
		line := bytes.TrimSpace(v[at:stop])
		switch {
		case len(line) == 0 && depth <= 0:
			return at, true
		case len(line) == 0 && blank == 0:
			blank = at
		case at > 0 && depth <= 0 && beginsText(v, at, line):
			return at, true
		}
		for i := at; i < stop; i++ {
			switch v[i] {
			case '{', '(', '[':
				depth++
			case '}', ')', ']':
				depth--
			default:
				i += literalLen(v[i:])
			}
			if i > stop { // a literal of several lines
				stop = lineEnd(v, i)
			}
		}
		at = stop + 1
	}
	if depth <= 0 || blank == 0 {
		return len(v), depth <= 0
	}
	return blank, false
}

// beginsText reports whether the line at an offset of v, after an import or export that has no open bracket, is no part of
// the program.
func beginsText(v []byte, at int, line []byte) bool {
	before := bytes.TrimRight(v[:at], " \t\n")
	return !esmStart.Match(line) && !isSpace(v[at]) && bytes.IndexByte([]byte("}])/*.?:&|"), line[0]) < 0 && bytes.IndexByte([]byte("=>,+?:&|("), before[len(before)-1]) < 0
}

func (esmParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if _, segment := reader.PeekLine(); segment.Start >= node.(*program).stop {
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (esmParser) Close(ast.Node, text.Reader, parser.Context) {}

func (esmParser) CanInterruptParagraph() bool { return false }

func (esmParser) CanAcceptIndentedLine() bool { return false }

// indentedBlock holds the blocks of lines that are indented where other dialects have code. Parse removes it from the tree
// and keeps its children.
type indentedBlock struct {
	ast.BaseBlock
	indent int // in columns
}

var kindIndentedBlock = ast.NewNodeKind("IndentedBlock")

func (n *indentedBlock) Kind() ast.NodeKind { return kindIndentedBlock }

func (n *indentedBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// indentedParser takes the indentation off lines that would be code in other dialects.
type indentedParser struct{}

func (indentedParser) Trigger() []byte { return nil }

func (indentedParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	indent, at := pc.BlockIndent(), pc.BlockOffset()
	if indent <= 3 {
		return nil, parser.NoChildren
	}
	if last := pc.LastOpenedBlock().Node; last != nil && ast.IsParagraph(last) && !interruptsParagraph(line[at:]) {
		return nil, parser.NoChildren
	}
	n := &indentedBlock{indent: indent}
	reader.AdvanceAndSetPadding(util.IndentPosition(line, reader.LineOffset(), indent))
	return n, parser.HasChildren
}

// interruptsParagraph reports whether a line begins a block that may follow a paragraph without a blank line.
func interruptsParagraph(line []byte) bool {
	switch c := line[0]; c {
	case '>', '#', '<':
		return true
	case '`', '~', ':':
		return bytes.HasPrefix(line, []byte{c, c, c})
	}
	n := markerLen(line[:min(len(line), 12)])
	return n > 0 && n < len(line) && !util.IsBlank(line[n:]) && (n == 1 || line[0] == '1' && n == 2)
}

func (indentedParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	state := continueIndented(reader, node.(*indentedBlock).indent)
	if last := pc.LastOpenedBlock().Node; state == parser.Close && last.IsRaw() && last.Parent() == node {
		line, _ := reader.PeekLine() // code that is indented less than its fence
		_, at := util.IndentWidth(line, reader.LineOffset())
		reader.Advance(at)
		return parser.Continue | parser.HasChildren
	}
	return state
}

func (indentedParser) Close(ast.Node, text.Reader, parser.Context) {}

func (indentedParser) CanInterruptParagraph() bool { return true }

func (indentedParser) CanAcceptIndentedLine() bool { return true }
