package reader

import (
	"cmp"

	"quire/internal/render"
)

// IsVisible reports whether the line of an anchor is on the screen.
func (m Model) IsVisible(at Anchor) bool {
	if m.page == nil || at.Block < 0 || at.Block >= m.page.BlockCount() {
		return false
	}
	_, ok := m.screenRow(render.Pos{Block: at.Block, Line: anchorLine(m.page, at)})
	return ok
}

// FirstVisibleText returns the text of the first line on the screen that has letters, or "".
func (m Model) FirstVisibleText() string {
	text := ""
	m.visitVisible(func(_ int, _ render.Pos, l render.Line) bool {
		if countLetters(l) > 0 {
			text = l.Text()
		}
		return text == ""
	})
	return text
}

// VisibleBlock is a block on the screen, or the part of it that is.
type VisibleBlock struct {
	Block  int
	Source int // line of the file that its first line on the screen comes from, counted from 1; 0 if it is unknown
	Lines  int // on the screen
}

// VisibleBlocks returns the blocks on the screen, from top to bottom.
func (m Model) VisibleBlocks() []VisibleBlock {
	var blocks []VisibleBlock
	m.visitVisible(func(_ int, p render.Pos, l render.Line) bool {
		if n := len(blocks); n == 0 || blocks[n-1].Block != p.Block {
			blocks = append(blocks, VisibleBlock{Block: p.Block})
		}
		last := &blocks[len(blocks)-1]
		last.Lines++
		last.Source = cmp.Or(last.Source, l.Source)
		return true
	})
	return blocks
}

// VisibleLinks returns the links and footnote jumps on the screen, in the order of the page.
func (m Model) VisibleLinks() []int { return m.visibleLinks() }

// TouchVisible asks the page for all blocks that View needs, so that a page which lays nothing out itself lists those that it
// lacks.
func (m Model) TouchVisible() {
	if m.page == nil {
		return
	}
	m.isEnd(m.lastVisiblePos())
	if m.search.hasCurrent() {
		m.currentMatch()
	}
}
