package reader

import "quire/internal/render"

// step is n lines below p, or above when n is negative, within the page. Only
// the blocks on the way are laid out.
func (m Model) step(p render.Pos, n int) render.Pos {
	if m.page == nil || m.page.Blocks() == 0 {
		return render.Pos{}
	}
	if p.Block < 0 || p.Block >= m.page.Blocks() { // a place on another page
		p = render.Pos{Block: min(max(p.Block, 0), m.page.Blocks()-1)}
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
		have := len(m.page.Block(p.Block))
		if p.Line < have {
			return p
		}
		if p.Block == m.page.Blocks()-1 {
			return render.Pos{Block: p.Block, Line: max(have-1, 0)}
		}
		p.Line -= have
		p.Block++
	}
}

// end is the last line of the page.
func (m Model) end() render.Pos {
	if m.page == nil || m.page.Blocks() == 0 {
		return render.Pos{}
	}
	last := m.page.Blocks() - 1
	for last > 0 && len(m.page.Block(last)) == 0 {
		last--
	}
	return render.Pos{Block: last, Line: max(len(m.page.Block(last))-1, 0)}
}

func (m Model) isEnd(p render.Pos) bool {
	if m.page == nil {
		return true
	}
	for b := p.Block; b < m.page.Blocks(); b++ {
		after := len(m.page.Block(b))
		if b == p.Block {
			after -= p.Line + 1
		}
		if after > 0 {
			return false
		}
	}
	return true
}

// goTo makes p the first line on the screen, or the last one that leaves no empty rows below the text.
func (m Model) goTo(p render.Pos) Model {
	m.top, m.held = p, false
	return m.settle()
}

// settle brings top back into the page.
func (m Model) settle() Model {
	if m.page == nil || m.page.Blocks() == 0 || m.height == 0 {
		m.top = render.Pos{}
		return m
	}
	m.top = m.step(render.Pos{Block: min(m.top.Block, m.page.Blocks()-1), Line: m.top.Line}, 0)
	rows := 0
	m.visible(func(int, render.Pos, render.Line) bool { rows++; return true })
	if rows < m.height {
		m.top = m.step(m.end(), -(m.height - 1))
	}
	return m
}

// visible visits the lines on the screen from the top, until visit says no.
func (m Model) visible(visit func(row int, p render.Pos, l render.Line) bool) {
	if m.page == nil {
		return
	}
	row, p := 0, m.top
	for p.Block < m.page.Blocks() && row < m.height {
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

// row is the row on the screen that shows p.
func (m Model) row(p render.Pos) (int, bool) {
	at, found := 0, false
	m.visible(func(row int, q render.Pos, _ render.Line) bool {
		at, found = row, q == p
		return !found
	})
	return at, found
}

func before(a, b render.Pos) bool {
	return a.Block < b.Block || a.Block == b.Block && a.Line < b.Line
}
