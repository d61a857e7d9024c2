package reader

import (
	"sort"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
)

// Turns of a search. The first is taken at once, so that what is near is marked with the key
// that asks for it; the others beside the keys, and each is told when it ends.
const (
	firstTurn = 4 * time.Millisecond
	laterTurn = 50 * time.Millisecond
)

// find is a search in the page. Blocks are looked through from the first on; until all are, counts are of those so
// far. How many matches each has is kept, and where they are is looked up again for the few that are shown: a letter
// may match a million times.
type find struct {
	pattern string
	words   []string // of a query; they are searched for each by itself instead of the pattern, which names them
	seq     int      // tells an answer of this search from one of an earlier
	from    render.Pos
	upTo    []int // the matches in each block that was looked through and all before it; shared between copies, only ever appended to
	done    bool
	again   *nth // the match one was at on an earlier version of the page, until it is found
	current int  // number of the match one is at, which may not be found yet; or goToFirst
}

// all is how many matches there are so far.
func (f find) all() int { return f.firstIn(len(f.upTo)) }

// firstIn is the number of the first match in a block or after it.
func (f find) firstIn(block int) int {
	if block = min(block, len(f.upTo)); block <= 0 {
		return 0
	}
	return f.upTo[block-1]
}

// blockOf is the block that a match is in.
func (f find) blockOf(match int) int {
	return sort.Search(len(f.upTo), func(b int) bool { return f.upTo[b] > match })
}

// at reports whether one is at a match that is known.
func (f find) at() bool { return f.current >= 0 && f.current < f.all() }

// nth is a match by its number among those of its block.
type nth struct{ block, n int }

// nthOf is the match that one is at, on a page where its block is another one; nil when none is known.
func (m Model) nthOf(to Page) *nth {
	f := m.find
	if !f.at() {
		return f.again
	}
	block := f.blockOf(f.current)
	at := nth{block: moved(m.page, to, Place{Block: block, Link: render.NoLink}).Block}
	at.n = f.current - f.firstIn(block)
	return &at
}

// resumed is the match that one was at, as soon as its block has been searched: that, or the next after it. Nothing is scrolled for it.
func (f find) resumed() find {
	if f.again == nil || !f.done && len(f.upTo) <= f.again.block {
		return f
	}
	first, after := f.firstIn(f.again.block), f.firstIn(f.again.block+1)
	f.current = max(min(first+f.again.n, after-1), first)
	f.current = min(f.current, f.all()-1)
	f.again = nil
	return f
}

// scanned is what a turn of a search found.
type scanned struct {
	seq  int
	upTo []int // as that of the search, and further
}

// Search marks what matches the pattern and goes to the first match from here on. A
// pattern without capitals matches both cases. An empty one ends the search.
func (m Model) Search(pattern string) (Model, tea.Cmd) { return m.search(pattern, goToFirst) }

// goToFirst is the number of no match: the first one from here on is to be gone to.
const goToFirst = -1

func (m Model) search(pattern string, current int) (Model, tea.Cmd) {
	return m.begin(find{pattern: pattern, current: current})
}

func (m Model) begin(f find) (Model, tea.Cmd) {
	if m.page == nil || f.pattern == "" {
		m.find = m.find.ended()
		return m, nil
	}
	f.seq, f.from = m.find.seq+1, m.top
	m.find = f
	return m.scan(f.look(m.page, firstTurn))
}

// look goes through some more blocks of a page for some time.
func (f find) look(p Page, long time.Duration) scanned {
	upTo, sum, n := f.upTo, f.all(), p.Blocks()
	for end := time.Now().Add(long); len(upTo) < n; {
		sum += len(f.in(len(upTo), p.Block(len(upTo))))
		upTo = append(upTo, sum)
		if time.Now().After(end) {
			break
		}
	}
	return scanned{f.seq, upTo}
}

// ended is no search, which no late answer of f can revive.
func (f find) ended() find { return find{seq: f.seq + 1, done: true, current: goToFirst} }

// Searching is the pattern that is marked, or "".
func (m Model) Searching() string { return m.find.pattern }

// Matches is the number of the match one is at (from 1; 0 for none), how many
// there are, and whether all of the page has been searched.
func (m Model) Matches() (at, all int, done bool) {
	all = m.find.all()
	return min(m.find.current+1, all), all, m.find.done
}

// scan takes what a turn found, goes to the first match as soon as it is known, and has the search go on.
func (m Model) scan(msg scanned) (Model, tea.Cmd) {
	if msg.seq != m.find.seq || m.find.done || m.page == nil {
		return m, nil
	}
	f := m.find
	f.upTo = msg.upTo
	f.done = len(f.upTo) >= m.page.Blocks()
	f = f.resumed()
	m.find = f
	if n := f.all(); f.current == goToFirst && f.again == nil && n > 0 && (f.done || !before(m.match(n-1).pos(), f.from)) {
		m = m.goToMatch(m.nextMatch(f.from))
	}
	if f.done {
		return m, nil
	}
	f, page := m.find, m.page
	return m, func() tea.Msg { return f.look(page, laterTurn) }
}

// match is the i-th match of those that are known. Where the page is no longer what was searched, it is the one next to it.
func (m Model) match(i int) match {
	block := m.find.blockOf(i)
	found := m.find.in(block, m.page.Block(block))
	if len(found) == 0 {
		return match{block, []part{{}}}
	}
	return found[min(i-m.find.firstIn(block), len(found)-1)]
}

// nextMatch is the first match at or after p, or the first of all.
func (m Model) nextMatch(p render.Pos) int {
	i := m.find.firstIn(p.Block)
	for ; i < m.find.firstIn(p.Block+1) && before(m.match(i).pos(), p); i++ {
	}
	if i == m.find.all() {
		return 0
	}
	return i
}

// Match goes to the next match, or the previous one when by is -1, and round at the ends.
func (m Model) Match(by int) Model {
	n := m.find.all()
	if n == 0 {
		return m
	}
	if !m.find.at() {
		first := m.nextMatch(m.top)
		if by < 0 {
			first = (first + n - 1) % n
		}
		return m.goToMatch(first)
	}
	return m.goToMatch((m.find.current + by + n) % n)
}

func (m Model) goToMatch(i int) Model {
	m.find.current = i
	return m.reveal(m.match(i).pos()).dropHidden()
}
