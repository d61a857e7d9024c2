package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	words "quire/internal/match"
	"quire/internal/render"
	"quire/internal/theme"
)

// match is a match in one block. It may begin on one line and end on a later one.
type match struct {
	block int
	parts []part
}

type part struct{ line, from, to int } // bytes of the line's text

func (t match) pos() render.Pos { return render.Pos{Block: t.block, Line: t.parts[0].line} }

// marking finds the marks of lines: of the search, or else of the query. The lines of a block
// are asked for one after the other, and it is looked through once.
type marking struct {
	find  find
	page  Page
	look  *theme.Theme
	block int
	found []match
}

func (m Model) marking() *marking {
	f := m.find
	if f.pattern == "" {
		f = find{words: m.marks, current: goToFirst}
		if len(m.marks) == 0 {
			return nil
		}
	}
	return &marking{find: f, page: m.page, look: m.look, block: -1}
}

// spans are the marks on one line.
func (k *marking) spans(p render.Pos) []span {
	if k == nil {
		return nil
	}
	if k.block != p.Block {
		k.block, k.found = p.Block, k.find.in(p.Block, k.page.Block(p.Block))
	}
	var spans []span
	for i, match := range k.found {
		style := k.look.Match
		if k.find.current >= 0 && k.find.firstIn(p.Block)+i == k.find.current {
			style = k.look.MatchCurrent
		}
		for _, part := range match.parts {
			if part.line == p.Line {
				spans = append(spans, span{part.from, part.to, style})
			}
		}
	}
	return spans
}

// in finds what is searched for in a block.
func (f find) in(block int, lines []render.Line) []match {
	if f.words == nil {
		return matchesIn(block, lines, f.pattern)
	}
	text, at := joined(lines)
	var found []match
	for _, s := range words.Find(text, f.words) {
		found = append(found, match{block, partsOf(at, s.From, s.To)})
	}
	return found
}

// matchesIn finds a pattern in a block as it is read: a phrase is found across
// the end of a line too, whatever the width of the page.
func matchesIn(block int, lines []render.Line, pattern string) []match {
	pattern = strings.Join(strings.Fields(pattern), " ")
	if pattern == "" {
		return nil
	}
	exact := strings.IndexFunc(pattern, unicode.IsUpper) >= 0
	text, at := joined(lines)
	if !exact {
		text = lower(text)
	}
	var found []match
	for from := 0; ; {
		i := strings.Index(text[from:], pattern)
		if i < 0 {
			return found
		}
		i += from
		found = append(found, match{block, partsOf(at, i, i+len(pattern))})
		from = i + len(pattern)
	}
}

// place is where a line's text stands in the joined text of its block.
type place struct{ line, indent, from, to int }

// joined is the text of a block with single spaces for its line ends and indents.
func joined(lines []render.Line) (string, []place) {
	var b strings.Builder
	var at []place
	for i, l := range lines {
		if l.Picture != nil {
			continue // what stands in its frame goes when it is drawn
		}
		text := l.Text()
		body := strings.TrimLeft(text, " ")
		indent := len(text) - len(body)
		if body = strings.TrimRight(body, " "); body == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		from := b.Len()
		b.WriteString(body)
		at = append(at, place{i, indent, from, b.Len()})
	}
	return b.String(), at
}

func partsOf(at []place, from, to int) []part {
	var parts []part
	for _, p := range at {
		if p.to <= from || p.from >= to {
			continue
		}
		parts = append(parts, part{p.line, max(from, p.from) - p.from + p.indent, min(to, p.to) - p.from + p.indent})
	}
	return parts
}

// lower is s in lower case, every letter at the byte where it was; a letter whose other case has another length is left.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
			return l
		}
		return r
	}, s)
}
