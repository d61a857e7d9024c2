package render

import (
	"fmt"
	"strings"

	"quire/internal/safe"
	"quire/internal/theme"
)

// wordsPerMinute is the assumed reading speed.
const wordsPerMinute = 220

// writeHeader lays out the note's title, byline and problems.
func (p *Page) writeHeader(f *flow) {
	f.offset = -1
	if p.title != nil {
		f.offset = p.nodeOffset(p.title)
		f.addWrapped(p.renderLeaf(p.title, p.theme.Title), false)
	} else {
		f.addWrapped(p.textSpans(p.src.Note.Title, p.theme.Title), false)
	}
	f.offset = -1
	f.addWrapped(p.byline(), false)
	f.addWrapped(p.conceptLine(), false)
	f.addWrapped(p.problemSummary(), false)
}

// textSpans returns sanitized text in a style, without a link or a source offset.
func (p *Page) textSpans(text string, s theme.Style) []span {
	if text == "" {
		return nil
	}
	return []span{{text: safe.Text(text), style: s, link: NoLink, offset: -1}}
}

// byline returns the note's date, author, tags, reading time and number of links to the note. A line does not break
// within any of these.
func (p *Page) byline() []span {
	n, line := p.src.Note, factLine{page: p}
	add := func(s string) { line.add(s, p.theme.Dim) }
	if !n.Date.IsZero() {
		add(n.Date.Format("2 January 2006"))
	}
	if n.Draft {
		add("draft")
	}
	add(n.Author)
	for i, tag := range n.Tags {
		if i == 0 {
			add(tag)
		} else {
			line.put(tag, ",", p.theme.Dim)
		}
	}
	if n.Words > 0 {
		add(fmt.Sprintf("%d min", max((n.Words+wordsPerMinute/2)/wordsPerMinute, 1)))
	}
	switch b := p.src.Backlinks; {
	case b == 1:
		add("1 link here")
	case b > 1:
		add(fmt.Sprintf("%d links here", b))
	}
	return line.spans
}

// factLine is a line of facts with a dot between them.
type factLine struct {
	page  *Page
	spans []span
}

// add adds a fact in a style, unless it is empty.
func (l *factLine) add(s string, style theme.Style) { l.put(s, " "+l.page.glyphs().separator, style) }

// put adds a fact like add, with the sign after between it and the fact before.
func (l *factLine) put(s, after string, style theme.Style) {
	if s = strings.TrimSpace(safe.Text(s)); s == "" {
		return
	}
	if k := len(l.spans); k > 0 {
		l.spans[k-1].text += after
		l.spans = append(l.spans, span{text: " ", style: l.page.theme.Dim, link: NoLink, offset: -1})
	}
	l.spans = append(l.spans, span{text: s, style: style, link: NoLink, offset: -1, unbreakable: true})
}

// problemSummary returns the number of problems and the first one.
func (p *Page) problemSummary() []span {
	if p.src.Note.ProblemCount == 0 {
		return nil
	}
	problems := p.src.Details().Problems
	count := "1 problem"
	if len(problems) > 1 {
		count = fmt.Sprintf("%d problems", len(problems))
	}
	first := problems[0].Message
	if l := problems[0].Line; l > 0 && !strings.Contains(first, "line ") {
		first = fmt.Sprintf("line %d: %s", l, first)
	}
	spans := p.textSpans(count, p.theme.Warning)
	return append(spans, p.textSpans(": "+first, p.theme.Dim)...)
}
