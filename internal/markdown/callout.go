package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// calloutHead is the first line of a callout: GitHub's alerts, Obsidian's kinds, folds and titles.
var calloutHead = regexp.MustCompile(`^\[!([A-Za-z][\w -]*)(?:\|[^\]]*)?\]([+-]?)(?:[ \t]+|$)`)

// callout makes a Callout of a quote that begins with [!kind], and returns what stands in the tree.
func (r *rewriter) callout(quote *ast.Blockquote) ast.Node {
	p, ok := quote.FirstChild().(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return quote
	}
	first := p.Lines().At(0)
	line := bytes.TrimRight(r.doc.Source[first.Start:first.Stop], " \t\r\n")
	m := calloutHead.FindSubmatch(line)
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
	splitTitle(p, title, first.Start+len(m[0]), first.Start+len(line))
	if title.HasChildren() {
		c.AppendChild(c, title)
	}
	if !p.HasChildren() {
		quote.RemoveChild(quote, p)
	} else {
		p.Lines().SetSliced(1, p.Lines().Len())
	}
	return replace(quote, c)
}

// splitTitle moves the nodes of the first line, from start to stop, out of p into title and drops the head before it.
func splitTitle(p *ast.Paragraph, title ast.Node, start, stop int) {
	for c := p.FirstChild(); c != nil; c = p.FirstChild() {
		t, isText := c.(*ast.Text)
		switch {
		case !isText && c.Pos() >= 0 && c.Pos() < start, isText && t.Segment.Stop <= start:
			p.RemoveChild(p, c)
		case !isText && c.Pos() > stop, isText && t.Segment.Start > stop:
			return
		default:
			if isText {
				t.Segment = t.Segment.WithStart(max(start, t.Segment.Start))
			}
			title.AppendChild(title, c)
		}
		if isText && (t.SoftLineBreak() || t.HardLineBreak()) {
			t.SetSoftLineBreak(false)
			t.SetHardLineBreak(false)
			return
		}
	}
}
