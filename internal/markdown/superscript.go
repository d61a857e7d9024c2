package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxSuperscript bounds the text of a superscript, in bytes.
const maxSuperscript = 40

// superscriptParser parses x^2^ as pandoc does: text without blanks between carets, directly after a letter, a digit or a
// closing bracket. What follows is no letter or digit, so that a^b^c stays a power of powers.
// https://pandoc.org/MANUAL.html#superscripts-and-subscripts
type superscriptParser struct{}

func (superscriptParser) Trigger() []byte { return []byte{'^'} }

func (superscriptParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	if segment.Padding > 0 || before >= 0x80 || !util.IsAlphaNumeric(byte(before)) && before != ')' && before != ']' && before != '*' {
		return nil
	}
	line = line[:min(len(line), maxSuperscript)]
	n := bytes.IndexByte(line[1:], '^')
	if n < 1 || bytes.ContainsAny(line[1:1+n], " \t\n\\`[]<>{}|$&*_~") || n+2 < len(line) && (util.IsAlphaNumeric(line[n+2]) || line[n+2] == '^') {
		return nil
	}
	node := &Styled{Style: Sup}
	node.SetPos(segment.Start)
	node.AppendChild(node, ast.NewTextSegment(text.NewSegment(segment.Start+1, segment.Start+1+n)))
	block.Advance(n + 2)
	return node
}
