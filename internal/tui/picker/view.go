package picker

import (
	"strconv"
	"strings"

	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// Lines returns the text and the tags in rows w cells wide, and the column of the cursor in the first row.
func (m Model) Lines(w int) ([]string, int) {
	name := m.theme.Cells.Cut(m.Words.Prompt, w/2, m.glyphs.Tail)
	prompt, head := m.theme.Cursor.Render(name)+" ", m.theme.Cells.Width(name)+1
	text, column := m.field.View(w-head, field.Span{}, nil)
	if m.field.Text() == "" {
		text = " " + m.theme.Dim.Render("type to narrow")
	}
	lines := []string{m.theme.Cells.Cut(prompt+text, w, m.glyphs.Tail), m.theme.Dim.Render(m.fitDescription(w)), ""}[:m.headRows]
	for row := range m.rows {
		if i := m.top + row; i < len(m.matches) {
			lines = append(lines, m.tagLine(m.tag(m.matches[i]), i == m.cursor, w))
		} else if len(m.matches) == 0 && row == 0 {
			lines = append(lines, m.theme.Dim.Render(m.theme.Cells.Cut(m.Words.None, w, m.glyphs.Tail)))
		} else {
			lines = append(lines, "")
		}
	}
	return lines, column + head
}

// fitDescription returns the longest form of what the choice means that fits in w cells.
func (m Model) fitDescription(w int) string {
	forms := m.describe()
	for _, f := range forms {
		if m.theme.Cells.Width(cells.Head(f, w)) <= w {
			return f
		}
	}
	return m.theme.Cells.Cut(forms[len(forms)-1], w, m.glyphs.Tail)
}

func (m Model) tagLine(t Tag, selected bool, w int) string {
	bar, name, mark := " ", theme.Style{}, " "
	if selected {
		bar, name = m.theme.Cursor.Render(m.glyphs.Bar), m.theme.Selected
	}
	switch m.stateOf(t.Name) {
	case included:
		mark, name = m.theme.Include.Render(m.glyphs.Plus), name.Over(m.theme.Include)
	case excluded:
		mark, name = m.theme.Exclude.Render(m.glyphs.Minus), name.Over(m.theme.Exclude)
	case neutral:
		if t.Notes == 0 {
			name = name.Over(m.theme.Dim)
		}
	}
	notes := strconv.Itoa(t.Notes)
	label := m.theme.Cells.Cut(t.Name, w-len("> + ")-1-len(notes), m.glyphs.Tail)
	parent := strings.LastIndexByte(label, '/') + 1 // of a nested tag
	label = name.Over(m.theme.Dim).Render(label[:parent]) + name.Render(label[parent:])
	return cells.Justify(m.theme.Cells, bar+" "+mark+" "+label, m.theme.Dim.Render(notes), w, 1, m.glyphs.Tail)
}
