package render

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"quire/internal/markdown"
	"quire/internal/theme"
)

// maxInline bounds how deep emphasis nests in what Glamour is handed.
const maxInline = 24

// inliner writes the inline nodes of one leaf anew, in the few kinds that
// Glamour does well: text, code and emphasis. The rest becomes text and marks:
// Glamour panics at kinds that it does not know, shows links with their
// addresses, and loses what is in struck text. The tree that was parsed stays as it was.
type inliner struct {
	page    *Page
	root    *ast.TextBlock
	parent  ast.Node
	depth   int
	src     []byte // the source of the new nodes
	from    int    // where the text begins that has no node yet
	last    rune   // the last character written
	soft    bool   // a line of the source has ended
	visible int    // texts written that are not blank
	moved   int    // the offset of a new line of the source that was not noted yet
}

// inlineWriters know the kinds of inline nodes; others are their text and their children.
var inlineWriters map[ast.NodeKind]func(*inliner, ast.Node)

func init() { // the writers call each other through the map
	inlineWriters = map[ast.NodeKind]func(*inliner, ast.Node){
		ast.KindText:              (*inliner).text,
		ast.KindCodeSpan:          (*inliner).codeSpan,
		ast.KindEmphasis:          (*inliner).emphasis,
		ast.KindLink:              (*inliner).link,
		ast.KindAutoLink:          (*inliner).link,
		ast.KindImage:             (*inliner).image,
		ast.KindRawHTML:           (*inliner).nothing,
		east.KindTaskCheckBox:     (*inliner).nothing, // the list draws it
		east.KindStrikethrough:    (*inliner).strike,
		east.KindFootnoteLink:     (*inliner).footnote,
		east.KindFootnoteBacklink: (*inliner).footnoteReturn,
		markdown.KindWikiLink:     (*inliner).wiki,
		markdown.KindTemplate:     (*inliner).template,
		markdown.KindMark:         (*inliner).mark,
		markdown.KindStyled:       (*inliner).styled,
		markdown.KindBlockID:      (*inliner).nothing,
	}
}

// leaf renders the inline nodes below n.
func (p *Page) leaf(n ast.Node, base theme.Style) []span {
	return p.inline(base, p.offsetOf(n), func(in *inliner) { in.children(n) })
}

// leafOf renders some inline nodes that stand at an offset.
func (p *Page) leafOf(base theme.Style, offset int, nodes ...ast.Node) []span {
	return p.inline(base, offset, func(in *inliner) {
		for _, n := range nodes {
			in.node(n)
		}
	})
}

func (p *Page) inline(base theme.Style, offset int, write func(*inliner)) []span {
	in := inliner{page: p, root: ast.NewTextBlock(), src: p.scratch[:0]}
	in.parent = in.root
	write(&in)
	in.flush()
	spans := p.glamour.spans(in.root, in.src, base, offset)
	p.scratch = in.src
	return spans
}

func (in *inliner) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		in.node(c)
	}
}

func (in *inliner) node(n ast.Node) {
	if write, ok := inlineWriters[n.Kind()]; ok {
		write(in, n)
		return
	}
	in.write(in.page.doc.Leaf(n))
	in.children(n)
}

func (in *inliner) nothing(ast.Node) {}

// write adds visible text.
func (in *inliner) write(s string) {
	if s == "" {
		return
	}
	if in.soft {
		first, _ := utf8.DecodeRuneInString(s)
		if ideographic(in.last) && ideographic(first) {
			in.soft = false // no space where the script has none
		}
	}
	in.space()
	in.put(s)
}

// put adds text as Glamour will undo it. A run of spaces is one, as in HTML.
func (in *inliner) put(s string) {
	if in.last == ' ' && s[0] == ' ' || strings.Contains(s, "  ") {
		s = collapse(s, in.last == ' ')
		if s == "" {
			return
		}
	}
	in.wrote(s)
	if strings.ContainsAny(s, `&\`) {
		s = escaper.Replace(s)
	}
	in.src = append(in.src, s...)
}

func collapse(s string, afterSpace bool) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] == ' ' && afterSpace {
			continue
		}
		afterSpace = s[i] == ' '
		b.WriteByte(s[i])
	}
	return b.String()
}

// note adds one of our marks.
func (in *inliner) note(kind markKind, n int) { in.src = appendMark(in.src, kind, n) }

// flush makes a node of the text written since the last one.
func (in *inliner) flush() {
	if in.from < len(in.src) {
		in.parent.AppendChild(in.parent, ast.NewTextSegment(text.NewSegment(in.from, len(in.src))))
		in.from = len(in.src)
	}
}

func (in *inliner) text(n ast.Node) {
	t := n.(*ast.Text)
	s := in.page.doc.Leaf(t)
	if in.last == '\n' {
		s = strings.TrimLeft(s, " ")
	}
	if s != "" {
		in.write(s)
	}
	switch {
	case t.HardLineBreak():
		in.soft = false
		in.note(markBreak, 0)
		in.last = '\n'
		in.moveTo(in.nextLine(t))
	case t.SoftLineBreak():
		in.soft = true
		in.moveTo(in.nextLine(t))
	}
}

// nextLine is the offset of the line of the source after the one that t ends.
func (in *inliner) nextLine(t *ast.Text) int {
	src := in.page.doc.Source
	stop := min(max(t.Segment.Stop, 0), len(src))
	if i := bytes.IndexByte(src[stop:min(stop+256, len(src))], '\n'); i >= 0 {
		return stop + i + 1
	}
	return stop
}

// moveTo notes that what follows stands at another line of the source.
func (in *inliner) moveTo(offset int) { in.moved = offset }

// space writes the space that a line end of the source stands for.
func (in *inliner) space() {
	if in.soft {
		in.soft = false
		in.put(" ")
	}
	if in.moved > 0 {
		in.note(markSource, in.moved)
		in.moved = 0
	}
}

// codeSpan hands code to Glamour as it is but for &, since it decodes entities in code.
func (in *inliner) codeSpan(n ast.Node) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.WriteString(in.page.doc.Leaf(c))
	}
	s := b.String()
	if s == "" {
		return
	}
	in.space()
	in.flush()
	in.src = append(in.src, strings.ReplaceAll(s, "&", "&amp;")...)
	code := ast.NewCodeSpan()
	code.AppendChild(code, ast.NewTextSegment(text.NewSegment(in.from, len(in.src))))
	in.parent.AppendChild(in.parent, code)
	in.from = len(in.src)
	in.wrote(s)
}

func (in *inliner) wrote(s string) {
	in.last, _ = utf8.DecodeLastRuneInString(s)
	if strings.TrimLeft(s, " ") != "" {
		in.visible++
	}
}

func (in *inliner) emphasis(n ast.Node) {
	if in.depth >= maxInline {
		in.children(n)
		return
	}
	in.space()
	in.flush()
	e := ast.NewEmphasis(n.(*ast.Emphasis).Level)
	outer := in.parent
	outer.AppendChild(outer, e)
	in.parent = e
	in.depth++
	in.children(n)
	in.flush()
	in.depth--
	in.parent = outer
}

// within writes something in a style of ours.
func (in *inliner) within(l layerID, write func()) {
	in.space()
	in.note(markStyle, int(l))
	write()
	in.note(markEnd, 0)
}

func (in *inliner) strike(n ast.Node) { in.within(layerStrike, func() { in.children(n) }) }
func (in *inliner) mark(n ast.Node)   { in.within(layerMark, func() { in.children(n) }) }

func (in *inliner) styled(n ast.Node) {
	switch n.(*markdown.Styled).Style {
	case markdown.Kbd:
		in.within(layerKbd, func() { in.children(n) })
	case markdown.Code:
		in.within(layerCode, func() { in.children(n) })
	case markdown.Underline:
		in.within(layerUnderline, func() { in.children(n) })
	case markdown.Sup:
		in.raised(n, superscripts, "^")
	case markdown.Sub:
		in.raised(n, subscripts, "_")
	}
}

// plainText reports whether n holds text alone: no link, no code.
func (p *Page) plainText(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindText && c.Kind() != ast.KindString {
			return false
		}
	}
	return true
}

func (in *inliner) footnote(n ast.Node) {
	in.jump(n, layerFootnote, in.page.footnoteMark(n.(*east.FootnoteLink).Index))
}

func (in *inliner) footnoteReturn(n ast.Node) { in.jump(n, layerDim, in.page.glyphs().back) }

// jump writes an end of a footnote. One that is not among the jumps is not shown: a footnote that is
// referred to often has as many signs that lead back.
func (in *inliner) jump(n ast.Node, l layerID, sign string) {
	i, ok := in.page.doc.JumpIndex(n)
	if !ok {
		return
	}
	blank := len(sign) - len(strings.TrimLeft(sign, " "))
	in.within(l, func() {
		if blank > 0 {
			in.put(sign[:blank])
		}
		in.note(markLink, len(in.page.doc.Links())+i)
		in.put(sign[blank:])
		in.note(markEnd, 0)
	})
}
