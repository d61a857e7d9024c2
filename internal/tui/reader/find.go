package reader

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	words "quire/internal/match"
	"quire/internal/render"
	"quire/internal/theme"
)

// step is how many blocks one turn of a search looks through, so that a long
// note never holds up a key.
const scanStep = 64

// find is a search in the page. Matches are found from the first block on; until all are, counts are of those so far.
type find struct {
	pattern string
	words   []string // of a query; they are searched for each by itself instead of the pattern, which names them
	seq     int      // tells an answer of this search from one of an earlier
	from    render.Pos
	blocks  int // searched so far
	done    bool
	matches []match // in order; shared between copies, only ever appended to
	again   *nth    // the match one was at on an earlier version of the page, until it is found
	current int     // index of the match one is at, which may not be found yet; or goToFirst
}

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
	if f.current < 0 || f.current >= len(f.matches) {
		return f.again
	}
	block := f.matches[f.current].block
	at := nth{block: moved(m.page, to, Place{Block: block, Link: render.NoLink}).Block}
	at.n = f.current - f.firstIn(block)
	return &at
}

// firstIn is the first match in a block or after it.
func (f find) firstIn(block int) int {
	return sort.Search(len(f.matches), func(i int) bool { return f.matches[i].block >= block })
}

// resumed is the match that one was at, as soon as its block has been searched: that, or the next after it. Nothing is scrolled for it.
func (f find) resumed() find {
	if f.again == nil || !f.done && f.blocks <= f.again.block {
		return f
	}
	first, after := f.firstIn(f.again.block), f.firstIn(f.again.block+1)
	f.current = max(min(first+f.again.n, after-1), first)
	if f.current >= len(f.matches) {
		f.current = len(f.matches) - 1
	}
	f.again = nil
	return f
}

// scanned asks for the next turn of a search.
type scanned struct{ seq int }

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
	return m.scan(scanned{m.find.seq})
}

// ended is no search, which no late answer of f can revive.
func (f find) ended() find { return find{seq: f.seq + 1, done: true, current: goToFirst} }

// Searching is the pattern that is marked, or "".
func (m Model) Searching() string { return m.find.pattern }

// Matches is the number of the match one is at (from 1; 0 for none), how many
// there are, and whether all of the page has been searched.
func (m Model) Matches() (at, all int, done bool) {
	return min(m.find.current+1, len(m.find.matches)), len(m.find.matches), m.find.done
}

// scan searches some more blocks, and goes to the first match as soon as it is known.
func (m Model) scan(msg scanned) (Model, tea.Cmd) {
	if msg.seq != m.find.seq || m.find.done || m.page == nil {
		return m, nil
	}
	f := m.find
	f.matches = f.matches[:len(f.matches):len(f.matches)]
	end := min(f.blocks+scanStep, m.page.Blocks())
	for ; f.blocks < end; f.blocks++ {
		f.matches = append(f.matches, f.in(f.blocks, m.page.Block(f.blocks))...)
	}
	f.done = f.blocks >= m.page.Blocks()
	f = f.resumed()
	m.find = f
	if f.current == goToFirst && f.again == nil && len(f.matches) > 0 && (f.done || !before(f.matches[len(f.matches)-1].pos(), f.from)) {
		m = m.goToMatch(f.next(f.from))
	}
	if f.done {
		return m, nil
	}
	seq := f.seq
	return m, func() tea.Msg { return scanned{seq} }
}

// next is the first match at or after p, or the first of all.
func (f find) next(p render.Pos) int {
	i := sort.Search(len(f.matches), func(i int) bool { return !before(f.matches[i].pos(), p) })
	if i == len(f.matches) {
		return 0
	}
	return i
}

// Match goes to the next match, or the previous one when by is -1, and round at the ends.
func (m Model) Match(by int) Model {
	n := len(m.find.matches)
	if n == 0 {
		return m
	}
	if m.find.current < 0 || m.find.current >= n {
		first := m.find.next(m.top)
		if by < 0 {
			first = (first + n - 1) % n
		}
		return m.goToMatch(first)
	}
	return m.goToMatch((m.find.current + by + n) % n)
}

func (m Model) goToMatch(i int) Model {
	m.find.current = i
	return m.reveal(m.find.matches[i].pos()).dropHidden()
}

// spans are the marks on one line: of the search, or else of the query.
func (m Model) spans(p render.Pos) []span {
	if m.find.pattern != "" {
		return m.find.spans(p, m.look)
	}
	if len(m.marks) == 0 {
		return nil
	}
	f := find{pattern: " ", words: m.marks, current: goToFirst}
	f.matches = f.in(p.Block, m.page.Block(p.Block))
	return f.spans(p, m.look)
}

func (f find) spans(p render.Pos, look *theme.Theme) []span {
	var spans []span
	i := sort.Search(len(f.matches), func(i int) bool { return f.matches[i].block >= p.Block })
	for ; i < len(f.matches) && f.matches[i].block == p.Block; i++ {
		style := look.Match
		if i == f.current {
			style = look.MatchCurrent
		}
		for _, part := range f.matches[i].parts {
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
