package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// commentParser parses an Obsidian comment inside a paragraph: %% … %%.
type commentParser struct{}

var percents = []byte("%%")

// noCommentEndKey holds the offset before which no %% closes a comment, so that a paragraph is searched only
// once.
var noCommentEndKey = parser.NewContextKey()

func (commentParser) Trigger() []byte { return []byte{'%'} }

func (commentParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, percents) {
		return nil
	}
	if known, ok := pc.Get(noCommentEndKey).(int); ok && segment.Start < known {
		return nil
	}
	block.Advance(len(percents))
	last := segment.Stop
	for {
		line, segment = block.PeekLine()
		if line == nil {
			pc.Set(noCommentEndKey, last)
			return nil
		}
		if i := bytes.Index(line, percents); i >= 0 {
			block.Advance(i + len(percents))
			return &comment{}
		}
		last = segment.Stop
		block.AdvanceLine()
	}
}

// commentBlockParser parses an Obsidian comment that begins a line and holds whole lines.
type commentBlockParser struct{}

// noCommentBlockEndKey holds the offset after which the source has no %%.
var noCommentBlockEndKey = parser.NewContextKey()

func (commentBlockParser) Trigger() []byte { return []byte{'%'} }

func (commentBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	line = bytes.TrimSpace(line)
	if !bytes.HasPrefix(line, percents) {
		return nil, parser.NoChildren
	}
	rest := line[len(percents):]
	if i := bytes.Index(rest, percents); i >= 0 {
		if len(rest) > i+len(percents) {
			return nil, parser.NoChildren // text follows: an inline comment
		}
		reader.AdvanceToEOL()
		return &commentBlock{}, parser.NoChildren
	}
	if known, ok := pc.Get(noCommentBlockEndKey).(int); ok && segment.Stop >= known {
		return nil, parser.NoChildren
	}
	if !bytes.Contains(reader.Source()[segment.Stop:], percents) {
		pc.Set(noCommentBlockEndKey, segment.Stop)
		return nil, parser.NoChildren
	}
	node := &commentBlock{}
	node.Lines().Append(segment) // a comment with lines is still open
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

func (commentBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if node.Lines().Len() == 0 {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	if bytes.Contains(line, percents) {
		node.Lines().Clear()
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (commentBlockParser) Close(ast.Node, text.Reader, parser.Context) {}

func (commentBlockParser) CanInterruptParagraph() bool { return true }

func (commentBlockParser) CanAcceptIndentedLine() bool { return false }
