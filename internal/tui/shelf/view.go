package shelf

import (
	"strings"

	"quire/internal/match"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// The columns: what is new, the bar, a space, the date, two spaces, title and tags.
// Where the width does not do, tags go first, then the date; the title stays.
const (
	left       = 3
	dateWidth  = 10
	gap        = 2
	tagsFrom   = 60 // the narrowest window that shows tags
	dateFrom   = 40 // the narrowest that shows dates
	tagsAtMost = 14 // cells that tags may take from a title that needs them
)

// View is the area: exactly its height, no line wider than its width.
func (m Model) View() string { return strings.Join(m.Lines(m.width), "\n") }

// Lines are the rows of the area. Window is the width of the whole window, which decides on the columns that there are.
func (m Model) Lines(window int) []string {
	lines := make([]string, m.height)
	for y := range lines {
		if i := m.RowAt(y); i >= 0 {
			lines[y] = m.line(m.rows.Row(i), i == m.cursor, window)
		}
	}
	return lines
}

func (m Model) line(r Row, selected bool, window int) string {
	bar, text, help := m.news(r)+"  ", theme.Style{}, m.look.Dim
	if selected {
		bar = m.news(r) + m.look.Cursor.Render(m.glyphs.Bar) + " "
		text, help = m.look.Selected, m.look.Text
	}
	room := m.width - left
	line := bar
	if window >= dateFrom && !m.dateless {
		line += help.Render(cells.Fit(r.Date, dateWidth, m.glyphs.Tail)) + cells.Space(gap)
		room -= dateWidth + gap
	}
	tags, tagsRoom := "", 0
	if window >= tagsFrom && !m.tagless {
		tags, tagsRoom = m.tags(r, room)
	}
	titleRoom := room
	if tagsRoom > 0 {
		titleRoom -= tagsRoom + gap
	}
	title, suffix := m.title(r, titleRoom)
	pad := cells.Space(titleRoom - cells.Width(title) - cells.Width(suffix))
	line += m.marked(title, text) + m.look.Dim.Render(suffix) + pad
	if tagsRoom > 0 {
		line += cells.Space(gap) + help.Render(cells.PadLeft(tags, tagsRoom))
	}
	return cells.Cut(line, m.width, m.glyphs.Tail)
}

// news is the sign at the left edge of a row.
func (m Model) news(r Row) string {
	switch r.News {
	case Unseen:
		return m.look.Bold.Render(m.glyphs.Unseen)
	case Changed:
		return m.look.Text.Render(m.glyphs.Changed)
	case Read:
		return m.look.Dim.Render(m.glyphs.Read)
	}
	return " "
}

// title is the title in at most room cells, and what is remarked after it.
func (m Model) title(r Row, room int) (title, suffix string) {
	if r.Draft {
		suffix = "  draft"
	}
	if r.Ill {
		suffix += "  " + m.glyphs.Problem
	}
	if cells.Width(suffix) > room/3 {
		suffix = ""
	}
	return cells.Cut(r.Title, room-cells.Width(suffix), m.glyphs.Tail), suffix
}

// tags are the tags of a row in the room that the title leaves, but never in less than they may claim.
func (m Model) tags(r Row, room int) (string, int) {
	all := joinTags(r.Tags, m.glyphs)
	width := cells.Width(all)
	if width == 0 {
		return "", 0
	}
	free := room - cells.Width(r.Title) - gap
	claim := max(free, min(tagsAtMost, room/3))
	if width <= claim {
		return all, width
	}
	var some []string // those that fit, in their order
	best, bestWidth := "", 0
	for _, t := range r.Tags {
		fewer := joinTags(append(some[:len(some):len(some)], t), m.glyphs) + " " + m.glyphs.Tail
		if w := cells.Width(fewer); w <= claim {
			some, best, bestWidth = append(some, t), fewer, w
		}
	}
	if best != "" {
		return best, bestWidth
	}
	cut := cells.Cut(all, claim, m.glyphs.Tail)
	return cut, cells.Width(cut)
}

// joinTags parts tags by a space, or by a dot where a tag has a space itself.
func joinTags(tags []string, g cells.Glyphs) string {
	for _, t := range tags {
		if strings.Contains(t, " ") {
			return strings.Join(tags, " "+g.Dot+" ")
		}
	}
	return strings.Join(tags, " ")
}

// marked is a title with the words that were searched for marked.
func (m Model) marked(title string, style theme.Style) string {
	spans := match.Find(title, m.marks)
	if len(spans) == 0 {
		return style.Render(title)
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(style.Render(title[at:s.From]))
		b.WriteString(style.Over(m.look.Match).Render(title[s.From:s.To]))
		at = s.To
	}
	b.WriteString(style.Render(title[at:]))
	return b.String()
}
