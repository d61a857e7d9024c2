package reader

import (
	"sort"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	words "quire/internal/match"
	"quire/internal/render"
	"quire/internal/theme"
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

// match is a match in one block. It may begin on one line and end on a later one.
type match struct {
	block int
	parts []part
}

type part struct{ line, from, to int } // bytes of the line's text

func (t match) pos() render.Pos { return render.Pos{Block: t.block, Line: t.parts[0].line} }

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

// marking finds the marks of lines: of the search, or else of the query. The lines of a block
// are asked for one after the other, and it is looked through once.
type marking struct {
	find  find
	page  Page
	look  *theme.Theme
	block int
	found []match
}

func (m Model) marking() *marking {
	f := m.find
	if f.pattern == "" {
		f = find{words: m.marks, current: goToFirst}
		if len(m.marks) == 0 {
			return nil
		}
	}
	return &marking{find: f, page: m.page, look: m.look, block: -1}
}

// spans are the marks on one line.
func (k *marking) spans(p render.Pos) []span {
	if k == nil {
		return nil
	}
	if k.block != p.Block {
		k.block, k.found = p.Block, k.find.in(p.Block, k.page.Block(p.Block))
	}
	var spans []span
	for i, match := range k.found {
		style := k.look.Match
		if k.find.current >= 0 && k.find.firstIn(p.Block)+i == k.find.current {
			style = k.look.MatchCurrent
		}
		for _, part := range match.parts {
			if part.line == p.Line {
				spans = append(spans, span{part.from, part.to, style})
			}
		}
	}
	return spans
}

// in finds what is searched for in a block.
func (f find) in(block int, lines []render.Line) []match {
	if f.words == nil {
		return matchesIn(block, lines, f.pattern)
	}
	text, at := joined(lines)
	var found []match
	for _, s := range words.Find(text, f.words) {
		found = append(found, match{block, partsOf(at, s.From, s.To)})
	}
	return found
}

// matchesIn finds a pattern in a block as it is read: a phrase is found across
// the end of a line too, whatever the width of the page.
func matchesIn(block int, lines []render.Line, pattern string) []match {
	pattern = strings.Join(strings.Fields(pattern), " ")
	if pattern == "" {
		return nil
	}
	exact := strings.IndexFunc(pattern, unicode.IsUpper) >= 0
	text, at := joined(lines)
	if !exact {
		text = lower(text)
	}
	var found []match
	for from := 0; ; {
		i := strings.Index(text[from:], pattern)
		if i < 0 {
			return found
		}
		i += from
		found = append(found, match{block, partsOf(at, i, i+len(pattern))})
		from = i + len(pattern)
	}
}

// place is where a line's text stands in the joined text of its block.
type place struct{ line, indent, from, to int }

// joined is the text of a block with single spaces for its line ends and indents.
func joined(lines []render.Line) (string, []place) {
	var b strings.Builder
	var at []place
	for i, l := range lines {
		if l.Picture != nil {
			continue // what stands in its frame goes when it is drawn
		}
		text := l.Text()
		body := strings.TrimLeft(text, " ")
		indent := len(text) - len(body)
		if body = strings.TrimRight(body, " "); body == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		from := b.Len()
		b.WriteString(body)
		at = append(at, place{i, indent, from, b.Len()})
	}
	return b.String(), at
}

func partsOf(at []place, from, to int) []part {
	var parts []part
	for _, p := range at {
		if p.to <= from || p.from >= to {
			continue
		}
		parts = append(parts, part{p.line, max(from, p.from) - p.from + p.indent, min(to, p.to) - p.from + p.indent})
	}
	return parts
}

// lower is s in lower case, every letter at the byte where it was; a letter whose other case has another length is left.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
			return l
		}
		return r
	}, s)
}
