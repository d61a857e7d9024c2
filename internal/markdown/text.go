package markdown

import (
	"bytes"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"quire/internal/safe"
)

// Text returns the visible text of n on a single line, with entities decoded and controls made visible. For a
// block it is all the text inside it.
func (d *Document) Text(n ast.Node) string {
	var buf [128]byte
	return string(d.appendText(buf[:0], n))
}

// appendText appends Text(n) to b.
func (d *Document) appendText(b []byte, n ast.Node) []byte {
	start := len(b)
	b = d.appendRawText(b, n, start)
	return b[:start+collapseSpaces(b[start:])]
}

// collapseSpaces collapses runs of spaces in place and trims both ends, as HTML does. It returns the new
// length.
func collapseSpaces(s []byte) int {
	n := 0
	for i, c := range s {
		if c == ' ' && (n == 0 || i+1 == len(s) || s[i+1] == ' ') {
			continue
		}
		s[n] = c
		n++
	}
	return n
}

// LeafText returns the visible text of a node that has text of its own: Text, String, AutoLink, Emoji or Template. It
// holds no line end; the caller handles the break flags of a Text. It is "" for a container.
func (d *Document) LeafText(n ast.Node) string {
	var buf [128]byte
	return string(d.appendLeaf(buf[:0], n))
}

// FlowText returns LeafText of a Text with the invisible characters at which a line may break; see safe.Flow.
func (d *Document) FlowText(n *ast.Text) string {
	v := n.Value(d.Source)
	if n.IsRaw() || isLiteral(v) {
		return safe.Flow(string(v))
	}
	return safe.Flow(decodeEscapes(v))
}

// appendLeaf appends LeafText(n) to b.
func (d *Document) appendLeaf(b []byte, n ast.Node) []byte {
	switch n := n.(type) {
	case *ast.Text:
		v := n.Value(d.Source)
		if n.IsRaw() || isCodeSpan(n.Parent()) || isLiteral(v) {
			return safe.AppendText(b, v)
		}
		return append(b, safe.Text(decodeEscapes(v))...)
	case *ast.String:
		return safe.AppendText(b, n.Value)
	case *ast.AutoLink:
		return safe.AppendText(b, n.Label(d.Source))
	case *Emoji:
		return append(b, n.Shown...)
	case *Template:
		if n.Target != "" {
			return append(b, safe.Text(n.Target)...)
		}
		return append(b, safe.Text(n.Source)...)
	}
	return b
}

// isCodeSpan reports whether n is a code span, or a formula, in which nothing is Markdown either.
func isCodeSpan(n ast.Node) bool {
	switch n.(type) {
	case *ast.CodeSpan, *InlineMath:
		return true
	}
	return false
}

// CodeText returns the text of a block that is shown verbatim (CodeBlock, FencedCodeBlock, Preformatted, Math,
// UnparsedText), made safe, with its line ends; "" for any other node.
func (d *Document) CodeText(n ast.Node) string {
	switch n := n.(type) {
	case *Preformatted:
		return n.Content
	case *UnparsedText:
		return safe.Block(string(d.Source[n.Start:n.Stop]))
	case *Math:
		return safe.Block(string(n.texLines(d.Source)))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return safe.Block(stripColours(string(n.Lines().Value(d.Source))))
	}
	return ""
}

// appendRawText appends the visible text below n to b without collapsing spaces; the text of the call by
// appendText begins at start. It recurses, since Parse bounds the depth of the tree.
func (d *Document) appendRawText(b []byte, n ast.Node, start int) []byte {
	if t, ok := n.(*ast.Text); ok {
		if b = d.appendLeaf(b, t); t.SoftLineBreak() || t.HardLineBreak() {
			b = append(b, ' ')
		}
		return b
	}
	if n.Type() != ast.TypeInline && len(b) > start {
		b = append(b, ' ') // separates blocks
	}
	if code := d.CodeText(n); code != "" {
		return append(b, safe.Text(strings.TrimSpace(code))...)
	}
	b = d.appendLeaf(b, n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b = d.appendRawText(b, c, start)
	}
	return b
}

// isTableRow reports whether n is a row or the header of a table.
func isTableRow(n ast.Node) bool {
	switch n.(type) {
	case *east.TableRow, *east.TableHeader:
		return true
	}
	return false
}

// hasInlineChildren reports whether the children of a block are inline nodes.
func hasInlineChildren(n ast.Node) bool {
	c := n.FirstChild()
	return c != nil && c.Type() == ast.TypeInline
}

// isLiteral reports whether v holds nothing that decodeEscapes would resolve.
func isLiteral(v []byte) bool { return bytes.IndexByte(v, '\\') < 0 && bytes.IndexByte(v, '&') < 0 }

// decodeEscapes resolves backslash escapes and entities once, as CommonMark 2.4 and 2.5 say.
func decodeEscapes(v []byte) string {
	if isLiteral(v) {
		return string(v)
	}
	var b strings.Builder
	b.Grow(len(v))
	for p := range decodedPieces(v, false) {
		b.WriteString(p.text)
	}
	return b.String()
}

// decodedPiece is a character of a text, or what an escape or entity in it stands for.
type decodedPiece struct {
	text  string
	start int // offset in the text
}

// decodedPieces yields the pieces of v in order; in a literal text there are no escapes and entities.
func decodedPieces(v []byte, literal bool) iter.Seq[decodedPiece] {
	return func(yield func(decodedPiece) bool) {
		for i := 0; i < len(v); {
			var text string
			var n int
			switch {
			case !literal && v[i] == '\\' && i+1 < len(v) && util.IsPunct(v[i+1]):
				text, n = string(v[i+1:i+2]), 2
			case !literal && v[i] == '&':
				n, text = decodeEntity(v[i:])
			default:
				_, n = utf8.DecodeRune(v[i:])
				text = string(v[i : i+n])
			}
			if !yield(decodedPiece{text, i}) {
				return
			}
			i += n
		}
	}
}

// maxEntity is the length of the longest entity, including & and ;.
const maxEntity = 33

// decodeEntity decodes the entity at the start of v and returns its length and text. If v does not begin with
// an entity, these are 1 and "&".
func decodeEntity(v []byte) (int, string) {
	end := bytes.IndexByte(v[:min(len(v), maxEntity)], ';')
	if end < 2 {
		return 1, "&"
	}
	name := v[1:end]
	if name[0] == '#' {
		if r, ok := parseNumericReference(name[1:]); ok {
			return end + 1, string(r)
		}
		return 1, "&"
	}
	if e, ok := util.LookUpHTML5EntityByName(string(name)); ok {
		return end + 1, string(e.Characters)
	}
	return 1, "&"
}

// parseNumericReference parses the digits of a numeric reference: at most 7 decimal or x and 6 hexadecimal
// digits.
func parseNumericReference(v []byte) (rune, bool) {
	base, limit := rune(10), 7
	if len(v) > 0 && (v[0] == 'x' || v[0] == 'X') {
		base, limit, v = 16, 6, v[1:]
	}
	if len(v) == 0 || len(v) > limit {
		return 0, false
	}
	var r rune
	for _, c := range v {
		var digit rune
		switch {
		case c >= '0' && c <= '9':
			digit = rune(c - '0')
		case base == 16 && c|0x20 >= 'a' && c|0x20 <= 'f':
			digit = rune(c|0x20-'a') + 10
		default:
			return 0, false
		}
		r = r*base + digit
	}
	if r == 0 || r > 0x10ffff || r >= 0xd800 && r < 0xe000 {
		r = '\ufffd'
	}
	return r, true
}
