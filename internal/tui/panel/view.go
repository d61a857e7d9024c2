package panel

import (
	"strings"

	"quire/internal/match"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// Lines are the rows of the inside, and the column of the cursor in the first of them.
func (m Model) Lines() ([]string, int) {
	prompt := m.look.Cursor.Render("/") + " "
	text, column := m.field.View(m.width-2, field.Bytes{}, nil)
	if m.field.Text() == "" {
		text = " " + m.look.Dim.Render("type to narrow")
	}
	lines := append([]string{cells.Cut(prompt+text, m.width, m.glyphs.Tail)}, make([]string, m.head()-1)...)
	if len(m.shown) == 0 {
		said := m.empty
		if len(m.items) > 0 { // so it is the text that leaves none
			said = "nothing like that here"
		}
		lines = append(lines, m.look.Dim.Render(cells.Cut(said, m.width, m.glyphs.Tail)))
	}
	for i := m.top; i < len(m.shown) && len(lines) < m.height; i++ {
		lines = append(lines, m.item(i)...)
	}
	return lines[:min(len(lines), m.height)], column + 2
}

func (m Model) item(i int) []string {
	shown := m.shown[i]
	it := m.items[shown.Item]
	bar, style := " ", theme.Style{}
	if i == m.cursor {
		bar, style = m.look.Cursor.Render(m.glyphs.Bar), m.look.Selected
	}
	room, remark := shared(m.width-2-it.Indent, cells.Width(it.Label), it.Remark, m.glyphs.Tail)
	remark = m.look.Dim.Render(remark)
	label := painted(cells.Cut(it.Label, room, m.glyphs.Tail), shown.Spans, style, m.look.Match)
	lines := []string{cells.Ends(bar+" "+cells.Space(it.Indent)+label, remark, m.width, 2, m.glyphs.Tail)}
	for _, d := range it.Detail {
		d = cells.Cut(d, m.width-2, m.glyphs.Tail)
		lines = append(lines, "  "+painted(d, match.Find(d, it.Marks), m.look.Dim, m.look.Link))
	}
	return lines
}

// shared parts the room of a row between a label and a remark: the label may claim half of it, and a remark that
// is left too little to say anything is left out.
func shared(room, label int, remark, tail string) (int, string) {
	const apart, least = 2, 8
	left := room - apart - min(label, room/2)
	if remark != "" && cells.Width(remark) > left {
		remark = cells.Cut(remark, left, tail)
		if left < least {
			remark = ""
		}
	}
	if remark == "" {
		return room, ""
	}
	return room - apart - cells.Width(remark), remark
}

// painted is text in a style, with another one over spans of it.
func painted(text string, spans []match.Span, style, mark theme.Style) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		if s.From < at || s.To > len(text) {
			continue
		}
		b.WriteString(style.Render(text[at:s.From]))
		b.WriteString(style.Over(mark).Render(text[s.From:s.To]))
		at = s.To
	}
	b.WriteString(style.Render(text[at:]))
	return b.String()
}

func narrowByWords(items []Item, text string) []Match {
	words := strings.Fields(text)
	var out []Match
	for i, it := range items {
		all := true
		for _, w := range words {
			found := len(match.Find(it.Label, []string{w})) > 0
			for _, d := range it.Detail {
				found = found || len(match.Find(d, []string{w})) > 0
			}
			all = all && found
		}
		if all {
			out = append(out, Match{i, match.Find(it.Label, words)})
		}
	}
	return out
}
