package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// calloutHead matches the first line of a callout, up to its title: GitHub's alerts, Obsidian's kinds and
// folds.
var calloutHead = regexp.MustCompile(`^\[!([A-Za-z][\w -]*)(?:\|[^\]]*)?\]([+-]?)(?:[ \t]+|$)`)

// boldCalloutHead matches the first line of a callout as GitHub had it before: > **Note**, alone on its line.
// https://github.com/orgs/community/discussions/16925
var boldCalloutHead = regexp.MustCompile(`^\*\*(Note|Warning|Important|Tip|Caution)\*\*$`)

// convertCallout replaces a quote that begins with [!kind] by a Callout. It returns the node that is in the
// tree afterwards: the Callout, or the quote itself.
func (r *rewriter) convertCallout(quote *ast.Blockquote) ast.Node {
	p, ok := quote.FirstChild().(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return quote
	}
	first := p.Lines().At(0)
	line := bytes.TrimRight(r.doc.Source[first.Start:first.Stop], " \t\r\n")
	m := calloutHead.FindSubmatch(line)
	if bold := boldCalloutHead.FindSubmatch(line); bold != nil && p.Lines().Len()+quote.ChildCount() > 2 {
		m = [][]byte{line, bold[1], nil}
	}
	if m == nil {
		return quote
	}
	c := &Callout{Name: strings.ToLower(string(bytes.TrimSpace(m[1])))}
	if len(m[2]) > 0 {
		c.Fold = m[2][0]
	}
	c.SetBlankPreviousLines(quote.HasBlankPreviousLines())
	title := &CalloutTitle{}
	title.SetPos(first.Start)
	moveCalloutTitle(p, title, text.NewSegment(first.Start+len(m[0]), first.Start+len(line)), first.Stop)
	if title.HasChildren() {
		c.AppendChild(c, title)
	}
	if !p.HasChildren() {
		quote.RemoveChild(quote, p)
	} else {
		p.Lines().SetSliced(1, p.Lines().Len())
	}
	return replaceNode(quote, c)
}

// moveCalloutTitle moves the nodes inside the segment title from p to to, and drops the [!kind] before them.
// The line of both ends at end.
func moveCalloutTitle(p *ast.Paragraph, to ast.Node, title text.Segment, end int) {
	for c := p.FirstChild(); c != nil; c = p.FirstChild() {
		t, isText := c.(*ast.Text)
		switch {
		case !isText && c.Pos() >= 0 && c.Pos() < title.Start, isText && t.Segment.Stop <= title.Start,
			isText && t.Segment.Start >= title.Stop && t.Segment.Start < end: // spaces
			p.RemoveChild(p, c)
		case !isText && c.Pos() > title.Stop, isText && t.Segment.Start > title.Stop:
			return
		default:
			if isText {
				t.Segment = text.NewSegment(max(title.Start, t.Segment.Start), max(title.Start, min(title.Stop, t.Segment.Stop)))
			}
			if isText && t.Segment.IsEmpty() {
				p.RemoveChild(p, c)
			} else {
				to.AppendChild(to, c)
			}
		}
		if isText && (t.SoftLineBreak() || t.HardLineBreak()) {
			t.SetSoftLineBreak(false)
			t.SetHardLineBreak(false)
			return
		}
	}
}

// labelHead matches the label of an admonition of AsciiDoc, which people write in Markdown too.
// https://docs.asciidoctor.org/asciidoc/latest/blocks/admonitions/
var labelHead = regexp.MustCompile(`^(NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+`)

// convertLabelled puts a paragraph that begins with a label such as NOTE: into a Callout of that kind, without the label.
// In a quote or another callout the label stays what it is, a word.
func (r *rewriter) convertLabelled(p ast.Node) {
	if p.Kind() != ast.KindParagraph && p.Kind() != ast.KindTextBlock || p.Lines().Len() == 0 {
		return
	}
	t, ok := p.FirstChild().(*ast.Text)
	if !ok || t.Segment.Start != p.Lines().At(0).Start {
		return
	}
	m := labelHead.FindSubmatch(t.Segment.Value(r.doc.Source))
	if m == nil || len(m[0]) == t.Segment.Len() && t.NextSibling() == nil {
		return
	}
	for a := p.Parent(); a != nil; a = a.Parent() {
		switch a.Kind() {
		case ast.KindDocument, ast.KindList, ast.KindListItem:
		default:
			return
		}
	}
	if t.Segment = t.Segment.WithStart(t.Segment.Start + len(m[0])); t.Segment.IsEmpty() {
		p.RemoveChild(p, t)
	}
	line := p.Lines().At(0)
	p.Lines().Set(0, line.WithStart(line.Start+len(m[0])))
	c := &Callout{Name: strings.ToLower(string(m[1]))}
	c.SetPos(p.Pos())
	c.SetBlankPreviousLines(p.HasBlankPreviousLines())
	p.Parent().ReplaceChild(p.Parent(), p, c)
	c.AppendChild(c, p)
}
