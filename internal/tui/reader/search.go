package reader

import (
	"sort"
	"time"

	tea "charm.land/bubbletea/v2"

	words "quire/internal/match"
	"quire/internal/render"
)

// A search scans the page in time slices, in commands beside the keys; each ends with a scanMsg. The first slice is short, so
// that near matches are highlighted at once.
const (
	firstScanTime = 4 * time.Millisecond
	laterScanTime = 50 * time.Millisecond
)

// search is a search in the page. It scans blocks from the first to the last; until it is done, it counts the matches so
// far. It keeps only the number of matches in each block and finds their positions again for the few that are shown,
// because a single letter may match a million times.
type search struct {
	pattern    string
	finder     *words.Finder // if not nil, finds the words of a query, each by itself; pattern then only displays them
	seq        int           // distinguishes messages of this search from those of earlier ones
	start      render.Pos    // top of the screen when the search began
	background Page          // the copy of the page that commands scan
	cumulative []int         // for each scanned block the matches in it and in all before it; copies share it, so it is only appended to
	matchLines [][]int32     // for each scanned block the lines on which matches begin, or nil for too many; appended to as well
	backward   bool          // goToFirst goes to the match before the first, if the page is scanned by then
	done       bool
	restore    *blockMatch // the current match on an earlier version of the page, until it is found on this one
	current    int         // number of the current match from 0, which may not be found yet, or goToFirst
	selected   int         // number of the match that was selected last, plus one
	location   match       // that match
}

// matchCount returns how many matches are known so far.
func (s search) matchCount() int { return s.firstMatchIn(len(s.cumulative)) }

// firstMatchIn returns the number of the first match in a block or after it.
func (s search) firstMatchIn(block int) int {
	if block = min(block, len(s.cumulative)); block <= 0 {
		return 0
	}
	return s.cumulative[block-1]
}

// blockOfMatch returns the block of a match.
func (s search) blockOfMatch(match int) int {
	return sort.Search(len(s.cumulative), func(b int) bool { return s.cumulative[b] > match })
}

// hasCurrent reports whether there is a current match and it is known.
func (s search) hasCurrent() bool { return s.current >= 0 && s.current < s.matchCount() }

// blockMatch identifies a match by its block and its number in that block.
type blockMatch struct{ block, index int }

// currentMatchOn converts the current match to another version of the page, where its block may have another number. It
// returns nil if no match is current.
func (m Model) currentMatchOn(to Page) *blockMatch {
	s := m.search
	if !s.hasCurrent() {
		return s.restore
	}
	block := s.blockOfMatch(s.current)
	match := blockMatch{block: moveAnchor(m.page, to, Anchor{Block: block, Link: render.NoLink}).Block}
	match.index = s.current - s.firstMatchIn(block)
	return &match
}

// restoreCurrent makes the match of s.restore current again once its block has been scanned, or a match near it if the block
// has fewer now. It does not scroll.
func (s search) restoreCurrent() search {
	if s.restore == nil || !s.done && len(s.cumulative) <= s.restore.block {
		return s
	}
	first, after := s.firstMatchIn(s.restore.block), s.firstMatchIn(s.restore.block+1)
	s.current = max(min(first+s.restore.index, after-1), first)
	s.current = min(s.current, s.matchCount()-1)
	s.restore = nil
	return s
}

// scanMsg is the result of one time slice of a search.
type scanMsg struct {
	seq        int
	cumulative []int // those of the search with more blocks appended
	matchLines [][]int32
}

// Search highlights the matches of a pattern and goes to the first at or below the top of the screen. It ignores case unless
// the pattern has a capital. An empty pattern ends the search. The command continues the search.
func (m Model) Search(pattern string) (Model, tea.Cmd) { return m.startSearch(pattern, goToFirst) }

// goToFirst as the current match makes the search go to the first match from its start on, as soon as it is known.
const goToFirst = -1

// startSearch searches for pattern with the match numbered current as the current one.
func (m Model) startSearch(pattern string, current int) (Model, tea.Cmd) {
	return m.beginSearch(search{pattern: pattern, current: current})
}

// beginSearch replaces the search by s and returns the command that scans the first time slice.
func (m Model) beginSearch(s search) (Model, tea.Cmd) {
	if m.page == nil || s.pattern == "" {
		m.search = m.search.end()
		return m, nil
	}
	s.seq, s.start = m.search.seq+1, m.top
	if m.scanned == nil { // made once, since each letter typed starts a search
		m.scanned = copyPage(m.page)
	}
	s.background = m.scanned
	m.search = s
	return m, func() tea.Msg { return s.scanBlocks(s.background, firstScanTime) }
}

// copyPage returns a copy of a page for work in the background, if the page has one: see render.Page.Copy.
func copyPage(p Page) Page {
	if c, ok := p.(interface{ Copy() *render.Page }); ok {
		return c.Copy()
	}
	return p
}

// scanBlocks scans blocks of the page after those already scanned, at least one, for about the given time. It may run in any
// goroutine.
func (s search) scanBlocks(p Page, duration time.Duration) scanMsg {
	cumulative, matchLines, sum, n := s.cumulative, s.matchLines, s.matchCount(), p.BlockCount()
	for end := time.Now().Add(duration); len(cumulative) < n; {
		found := s.findInBlock(len(cumulative), p.Block(len(cumulative)))
		sum += len(found)
		cumulative, matchLines = append(cumulative, sum), append(matchLines, startLines(found))
		if time.Now().After(end) {
			break
		}
	}
	return scanMsg{s.seq, cumulative, matchLines}
}

// maxLocatedMatches bounds the matches of a block whose lines are kept for the gutter. More are assumed to be all over the
// block.
const maxLocatedMatches = 2000

// startLines returns the lines on which the matches of a block begin, or nil if there are more than maxLocatedMatches.
func startLines(found []match) []int32 {
	if len(found) > maxLocatedMatches {
		return nil
	}
	var lines []int32
	for _, m := range found {
		if line := int32(m.ranges[0].Line); len(lines) == 0 || lines[len(lines)-1] != line { //nolint:gosec // lines of one block
			lines = append(lines, line)
		}
	}
	return lines
}

// end returns an empty search, which ignores late messages of s.
func (s search) end() search { return search{seq: s.seq + 1, done: true, current: goToFirst} }

// SearchPattern returns the pattern of the search, or "".
func (m Model) SearchPattern() string { return m.search.pattern }

// MatchStatus returns the number of the current match (from 1; 0 if no match is current), how many matches are known, and
// whether the whole page has been searched.
func (m Model) MatchStatus() (current, count int, done bool) {
	count = m.search.matchCount()
	return min(m.search.current+1, count), count, m.search.done
}

// IsSearchPending reports whether the search has not found its first match yet.
func (m Model) IsSearchPending() bool {
	return m.search.pattern != "" && !m.search.done && m.search.current == goToFirst
}

// IsSearchStarting reports whether the first time slice of the search, which finds near matches, has not ended yet.
func (m Model) IsSearchStarting() bool { return m.IsSearchPending() && len(m.search.cumulative) == 0 }

// IsStepPending reports whether the match that is step after the current one is not known yet: the search is not over, and has
// not found the first match or the one to which a step from the last or the first leads.
func (m Model) IsStepPending(step int) bool {
	s := m.search
	if s.pattern == "" || s.done || !s.hasCurrent() {
		return m.IsSearchPending()
	}
	return step > 0 && s.current+1 == s.matchCount() || step < 0 && s.current == 0
}

// handleScan adds the matches of a time slice, goes to the first match as soon as it is known, and returns the command for
// the next slice.
func (m Model) handleScan(msg scanMsg) (Model, tea.Cmd) {
	if msg.seq != m.search.seq || m.search.done || m.page == nil {
		return m, nil
	}
	s := m.search
	s.cumulative, s.matchLines = msg.cumulative, msg.matchLines
	s.done = len(s.cumulative) >= m.page.BlockCount()
	s = s.restoreCurrent()
	m.search = s
	if n := s.matchCount(); s.current == goToFirst && s.restore == nil && n > 0 && (s.done || !isBefore(m.matchAt(n-1).start(), s.start)) {
		m = m.selectMatch(m.firstMatchFrom(s.start))
		if s.backward && s.done {
			m = m.stepMatch(-1)
		}
	}
	if s.done {
		return m, nil
	}
	s = m.search
	return m, func() tea.Msg { return s.scanBlocks(s.background, laterScanTime) }
}

// currentMatch returns the current match, which must be known.
func (m Model) currentMatch() match {
	if m.search.selected == m.search.current+1 {
		return m.search.location
	}
	return m.matchAt(m.search.current)
}

// matchAt returns the i-th match. i must be known. If the block has fewer matches now than when it was scanned, it returns a
// match near it, or the start of the block.
func (m Model) matchAt(i int) match {
	block := m.search.blockOfMatch(i)
	found := m.search.findInBlock(block, m.page.Block(block))
	if len(found) == 0 {
		return match{block, []render.LineRange{{}}}
	}
	return found[min(i-m.search.firstMatchIn(block), len(found)-1)]
}

// firstMatchFrom returns the number of the first match at or after p, or 0 if no match follows p.
func (m Model) firstMatchFrom(p render.Pos) int {
	i := m.search.firstMatchIn(p.Block)
	for ; i < m.search.firstMatchIn(p.Block+1) && isBefore(m.matchAt(i).start(), p); i++ {
	}
	if i == m.search.matchCount() {
		return 0
	}
	return i
}

// stepMatch goes to the next match for step 1, to the previous match for step -1, and wraps at both ends. Without a current
// match it starts from the top of the screen.
func (m Model) stepMatch(step int) Model {
	n := m.search.matchCount()
	if n == 0 {
		return m
	}
	if !m.search.hasCurrent() {
		first := m.firstMatchFrom(m.top)
		if step < 0 {
			first = (first + n - 1) % n
		}
		return m.selectMatch(first)
	}
	return m.selectMatch((m.search.current + step + n) % n)
}

// selectMatch makes match i the current one and scrolls it into view.
func (m Model) selectMatch(i int) Model {
	m.search.current, m.search.selected, m.search.location = i, i+1, m.matchAt(i)
	return m.scrollIntoView(m.search.location.start()).dropHiddenFocus()
}
