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
func (m pageScreen) requestNoteTags() (pageScreen, tea.Cmd) {
	tags := m.open.src.Note.Tags
	if len(tags) == 0 {
		return m.showNotice("this note has no tags"), nil
	}
	m, q := m.askPageQuestion(requestTagCounts)
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
func (m pageScreen) showNoteTags(found tagsCountedMsg) (pageScreen, tea.Cmd) {
	if found.err != nil {
		return m.showError(found.err.Error()), nil
	}
	notes := found.noteCounts
	tags := m.open.src.Note.Tags
	items := make([]filterlist.Item, min(len(tags), len(notes))) // the file may have changed since the question
	for i := range items {
		items[i] = filterlist.Item{Label: tags[i], Remark: numbers.Format(notes[i])}
	}
	o := newList(m.session, "tags of this note", "", items, 0, filterlist.FilterByWords)
	o.shape = listNarrow
	o.onChoose = func(i int) []intent {
		return []intent{pageTask(func(m pageScreen) (pageScreen, tea.Cmd) {
			if !m.hasShelf() {
				return m.showNotice("no library to filter"), nil
			}
			return m.ask(showQuery{query: tagQuery(tags[i])}), nil
		})}
	}
	return m.ask(openOver{o}), nil
}
