package filterlist

import (
	"strings"
	"unicode/utf8"

	"quire/internal/match"
	"quire/internal/text"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// Lines returns the rows inside the frame, and the column of the cursor in the first row.
func (m Model) Lines() ([]string, int) {
	prompt := m.theme.Cursor.Render("/") + " "
	text, column := m.field.View(m.width-2, field.Span{}, nil)
	if m.field.Text() == "" {
		text = " " + m.theme.Dim.Render(m.prompt)
	}
	lines := append([]string{m.theme.Cells.Cut(prompt+text, m.width, m.glyphs.Tail)}, make([]string, m.headHeight()-1)...)
	if len(m.matches) == 0 {
		text := m.empty
		if len(m.items) > 0 { // the text excludes all of them
			text = "no matches"
		}
		lines = append(lines, m.theme.Dim.Render(m.theme.Cells.Cut(text, m.width, m.glyphs.Tail)))
	}
	for i := m.top; i < len(m.matches) && len(lines) < m.height; i++ {
		lines = append(lines, m.renderItem(i)...)
	}
	return lines[:min(len(lines), m.height)], column + 2
}

func (m Model) renderItem(i int) []string {
	it := m.items[m.matches[i]]
	bar, style := " ", theme.Style{}
	if i == m.cursor {
		bar, style = m.theme.Cursor.Render(m.glyphs.Bar), m.theme.Selected
	}
	room, remark := m.splitRow(m.width-2-it.Indent, m.theme.Cells.Width(cells.Head(it.Label, m.width)), cells.Head(it.Remark, m.width), m.glyphs.Tail)
	remark = m.theme.Dim.Render(remark)
	label, aside := m.renderLabel(it, room, style)
	if aside != "" {
		aside = cells.Spaces(asideGap) + aside
	}
	lines := []string{cells.Justify(m.theme.Cells, bar+" "+cells.Spaces(it.Indent)+label+aside, remark, m.width, 2, m.glyphs.Tail)}
	for _, d := range it.Detail {
		d = m.theme.Cells.Cut(d, m.width-2, m.glyphs.Tail)
		lines = append(lines, "  "+highlightSpans(d, match.Find(d, it.Marks), m.theme.Dim, m.theme.Link))
	}
	return lines
}

// asideGap is the space in cells between a label and what stands beside it, and minAside the fewest cells of it that say anything.
const (
	asideGap = 2
	minAside = 6
)

// renderLabel returns the label of an item and what stands beside it, in room cells together.
func (m Model) renderLabel(it Item, room int, style theme.Style) (label, aside string) {
	width := func(s string) int { return m.theme.Cells.Width(cells.Head(s, room)) }
	labelRoom := room
	if it.Aside.IsReason {
		labelRoom = max(room-asideGap-min(width(it.Aside.Text), room/2), 1)
	}
	text, spans := m.theme.Cells.Cut(it.Label, labelRoom, m.glyphs.Tail), []match.Span(nil)
	switch {
	case it.Spans == nil:
		spans = match.Find(text, filterWords(m.field.Text()))
	case len(it.Spans) > 0:
		text, spans = m.cutAround(it.Label, it.Spans, labelRoom)
	}
	label = highlightSpans(text, spans, style, m.theme.Match)
	free := room - asideGap - width(text)
	if it.Aside.Text == "" || free < min(minAside, width(it.Aside.Text)) {
		return label, ""
	}
	text, spans = m.cutAround(it.Aside.Text, it.Aside.Spans, free)
	return label, highlightSpans(text, spans, m.theme.Dim, m.theme.Match)
}

// cutAround cuts a text to w cells so that the end of its spans is seen, or without spans its own end. It returns the spans of
// the rest, in whole grapheme clusters.
func (m Model) cutAround(s string, spans []match.Span, w int) (string, []match.Span) {
	if m.theme.Cells.Width(cells.Head(s, w)) <= w {
		return s, alignToClusters(s, spans)
	}
	end := len(s)
	if len(spans) > 0 {
		end = min(spans[len(spans)-1].End, len(s))
	}
	tail := m.theme.Cells.Width(m.glyphs.Tail)
	if len(spans) > 0 && m.theme.Cells.Width(cells.Head(s[:end], w)) <= w-tail {
		return m.theme.Cells.Cut(s, w, m.glyphs.Tail), alignToClusters(s[:end], spans)
	}
	start := max(end-(max(w, 0)+1)*text.BytesPerCell, 0) // a text of any length costs as much as a line
	for start > 0 && start < end && !utf8.RuneStart(s[start]) {
		start++
	}
	for start < end && m.theme.Cells.Width(cells.Head(s[start:end], w)) > w-tail {
		start += len(text.FirstCluster(s[start:end]))
	}
	var moved []match.Span
	for _, span := range spans {
		if span.Start >= start {
			moved = append(moved, match.Span{Start: span.Start - start, End: span.End - start})
		}
	}
	moved = alignToClusters(s[start:end], moved)
	for i := range moved {
		moved[i].Start += len(m.glyphs.Tail)
		moved[i].End += len(m.glyphs.Tail)
	}
	return m.theme.Cells.Cut(m.glyphs.Tail+s[start:end], w, ""), moved
}

// alignToClusters widens spans to whole grapheme clusters of s, so that no style begins within one. It drops spans beyond the end
// of s.
func alignToClusters(s string, spans []match.Span) []match.Span {
	var aligned []match.Span
	at := 0
	for _, span := range spans {
		if span.Start < at {
			span.Start = at
		}
		if span.End > len(s) || span.Start >= span.End {
			continue
		}
		for at < len(s) {
			next := at + len(text.FirstCluster(s[at:]))
			if next > span.Start {
				break
			}
			at = next
		}
		span.Start = at
		for at < span.End {
			at += len(text.FirstCluster(s[at:]))
		}
		span.End = at
		aligned = append(aligned, span)
	}
	return aligned
}

// splitRow divides the room cells of a row between a label of label cells and a remark. It returns the room of
// the label and the remark, cut to fit. The label may take half of the row; a remark that would be cut to less
// than 8 cells is dropped.
func (m Model) splitRow(room, label int, remark, tail string) (int, string) {
	const gap, minRemark = 2, 8
	left := room - gap - min(label, room/2)
	if remark != "" && m.theme.Cells.Width(remark) > left {
		remark = m.theme.Cells.Cut(remark, left, tail)
		if left < minRemark {
			remark = ""
		}
	}
	if remark == "" {
		return room, ""
	}
	return room - gap - m.theme.Cells.Width(remark), remark
}

// highlightSpans renders text in a style, and its spans in mark on top of that style.
func highlightSpans(text string, spans []match.Span, style, mark theme.Style) string {
	var b strings.Builder
	end := 0 // of the text rendered so far
	for _, s := range spans {
		if s.Start < end || s.End > len(text) {
			continue
		}
		b.WriteString(style.Render(text[end:s.Start]))
		b.WriteString(style.Over(mark).Render(text[s.Start:s.End]))
		end = s.End
	}
	b.WriteString(style.Render(text[end:]))
	return b.String()
}

// Bounds on filtering, since the user may paste a page and a label may take a megabyte.
const (
	maxWords         = 16   // words of the text that count
	maxSearchedBytes = 1024 // searched bytes of a label or a line of detail
)

// filterWords returns the words of a text that count.
func filterWords(text string) []string {
	words := strings.Fields(text)
	return words[:min(len(words), maxWords)]
}

func filterByWords(items []Item, text string) []int {
	words := filterWords(text)
	var out []int
	for i := range items {
		if containsWords(&items[i], words) {
			out = append(out, i)
		}
	}
	return out
}

func containsWords(it *Item, words []string) bool {
	for i := range words {
		if !containsWord(it, words[i:i+1]) {
			return false
		}
	}
	return true
}

func containsWord(it *Item, word []string) bool {
	if len(match.Find(cells.LimitBytes(it.Label, maxSearchedBytes), word)) > 0 {
		return true
	}
	for _, d := range it.Detail {
		if len(match.Find(cells.LimitBytes(d, maxSearchedBytes), word)) > 0 {
			return true
		}
	}
	return false
}
