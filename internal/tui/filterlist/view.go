package filterlist

import (
	"strings"

	"quire/internal/match"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// Lines returns the rows inside the frame, and the column of the cursor in the first row.
func (m Model) Lines() ([]string, int) {
	prompt := m.theme.Cursor.Render("/") + " "
	text, column := m.field.View(m.width-2, field.Span{}, nil)
	if m.field.Text() == "" {
		text = " " + m.theme.Dim.Render("type to narrow")
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
	label := m.theme.Cells.Cut(it.Label, room, m.glyphs.Tail)
	label = highlightSpans(label, match.Find(label, filterWords(m.field.Text())), style, m.theme.Match)
	lines := []string{cells.Justify(m.theme.Cells, bar+" "+cells.Spaces(it.Indent)+label, remark, m.width, 2, m.glyphs.Tail)}
	for _, d := range it.Detail {
		d = m.theme.Cells.Cut(d, m.width-2, m.glyphs.Tail)
		lines = append(lines, "  "+highlightSpans(d, match.Find(d, it.Marks), m.theme.Dim, m.theme.Link))
	}
	return lines
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
