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
	var b strings.Builder
	d.writeText(&b, n)
	return collapse(b.String())
}

// collapse makes one space of several and none of those at the ends, as HTML does.
func collapse(s string) string {
	s = strings.Trim(s, " ")
	if !strings.Contains(s, "  ") {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if s[i] != ' ' || s[i-1] != ' ' {
			out = append(out, s[i])
		}
	}
	return string(out)
}

// Leaf is the visible text of a node that has text of its own: Text, String,
// AutoLink, Template. It holds no line end: the break flags of a Text are the caller's.
// It is "" for a container.
func (d *Document) Leaf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		v := n.Value(d.Source)
		if n.IsRaw() || isCode(n.Parent()) {
			return safe.Text(string(v))
		}
		return safe.Text(decode(v))
	case *ast.String:
		return safe.Text(string(n.Value))
	case *ast.AutoLink:
		return safe.Text(string(n.Label(d.Source)))
	case *Template:
		if n.Target != "" {
			return safe.Text(n.Target)
		}
		return safe.Text(n.Source)
	}
	return ""
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

// writeText appends the visible text below n. The tree's depth is bounded by Parse.
func (d *Document) writeText(b *strings.Builder, n ast.Node) {
	if n.Type() != ast.TypeInline && b.Len() > 0 {
		b.WriteByte(' ') // between blocks
	}
	if code := d.Code(n); code != "" {
		b.WriteString(safe.Text(strings.TrimSpace(code)))
		return
	}
	b.WriteString(d.Leaf(n))
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		d.writeText(b, c)
	}
	if t, ok := n.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
		b.WriteByte(' ')
	}
}

// Plain is the visible text of the whole note, a line a block (a row of a table,
// a line of code), links as their labels. It is for search and for counting words.
func (d *Document) Plain() string {
	var b strings.Builder
	b.Grow(d.size)
	d.writePlain(&b, d.Root)
	return b.String()
}

func (d *Document) writePlain(b *strings.Builder, n ast.Node) {
	if code := d.Code(n); code != "" {
		b.WriteString(code)
		if !strings.HasSuffix(code, "\n") {
			b.WriteByte('\n')
		}
		return
	}
	if line := isRow(n); line || holdsText(n) {
		if s := d.Text(n); s != "" {
			b.WriteString(s)
			b.WriteByte('\n')
		}
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		d.writePlain(b, c)
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

// decode resolves backslash escapes and entities as CommonMark says, once.
func decode(v []byte) string {
	if bytes.IndexByte(v, '\\') < 0 && bytes.IndexByte(v, '&') < 0 {
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
