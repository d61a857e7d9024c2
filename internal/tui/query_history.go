package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// queryHistory walks through the queries that were typed before, while the query line is edited.
type queryHistory struct {
	session []string // typed in this session, the newest first; for a reader that stores nothing
	past    []string // to walk through, the newest first
	index   int      // of the query in the line, or -1 for what the user types
	draft   string   // what the user has typed
}

// maxSessionQueries bounds the queries that are kept for a reader that stores nothing.
const maxSessionQueries = 100

// begin prepares the history for editing; stored are the queries of a state file.
func (h queryHistory) begin(stored []string) queryHistory {
	h.past, h.index = stored, -1
	if len(stored) == 0 {
		h.past = h.session
	}
	return h
}

// add records a query that the user has typed and kept.
func (h queryHistory) add(text string) queryHistory {
	kept := slices.DeleteFunc(slices.Clone(h.session), func(s string) bool { return s == text })
	h.session = append([]string{text}, kept[:min(len(kept), maxSessionQueries-1)]...)
	return h
}

// move returns the query n steps further back, or forward if n is negative, in place of what the line has. It is not ok at
// both ends. Queries that are the same as the line has are passed over.
func (h queryHistory) move(n int, line string) (moved queryHistory, text string, ok bool) {
	if h.index < 0 {
		h.draft = line
	}
	for i := h.index + n; i >= -1 && i < len(h.past); i += n {
		text = h.draft
		if i >= 0 {
			text = h.past[i]
		}
		if h.index = i; text != line || i < 0 {
			return h, text, true
		}
	}
	return h, "", false
}

// recallQuery puts the query n steps back in the history into the query line.
func (m shelfScreen) recallQuery(n int) (shelfScreen, tea.Cmd) {
	history, text, ok := m.history.move(n, m.query.Text())
	if !ok {
		return m, nil
	}
	m.history, m.query, m.completion = history, m.query.SetText(text), queryCompletion{}
	return m.requestSearch(text, true)
}

// recordQuery remembers a query that was typed.
func (m shelfScreen) recordQuery(text string) shelfScreen {
	if text != "" {
		m.history = m.history.add(text)
		m.opts.State.AddQuery(text)
	}
	return m
}
