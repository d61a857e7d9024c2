package picker

import (
	"strconv"

	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// Lines are the text and the tags, w cells wide, and the column of the cursor in the first of them.
func (m Model) Lines(w int) ([]string, int) {
	prompt := m.look.Cursor.Render("#") + " "
	text, column := m.field.View(w-2, field.Bytes{}, nil)
	if m.field.Text() == "" {
		text = " " + m.look.Dim.Render("type to narrow")
	}
	lines := append([]string{cells.Cut(prompt+text, w, m.glyphs.Tail)}, make([]string, max(m.head-1, 0))...)
	for row := range m.height {
		if i := m.top + row; i < len(m.shown) {
			lines = append(lines, m.line(m.tags[m.shown[i]], i == m.cursor, w))
		} else if len(m.shown) == 0 && row == 0 {
			lines = append(lines, m.look.Dim.Render(cells.Cut("no such tag", w, m.glyphs.Tail)))
		} else {
			lines = append(lines, "")
		}
	}
	return lines, column + 2
}

func (m Model) line(t Tag, selected bool, w int) string {
	bar, name, mark := " ", theme.Style{}, " "
	if selected {
		bar, name = m.look.Cursor.Render(m.glyphs.Bar), m.look.Selected
	}
	switch m.state(t.Name) {
	case in:
		mark, name = m.look.Include.Render(m.glyphs.Plus), name.Over(m.look.Include)
	case out:
		mark, name = m.look.Exclude.Render(m.glyphs.Minus), name.Over(m.look.Exclude)
	case off:
		if t.Notes == 0 {
			name = name.Over(m.look.Dim)
		}
	}
	notes := strconv.Itoa(t.Notes)
	label := name.Render(cells.Cut(t.Name, w-len("> + ")-1-len(notes), m.glyphs.Tail))
	return cells.Ends(bar+" "+mark+" "+label, m.look.Dim.Render(notes), w, 1, m.glyphs.Tail)
}
