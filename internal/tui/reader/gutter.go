package reader

import (
	"sort"

	"quire/internal/render"
	"quire/internal/tui/cells"
)

// gutter is the right edge of the area while something is searched for: where on the whole page the matches
// are, and what part of it is on the screen. Nil where all of the page is, or there is no match, or no room.
func (m Model) gutter() []string {
	if m.find.pattern == "" || len(m.find.matches) == 0 || m.page == nil || m.height < 3 || m.width < 4 || m.Whole() {
		return nil
	}
	out := make([]string, m.height)
	first, last := m.rowOf(m.top), m.rowOf(m.last())
	here := -1
	if c := m.find.current; c >= 0 && c < len(m.find.matches) {
		here = m.rowOf(m.find.matches[c].pos())
	}
	all := m.find.matches
	for row := range out {
		// Matches are in the order of the page, so that few need be looked at.
		i := sort.Search(len(all), func(i int) bool { return m.rowOf(all[i].pos()) >= row })
		switch {
		case row == here:
			out[row] = m.look.Cursor.Render(m.glyphs.HitHere)
		case i < len(all) && m.rowOf(all[i].pos()) == row:
			out[row] = m.look.Cursor.Render(m.glyphs.Hit)
		case row >= first && row <= last:
			out[row] = m.look.Border.Render(m.glyphs.Divider)
		}
	}
	return out
}

// rowOf is the row of the gutter that stands for a place of the page: by its lines where they are counted, else by its blocks.
func (m Model) rowOf(p render.Pos) int {
	n := m.page.Blocks()
	if len(m.above) == n+1 && m.above[n] > 0 && p.Block < n {
		return min((m.above[p.Block]+p.Line)*m.height/m.above[n], m.height-1)
	}
	return min(p.Block*m.height/max(n, 1), m.height-1)
}

// edged are rows with the gutter at their right edge.
func (m Model) edged(rows []string) []string {
	for i, sign := range m.gutter() {
		if sign != "" {
			rows[i] = cells.Pad(cells.Cut(rows[i], m.width-2, m.glyphs.Tail), m.width-cells.Width(sign)) + sign
		}
	}
	return rows
}
