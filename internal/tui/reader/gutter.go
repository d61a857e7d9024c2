package reader

import (
	"quire/internal/render"
	"quire/internal/tui/cells"
)

// gutter is the right edge of the area while something is searched for: where on the whole page the matches
// are, and what part of it is on the screen. Nil where all of the page is, or there is no match, or no room.
func (m Model) gutter() []string {
	if m.find.pattern == "" || m.find.all() == 0 || m.page == nil || m.height < 3 || m.width < 4 || m.Whole() {
		return nil
	}
	out := make([]string, m.height)
	first, last := m.rowOf(m.top), m.rowOf(m.last())
	here, hits := -1, m.rowsOfMatches()
	if m.find.at() {
		here = m.rowOf(m.match(m.find.current).pos())
	}
	for row := range out {
		switch {
		case row == here:
			out[row] = m.look.Cursor.Render(m.glyphs.HitHere)
		case hits[row]:
			out[row] = m.look.Cursor.Render(m.glyphs.Hit)
		case row >= first && row <= last:
			out[row] = m.look.Border.Render(m.glyphs.Divider)
		}
	}
	return out
}

// rowsOfMatches says for each row whether there is a match at its part of the page. Only in blocks that
// stretch over several rows is it looked up where the matches are.
func (m Model) rowsOfMatches() []bool {
	rows, before := make([]bool, m.height), 0
	for block, n := range m.find.upTo {
		if n == before {
			continue
		}
		before = n
		first := m.rowOf(render.Pos{Block: block})
		if first == m.rowOf(render.Pos{Block: block, Line: m.linesOf(block) - 1}) {
			rows[first] = true
			continue
		}
		for _, match := range m.find.in(block, m.page.Block(block)) {
			rows[m.rowOf(match.pos())] = true
		}
	}
	return rows
}

// linesOf is how many lines a block has, where that was counted; else 1.
func (m Model) linesOf(block int) int {
	if len(m.above) != m.page.Blocks()+1 {
		return 1
	}
	return max(m.above[block+1]-m.above[block], 1)
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
