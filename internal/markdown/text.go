package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"quire/internal/safe"
)

// Text is the visible text of n on one line, entities decoded, with controls
// made visible. Of a block it is all text in it.
func (d *Document) Text(n ast.Node) string {
	var room [128]byte
	return string(d.appendText(room[:0], n))
}

// appendText appends Text(n) to b.
func (d *Document) appendText(b []byte, n ast.Node) []byte {
	start := len(b)
	b = d.appendRaw(b, n, start)
	return b[:start+collapse(b[start:])]
}

// collapse makes one space of several and none of those at the ends, as HTML does. It returns the length that is left.
func collapse(s []byte) int {
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

// Leaf is the visible text of a node that has text of its own: Text, String,
// AutoLink, Template. It holds no line end: the break flags of a Text are the caller's.
// It is "" for a container.
func (d *Document) Leaf(n ast.Node) string {
	var room [128]byte
	return string(d.appendLeaf(room[:0], n))
}

func (d *Document) appendLeaf(b []byte, n ast.Node) []byte {
	switch n := n.(type) {
	case *ast.Text:
		v := n.Value(d.Source)
		if n.IsRaw() || isCode(n.Parent()) || literal(v) {
			return safe.Append(b, v)
		}
		return append(b, safe.Text(decode(v))...)
	case *ast.String:
		return safe.Append(b, n.Value)
	case *ast.AutoLink:
		return safe.Append(b, n.Label(d.Source))
	case *Template:
		if n.Target != "" {
			return append(b, safe.Text(n.Target)...)
		}
		return append(b, safe.Text(n.Source)...)
	}
	return b
}

func isCode(n ast.Node) bool {
	_, ok := n.(*ast.CodeSpan)
	return ok
}

// Code is the text of a block of code (CodeBlock, FencedCodeBlock,
// Preformatted, Math), safe, with its line ends; "" for any other node.
func (d *Document) Code(n ast.Node) string {
	switch n := n.(type) {
	case *Preformatted:
		return n.Content
	case *Plain:
		return safe.Block(string(d.Source[n.Start:n.Stop]))
	case *Math:
		return safe.Block(string(n.code(d.Source)))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return safe.Block(string(n.Lines().Value(d.Source)))
	}
	return ""
}

// Language is the first word of a fence's info string, safe; "" when there is none.
func (d *Document) Language(n ast.Node) string {
	if n.Kind() == KindMath {
		return "math"
	}
	f, ok := n.(*ast.FencedCodeBlock)
	if !ok || f.Info == nil {
		return ""
	}
	info := f.Info.Segment.Value(d.Source)
	if i := bytes.IndexAny(info, " \t{,"); i >= 0 {
		info = info[:i]
	}
	return safe.Text(decode(info))
}

// appendRaw appends the visible text below n, with all spaces; the text so far begins at start. The tree's depth is bounded by Parse.
func (d *Document) appendRaw(b []byte, n ast.Node, start int) []byte {
	if t, ok := n.(*ast.Text); ok {
		if b = d.appendLeaf(b, t); t.SoftLineBreak() || t.HardLineBreak() {
			b = append(b, ' ')
		}
		return b
	}
	if n.Type() != ast.TypeInline && len(b) > start {
		b = append(b, ' ') // between blocks
	}
	if code := d.Code(n); code != "" {
		return append(b, safe.Text(strings.TrimSpace(code))...)
	}
	b = d.appendLeaf(b, n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b = d.appendRaw(b, c, start)
	}
	return b
}

// Plain is the visible text of the whole note, a line a block (a row of a table,
// a line of code), links as their labels. It is for search and for counting words.
func (d *Document) Plain() string {
	w := plainWriter{doc: d}
	w.text.Grow(d.size)
	w.write(d.Root)
	return w.text.String()
}

type plainWriter struct {
	doc  *Document
	text strings.Builder
	line []byte
}

func (w *plainWriter) write(n ast.Node) {
	if code := w.doc.Code(n); code != "" {
		w.text.WriteString(code)
		if !strings.HasSuffix(code, "\n") {
			w.text.WriteByte('\n')
		}
		return
	}
	if isRow(n) || holdsText(n) {
		if w.line = w.doc.appendText(w.line[:0], n); len(w.line) > 0 {
			w.text.Write(append(w.line, '\n'))
		}
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.write(c)
	}
}

func isRow(n ast.Node) bool {
	switch n.(type) {
	case *east.TableRow, *east.TableHeader:
		return true
	}
	return false
}

// holdsText reports whether the children of a block are inline nodes.
func holdsText(n ast.Node) bool {
	c := n.FirstChild()
	return c != nil && c.Type() == ast.TypeInline
}

// literal reports whether v is without what decode resolves.
func literal(v []byte) bool { return bytes.IndexByte(v, '\\') < 0 && bytes.IndexByte(v, '&') < 0 }

// decode resolves backslash escapes and entities as CommonMark says, once.
func decode(v []byte) string {
	if literal(v) {
		return string(v)
	}
	var b strings.Builder
	b.Grow(len(v))
	for i := 0; i < len(v); i++ {
		switch {
		case v[i] == '\\' && i+1 < len(v) && util.IsPunct(v[i+1]):
			i++
			b.WriteByte(v[i])
		case v[i] == '&':
			n, s := entity(v[i:])
			b.WriteString(s)
			i += n - 1
		default:
			b.WriteByte(v[i])
		}
	}
	return b.String()
}

// maxEntity is the length of the longest entity, with & and ;.
const maxEntity = 33

// entity decodes the entity at the start of v. What is none is its first byte.
func entity(v []byte) (int, string) {
	end := bytes.IndexByte(v[:min(len(v), maxEntity)], ';')
	if end < 2 {
		return 1, "&"
	}
	name := v[1:end]
	if name[0] == '#' {
		if r, ok := numeric(name[1:]); ok {
			return end + 1, string(r)
		}
		return 1, "&"
	}
	if e, ok := util.LookUpHTML5EntityByName(string(name)); ok {
		return end + 1, string(e.Characters)
	}
	return 1, "&"
}

// numeric reads the digits of a numeric reference: at most 7 decimal or 6 hexadecimal.
func numeric(v []byte) (rune, bool) {
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
