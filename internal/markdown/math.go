package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Math is a formula of its own lines, between $$ and $$. Its lines are the TeX between; see Document.Code.
type Math struct {
	ast.BaseBlock
	closed bool
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

// mathBlockParser parses $$ … $$ that begins a line and ends one, without a blank line between. What has no
// end is prose about money.
type mathBlockParser struct{}

func (mathBlockParser) Trigger() []byte { return []byte{'$'} }

func (mathBlockParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	body, ok := bytes.CutPrefix(bytes.TrimLeft(line, " "), dollars)
	if !ok {
		return nil, parser.NoChildren
	}
	start := segment.Start + len(line) - len(body)
	n := &Math{}
	n.SetPos(start - len(dollars))
	if i := bytes.Index(body, dollars); i >= 0 {
		if len(bytes.TrimSpace(body[i+len(dollars):])) > 0 || len(bytes.TrimSpace(body[:i])) == 0 {
			return nil, parser.NoChildren // text follows, or there is nothing in it
		}
		n.closed = true
		n.add(text.NewSegment(start, start+i), body[:i])
	} else if !endsInDollars(reader.Source()[segment.Stop:]) {
		return nil, parser.NoChildren
	} else {
		n.add(text.NewSegment(start, segment.Stop), body)
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// maxFormula is how many bytes ahead the end of a formula is looked for.
const maxFormula = 8 << 10

// endsInDollars says whether a line before the next blank one ends in $$.
func endsInDollars(rest []byte) bool {
	rest = rest[:min(len(rest), maxFormula)]
	for len(rest) > 0 {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		line = bytes.TrimRight(line, " \t\r")
		if len(bytes.Trim(line, " \t>")) == 0 {
			return false
		}
		if i := bytes.Index(line, dollars); i >= 0 {
			return i == len(line)-len(dollars)
		}
		rest = after
	}
	return false
}

func (mathBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n, ok := node.(*Math)
	if !ok || n.closed {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Close
	}
	if i := bytes.Index(line, dollars); i >= 0 {
		n.closed = true
		n.add(text.NewSegment(segment.Start, segment.Start+i), line[:i])
	} else {
		n.add(segment, line)
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (n *Math) add(s text.Segment, line []byte) {
	if len(bytes.TrimSpace(line)) > 0 {
		n.Lines().Append(s)
	}
}

func (mathBlockParser) Close(ast.Node, text.Reader, parser.Context) {}

func (mathBlockParser) CanInterruptParagraph() bool { return true }

func (mathBlockParser) CanAcceptIndentedLine() bool { return false }

// code is the TeX of a formula, a line each.
func (n *Math) code(source []byte) []byte {
	var out []byte
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		out = append(append(out, bytes.TrimRight(s.Value(source), " \t\r\n")...), '\n')
	}
	return out
}

// mathParser parses a formula in a line of text: $…$ or $$…$$. As pandoc has it, the signs hug what is between them, and
// no letter or digit touches them from outside; and it must look like TeX, for most dollars are money. It is a code
// span, dollars included: nothing in it is Markdown.
type mathParser struct{}

func (mathParser) Trigger() []byte { return []byte{'$'} }

func (mathParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if segment.Padding > 0 || util.IsAlphaNumeric(byteBefore(block.Source(), segment.Start)) {
		return nil
	}
	end := formula(line)
	if end < 0 {
		return nil
	}
	n := ast.NewCodeSpan()
	n.AppendChild(n, ast.NewRawTextSegment(text.NewSegment(segment.Start, segment.Start+end)))
	block.Advance(end)
	return n
}

func byteBefore(source []byte, at int) byte {
	if at <= 0 || at > len(source) {
		return ' '
	}
	return source[at-1]
}

// maxInlineFormula is how long a formula in a line of text may be.
const maxInlineFormula = 500

// formula is where the formula ends that a line begins with, or -1.
func formula(line []byte) int {
	sign := dollars[:1]
	if bytes.HasPrefix(line, dollars) {
		sign = dollars
	}
	body := line[len(sign):min(len(line), maxInlineFormula)]
	if len(body) == 0 || util.IsSpace(body[0]) {
		return -1
	}
	i := bytes.Index(body, sign)
	if i <= 0 || util.IsSpace(body[i-1]) || body[i-1] == '\\' || bytes.IndexByte(body[:i], '`') >= 0 || !bytes.ContainsAny(body[:i], `\^_{=`) {
		return -1
	}
	if after := i + len(sign); after < len(body) && (util.IsAlphaNumeric(body[after]) || body[after] == '$') {
		return -1
	}
	return len(sign) + i + len(sign)
}
