package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/numbers"
	"quire/internal/safe"
	"quire/internal/state"
	"quire/internal/tui/cells"
	"quire/internal/tui/filterlist"
)

// toggleBookmark sets a bookmark at the top line of the window, or removes the bookmarks in the viewport when there are
// any.
func (m pageScreen) toggleBookmark() (pageScreen, tea.Cmd) {
	store := m.opts.State
	switch {
	case store == nil:
		return m.showNotice(m.explainStateOff()), nil
	case m.open.path == "":
		return m.showNotice("only notes in a library can be bookmarked"), nil
	}
	removed := 0
	for _, b := range store.Bookmarks() {
		if b.Path != m.open.path {
			continue
		}
		if at, ok := findSavedPosition(m.open.page, b.Position); ok && m.reader.IsVisible(at) {
			store.RemoveBookmark(b)
			removed++
		}
	}
	if removed > 0 {
		return m.showNotice(numbers.Count(removed, "bookmark", "bookmarks") + " removed"), nil
	}
	at := m.reader.Anchor()
	store.AddBookmark(state.Bookmark{
		Path: m.open.path, Position: toPosition(m.reader.SectionAnchor(), at.Block, m.open.page.BlockCount()),
		Title: m.open.src.Note.Title, Text: strings.TrimSpace(m.reader.FirstVisibleText()),
	})
	return m.showNotice("bookmark set; " + m.firstKeyLabel(m.keys.Bookmarks) + " lists bookmarks"), nil
}

// openBookmarks opens the filter list of all bookmarks, newest first.
func openBookmarks(under pageScreen) []intent {
	if under.opts.State == nil {
		return []intent{say{text: under.explainStateOff()}}
	}
	marks := under.opts.State.Bookmarks()
	if len(marks) == 0 {
		return []intent{say{text: "no bookmarks yet; " + under.firstKeyLabel(under.keys.Bookmark) + " on a page sets a bookmark"}}
	}
	return []intent{openOver{under.fillBookmarks(newList(under.session, "bookmarks", "no matching bookmarks", nil, 0, filterlist.FilterByWords), marks)}}
}

// fillBookmarks puts bookmarks into a list and sets what choosing and removing do.
func (m pageScreen) fillBookmarks(o listOverlay, marks []state.Bookmark) listOverlay {
	width := max(insideFrame(m.layout.centreOverlay(overlayWidth, tallOverlayHeight)).Dx()-2, 10)
	items := make([]filterlist.Item, len(marks))
	for i, b := range marks {
		items[i] = filterlist.Item{Label: b.Title}
		if h, ok := m.library.Lookup(b.Path); ok {
			items[i].Label = h.Title()
		} else if !m.library.Status().Partial {
			items[i].Remark = "gone"
		}
		if b.Position.Heading != "" {
			if h := safe.Text(m.headingText(b.Path, b.Position.Heading)); h != items[i].Label {
				items[i].Label += " " + m.glyphs.Breadcrumb + " " + h
			}
		}
		if b.Text != "" && !strings.Contains(items[i].Label, b.Text) {
			items[i].Detail = cells.Wrap(m.theme.Cells, b.Text, width, 1, m.glyphs.Tail)
		}
	}
	o.onChoose = func(i int) []intent {
		return []intent{pageTask(func(m pageScreen) (pageScreen, tea.Cmd) { return m.goToBookmark(marks[i]) })}
	}
	o.onRemove = func(o listOverlay, under pageScreen, i int) (overlay, []intent) {
		return under.removeBookmark(o, marks, i)
	}
	o.list = o.list.SetItems(items)
	return o
}

// goToBookmark goes to a bookmark in the open note, or opens its note there.
func (m pageScreen) goToBookmark(b state.Bookmark) (pageScreen, tea.Cmd) {
	to := destination{bookmark: &b.Position}
	if m.open.shown && b.Path == m.open.path {
		return m.ask(leave(m.entry())).restorePosition(to), nil
	}
	return m.ask(goToNote{b.Path, to}), nil
}

// removeBookmark removes the bookmark with index i. The list stays open while it has items.
func (m pageScreen) removeBookmark(o listOverlay, marks []state.Bookmark, i int) (overlay, []intent) {
	m.opts.State.RemoveBookmark(marks[i])
	left := m.opts.State.Bookmarks()
	if len(left) == 0 {
		return o, []intent{closeTop{}, say{text: "no bookmarks left"}}
	}
	o = m.fillBookmarks(o, left).layOut(m).(listOverlay) //nolint:errcheck,forcetypeassert // its own kind
	o.list = o.list.MoveSelection(i)
	return o.layOut(m), nil
}
