package tableview

import (
	"fmt"
	"strings"

	"quire/internal/markdown"
	"quire/internal/numbers"
	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// barWidth returns the cells left of the first column, for the sign of the selected row.
func (m Model) barWidth() int { return min(barCells, m.width-1) }

// paneHeight returns the rows below the table for the whole text of the selected cell, with the rule above them. There is a pane
// if the columns are narrower than some cells.
func (m Model) paneHeight() int {
	if !m.columns.cuts || m.height < minPaneHeight {
		return 0
	}
	return max(m.height/paneShare, 1) + 1
}

// bodyHeight returns the number of rows on the screen.
func (m Model) bodyHeight() int { return max(m.height-headHeight-m.paneHeight(), 1) }

// Lines renders the area: at most as many lines as its height, each at most as wide as the area.
func (m Model) Lines() []string {
	places := m.columns.visible(m.shown.left)
	lines := []string{m.renderRow(-1, -1, places), m.renderRule(places)}
	for row := m.shown.top; row < min(m.shown.top+m.bodyHeight(), m.rows); row++ {
		lines = append(lines, m.renderRow(row, m.order.Row(row), places))
	}
	if m.rows == 0 {
		lines = append(lines, cells.Spaces(m.barWidth())+m.theme.Dim.Render("no rows"))
	}
	if m.paneHeight() > 0 {
		for len(lines) < m.height-m.paneHeight() {
			lines = append(lines, "")
		}
		lines = append(lines, m.renderPane()...)
	}
	for i, l := range lines {
		lines[i] = m.theme.Cells.Cut(l, m.width, m.glyphs.Tail)
	}
	return lines[:min(len(lines), m.height)]
}

// renderRow renders a row; row -1 is the head.
func (m Model) renderRow(row, source int, places []place) string {
	var b strings.Builder
	isSelected := row >= 0 && row == m.shown.row
	bar := cells.Spaces(m.barWidth())
	if isSelected && m.barWidth() == barCells {
		bar = m.theme.Cells.Pad(m.theme.Cursor.Render(m.glyphs.Bar), barCells)
	}
	b.WriteString(bar)
	x := 0
	for _, p := range places {
		b.WriteString(cells.Spaces(p.x - x))
		cell, _ := m.cache.get(newCellKey(source, p.column))
		sign := ""
		if row < 0 {
			sign = m.sortSign(p.column)
		}
		b.WriteString(m.renderCell(cell, p, isSelected && p.column == m.shown.column, row < 0))
		b.WriteString(sign)
		x = p.x + p.width + m.theme.Cells.Width(sign)
	}
	return strings.TrimRight(b.String(), " ")
}

// sortSign returns the sign beside the head of the column by which the rows are sorted.
func (m Model) sortSign(column int) string {
	if m.sorted.column != column+1 {
		return ""
	}
	if m.sorted.descending {
		return m.theme.Cursor.Render(m.glyphs.Down)
	}
	return m.theme.Cursor.Render(m.glyphs.Up)
}

// renderCell renders a cell in the width of its column.
func (m Model) renderCell(cell renderedCell, p place, isSelected, isHead bool) string {
	width, w := m.theme.Cells, 0
	var b strings.Builder
	style := theme.Style{}
	if isSelected && m.shown.link == render.NoLink {
		style = m.theme.Focus
		style.Underline = false
	}
	total := cell.width
	left, right := m.splitPadding(p.column, max(p.width-total, 0))
	if isHead && p.column == m.shown.column {
		style = m.theme.Accent
	}
	b.WriteString(style.Render(cells.Spaces(left)))
	room := p.width
	if total > p.width {
		room -= width.Width(m.glyphs.Tail)
	}
	for _, r := range cell.runs {
		text := cells.Head(r.Text, p.width)
		if w+width.Width(text) > room {
			text = width.Cut(text, max(room-w, 0), "")
		}
		own := r.Style.Over(style)
		if r.Link != render.NoLink && r.Link == m.shown.link && isSelected {
			own = r.Style.Over(m.theme.Focus)
		}
		match := own.Over(m.theme.Match)
		switch {
		case isHead: // heads are not searched
			match = own
		case isSelected: // the colours of a match are those of the cell
			match = own
			match.Fg, match.Bg, match.Reverse, match.Underline = own.Bg, own.Fg, own.Reverse && own.Bg != nil, true
		}
		b.WriteString(m.renderText(text, own, match))
		if w += width.Width(text); w >= room {
			break
		}
	}
	if total > p.width {
		b.WriteString(m.theme.Dim.Over(style).Render(m.glyphs.Tail))
		w += width.Width(m.glyphs.Tail)
		right = max(p.width-w, 0)
	}
	b.WriteString(style.Render(cells.Spaces(right)))
	return b.String()
}

// renderText renders a part of a cell in a style, and the matches of the search in it in another.
func (m Model) renderText(text string, style, match theme.Style) string {
	spans := m.search.matcher.Find(text)
	if len(spans) == 0 {
		return style.Render(text)
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(style.Render(text[at:s.From]))
		b.WriteString(match.Render(text[s.From:s.To]))
		at = s.To
	}
	b.WriteString(style.Render(text[at:]))
	return b.String()
}

// splitPadding splits the spare cells of a column between left and right, by its alignment.
func (m Model) splitPadding(column, spare int) (left, right int) {
	switch m.source.Cells.Table.Alignment(column) {
	case markdown.AlignRight:
		return spare, 0
	case markdown.AlignCenter:
		return spare / 2, spare - spare/2
	}
	return 0, spare
}

// renderRule renders the rule below the head. Signs at its ends say whether there are columns beyond.
func (m Model) renderRule(places []place) string {
	var b strings.Builder
	rule := "─"
	if m.theme.ASCII {
		rule = "-"
	}
	x := 0
	if len(places) == 0 {
		return ""
	}
	for _, p := range places {
		b.WriteString(cells.Spaces(p.x - x))
		style := m.theme.TableRule
		if p.column == m.shown.column {
			style = m.theme.Accent
		}
		b.WriteString(style.Render(strings.Repeat(rule, p.width)))
		x = p.x + p.width
	}
	left, right := m.hiddenColumns(places)
	bar := cells.Spaces(m.barWidth())
	if left && m.barWidth() == barCells {
		bar = m.theme.Cursor.Render(m.moreSign(-1)) + " "
	}
	line := bar + b.String()
	if right {
		line = m.theme.Cells.Fit(line, m.width-1, "") + m.theme.Cursor.Render(m.moreSign(1))
	}
	return line
}

// hiddenColumns reports whether there are columns left and right of those on the screen.
func (m Model) hiddenColumns(places []place) (left, right bool) {
	first := 0
	if m.columns.frozen {
		first = 1
	}
	last := places[len(places)-1]
	return m.shown.left > first, last.column < len(m.source.widths)-1 || last.width < m.columns.widths[last.column]
}

// moreSign returns the sign for columns at the left, for step -1, or at the right.
func (m Model) moreSign(step int) string {
	signs := [2]string{"‹", "›"}
	if m.theme.ASCII {
		signs = [2]string{"<", ">"}
	}
	if step < 0 {
		return signs[0]
	}
	return signs[1]
}

// renderPane renders the text of the selected cell below the table.
func (m Model) renderPane() []string {
	rule := "─"
	if m.theme.ASCII {
		rule = "-"
	}
	lines := []string{m.theme.Border.Render(strings.Repeat(rule, m.width))}
	cell, _ := m.cache.get(newCellKey(m.order.Row(m.shown.row), m.shown.column))
	head, _ := m.cache.get(newCellKey(-1, m.shown.column))
	text := render.Line{Runs: cell.runs}.Text()
	if name := (render.Line{Runs: head.runs}).Text(); name != "" {
		text = name + ": " + text
	}
	indent := cells.Spaces(m.barWidth())
	for _, l := range cells.Wrap(m.theme.Cells, text, max(m.width-2*m.barWidth(), 1), m.paneHeight()-1, m.glyphs.Tail) {
		lines = append(lines, indent+m.theme.Dim.Render(l))
	}
	return lines
}

// Describe says what is selected, where, and how the rows are sorted, in parts from the most to the least important.
func (m Model) Describe() []string {
	parts := []string{"row " + numbers.Format(min(m.shown.row+1, m.rows)) + " of " + numbers.Format(m.rows)}
	if places := m.columns.visible(m.shown.left); len(places) < len(m.source.widths) || m.columns.cuts {
		parts = append(parts, fmt.Sprintf("column %s of %s", numbers.Format(m.shown.column+1), numbers.Format(len(m.source.widths))))
	}
	switch sorting, searching := m.IsBusy(); {
	case sorting:
		parts = append(parts, "sorting")
	case searching:
		parts = append(parts, "searching")
	case m.sorted.column > 0:
		parts = append(parts, "sorted as "+m.kind.String())
	}
	return parts
}

// HeadOf returns the head of the selected column.
func (m Model) HeadOf() string { return m.source.Cells.Table.Head(m.at.column) }

// Height returns the rows of the area.
func (m Model) Height() int { return m.height }
