package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/safe"
	"quire/internal/state"
	"quire/internal/tui/cells"
	"quire/internal/tui/panel"
)

// toggleBookmark marks the line at the top of the screen, or removes the bookmarks in sight.
func (m Model) toggleBookmark() (Model, tea.Cmd) {
	memory := m.opts.Memory
	switch {
	case memory == nil:
		return m.nothingKept(), nil
	case m.open.path == "":
		return m.say("only notes of a library can be marked"), nil
	}
	removed := 0
	for _, b := range memory.Bookmarks() {
		if b.Path != m.open.path {
			continue
		}
		if at, ok := keptPlace(m.open.page, b.Place); ok && m.reader.InSight(at) {
			memory.Unmark(b)
			removed++
		}
	}
	if removed > 0 {
		return m.say(plural(removed, "bookmark", "bookmarks") + " removed"), nil
	}
	at := m.reader.Place()
	memory.Mark(state.Bookmark{
		Path: m.open.path, Place: placeOf(m.reader.Spot(), at.Block, m.open.page.Blocks()),
		Title: m.open.src.Note.Title, Text: strings.TrimSpace(m.reader.FirstText()),
	})
	return m.say("bookmark set; " + m.keyOf(m.keys.Bookmarks) + " lists them all"), nil
}

// bookmarks lists them, the newest first.
func (m Model) bookmarks() (Model, tea.Cmd) {
	if m.opts.Memory == nil {
		return m.nothingKept(), nil
	}
	marks := m.opts.Memory.Bookmarks()
	if len(marks) == 0 {
		return m.say("no bookmarks yet; " + m.keyOf(m.keys.Bookmark) + " on a page sets one"), nil
	}
	m = m.openPanel("bookmarks", "no bookmark is like that", nil, 0, panel.Words, float{})
	return m.withBookmarks(marks).refloated(), nil
}

// withBookmarks fills the panel.
func (m Model) withBookmarks(marks []state.Bookmark) Model {
	width := max(inner(m.layout.centred(centreMost, tallHeight)).Dx()-2, 10)
	items := make([]panel.Item, len(marks))
	for i, b := range marks {
		items[i] = panel.Item{Label: b.Title}
		if n := m.library.Links.Note(b.Path); n != nil {
			items[i].Label = n.Title
		} else if !m.library.Partial {
			items[i].Remark = "gone"
		}
		if b.Place.Heading != "" {
			if h := safe.Text(m.heading(b.Path, b.Place.Heading)); h != items[i].Label {
				items[i].Label += " " + m.glyphs.Crumb + " " + h
			}
		}
		if b.Text != "" && !strings.Contains(items[i].Label, b.Text) {
			items[i].Detail = cells.Wrap(b.Text, width, 1, m.glyphs.Tail)
		}
	}
	m.float.chosen = func(m Model, i int) (Model, tea.Cmd) { return m.toBookmark(marks[i]) }
	m.float.removed = func(m Model, i int) (Model, tea.Cmd) { return m.removeBookmark(marks, i) }
	m.panel = m.panel.Refill(items)
	return m
}

func (m Model) toBookmark(b state.Bookmark) (Model, tea.Cmd) {
	if m.open.shown && m.screen == screenPage && b.Path == m.open.path {
		m.trail = m.trail.on(m.here())
		return m.resumed(landing{mark: &b.Place}), nil
	}
	return m.goOn(b.Path, landing{mark: &b.Place})
}

// removeBookmark removes one from the list, which stays open.
func (m Model) removeBookmark(marks []state.Bookmark, i int) (Model, tea.Cmd) {
	m.opts.Memory.Unmark(marks[i])
	left := m.opts.Memory.Bookmarks()
	if len(left) == 0 {
		m, _ = dismiss(m)
		return m.say("no bookmarks are left"), nil
	}
	m = m.withBookmarks(left).refloated()
	m.panel = m.panel.Scroll(i)
	return m, nil
}

// removeChosen removes what is selected in a panel whose items can be removed.
func (m Model) removeChosen() (Model, tea.Cmd) {
	if i := m.panel.Selected(); i >= 0 {
		return m.float.removed(m, i)
	}
	return m, nil
}
