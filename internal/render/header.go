package render

import (
	"fmt"
	"strings"

	"quire/internal/safe"
	"quire/internal/theme"
)

// wordsAMinute is how fast prose is read.
const wordsAMinute = 220

// header is the note's title, what is known of it, and what is wrong with it.
func (p *Page) header(f *flow) {
	f.offset = -1
	if p.title != nil {
		f.offset = p.offsetOf(p.title)
		f.wrap(p.leaf(p.title, p.theme.Title), false)
	} else {
		f.wrap(p.label(p.src.Note.Title, p.theme.Title), false)
	}
	f.offset = -1
	f.wrap(p.byline(), false)
	f.wrap(p.problems(), false)
}

func (p *Page) label(text string, s theme.Style) []span {
	if text == "" {
		return nil
	}
	return []span{{text: safe.Text(text), style: s, link: NoLink, offset: -1}}
}

// byline is date, author, tags and size on a line, or on several, none of which ends within a date, a tag or the like.
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
		parts = append(parts, span{text: s, style: p.theme.Dim, link: NoLink, offset: -1, whole: true})
	}
	add := func(s string) { put(s, " "+p.glyphs().times) }
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
		add(fmt.Sprintf("%d min", max((n.Words+wordsAMinute/2)/wordsAMinute, 1)))
	}
	switch b := p.src.Backlinks; {
	case b == 1:
		add("1 link here")
	case b > 1:
		add(fmt.Sprintf("%d links here", b))
	}
	return parts
}

// problems is one quiet line.
func (p *Page) problems() []span {
	if p.src.Note.ProblemCount == 0 {
		return nil
	}
	all := p.src.Details().Problems
	count := "1 problem"
	if len(all) > 1 {
		count = fmt.Sprintf("%d problems", len(all))
	}
	first := all[0].Message
	if l := all[0].Line; l > 0 && !strings.Contains(first, "line ") {
		first = fmt.Sprintf("line %d: %s", l, first)
	}
	spans := p.label(count, p.theme.Warning)
	return append(spans, p.label(": "+first, p.theme.Dim)...)
}
