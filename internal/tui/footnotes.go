package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"quire/internal/markdown"
	"quire/internal/tui/cells"
)

// footnote is the end of a footnote that has the focus.
func (m Model) footnote() (markdown.Jump, bool) {
	if !m.open.shown || m.open.page == nil {
		return markdown.Jump{}, false
	}
	return m.open.page.Jump(m.reader.Link())
}

// followFootnote goes from its number to the footnote, or from the footnote back to where one was in the text.
func (m Model) followFootnote(j markdown.Jump) (Model, tea.Cmd) {
	if j.Back {
		return m.fromFootnote(j.Footnote)
	}
	at, ok := m.open.page.FootnotePos(j.Footnote)
	if !ok {
		return m.warn("this footnote is nowhere on the page"), nil
	}
	m.trail = m.trail.on(m.here())
	m.reader = m.reader.Land(at)
	if back, ok := m.endOf(j.Footnote, true); ok && m.reader.Sees(back) {
		m.reader = m.reader.Focus(back) // enter leads back
	}
	return m, nil
}

// fromFootnote goes back where one came from, or else to the first place in the text that refers to the footnote.
func (m Model) fromFootnote(number int) (Model, tea.Cmd) {
	if to, _, ok := m.trail.back(m.here()); ok && to.path == m.open.path {
		if j, ok := m.open.page.Jump(to.at.Link); ok && !j.Back && j.Footnote == number {
			return m.back()
		}
	}
	link, ok := m.endOf(number, false)
	if !ok {
		return m.say("nothing on the page refers to this footnote"), nil
	}
	m.trail = m.trail.on(m.here())
	m.reader = m.reader.Focus(link)
	return m, nil
}

// endOf is the first end of a footnote of a kind, as the reader numbers it.
func (m Model) endOf(number int, back bool) (link int, ok bool) {
	jumps := m.open.src.Doc.Jumps()
	i := slices.IndexFunc(jumps, func(j markdown.Jump) bool { return j.Footnote == number && j.Back == back })
	return len(m.open.src.Doc.Links()) + i, i >= 0
}

// peekFootnote shows a footnote over the page.
func (m Model) peekFootnote(j markdown.Jump) (Model, tea.Cmd) {
	if j.Back {
		return m.say(m.footnoteLeads(j)), nil
	}
	texts := m.open.src.Doc.Footnote(j.Footnote)
	return m.openSheet(float{
		title: "footnote " + number(j.Footnote),
		text: func(m Model, width int) []string {
			lines := []string{""}
			for _, text := range texts {
				lines = append(append(lines, cells.Wrap(text, width, 0, "")...), "")
			}
			return lines
		},
		confirmed: func(m Model) (Model, tea.Cmd) { return m.followFootnote(j) },
	}, focusConfirm), nil
}

// footnoteMost is how many cells of a footnote the status line shows.
const footnoteMost = 60

// footnoteLeads says where an end of a footnote leads, for the status line.
func (m Model) footnoteLeads(j markdown.Jump) string {
	if j.Back {
		return m.glyphs.Leads + " back to the text"
	}
	text := m.glyphs.Leads + " footnote " + number(j.Footnote)
	if texts := m.open.src.Doc.Footnote(j.Footnote); len(texts) > 0 {
		text += ": " + cells.Cut(texts[0], footnoteMost, m.glyphs.Tail)
	}
	return text
}
