package tableview

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"quire/internal/table"
	"quire/internal/tui/fault"
)

// search is the search in the table.
type search struct {
	pattern string
	matcher table.Matcher
	rows    table.Rows
	done    bool
	stop    context.CancelFunc // ends the command, if its answer is no longer wanted; nil before there is one
	current int                // ordinal of the selected row among those with a match, from 1; 0 if it has none
	start   viewport
}

// end stops the command of the search.
func (s search) end() {
	if s.stop != nil {
		s.stop()
	}
}

// StartSearch remembers the selected cell, from which a search begins.
func (m Model) StartSearch() Model {
	m.search.end()
	m.search = search{start: m.at}
	return m
}

// Search looks for a text in all cells and goes to the first match from where the search began. The empty text ends the search.
func (m Model) Search(pattern string) (Model, tea.Cmd) {
	m.search.end()
	m.search = search{pattern: pattern, matcher: table.NewMatcher(pattern), start: m.search.start}
	m.requested = viewport{top: -1}
	if pattern == "" {
		return m.Render()
	}
	ctx, stop := context.WithCancel(m.ctx)
	m.search.stop = stop
	c, matcher := m.source.Cells, m.search.matcher
	return m, fault.Catch("searching a table", func() tea.Msg {
		rows, err := table.Find(ctx, c.Table, matcher)
		return FoundMsg{c, pattern, rows, err}
	}, func(err error) tea.Msg { return FoundMsg{cells: c, pattern: pattern, err: err} })
}

// CancelSearch ends the search and selects the cell from which it began.
func (m Model) CancelSearch() (Model, tea.Cmd) {
	m.search.end()
	m.at, m.search, m.requested = m.search.start, search{}, viewport{top: -1}
	return m.reveal().Render()
}

// Pattern returns the text that is searched for, or "".
func (m Model) Pattern() string { return m.search.pattern }

// MatchStatus returns the ordinal of the selected row among those with a match, from 1, the number of them, and whether the
// search is done.
func (m Model) MatchStatus() (current, count int, done bool) {
	return m.search.current, m.search.rows.Count(), m.search.done
}

// handleFound goes to the first match.
func (m Model) handleFound(msg FoundMsg) Model {
	if msg.cells.Table != m.source.Cells.Table || msg.pattern != m.search.pattern || msg.err != nil {
		return m
	}
	m.search.rows, m.search.done = msg.rows, true
	m.at = m.search.start
	if m.rowMatches(m.at.row, m.at.column, 1) >= 0 {
		return m.selectMatch(m.at.row, m.rowMatches(m.at.row, m.at.column, 1))
	}
	return m.reveal().stepMatch(1)
}

// stepMatch selects the next cell with a match, or the previous for step -1. It wraps at both ends.
func (m Model) stepMatch(step int) Model {
	if !m.search.done || m.search.rows.Count() == 0 {
		return m
	}
	if c := m.rowMatches(m.at.row, m.at.column+step, step); c >= 0 {
		return m.selectMatch(m.at.row, c)
	}
	from := 0
	if step < 0 {
		from = len(m.source.widths) - 1
	}
	for n, row := 0, m.at.row; n < m.rows; n++ {
		row = (row + step + m.rows) % m.rows
		if c := m.rowMatches(row, from, step); c >= 0 {
			return m.selectMatch(row, c)
		}
	}
	return m
}

// rowMatches returns the first column with a match in a row from a column on, or -1.
func (m Model) rowMatches(row, column, step int) int {
	source := m.order.Row(row)
	if !m.search.rows.Has(source) {
		return -1
	}
	for c, texts := column, m.source.Cells.Table.Row(source); c >= 0 && c < len(texts); c += step {
		if m.search.matcher.Matches(texts[c]) {
			return c
		}
	}
	return -1
}

// selectMatch selects a cell and counts the rows with a match down to it.
func (m Model) selectMatch(row, column int) Model {
	m.search.current = 0
	for i := 0; i <= row; i++ {
		if m.search.rows.Has(m.order.Row(i)) {
			m.search.current++
		}
	}
	return m.selectCell(row, column)
}

// IsBusy reports whether rows are being sorted or searched.
func (m Model) IsBusy() (sorting, searching bool) {
	return m.sorting != m.sorted, m.search.pattern != "" && !m.search.done
}
