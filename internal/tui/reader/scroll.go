package reader

import "quire/internal/render"

// moveLines returns the position n lines below p, or above if n is negative, clamped to the page. It lays out only the
// blocks in between.
func (m Model) moveLines(p render.Pos, n int) render.Pos {
	if m.page == nil || m.page.BlockCount() == 0 {
		return render.Pos{}
	}
	if p.Block < 0 || p.Block >= m.page.BlockCount() { // a position from another page
		p = render.Pos{Block: min(max(p.Block, 0), m.page.BlockCount()-1)}
	}
	p.Line += n
	for p.Line < 0 {
		if p.Block == 0 {
			return render.Pos{}
		}
		p.Block--
		p.Line += len(m.page.Block(p.Block))
	}
	for {
		lines := len(m.page.Block(p.Block))
		if p.Line < lines {
			return p
		}
		if p.Block == m.page.BlockCount()-1 {
			return render.Pos{Block: p.Block, Line: max(lines-1, 0)}
		}
		p.Line -= lines
		p.Block++
	}
}

// lastPos returns the position of the last line of the page.
func (m Model) lastPos() render.Pos {
	if m.page == nil || m.page.BlockCount() == 0 {
		return render.Pos{}
	}
	last := m.page.BlockCount() - 1
	for last > 0 && len(m.page.Block(last)) == 0 {
		last--
	}
	return render.Pos{Block: last, Line: max(len(m.page.Block(last))-1, 0)}
}

// isEnd reports whether no line of the page follows p.
func (m Model) isEnd(p render.Pos) bool {
	if m.page == nil {
		return true
	}
	for b := p.Block; b < m.page.BlockCount(); b++ {
		linesAfter := len(m.page.Block(b))
		if b == p.Block {
			linesAfter -= p.Line + 1
		}
		if linesAfter > 0 {
			return false
		}
	}
	return true
}

// setTop scrolls p to the top of the screen, or as near to it as possible without empty rows below the page.
func (m Model) setTop(p render.Pos) Model {
	m.top, m.atTarget = p, false
	return m.clampTop()
}

// clampTop moves top into the page, and up if the screen would have empty rows below the page.
func (m Model) clampTop() Model {
	if m.page == nil || m.page.BlockCount() == 0 || m.height == 0 {
		m.top = render.Pos{}
		return m
	}
	m.top = m.moveLines(render.Pos{Block: min(m.top.Block, m.page.BlockCount()-1), Line: m.top.Line}, 0)
	rows := 0
	m.visitVisible(func(int, render.Pos, render.Line) bool { rows++; return true })
	if rows < m.height {
		m.top = m.moveLines(m.lastPos(), -(m.height - 1))
	}
	return m
}

// visitVisible calls visit for the lines on the screen from the top, until visit returns false.
func (m Model) visitVisible(visit func(row int, p render.Pos, l render.Line) bool) {
	if m.page == nil {
		return
	}
	row, p := 0, m.top
	for p.Block < m.page.BlockCount() && row < m.height {
		lines := m.page.Block(p.Block)
		for ; p.Line < len(lines) && row < m.height; p.Line++ {
			if !visit(row, p, lines[p.Line]) {
				return
			}
			row++
		}
		p = render.Pos{Block: p.Block + 1}
	}
}

// screenRow returns the row of the screen that shows p, and whether one does.
func (m Model) screenRow(p render.Pos) (int, bool) {
	result, found := 0, false
	m.visitVisible(func(row int, q render.Pos, _ render.Line) bool {
		result, found = row, q == p
		return !found
	})
	return result, found
}

// isBefore reports whether a comes before b on the page.
func isBefore(a, b render.Pos) bool {
	return a.Block < b.Block || a.Block == b.Block && a.Line < b.Line
}
