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

// maxEmphasisDepth bounds the nesting of emphasis that is passed to Glamour.
const maxEmphasisDepth = 24

// inlineWriter rewrites the inline nodes of a leaf as the few kinds that Glamour renders well: text, code and emphasis.
// It writes all other nodes as text and marks, since Glamour panics on unknown kinds, shows links with their addresses,
// and drops struck text with nodes inside. It does not change the parsed tree.
type inlineWriter struct {
	page          *Page
	root          *ast.TextBlock
	parent        ast.Node
	depth         int
	src           []byte // source of the new nodes
	textStart     int    // start of the text that is in no node yet
	lastRune      rune   // last character written
	pendingSpace  bool   // a source line has ended, and its space is not written yet
	visibleTexts  int    // number of texts written that are not blank
	pendingOffset int    // offset of a new source line that has no mark yet
}

// inlineHandlers write the kinds of inline nodes. Of other kinds the text and the children are written.
var inlineHandlers map[ast.NodeKind]func(*inlineWriter, ast.Node)

func init() { // the handlers call each other through the map
	inlineHandlers = map[ast.NodeKind]func(*inlineWriter, ast.Node){
		ast.KindText:              (*inlineWriter).writeTextNode,
		ast.KindCodeSpan:          (*inlineWriter).writeCodeSpan,
		markdown.KindInlineMath:   (*inlineWriter).writeMath,
		ast.KindEmphasis:          (*inlineWriter).writeEmphasis,
		ast.KindLink:              (*inlineWriter).writeLink,
		ast.KindAutoLink:          (*inlineWriter).writeLink,
		ast.KindImage:             (*inlineWriter).writeImage,
		ast.KindRawHTML:           (*inlineWriter).skipNode,
		east.KindTaskCheckBox:     (*inlineWriter).writeCheckBox,
		markdown.KindEmoji:        (*inlineWriter).writeEmoji,
		markdown.KindItemSign:     (*inlineWriter).writeItemSign,
		markdown.KindTaskState:    (*inlineWriter).skipNode, // the list draws it
		east.KindStrikethrough:    (*inlineWriter).writeStrikethrough,
		east.KindFootnoteLink:     (*inlineWriter).writeFootnoteLink,
		east.KindFootnoteBacklink: (*inlineWriter).writeFootnoteBacklink,
		markdown.KindWikiLink:     (*inlineWriter).writeWikiLink,
		markdown.KindTemplate:     (*inlineWriter).writeTemplate,
		markdown.KindMark:         (*inlineWriter).writeHighlight,
		markdown.KindStyled:       (*inlineWriter).writeStyled,
		markdown.KindBlockID:      (*inlineWriter).skipNode,
	}
}

// renderLeaf renders the inline nodes below n.
func (p *Page) renderLeaf(n ast.Node, base theme.Style) []span {
	return p.renderInlineWith(base, p.nodeOffset(n), func(in *inlineWriter) { in.writeChildren(n) })
}

// renderInlines renders inline nodes, the first of which starts at offset in the body.
func (p *Page) renderInlines(base theme.Style, offset int, nodes ...ast.Node) []span {
	return p.renderInlineWith(base, offset, func(in *inlineWriter) {
		for _, n := range nodes {
			in.writeNode(n)
		}
	})
}

// renderInlineWith renders what write writes to an inlineWriter, as text that starts at offset in the body.
func (p *Page) renderInlineWith(base theme.Style, offset int, write func(*inlineWriter)) []span {
	in := inlineWriter{page: p, root: ast.NewTextBlock(), src: p.scratch[:0]}
	in.parent = in.root
	write(&in)
	in.flushText()
	spans := p.leaves.renderSpans(in.root, in.src, base, offset)
	p.scratch = in.src
	return spans
}

func (in *inlineWriter) writeChildren(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		in.writeNode(c)
	}
}

// writeNode writes n with the handler of its kind, or else its text and its children.
func (in *inlineWriter) writeNode(n ast.Node) {
	if write, ok := inlineHandlers[n.Kind()]; ok {
		write(in, n)
		return
	}
	in.writeText(in.page.doc.LeafText(n))
	in.writeChildren(n)
}

// skipNode is the handler of nodes that are not shown.
func (in *inlineWriter) skipNode(ast.Node) {}

// writeText writes visible text, preceded by the pending space of a line end if there is one.
func (in *inlineWriter) writeText(s string) {
	if s == "" {
		return
	}
	if in.pendingSpace {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, lineBreaks))
		if isIdeographic(in.lastRune) && isIdeographic(first) {
			in.pendingSpace = false // no space between ideographs
		}
	}
	in.flushSpace()
	in.appendText(s)
}

// appendText appends text so that Glamour's unescaping restores it. It collapses runs of spaces, as HTML does.
func (in *inlineWriter) appendText(s string) {
	if in.lastRune == ' ' && s[0] == ' ' || strings.Contains(s, "  ") {
		s = collapseSpaces(s, in.lastRune == ' ')
		if s == "" {
			return
		}
	}
	in.updateTextState(s)
	if strings.ContainsAny(s, `&\`) {
		s = escaper.Replace(s)
	}
	in.src = append(in.src, s...)
}

// collapseSpaces replaces each run of spaces in s by one space, or by none at the start if afterSpace is set.
func collapseSpaces(s string, afterSpace bool) string {
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

// addMark writes a mark for the scanner.
func (in *inlineWriter) addMark(kind markKind, n int) { in.src = appendMark(in.src, kind, n) }

// flushText makes a node of the text written since the last node.
func (in *inlineWriter) flushText() {
	if in.textStart < len(in.src) {
		in.parent.AppendChild(in.parent, ast.NewTextSegment(text.NewSegment(in.textStart, len(in.src))))
		in.textStart = len(in.src)
	}
}

func (in *inlineWriter) writeTextNode(n ast.Node) {
	t := n.(*ast.Text)
	s := in.page.doc.FlowText(t)
	if strings.Trim(s, lineBreaks) == "" {
		s = ""
	}
	if in.lastRune == '\n' {
		s = strings.TrimLeft(s, " ")
	}
	if s != "" {
		in.writeText(s)
	}
	switch {
	case t.HardLineBreak():
		in.pendingSpace = false
		in.addMark(markBreak, 0)
		in.lastRune = '\n'
		in.setPendingOffset(in.nextLineOffset(t))
	case t.SoftLineBreak():
		in.pendingSpace = true
		in.setPendingOffset(in.nextLineOffset(t))
	}
}

// nextLineOffset returns the offset of the source line after the one that ends with t.
func (in *inlineWriter) nextLineOffset(t *ast.Text) int {
	src := in.page.doc.Source
	stop := min(max(t.Segment.Stop, 0), len(src))
	if i := bytes.IndexByte(src[stop:min(stop+256, len(src))], '\n'); i >= 0 {
		return stop + i + 1
	}
	return stop
}

// setPendingOffset sets the offset in the body at which the following text starts, on another source line.
func (in *inlineWriter) setPendingOffset(offset int) { in.pendingOffset = offset }

// flushSpace writes the pending space of a source line's end, and the pending offset.
func (in *inlineWriter) flushSpace() {
	if in.pendingSpace {
		in.pendingSpace = false
		in.appendText(" ")
	}
	if in.pendingOffset > 0 {
		in.addMark(markSource, in.pendingOffset)
		in.pendingOffset = 0
	}
}

// writeCodeSpan passes code to Glamour unchanged except for &, since Glamour decodes entities in code.
func (in *inlineWriter) writeCodeSpan(n ast.Node) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.WriteString(in.page.doc.LeafText(c))
	}
	s := b.String()
	if s == "" {
		return
	}
	in.flushSpace()
	in.flushText()
	in.src = append(in.src, strings.ReplaceAll(s, "&", "&amp;")...)
	code := ast.NewCodeSpan()
	code.AppendChild(code, ast.NewTextSegment(text.NewSegment(in.textStart, len(in.src))))
	in.parent.AppendChild(in.parent, code)
	in.textStart = len(in.src)
	in.updateTextState(s)
}

// updateTextState updates lastRune and visibleTexts for the text s, which is not "".
func (in *inlineWriter) updateTextState(s string) {
	if last, n := utf8.DecodeLastRuneInString(strings.TrimRight(s, lineBreaks)); n > 0 {
		in.lastRune = last
	}
	if strings.TrimLeft(s, " ") != "" {
		in.visibleTexts++
	}
}

func (in *inlineWriter) writeEmphasis(n ast.Node) {
	if in.depth >= maxEmphasisDepth {
		in.writeChildren(n)
		return
	}
	in.flushSpace()
	in.flushText()
	e := ast.NewEmphasis(n.(*ast.Emphasis).Level)
	outer := in.parent
	outer.AppendChild(outer, e)
	in.parent = e
	in.depth++
	in.writeChildren(n)
	in.flushText()
	in.depth--
	in.parent = outer
}

// withStyle calls write and gives what it writes a style.
func (in *inlineWriter) withStyle(style styleID, write func()) {
	in.flushSpace()
	in.addMark(markStyle, int(style))
	write()
	in.addMark(markEnd, 0)
}

// isPlainText reports whether n contains only text, without links or code.
func (p *Page) isPlainText(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindText && c.Kind() != ast.KindString {
			return false
		}
	}
	return true
}

func (in *inlineWriter) writeFootnoteLink(n ast.Node) {
	in.writeJump(n, styleFootnote, in.page.footnoteMark(n.(*east.FootnoteLink).Index))
}

func (in *inlineWriter) writeFootnoteBacklink(n ast.Node) {
	in.writeJump(n, styleDim, in.page.glyphs().footnoteBack)
}

// writeJump writes a link to or from a footnote. It skips nodes that the document does not list as jumps: of a
// footnote's links back, which are as many as its references, only the first is listed.
func (in *inlineWriter) writeJump(n ast.Node, style styleID, sign string) {
	i, ok := in.page.doc.FootnoteJumpIndex(n)
	if !ok {
		return
	}
	blank := len(sign) - len(strings.TrimLeft(sign, " "))
	in.withStyle(style, func() {
		if blank > 0 {
			in.decorate(sign[:blank])
		}
		in.addMark(markLink, len(in.page.doc.Links())+i)
		in.decorate(sign[blank:])
		in.addMark(markEnd, 0)
	})
}
