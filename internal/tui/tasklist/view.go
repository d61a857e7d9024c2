package tasklist

import (
	"strings"

	"quire/internal/match"
	"quire/internal/text"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// Lines returns the rows inside the frame, and the column of the cursor in the first row, or -1 when it is hidden. hint stands
// in place of the text that narrows the list while there is none.
func (m Model) Lines(hint string) (lines []string, column int) {
	typed, column := m.field.View(m.width-2, field.Span{}, nil)
	if column += 2; !m.isTyping {
		column = -1
	}
	if m.field.Text() == "" && !m.isTyping {
		typed = m.theme.Dim.Render(hint)
	}
	lines = append(lines, m.theme.Cells.Cut(m.theme.Cursor.Render("/")+" "+typed, m.width, m.glyphs.Tail))
	lines = append(lines, make([]string, m.headHeight()-1)...)
	if len(m.matches) == 0 {
		empty := m.empty
		if len(m.items) > 0 { // the text excludes all of them
			empty = "no matches"
		}
		lines = append(lines, m.theme.Dim.Render(m.theme.Cells.Cut(empty, m.width, m.glyphs.Tail)))
	}
	for i := m.top; i < len(m.matches) && len(lines) < m.height; i++ {
		lines = append(lines, m.renderItem(i)...)
	}
	return lines[:min(len(lines), m.height)], column
}

// renderItem returns the rows of a match.
func (m Model) renderItem(i int) []string {
	it, c := m.items[m.matches[i]], m.theme.Cells
	bar, style := " ", theme.Style{}
	switch {
	case i == m.cursor:
		bar, style = m.theme.Cursor.Render(m.glyphs.Bar), m.theme.Selected
	case it.Tone == Closed:
		style = m.theme.Dim
	}
	state := m.styleState(it.Tone).Render(it.State)
	if m.itemHeight() == 1 {
		state = c.Pad(state, m.stateWidth)
		return []string{m.justify(bar+" "+state+"  ", it, style)}
	}
	return []string{
		bar + " " + m.renderText(it.Text, m.width-2, style),
		cells.Justify(c, "    "+state, m.theme.Dim.Render(cells.CutText(c, it.Note, m.width/3, m.glyphs.Tail)), m.width, 2, m.glyphs.Tail),
	}
}

// justify returns a row: its head, the text, and the title of the note at the right, which may take a quarter.
func (m Model) justify(head string, it Item, style theme.Style) string {
	c := m.theme.Cells
	note := cells.CutText(c, it.Note, m.width/4, m.glyphs.Tail)
	room := m.width - c.Width(head) - c.Width(note) - 2
	return cells.Justify(c, head+m.renderText(it.Text, room, style), m.theme.Dim.Render(note), m.width, 2, m.glyphs.Tail)
}

// renderText cuts a text and highlights the words that are typed.
func (m Model) renderText(s string, width int, style theme.Style) string {
	s = cells.CutText(m.theme.Cells, s, max(width, 1), m.glyphs.Tail)
	var b strings.Builder
	end := 0
	for _, span := range match.Find(s, m.words()) {
		if span.Start < end || span.End > len(s) {
			continue
		}
		b.WriteString(style.Render(s[end:span.Start]) + style.Over(m.theme.Match).Render(s[span.Start:span.End]))
		end = span.End
	}
	return b.String() + style.Render(s[end:])
}

// words returns the words that narrow the list.
func (m Model) words() []string {
	words := strings.Fields(text.Limit(m.field.Text(), maxSearchedBytes))
	return words[:min(len(words), maxWords)]
}

// styleState returns the style of the words about a state.
func (m Model) styleState(t Tone) theme.Style {
	switch t {
	case Overdue:
		return m.theme.Error
	case Closed:
		return m.theme.Dim
	}
	return m.theme.Accent
}
