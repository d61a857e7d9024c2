package reader

import (
	"quire/internal/render"
)

// gutterSigns returns the right edge of the area during a search, one styled sign or "" for each row: where on the page the
// matches are, and which part of the page is on the screen. It returns nil if there are no matches, if the whole page is on
// the screen, or if the area is smaller than 4 by 3 cells.
func (m Model) gutterSigns() []string {
	if m.search.pattern == "" || m.search.matchCount() == 0 || m.page == nil || m.height < 3 || m.width < 4 || m.FitsScreen() {
		return nil
	}
	signs := make([]string, m.height)
	first, last := m.gutterRow(m.top), m.gutterRow(m.lastVisiblePos())
	current, hasMatch := -1, m.matchRows()
	if m.search.hasCurrent() {
		current = m.gutterRow(m.currentMatch().start())
	}
	for row := range signs {
		switch {
		case row == current:
			signs[row] = m.theme.Cursor.Render(m.glyphs.CurrentMatch)
		case hasMatch[row]:
			signs[row] = m.theme.Cursor.Render(m.glyphs.Match)
		case row >= first && row <= last:
			signs[row] = m.theme.Border.Render(m.glyphs.Divider)
		}
	}
	return signs
}

// matchRows reports for each row of the gutter whether its part of the page has a match.
func (m Model) matchRows() []bool {
	rows, previous := make([]bool, m.height), 0
	for block, n := range m.search.cumulative {
		count := n - previous
		if previous = n; count == 0 {
			continue
		}
		first, last := m.gutterRow(render.Pos{Block: block}), m.gutterRow(render.Pos{Block: block, Line: m.blockLines(block) - 1})
		lines := m.search.matchLines[block]
		if first == last || lines == nil {
			for row := first; row <= last; row++ {
				rows[row] = true
			}
			continue
		}
		for _, line := range lines {
			rows[m.gutterRow(render.Pos{Block: block, Line: int(line)})] = true
		}
	}
	return rows
}

// blockLines returns how many lines a block has, or 1 if lines have not been counted.
func (m Model) blockLines(block int) int {
	if len(m.linesAbove) != m.page.BlockCount()+1 {
		return 1
	}
	return max(m.linesAbove[block+1]-m.linesAbove[block], 1)
}

// gutterRow returns the row of the gutter for a position: in proportion to lines if they have been counted, else to blocks.
func (m Model) gutterRow(p render.Pos) int {
	n := m.page.BlockCount()
	if len(m.linesAbove) == n+1 && m.linesAbove[n] > 0 && p.Block < n {
		return min((m.linesAbove[p.Block]+p.Line)*m.height/m.linesAbove[n], m.height-1)
	}
	return min(p.Block*m.height/max(n, 1), m.height-1)
}

// withGutter writes the gutter over the right edge of rows and returns rows.
func (m Model) withGutter(rows []string) []string {
	for i, sign := range m.gutterSigns() {
		if sign != "" {
			rows[i] = m.theme.Cells.Pad(m.theme.Cells.Cut(rows[i], m.width-2, m.glyphs.Tail), m.width-m.theme.Cells.Width(sign)) + sign
		}
	}
	return rows
}
