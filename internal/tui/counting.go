package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
)

const (
	mostCounted = 20000                 // blocks; of a longer page the share of its blocks is told, not of its lines
	firstTurn   = 5 * time.Millisecond  // of counting, before the page is shown: enough for most
	turn        = 20 * time.Millisecond // of counting, after which it is asked whether the page is still there
)

// count lays out blocks of a page for some time. It adds to the lines above each block those of
// the blocks that it came to; there is one number more than blocks when all are laid out.
func count(p *render.Page, above []int, long time.Duration) []int {
	if p.Blocks() > mostCounted {
		return nil
	}
	if above == nil {
		above = make([]int, 1, p.Blocks()+1)
	}
	for end := time.Now().Add(long); len(above) <= p.Blocks() && time.Now().Before(end); {
		i := len(above) - 1
		above = append(above, above[i]+len(p.Block(i)))
	}
	return above
}

// counted takes the lines that were counted, and has it go on while there are more.
func (m Model) counted(msg pageCounted) (Model, tea.Cmd) {
	p := msg.page
	if p != m.open.page || msg.above == nil {
		return m, nil
	}
	if len(msg.above) > p.Blocks() {
		m.reader = m.reader.Counted(msg.above)
		return m, nil
	}
	return m, func() tea.Msg { return pageCounted{p, count(p, msg.above, turn)} }
}
