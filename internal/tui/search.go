package tui

import (
	"context"
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/match"
	"quire/internal/query"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/search/suggest"
	"quire/internal/state"
	"quire/internal/tui/fault"
	"quire/internal/tui/shelf"
)

// order is a sort order of the shelf.
type order struct {
	sort    search.Sort
	reverse bool
}

// requestSearch searches the library for a query, unless the last request was the same.
func (m shelfScreen) requestSearch(text string, typing bool) (shelfScreen, tea.Cmd) {
	return m.request(searchRequest{text, typing, m.order, "", m.library.generation})
}

// requestCounts searches for the query and counts the values of a facet over its hits, for the tag picker.
func (m shelfScreen) requestCounts(f search.Facet) (shelfScreen, tea.Cmd) {
	return m.request(searchRequest{m.query.Text(), false, m.order, f, m.library.generation})
}

// repeatSearch searches for the query again, in a library that has changed.
func (m shelfScreen) repeatSearch(counted search.Facet) (shelfScreen, tea.Cmd) {
	return m.request(searchRequest{m.query.Text(), m.isTyping, m.order, counted, m.library.generation})
}

func (m shelfScreen) request(q searchRequest) (shelfScreen, tea.Cmd) {
	if q == m.results.requested {
		return m, nil
	}
	m.results.requested = q
	if m.results.cancel != nil {
		m.results.cancel() // a regular expression may still be reading notes
	}
	ctx, cancel := context.WithCancel(m.ctx)
	m.results.cancel = cancel
	return m, searchCmd(ctx, m.library.Library, q, m.opts.Queries, isReadFunc(m.opts.State))
}

// searchCmd answers a search request, unless ctx ends first: the answer would be taken for that to a later, equal request.
func searchCmd(ctx context.Context, s search.Searcher, q searchRequest, saved query.Saved, read func(search.Hit) bool) tea.Cmd {
	return fault.Catch("searching", func() tea.Msg {
		found, err := runSearch(ctx, s, q, saved, read)
		if ctx.Err() != nil {
			return nil
		}
		return searchDoneMsg{request: q, result: found, err: err}
	},
		func(err error) tea.Msg { return searchDoneMsg{request: q, err: err} })
}

// runSearch searches s for a request and returns what the shelf shows of it: the hits, an error in the query,
// suggestions when there are no hits, and the counts for the tag picker when it is open.
func runSearch(ctx context.Context, s search.Searcher, q searchRequest, saved query.Saved, read func(search.Hit) bool) (searchResult, error) {
	parsed, err := saved.Parse(q.text)
	var f searchResult
	query.WalkIncluded(parsed.Root, func(n query.Node) { f.unreadOnly = f.unreadOnly || n == query.Unread })
	var syntax *query.SyntaxError
	if errors.As(err, &syntax) {
		f.queryError = &queryError{syntax.Offset, syntax.Length, syntax.Message}
	}
	if q.typing {
		parsed = parsed.WithLastWordAsPrefix()
	}
	r := search.Request{Query: parsed, Sort: q.order.sort, Reverse: q.order.reverse, IsRead: read}
	if q.counted != "" {
		r.Facets = []search.Facet{q.counted}
	}
	f.Result, err = s.Search(ctx, r)
	if err == nil && f.Total == 0 { // a tag, a field or a phrase that is not complete yet, or was not when it was kept
		r.Typing = true
		f.Result, err = s.Search(ctx, r)
	}
	f.words = f.Query.Words()
	f.isRanked = len(f.words) > 0
	for _, source := range f.Query.Expressions() {
		f.words = append(f.words, match.ExpressionWord(source))
	}
	f.advice = describeUnknownKeys(f.UnknownKeys)
	if err == nil && f.Total == 0 {
		f.suggestions, err = suggest.ForEmpty(ctx, s, r)
	}
	if err == nil && q.counted != "" {
		f.counts, err = countHits(ctx, s, q.counted, parsed, f.Result, read)
	}
	return f, err
}

// describeUnknownKeys says which keys of a query no note has, and what the user may have meant.
func describeUnknownKeys(unknown []search.UnknownKey) string {
	texts := make([]string, len(unknown))
	for i, u := range unknown {
		texts[i] = safe.Text(u.String())
	}
	return strings.Join(texts, "; ")
}

// showResults shows search results, and keeps the selected note where it is still among them.
func (m shelfScreen) showResults(msg searchDoneMsg) shelfScreen {
	keep := m.results.selectPath
	initial := m.results.libraryGrew && m.list.Selected() == 0 // the first of the notes loaded so far, not the user's choice
	if keep == "" && msg.request.text == m.results.current.text && !initial {
		keep = m.selectedPath()
	}
	m.results.current, m.results.found, m.results.selectPath, m.results.libraryGrew = msg.request, msg.result, "", false
	m.list = m.list.SetRows(hitRows{msg.result.Hits, m.opts.State, slices.Contains(m.opts.Columns, "modified"), m.opts.keyColumns(), msg.result.unreadOnly}, msg.result.words, max(m.findHit(keep), 0))
	if i := m.findHit(keep); i >= 0 && m.results.restoreTop >= 0 {
		m.list = m.list.Scroll(m.results.restoreTop - m.list.Top()).Select(i)
	}
	m.results.restoreTop = -1
	m.results.lastIndex = m.findHit(m.results.lastPath)
	m.query = m.query.MarkSlip(0, 0, "").SetAdvice("")
	if !m.library.Status().Partial { // a preview may not know all keys
		m.query = m.query.SetAdvice(msg.result.advice)
	}
	if msg.err != nil {
		m = m.showError(msg.err.Error())
	}
	if s := msg.result.queryError; s != nil {
		m.query = m.query.MarkSlip(s.offset, s.length, s.message)
	}
	return m
}

// handleSearchDone shows search results on the shelf, if they answer the last request.
func (m Model) handleSearchDone(msg searchDoneMsg) (Model, tea.Cmd) {
	if msg.request != m.shelf.results.requested {
		return m, nil
	}
	m.shelf.results.cancel()
	m.shelf = m.shelf.showResults(msg)
	m.page.open.hitIndex = -1
	if m.page.open.shown {
		m.page.open.hitIndex = m.shelf.findHit(m.page.open.path)
	}
	if s := msg.result.queryError; s != nil && !msg.request.typing && m.isBare() {
		m = m.showError("ignored: " + s.message)
	}
	var cmds [2]tea.Cmd
	if msg.request.counted != "" {
		m, cmds[0] = updateTop[tagOverlay](m, msg)
	}
	m, cmds[1] = updateTop[taskOverlay](m, msg)
	return m, tea.Batch(cmds[:]...)
}

// findHit returns the index of a note among the hits, or -1.
func (m shelfScreen) findHit(path string) int {
	if path == "" {
		return -1
	}
	return m.results.found.IndexOf(path)
}

// wordsIn returns the words of the query if a note is among the hits.
func (m shelfScreen) wordsIn(path string) []string {
	if m.findHit(path) < 0 {
		return nil
	}
	return m.results.found.words
}

// recordOpened records that the note with an index among the hits was opened; a negative index is none.
func (m shelfScreen) recordOpened(index int) shelfScreen {
	if index >= 0 {
		m.results.lastIndex, m.results.lastPath = index, m.results.found.Hits[index].Path()
	}
	return m
}

// selectedNote returns the selected note of the shelf, or the zero Hit.
func (m shelfScreen) selectedNote() search.Hit {
	i := m.list.Selected()
	if i < 0 || i >= len(m.results.found.Hits) {
		return search.Hit{}
	}
	return m.results.found.Hits[i]
}

func (m shelfScreen) selectedPath() string { return m.selectedNote().Path() }

// hitRows presents hits as rows of the shelf.
type hitRows struct {
	hits  []search.Hit
	store *state.Store

	showsModified bool     // the date column shows the last change
	keys          []string // of the front matter, which have columns
	unreadOnly    bool     // the query asked for unread notes, so notes read since then are marked
}

// Len returns the number of hits.
func (r hitRows) Len() int { return len(r.hits) }

// Row returns the i-th hit.
func (r hitRows) Row(i int) shelf.Row {
	h := r.hits[i]
	row := shelf.Row{Title: h.Title(), Tags: h.Tags(), Draft: h.IsDraft(), HasProblem: h.ProblemCount() > 0}
	for _, key := range r.keys {
		row.Fields = append(row.Fields, h.FieldText(key))
	}
	switch {
	case r.showsModified && !h.Modified().IsZero():
		row.Date = h.Modified().Format("2006-01-02")
	case !r.showsModified && !h.Date().IsZero():
		row.Date = h.Date().Format("2006-01-02")
	}
	switch r.store.ReadStatus(h.Path(), hitStamp(h)) {
	case state.StatusNew:
		row.Status = shelf.StatusNew
	case state.StatusChanged:
		row.Status = shelf.StatusChanged
	case state.StatusRead:
		if r.unreadOnly {
			row.Status = shelf.StatusRead
		}
	}
	return row
}
