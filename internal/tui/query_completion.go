package tui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/search/complete"
	"quire/internal/tui/cells"
	"quire/internal/tui/fault"
)

// queryCompletion is what tab does in the query line. The first tab completes as far as all candidates agree and shows them in
// the bottom line; the next ones walk through them. Any other key goes on from the text that is there. It is a value.
type queryCompletion struct {
	pending  lineState // the line whose candidates are awaited; the zero value: none
	found    complete.Completion
	typed    lineState // what the user has typed, which esc restores
	selected int       // index of the candidate in the line, or -1
}

// lineState is a text and the cursor in it.
type lineState struct {
	text      string
	cursor    int
	isStarted bool // tells an empty line from none
}

// queryCompletedMsg is the answer to a completion of the query line.
type queryCompletedMsg struct {
	line  lineState
	found complete.Completion
	err   error
}

// isOpen reports whether candidates are shown.
func (c queryCompletion) isOpen() bool { return len(c.found.Candidates) > 0 }

// isPending reports whether candidates are awaited.
func (c queryCompletion) isPending() bool { return c.pending.isStarted }

// lineState returns the present state of the query line.
func (m shelfScreen) lineState() lineState {
	return lineState{m.query.Text(), m.query.Cursor(), true}
}

// completeNext handles tab in the query line: it asks for candidates, or goes on to the next one.
func (m shelfScreen) completeNext() (shelfScreen, tea.Cmd) {
	if m.completion.isOpen() {
		return m.selectCandidate(1)
	}
	line := m.lineState()
	m.completion = queryCompletion{pending: line}
	ctx, library, saved := m.ctx, m.library.Library, m.opts.Queries
	request := search.Request{IsRead: isReadFunc(m.opts.State), Today: m.effects.now()}
	return m, fault.Catch("completing the query", func() tea.Msg {
		found, err := complete.Query(ctx, library, saved, line.text, line.cursor, request)
		return queryCompletedMsg{line, found, err}
	}, func(err error) tea.Msg { return queryCompletedMsg{line: line, err: err} })
}

// completePrevious handles shift+tab in the query line: it goes back to the previous candidate.
func (m shelfScreen) completePrevious() (shelfScreen, tea.Cmd) {
	if m.completion.isOpen() {
		return m.selectCandidate(-1)
	}
	return m, nil
}

// showCandidates shows the candidates for the query line, or puts the only one into it.
func (m shelfScreen) showCandidates(msg queryCompletedMsg) (shelfScreen, tea.Cmd) {
	if m.completion.pending != msg.line {
		return m, nil
	}
	m.completion = queryCompletion{}
	found := msg.found
	switch {
	case !m.isTyping || m.lineState() != msg.line:
		return m, nil
	case msg.err != nil:
		return m.showError("cannot complete the query: " + msg.err.Error()), nil
	case len(found.Candidates) == 0:
		return m.showNotice("nothing to complete here"), nil
	case len(found.Candidates) == 1:
		return m.putCandidate(msg.line, found, found.Candidates[0], true)
	}
	m.completion = queryCompletion{found: found, typed: msg.line, selected: -1}
	if prefix := found.CommonPrefix(); len(prefix) > found.End-found.Start && !strings.HasPrefix(prefix, `"`) {
		next, cmd := m.putCandidate(msg.line, found, complete.Candidate{Text: prefix}, false)
		next.completion = m.completion
		next.completion.typed = next.lineState()
		next.completion.found.End = found.Start + len(prefix)
		return next, cmd
	}
	return m, nil
}

// selectCandidate puts the candidate n further into the line. After the last one comes what was typed.
func (m shelfScreen) selectCandidate(n int) (shelfScreen, tea.Cmd) {
	c := m.completion
	count := len(c.found.Candidates) + 1 // -1 is what was typed
	c.selected = (c.selected+1+n+count)%count - 1
	if c.selected < 0 {
		m.completion = c
		return m.setLine(c.typed)
	}
	m, cmd := m.putCandidate(c.typed, c.found, c.found.Candidates[c.selected], false)
	m.completion = c
	return m, cmd
}

// putCandidate replaces the part of a line that a candidate completes. With isFinal, a space follows a whole term at the end of the
// line, so that the next one can be typed.
func (m shelfScreen) putCandidate(line lineState, found complete.Completion, chosen complete.Candidate, isFinal bool) (shelfScreen, tea.Cmd) {
	before, after := line.text[:found.Start]+chosen.Text, line.text[found.End:]
	if isFinal && chosen.IsWhole && after == "" {
		before += " "
	}
	return m.setLine(lineState{before + after, len(before), true})
}

// setLine replaces the text of the query line and searches for it.
func (m shelfScreen) setLine(line lineState) (shelfScreen, tea.Cmd) {
	m.query = m.query.SetTyped(line.text, line.cursor)
	return m.requestSearch(m.query.Text(), true)
}

// escapeQuery handles esc in the query line: it first takes back a completion.
func (m shelfScreen) escapeQuery() (shelfScreen, tea.Cmd) {
	if c := m.completion; c.isOpen() {
		m.completion = queryCompletion{}
		return m.setLine(c.typed)
	}
	return m.cancelQuery()
}

// completionGap is the space in cells between two candidates.
const completionGap = 2

// renderCompletion returns the candidates in w cells, each with its number of notes: those around the selected one.
func (m shelfScreen) renderCompletion(w int) string {
	c, width := m.completion, m.theme.Cells
	var items []string
	total, first, last := 0, 0, -1
	for i, candidate := range c.found.Candidates {
		label, count := safe.Text(candidate.Text), ""
		if candidate.Notes > 0 {
			count = " " + strconv.Itoa(candidate.Notes)
		}
		label = width.Cut(label, max(w-width.Width(count), 1), m.glyphs.Tail)
		item := label + m.theme.Dim.Render(count)
		if i == c.selected {
			item = m.theme.Focus.Render(label) + m.theme.Dim.Render(count)
		}
		items = append(items, item)
		total += width.Width(label+count) + completionGap
		last = i
		for total > w-completionGap && first < c.selected { // the selected one stays in sight
			total -= width.Width(items[first]) + completionGap
			first++
		}
		if total > w && i >= c.selected {
			break
		}
	}
	line := strings.Join(items[first:last+1], cells.Spaces(completionGap))
	if first > 0 {
		line = m.theme.Dim.Render(m.glyphs.Tail) + cells.Spaces(completionGap) + line
	}
	return width.Cut(line, w, m.glyphs.Tail)
}
