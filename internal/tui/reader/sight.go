package reader

import "quire/internal/render"

// InSight says whether the line of a place is on the screen.
func (m Model) InSight(at Place) bool {
	if m.page == nil || at.Block < 0 || at.Block >= m.page.Blocks() {
		return false
	}
	_, ok := m.row(render.Pos{Block: at.Block, Line: lineOf(m.page, at)})
	return ok
}

// FirstText is the first line on the screen that has letters.
func (m Model) FirstText() string {
	text := ""
	m.visible(func(_ int, _ render.Pos, l render.Line) bool {
		if letters(l) > 0 {
			text = l.Text()
		}
		return text == ""
	})
	return text
}

// InView are the numbers of all that can have the focus and is on the screen, in order.
func (m Model) InView() []int { return m.seen() }
