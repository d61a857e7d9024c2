package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Math is a formula on lines of its own, between $$ and $$. Its lines are the TeX between; see Document.CodeText.
type Math struct {
	ast.BaseBlock
	closed        bool
	hasBlankLines bool // the opening $$ stands alone on its line, so that blank lines may lie before the end
}

// KindMath is the kind of Math.
var KindMath = ast.NewNodeKind("Math")

// Kind implements ast.Node.
func (n *Math) Kind() ast.NodeKind { return KindMath }

// IsRaw implements ast.Node.
func (n *Math) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *Math) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var dollars = []byte("$$")

// mathBlockParser parses $$ … $$, where the first begins a line and the second ends a line. Blank lines may lie between
// if the first is alone on its line, as in Obsidian. A $$ without an end is prose about money.
type mathBlockParser struct{}

func (mathBlockParser) Trigger() []byte { return []byte{'$'} }

func (mathBlockParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	body, ok := bytes.CutPrefix(bytes.TrimLeft(line, " "), dollars)
	if !ok {
		return nil, parser.NoChildren
	}
	start := segment.Start + len(line) - len(body)
	n := &Math{hasBlankLines: util.IsBlank(body)}
	n.SetPos(start - len(dollars))
	if i := bytes.Index(body, dollars); i >= 0 {
		if len(bytes.TrimSpace(body[i+len(dollars):])) > 0 || len(bytes.TrimSpace(body[:i])) == 0 {
			return nil, parser.NoChildren // text follows, or the formula is empty
		}
		n.closed = true
		n.addLine(text.NewSegment(start, start+i), body[:i])
	} else if !hasClosingDollars(reader.Source()[segment.Stop:], n.hasBlankLines) {
		return nil, parser.NoChildren
	} else {
		n.addLine(text.NewSegment(start, segment.Stop), body)
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// maxFormula bounds the search for the end of a formula, in bytes.
const maxFormula = 8 << 10

// hasClosingDollars reports whether a line of rest ends in $$, before any blank line unless pastBlankLines is set, and
// before a blank line that a heading or a fence of code follows.
func hasClosingDollars(rest []byte, pastBlankLines bool) bool {
	rest = rest[:min(len(rest), maxFormula)]
	for afterBlank := false; len(rest) > 0; {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		line = bytes.TrimRight(line, " \t\r")
		content := bytes.Trim(line, " \t>")
		if len(content) == 0 && !pastBlankLines || afterBlank && beginsOtherBlock(content) {
			return false
		}
		afterBlank = len(content) == 0
		if i := bytes.Index(line, dollars); i >= 0 {
			return i == len(line)-len(dollars)
		}
		rest = after
	}
	return false
}

// beginsOtherBlock reports whether a line begins what no formula holds: a heading or a fence of code.
func beginsOtherBlock(line []byte) bool {
	return bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("~~~")) || bytes.HasPrefix(bytes.TrimLeft(line, "#"), []byte(" ")) && line[0] == '#'
}

func (mathBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n, ok := node.(*Math)
	if !ok || n.closed {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	if util.IsBlank(line) && !n.hasBlankLines {
		return parser.Close
	}
	if i := bytes.Index(line, dollars); i >= 0 {
		n.closed = true
		n.addLine(text.NewSegment(segment.Start, segment.Start+i), line[:i])
	} else {
		n.addLine(segment, line)
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// addLine adds a line of the formula unless it is blank.
func (n *Math) addLine(s text.Segment, line []byte) {
	if len(bytes.TrimSpace(line)) > 0 {
		n.Lines().Append(s)
	}
}

func (mathBlockParser) Close(ast.Node, text.Reader, parser.Context) {}

func (mathBlockParser) CanInterruptParagraph() bool { return true }

func (mathBlockParser) CanAcceptIndentedLine() bool { return false }

// texLines returns the TeX of the formula, with a line end after each line.
func (n *Math) texLines(source []byte) []byte {
	var out []byte
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		out = append(append(out, bytes.TrimRight(s.Value(source), " \t\r\n")...), '\n')
	}
	return out
}
