package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// InlineMath is a formula in a text. As in a code span nothing in it is Markdown; its text includes the dollars.
type InlineMath struct{ ast.BaseInline }

// KindInlineMath is the kind of InlineMath.
var KindInlineMath = ast.NewNodeKind("InlineMath")

// Kind implements ast.Node.
func (n *InlineMath) Kind() ast.NodeKind { return KindInlineMath }

// Dump implements ast.Node.
func (n *InlineMath) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// TrimDollars returns the TeX of the text of an InlineMath.
func TrimDollars(text string) string { return strings.Trim(text, "$") }

// mathParser parses a formula inside a paragraph: $…$ or $$…$$, which may go on over line ends. As in pandoc, the single
// dollars touch the text between them, and no letter or digit touches either from outside. The text must also look like TeX,
// since most dollars are money.
type mathParser struct{}

func (mathParser) Trigger() []byte { return []byte{'$'} }

func (mathParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if segment.Padding > 0 || util.IsAlphaNumeric(byteBefore(block.Source(), segment.Start)) {
		return nil
	}
	sign := dollars[:1]
	if bytes.HasPrefix(line, dollars) {
		sign = dollars
	}
	n := &InlineMath{}
	lineNumber, position := block.Position()
	var formula []byte // the lines so far, with the first sign
	for len(line) > 0 && n.ChildCount() < maxInlineFormulaLines {
		line = line[:min(len(line), maxInlineFormula+1)]
		from := max(len(formula), len(sign))
		formula = append(formula, line...)
		if i := bytes.Index(formula[min(from, len(formula)):], sign); i >= 0 {
			end := from + i + len(sign)
			if !isFormula(formula[:end], formula[end:], len(sign)) {
				break
			}
			stop := segment.Start + end - (len(formula) - len(line))
			n.AppendChild(n, ast.NewRawTextSegment(text.NewSegment(segment.Start, stop)))
			block.Advance(stop - segment.Start)
			return n
		}
		if len(formula) > maxInlineFormula || formula[len(formula)-1] != '\n' {
			break
		}
		n.AppendChild(n, ast.NewRawTextSegment(segment))
		block.AdvanceLine()
		line, segment = block.PeekLine()
		segment.Padding = 0
	}
	if n.HasChildren() {
		block.SetPosition(lineNumber, position)
	}
	return nil
}

// byteBefore returns the byte of source before an offset, or a space at its beginning.
func byteBefore(source []byte, at int) byte {
	if at <= 0 || at > len(source) {
		return ' '
	}
	return source[at-1]
}

// maxInlineFormula bounds the length of a formula inside a paragraph, in bytes.
const maxInlineFormula = 500

// maxInlineFormulaLines bounds the number of its lines.
const maxInlineFormulaLines = 5

// isFormula reports whether v, with signs of that many dollars at both ends and after before the rest of its line, is a
// formula.
func isFormula(v, after []byte, signLen int) bool {
	body := v[signLen : len(v)-signLen]
	if len(bytes.TrimSpace(body)) == 0 || len(v) > maxInlineFormula || body[len(body)-1] == '\\' || bytes.IndexByte(body, '`') >= 0 {
		return false
	}
	if signLen == 1 && (util.IsSpace(body[0]) || util.IsSpace(body[len(body)-1])) {
		return false
	}
	if len(after) > 0 && (util.IsAlphaNumeric(after[0]) || after[0] == '$') {
		return false
	}
	return bytes.ContainsAny(body, `\^_{=`)
}
