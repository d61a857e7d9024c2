package linear

import (
	"cmp"
	"strings"

	"quire/internal/match"
	"quire/internal/numbers"
	"quire/internal/query"
	"quire/internal/render"
)

// findText searches the open page for text, from the top of the current screen on, and prints the block of the first match.
// Without text it repeats the last search, or searches for the words of the query.
func (s *session) findText(text string) {
	if text == "" {
		if text = s.searchText; text == "" {
			text = cmp.Or(strings.Join(s.queryWords, " "), s.queryExpression)
		}
	}
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		s.fail("find what?")
		return
	}
	s.searchText = text
	s.goToMatch(0)
}

// repeatFind goes to the next match of the last search for step 1, to the previous match for step -1.
func (s *session) repeatFind(step int) {
	if s.searchText == "" {
		s.fail("no search yet; find TEXT searches in the note")
		return
	}
	s.goToMatch(step)
}

// goToMatch prints the block of a match: for step 0 the first at or after the top of the current screen, for step 1 the
// first after that line, for step -1 the last before it. It wraps at both ends of the page.
func (s *session) goToMatch(step int) {
	matches := s.page.findLines(newTextFinder(s.searchText), s.stopRequested)
	if len(matches) == 0 {
		s.fail("no matches for " + s.searchText + " in this note")
		return
	}
	top := s.page.screenTop
	i := 0
	for i < len(matches) && (isBefore(matches[i], top) || step > 0 && matches[i] == top) {
		i++
	}
	if step < 0 {
		i--
	}
	note := ""
	switch {
	case i >= len(matches):
		i, note = 0, ", wrapped to the first"
	case i < 0:
		i, note = len(matches)-1, ", wrapped to the last"
	}
	s.history = s.history.push(s.currentEntry())
	s.printTextf("matching line %s of %s%s", numbers.Format(i+1), numbers.Format(len(matches)), note)
	s.printBlocks(matches[i], matches[i].Block+1) // only this block; more continues after it
}

// isBefore reports whether a comes before b on the page.
func isBefore(a, b render.Pos) bool {
	return a.Block < b.Block || a.Block == b.Block && a.Line < b.Line
}

// newTextFinder returns what finds a text, or what a regular expression between slashes matches, in the text of a block.
func newTextFinder(text string) func(string) []match.Span {
	if q, err := query.Parse(text); err == nil {
		if x, ok := q.Root.(query.Expression); ok {
			return match.NewFinder(nil).AddExpressions([]string{x.Source()}).Find
		}
	}
	return func(s string) []match.Span { return match.FindSubstring(s, text) }
}

// findLines returns the lines of the page on which a match starts, each once. A match may span lines of a block. The search
// stops early when stopRequested returns true.
func (p *page) findLines(find func(string) []match.Span, stopRequested func() bool) []render.Pos {
	var lines []render.Pos
	for b := range p.BlockCount() {
		if b%256 == 255 && stopRequested() {
			break
		}
		joined := render.JoinLines(p.Block(b))
		for _, s := range find(joined.Text) {
			at := render.Pos{Block: b, Line: joined.Ranges(s.Start, s.End)[0].Line}
			if n := len(lines); n == 0 || lines[n-1] != at {
				lines = append(lines, at)
			}
		}
	}
	return lines
}
