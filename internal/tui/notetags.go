package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"quire/internal/numbers"
	"quire/internal/search"
	"quire/internal/tui/fault"
	"quire/internal/tui/filterlist"
)

// requestNoteTags returns a command that counts the notes for each tag of the page.
func requestNoteTags(m Model) (Model, tea.Cmd) {
	tags := m.page.open.src.Note.Tags
	if len(tags) == 0 {
		return m.showNotice("this note has no tags"), nil
	}
	m, q := askPageQuestion(m, requestTagCounts)
	return m, countTags(m.ctx, m.library.Library, q, tags)
}

// countTags returns a command that counts the notes for each of the tags.
func countTags(ctx context.Context, s search.Searcher, q pageRequest, tags []string) tea.Cmd {
	return fault.Catch("counting tags", func() tea.Msg {
		notes := make([]int, len(tags))
		for i, t := range tags {
			n, err := s.CountNotesWithTag(ctx, t)
			if err != nil {
				return tagsCountedMsg{pageResponse: pageResponse{q, err}}
			}
			notes[i] = n
		}
		return tagsCountedMsg{pageResponse{request: q}, notes}
	}, func(err error) tea.Msg { return tagsCountedMsg{pageResponse: pageResponse{q, err}} })
}

// showNoteTags opens the list of the tags of the page. Choosing a tag filters the shelf by it.
func showNoteTags(m Model, notes []int) (Model, tea.Cmd) {
	tags := m.page.open.src.Note.Tags
	items := make([]filterlist.Item, min(len(tags), len(notes))) // the file may have changed since the question
	for i := range items {
		items[i] = filterlist.Item{Label: tags[i], Remark: numbers.Format(notes[i])}
	}
	o := newList(m, "tags of this note", "", items, 0, filterlist.FilterByWords)
	o.shape = listNarrow
	o.onChoose = func(m Model, i int) (Model, tea.Cmd) {
		if !m.page.hasShelf() {
			return m.showNotice("no library to filter"), nil
		}
		var cmds [2]tea.Cmd
		m, cmds[0] = m.showShelf()
		m.shelf, cmds[1] = m.shelf.setQuery(tagQuery(tags[i]))
		return m, tea.Batch(cmds[:]...)
	}
	return m.openOverlay(o), nil
}
