package loader

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
)

const (
	maxCountedBlocks = 20000                 // a longer page shows progress by blocks instead of lines
	firstCountTime   = 5 * time.Millisecond  // spent before the page is first shown; enough for most pages
	countTime        = 20 * time.Millisecond // spent per message, between checks that the page is still open
)

// LinesCountedMsg reports that more lines of a page are counted.
type LinesCountedMsg struct {
	Page       *render.Page
	LinesAbove []int
	pageCopy   *render.Page // the copy that counting lays out; nil before the first round
}

// IsComplete reports whether all lines are counted.
func (m LinesCountedMsg) IsComplete() bool { return len(m.LinesAbove) > m.Page.BlockCount() }

// CountLines lays out further blocks of p until limit has passed. It appends to above, whose element i is the number of
// lines above block i; the count is complete at p.BlockCount()+1 elements. It returns nil for a page with more than
// maxCountedBlocks.
func CountLines(p *render.Page, above []int, limit time.Duration) []int {
	if p.BlockCount() > maxCountedBlocks {
		return nil
	}
	if above == nil {
		above = make([]int, 1, p.BlockCount()+1)
	}
	for end := time.Now().Add(limit); len(above) <= p.BlockCount() && time.Now().Before(end); {
		i := len(above) - 1
		above = append(above, above[i]+len(p.Block(i)))
	}
	return above
}

// CountOn returns a command that counts on from msg, or nil if the count is complete or cannot be made. The command works
// on a copy of the page, since the screen uses the page meanwhile.
func CountOn(msg LinesCountedMsg) tea.Cmd {
	if msg.LinesAbove == nil || msg.IsComplete() {
		return nil
	}
	return func() tea.Msg {
		if msg.pageCopy == nil {
			msg.pageCopy = msg.Page.Copy()
		}
		return LinesCountedMsg{msg.Page, CountLines(msg.pageCopy, msg.LinesAbove, countTime), msg.pageCopy}
	}
}
