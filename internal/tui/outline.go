package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/note"
	"quire/internal/tui/filterlist"
)

// openOutline opens the list of the headings of the page, at the current heading.
func (m pageScreen) openOutline() (pageScreen, tea.Cmd) {
	headings := m.open.src.Details().Headings
	if len(headings) == 0 {
		return m.showNotice("this note has no headings"), nil
	}
	items := make([]filterlist.Item, len(headings))
	least, selected, source := 6, 0, m.reader.SourceLine()
	for _, h := range headings {
		least = min(least, h.Level)
	}
	for i, h := range headings {
		items[i] = filterlist.Item{Label: h.Text, Indent: 2 * (h.Level - least)}
		if source > 0 && h.Line <= source {
			selected = i
		}
	}
	o := newList(m.session, "outline", "", items, selected, filterlist.FilterByWords)
	o.shape = listAtRight
	o.onChoose = func(i int) []intent {
		return []intent{pageTask(func(m pageScreen) (pageScreen, tea.Cmd) { return m.goToHeading(headings[i]) })}
	}
	return m.ask(openOver{o}), nil
}

// goToHeading goes to a heading of the page, and unfolds what hides it.
func (m pageScreen) goToHeading(h note.Heading) (pageScreen, tea.Cmd) {
	here := m.entry()
	m, cmd := m.unfoldLine(h.Line)
	if m = m.scrollToHeading(h.Anchor); m.entry() != here {
		m = m.ask(leave(here))
	}
	return m, cmd
}
