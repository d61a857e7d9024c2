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
	n := p.src.Note
	var parts []span
	put := func(s string, after string) {
		if s = strings.TrimSpace(safe.Text(s)); s == "" {
			return
		}
		if k := len(parts); k > 0 {
			parts[k-1].text += after
			parts = append(parts, span{text: " ", style: p.theme.Dim, link: NoLink, offset: -1})
		}
		parts = append(parts, span{text: s, style: p.theme.Dim, link: NoLink, offset: -1, unbreakable: true})
	}
	add := func(s string) { put(s, " "+p.glyphs().separator) }
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
			put(tag, ",")
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
	return parts
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
