package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/filterlist"
)

// openOutline opens the list of the headings of the page, at the current heading.
func openOutline(m Model) (Model, tea.Cmd) {
	headings := m.page.open.src.Details().Headings
	if len(headings) == 0 {
		return m.showNotice("this note has no headings"), nil
	}
	items := make([]filterlist.Item, len(headings))
	least, selected, source := 6, 0, m.page.reader.SourceLine()
	for _, h := range headings {
		least = min(least, h.Level)
	}
	for i, h := range headings {
		items[i] = filterlist.Item{Label: h.Text, Indent: 2 * (h.Level - least)}
		if source > 0 && h.Line <= source {
			selected = i
		}
	}
	o := newList(m, "outline", "", items, selected, filterlist.FilterByWords)
	o.shape = listAtRight
	o.onChoose = func(m Model, i int) (Model, tea.Cmd) {
		here := m.currentEntry()
		var cmd tea.Cmd
		m.page, cmd = m.page.unfoldLine(headings[i].Line)
		m.page = m.page.scrollToHeading(headings[i].Anchor)
		if m.currentEntry() != here {
			m.history = m.history.visit(here)
		}
		return m, cmd
	}
	return m.openOverlay(o), nil
}
