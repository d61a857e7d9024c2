package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/markdown"
	"quire/internal/theme"
)

func (f *flow) heading(n ast.Node) {
	h := n.(*ast.Heading)
	base := f.p.theme.Heading(h.Level)
	spans := f.p.leaf(n, f.base.Over(base))
	if base == (theme.Style{}) && len(spans) > 0 {
		// Without styles, the source's own sign tells a heading from a short paragraph.
		sign := span{text: strings.Repeat("#", h.Level) + " ", link: NoLink, offset: spans[0].offset}
		spans = append([]span{sign}, spans...)
	}
	f.wrap(spans, false)
}

func (f *flow) rule(ast.Node) {
	w := f.room()
	if w >= endless/2 {
		w = 40
	}
	f.emit([]Run{styled(strings.Repeat(f.p.glyphs().rule, w), f.p.theme.Rule)}, f.offset, false)
}

func (f *flow) quote(n ast.Node) {
	base := f.base
	f.base = base.Over(f.p.theme.QuoteText)
	f.barred(f.p.theme.QuoteBar, func() { f.blocks(n.FirstChild(), false) })
	f.base = base
}

// barred lays out content behind a bar.
func (f *flow) barred(s theme.Style, content func()) {
	bar := []Run{styled(f.p.glyphs().bar, s), styled(" ", theme.Style{})}
	f.inside(bar, bar, content)
}

func (f *flow) callout(n ast.Node) {
	c := n.(*markdown.Callout)
	style := f.p.theme.Callout(c.Name)
	f.barred(style, func() {
		kind, style := label(c.Name), style
		style.Bold = !f.p.theme.Plain // also of those whose bar is quiet
		line := []span{{text: kind, style: style, link: NoLink, offset: f.offset}}
		if sign := f.p.foldSign(n); sign != "" {
			line = append([]span{{text: sign + " ", style: style, link: NoLink, offset: f.offset}}, line...)
		}
		body := n.FirstChild()
		if t := c.Title(); t != nil {
			body = body.NextSibling()
			if !f.p.plainText(t) || !strings.EqualFold(f.p.doc.Text(t), kind) { // else it says the same
				line = append(line, span{text: " " + f.p.glyphs().times + " ", style: f.p.theme.Dim, link: NoLink, offset: f.offset})
				line = append(line, f.p.leaf(t, f.base.Over(f.p.theme.Bold))...)
			}
		}
		f.wrap(f.turning(n, line), false)
		if !f.p.folded(n) {
			f.blocks(body, false)
		}
	})
}

// label is a callout's kind as a word.
func label(kind string) string {
	if kind == "" {
		return "Note"
	}
	words := strings.ReplaceAll(kind, "-", " ")
	if words == "tldr" || words == "faq" {
		return strings.ToUpper(words)
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

func (f *flow) details(n ast.Node) {
	child := n.FirstChild()
	sign := styled(f.p.glyphs().open2+" ", f.p.theme.Bullet)
	if s := f.p.foldSign(n); s != "" {
		sign.Text, sign.Link = s+" ", f.p.folds[n]
	}
	f.inside([]Run{sign}, indent(2), func() {
		if s, ok := child.(*markdown.Summary); ok {
			f.wrap(f.turning(n, f.p.leaf(s, f.base.Over(f.p.theme.Strong))), false)
			child = child.NextSibling()
		} else if sign.Link != NoLink {
			f.wrap(f.turning(n, f.p.label("Details", f.base.Over(f.p.theme.Strong))), false)
		}
		if !f.p.folded(n) {
			f.blocks(child, false)
		}
	})
}

func (f *flow) definitions(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if at := f.p.offsetOf(c); at >= 0 {
			f.offset = at
		}
		if c.Kind() == east.KindDefinitionTerm {
			if p := c.PreviousSibling(); p != nil && p.Kind() != east.KindDefinitionTerm {
				f.blank()
			}
			f.wrap(f.p.leaf(c, f.base.Over(f.p.theme.Strong)), false)
			continue
		}
		d, _ := c.(*east.DefinitionDescription)
		f.inside(indent(4), indent(4), func() {
			f.blocks(c.FirstChild(), d != nil && d.IsTight)
		})
	}
}

// indent is n cells of nothing.
func indent(n int) []Run { return []Run{styled(strings.Repeat(" ", n), theme.Style{})} }

func (f *flow) footnotes(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f.footnote(c, c.PreviousSibling() == nil)
	}
}

// footnote is one note at the end; the first is parted from the text by a short rule.
func (f *flow) footnote(n ast.Node, first bool) {
	if first {
		f.emit([]Run{styled(strings.Repeat(f.p.glyphs().rule, min(8, f.room())), f.p.theme.Rule)}, -1, false)
	}
	note, _ := n.(*east.Footnote)
	if note == nil {
		return
	}
	last := note.Index
	if l, ok := n.Parent().LastChild().(*east.Footnote); ok {
		last = max(last, l.Index)
	}
	mark := f.p.footnoteMark(note.Index)
	w := max(cells(mark), cells(f.p.footnoteMark(last))) + 1
	pad := strings.Repeat(" ", w-cells(mark)-1)
	sign := []Run{styled(pad+mark, f.p.theme.Footnote), styled(" ", theme.Style{})}
	f.inside(sign, indent(w), func() { f.blocks(n.FirstChild(), false) })
}
