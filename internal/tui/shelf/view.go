package shelf

import (
	"strings"

	"quire/internal/match"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// A row is the read status, the bar of the selection, a space, the date, two spaces, the values of keys, the title and the
// tags. A narrow window drops the tags and values first, then the date, and never the title.
const (
	markerWidth  = 3
	dateWidth    = 10
	columnGap    = 2
	tagsMinWidth = 60 // width of the narrowest window that shows tags
	dateMinWidth = 40 // width of the narrowest window that shows dates
	maxTagsClaim = 14 // cells that tags may take from a long title

	minTitleWidth = 24 // cells that the columns of keys leave to title and tags
)

// View renders the area: exactly its height, and no line wider than its width.
func (m Model) View() string { return strings.Join(m.Lines(m.width), "\n") }

// Lines returns the rows of the area. window is the width of the whole window, which decides which columns
// there are.
func (m Model) Lines(window int) []string {
	lines := make([]string, m.height)
	for y := range lines {
		if i := m.RowAt(y); i >= 0 {
			lines[y] = m.renderRow(m.rows.Row(i), i == m.cursor, window)
		}
	}
	return lines
}

func (m Model) renderRow(r Row, selected bool, window int) string {
	bar, text, help := m.statusSign(r)+"  ", theme.Style{}, m.theme.Dim
	if selected {
		bar = m.statusSign(r) + m.theme.Cursor.Render(m.glyphs.Bar) + " "
		text, help = m.theme.Selected, m.theme.Text
	}
	room := m.width - markerWidth
	line := bar
	if window >= dateMinWidth && !m.hideDates {
		line += help.Render(m.theme.Cells.Fit(r.Date, dateWidth, m.glyphs.Tail)) + cells.Spaces(columnGap)
		room -= dateWidth + columnGap
	}
	if window >= tagsMinWidth {
		for i, width := range m.fieldWidths {
			if width == 0 || i >= len(r.Fields) || room-width-columnGap < minTitleWidth {
				continue
			}
			line += m.highlightWords(m.theme.Cells.Fit(cells.Head(r.Fields[i], width), width, m.glyphs.Tail), help) + cells.Spaces(columnGap)
			room -= width + columnGap
		}
	}
	tags, tagsRoom := "", 0
	if window >= tagsMinWidth && !m.hideTags {
		tags, tagsRoom = m.layOutTags(r, room)
	}
	titleRoom := room
	if tagsRoom > 0 {
		titleRoom -= tagsRoom + columnGap
	}
	title, suffix := m.cutTitle(r, titleRoom)
	pad := cells.Spaces(titleRoom - m.theme.Cells.Width(title) - m.theme.Cells.Width(suffix))
	line += m.highlightWords(title, text) + m.theme.Dim.Render(suffix) + pad
	if tagsRoom > 0 {
		line += cells.Spaces(columnGap) + m.highlightWords(m.theme.Cells.PadLeft(tags, tagsRoom), help)
	}
	return m.theme.Cells.Cut(line, m.width, m.glyphs.Tail)
}

// statusSign returns the sign at the left edge of a row.
func (m Model) statusSign(r Row) string {
	switch r.Status {
	case StatusNew:
		return m.theme.Bold.Render(m.glyphs.Unseen)
	case StatusChanged:
		return m.theme.Text.Render(m.glyphs.Changed)
	case StatusRead:
		return m.theme.Dim.Render(m.glyphs.Read)
	}
	return " "
}

// cutTitle returns the title and the remarks after it, together in at most room cells.
func (m Model) cutTitle(r Row, room int) (title, suffix string) {
	if r.Draft {
		suffix = "  draft"
	}
	if r.HasProblem {
		suffix += "  " + m.glyphs.Problem
	}
	if m.theme.Cells.Width(suffix) > room/3 {
		suffix = ""
	}
	return m.theme.Cells.Cut(r.Title, room-m.theme.Cells.Width(suffix), m.glyphs.Tail), suffix
}

// layOutTags returns the tags of a row and their width. They get the room that the title leaves, but a long
// title must leave them up to maxTagsClaim cells. Tags that do not fit are replaced by an ellipsis.
func (m Model) layOutTags(r Row, room int) (string, int) {
	few := r.Tags[:min(len(r.Tags), room)] // each takes at least a cell
	joined := cells.Head(joinTags(few, m.glyphs), room)
	width := m.theme.Cells.Width(joined)
	if width == 0 {
		return "", 0
	}
	free := room - m.theme.Cells.Width(cells.Head(r.Title, room)) - columnGap
	claim := max(free, min(maxTagsClaim, room/3))
	if width <= claim {
		return joined, width
	}
	var fitting []string // in their order
	best, bestWidth := "", 0
	for _, t := range few {
		candidate := joinTags(append(fitting[:len(fitting):len(fitting)], cells.Head(t, room)), m.glyphs) + " " + m.glyphs.Tail
		if w := m.theme.Cells.Width(candidate); w <= claim {
			fitting, best, bestWidth = append(fitting, t), candidate, w
		}
	}
	if best != "" {
		return best, bestWidth
	}
	cut := m.theme.Cells.Cut(joined, claim, m.glyphs.Tail)
	return cut, m.theme.Cells.Width(cut)
}

// joinTags separates tags by a space, or by a dot if a tag contains a space.
func joinTags(tags []string, g cells.Glyphs) string {
	for _, t := range tags {
		if strings.Contains(t, " ") {
			return strings.Join(tags, " "+g.Dot+" ")
		}
	}
	return strings.Join(tags, " ")
}

// highlightWords renders a title or tags with the words of the query highlighted.
func (m Model) highlightWords(text string, style theme.Style) string {
	var spans []match.Span
	if m.wordFinder != nil {
		spans = m.wordFinder.Find(text)
	}
	if len(spans) == 0 {
		return style.Render(text)
	}
	var b strings.Builder
	end := 0 // of the text rendered so far
	for _, s := range spans {
		b.WriteString(style.Render(text[end:s.Start]))
		b.WriteString(style.Over(m.theme.Match).Render(text[s.Start:s.End]))
		end = s.End
	}
	b.WriteString(style.Render(text[end:]))
	return b.String()
}
