package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/markdown"
	"quire/internal/theme"
)

func (f *flow) writeHeading(n ast.Node) {
	h := n.(*ast.Heading)
	base := f.page.theme.Heading(h.Level)
	spans := f.page.renderLeaf(n, f.textStyle.Over(base))
	if base == (theme.Style{}) && len(spans) > 0 {
		// Without styles, the source's own sign distinguishes a heading from a short paragraph.
		sign := span{text: strings.Repeat("#", h.Level) + " ", link: NoLink, offset: spans[0].offset}
		spans = append([]span{sign}, spans...)
	}
	f.addWrapped(spans, false)
}

func (f *flow) writeRule(ast.Node) {
	w := f.availableWidth()
	if w >= unlimitedWidth/2 {
		w = 40
	}
	f.addLine([]Run{newRun(strings.Repeat(f.page.glyphs().rule, w), f.page.theme.Rule)}, f.offset, false)
}

func (f *flow) writeQuote(n ast.Node) {
	base := f.textStyle
	f.textStyle = base.Over(f.page.theme.QuoteText)
	f.withBar(f.page.theme.QuoteBar, func() { f.writeBlocks(n.FirstChild(), false) })
	f.textStyle = base
}

// withBar lays out content to the right of a vertical bar.
func (f *flow) withBar(s theme.Style, content func()) {
	bar := []Run{newRun(f.page.glyphs().bar, s), newRun(" ", theme.Style{})}
	f.withPrefix(bar, bar, content)
}

func (f *flow) writeCallout(n ast.Node) {
	c := n.(*markdown.Callout)
	style := f.page.theme.Callout(c.Name)
	f.withBar(style, func() {
		kind, style := calloutLabel(c.Name), style
		style.Bold = !f.page.theme.Plain // also if the bar's style is faint
		line := []span{{text: kind, style: style, link: NoLink, offset: f.offset}}
		if sign := f.page.foldSign(n); sign != "" {
			line = append([]span{{text: sign + " ", style: style, link: NoLink, offset: f.offset}}, line...)
		}
		body := n.FirstChild()
		if t := c.Title(); t != nil {
			body = body.NextSibling()
			if !f.page.isPlainText(t) || !strings.EqualFold(f.page.doc.Text(t), kind) { // else the title repeats the kind
				line = append(line, span{text: " " + f.page.glyphs().separator + " ", style: f.page.theme.Dim, link: NoLink, offset: f.offset})
				line = append(line, f.page.renderLeaf(t, f.textStyle.Over(f.page.theme.Bold))...)
			}
		}
		f.addWrapped(f.linkToFold(n, line), false)
		if !f.page.isFolded(n) {
			f.writeBlocks(body, false)
		}
	})
}

// calloutLabel returns the label that a callout's title line shows for its kind: "see-also" becomes "See also".
func calloutLabel(kind string) string {
	if kind == "" {
		return "Note"
	}
	words := strings.ReplaceAll(kind, "-", " ")
	if words == "tldr" || words == "faq" {
		return strings.ToUpper(words)
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

func (f *flow) writeDetails(n ast.Node) {
	child := n.FirstChild()
	sign := newRun(f.page.glyphs().unfolded+" ", f.page.theme.Bullet)
	if s := f.page.foldSign(n); s != "" {
		sign.Text, sign.Link = s+" ", f.page.folds[n]
	}
	f.withPrefix([]Run{sign}, indentRuns(2), func() {
		if s, ok := child.(*markdown.Summary); ok {
			f.addWrapped(f.linkToFold(n, f.page.renderLeaf(s, f.textStyle.Over(f.page.theme.Strong))), false)
			child = child.NextSibling()
		} else if sign.Link != NoLink {
			f.addWrapped(f.linkToFold(n, f.page.textSpans("Details", f.textStyle.Over(f.page.theme.Strong))), false)
		}
		if !f.page.isFolded(n) {
			f.writeBlocks(child, false)
		}
	})
}

func (f *flow) writeDefinitions(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if at := f.page.nodeOffset(c); at >= 0 {
			f.offset = at
		}
		if c.Kind() == east.KindDefinitionTerm {
			if p := c.PreviousSibling(); p != nil && p.Kind() != east.KindDefinitionTerm {
				f.addBlank()
			}
			f.addWrapped(f.page.renderLeaf(c, f.textStyle.Over(f.page.theme.Strong)), false)
			continue
		}
		d, _ := c.(*east.DefinitionDescription)
		f.withPrefix(indentRuns(4), indentRuns(4), func() {
			f.writeBlocks(c.FirstChild(), d != nil && d.IsTight && !hasParagraphsInARow(c))
		})
	}
}

// hasParagraphsInARow reports whether a blank line must part two texts among the children of n: a definition is tight when no
// blank line stands before it, whatever stands in it.
func hasParagraphsInARow(n ast.Node) bool {
	isText := func(n ast.Node) bool { return n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock }
	for c := n.FirstChild(); c != nil && c.NextSibling() != nil; c = c.NextSibling() {
		if isText(c) && isText(c.NextSibling()) {
			return true
		}
	}
	return false
}

// indentRuns returns a run of n spaces.
func indentRuns(n int) []Run { return []Run{newRun(strings.Repeat(" ", n), theme.Style{})} }

func (f *flow) writeFootnotes(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f.writeFootnote(c, c.PreviousSibling() == nil)
	}
}

// writeFootnote lays out one footnote. first adds a short rule above it, which separates the footnotes from the text.
func (f *flow) writeFootnote(n ast.Node, first bool) {
	if first {
		f.writeShortRule()
	}
	note, _ := n.(*east.Footnote)
	if note == nil {
		return
	}
	last := note.Index
	if l, ok := n.Parent().LastChild().(*east.Footnote); ok {
		last = max(last, l.Index)
	}
	mark := f.page.footnoteMark(note.Index)
	w := max(f.page.textWidth(mark), f.page.textWidth(f.page.footnoteMark(last))) + 1
	pad := strings.Repeat(" ", w-f.page.textWidth(mark)-1)
	sign := []Run{newRun(pad+mark, f.page.theme.Footnote), newRun(" ", theme.Style{})}
	f.withPrefix(sign, indentRuns(w), func() { f.writeBlocks(n.FirstChild(), false) })
}

// writeShortRule lays out the rule between the text and what stands after it.
func (f *flow) writeShortRule() {
	f.addLine([]Run{newRun(strings.Repeat(f.page.glyphs().rule, min(8, f.availableWidth())), f.page.theme.Rule)}, -1, false)
}

func (f *flow) writeAbbreviations(n ast.Node) { f.writeBlocks(n.FirstChild(), true) }

// writeAbbreviation lays out one abbreviation, with a short rule above the first.
func (f *flow) writeAbbreviation(n ast.Node) {
	if n.PreviousSibling() == nil {
		f.writeShortRule()
	}
	f.withPrefix(nil, indentRuns(2), func() { f.writeParagraph(n) })
}
