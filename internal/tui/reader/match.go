package reader

import (
	"cmp"
	"slices"

	words "quire/internal/match"
	"quire/internal/render"
	"quire/internal/theme"
)

// match is a match in one block. It may start on one line and end on a later one; ranges has at least one element.
type match struct {
	block  int
	ranges []render.LineRange
}

// start returns the position of the line on which the match starts.
func (m match) start() render.Pos { return render.Pos{Block: m.block, Line: m.ranges[0].Line} }

// highlighter finds what to highlight on lines: the matches of the search, or else the words of the query. It caches the
// matches of one part of a block, so callers should visit the lines of a block one after the other.
type highlighter struct {
	search  search
	current match // the current match; without ranges if there is none
	width   int   // cells of a line that may be on the screen, from its start
	page    Page
	theme   *theme.Theme
	block   int
	part    int
	matches []match // in the part, in order
}

// A block is searched in parts of partLines lines, with overlapLines lines around each for matches that cross line ends: a
// block may have a hundred thousand lines, of which a screen shows few, and a line may have many bytes.
const (
	partLines    = 32
	overlapLines = 8
)

// newHighlighter returns a highlighter, or nil if there is nothing to highlight.
func (m Model) newHighlighter() *highlighter {
	s := m.search
	if s.pattern == "" {
		s = search{finder: m.wordFinder, current: goToFirst}
		if len(m.queryWords) == 0 {
			return nil
		}
	}
	h := &highlighter{search: s, width: m.shift + m.width, page: m.page, theme: m.theme, block: -1}
	if s.hasCurrent() {
		h.current = m.currentMatch()
	}
	return h
}

// isCurrent reports whether a match is the current one. Their ends may differ, since the current one was found on whole lines.
func (h *highlighter) isCurrent(m match) bool {
	if len(h.current.ranges) == 0 || m.block != h.current.block {
		return false
	}
	a, b := m.ranges[0], h.current.ranges[0]
	return a.Line == b.Line && a.From == b.From
}

// findPart fills matches with those of the part of a block that holds a line.
func (h *highlighter) findPart(p render.Pos) {
	part := p.Line / partLines
	if h.block == p.Block && h.part == part {
		return
	}
	lines := h.page.Block(p.Block)
	from := max(part*partLines-overlapLines, 0)
	h.block, h.part = p.Block, part
	h.matches = h.search.findInWindow(p.Block, lines[from:min((part+1)*partLines+overlapLines, len(lines))], h.width)
	for _, m := range h.matches {
		for i := range m.ranges {
			m.ranges[i].Line += from
		}
	}
}

// lineSpans returns the highlights of one line. A nil highlighter has none.
func (h *highlighter) lineSpans(p render.Pos) []span {
	if h == nil {
		return nil
	}
	h.findPart(p)
	var spans []span
	for i := 0; i < len(h.matches) && h.matches[i].ranges[0].Line <= p.Line; i++ {
		match, style := h.matches[i], h.theme.Match
		if h.isCurrent(match) {
			style = h.theme.MatchCurrent
		}
		for _, part := range match.ranges {
			if part.Line == p.Line {
				spans = append(spans, span{part.From, part.To, style})
			}
		}
	}
	return spans
}

// findInBlock returns the matches of the search in a block. It joins the lines first, so that a phrase matches across line
// ends at any width of the page.
func (s search) findInBlock(block int, lines []render.Line) []match {
	joined := render.JoinLines(lines)
	var spans []words.Span
	if s.finder != nil {
		spans = s.finder.Find(joined.Text)
	} else {
		spans = words.FindSubstring(joined.Text, s.pattern)
	}
	var found []match
	for _, w := range spans {
		if ranges := joined.Ranges(w.Start, w.End); len(ranges) > 0 {
			found = append(found, match{block, ranges})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Compare(a.ranges[0].Line, b.ranges[0].Line) }) // cells of a table are read one by one
	return found
}
