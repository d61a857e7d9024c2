package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/loader"
)

// requestPreview starts to load the preview of the selected note, if the window has room for a preview.
func (m Model) requestPreview() (Model, tea.Cmd) {
	path := m.shelf.selectedPath()
	if m.layout.preview.Empty() || path == "" || m.screen != screenShelf {
		m.loader = m.loader.Cancel(loader.Preview)
		if path == "" {
			m.shelf = m.shelf.clearPreview()
		}
		return m, nil
	}
	key := loader.Key{Slot: loader.Preview, Path: path, Width: m.layout.preview.Dx(), Theme: m.theme, Generation: m.library.generation}.WithWords(m.shelf.results.found.words)
	if key == m.loader.Wanted(loader.Preview) {
		return m, nil
	}
	return m.load(loader.Request{Key: key, Rows: m.layout.preview.Dy()})
}

// clearPreview shows no note in the preview.
func (m shelfScreen) clearPreview() shelfScreen {
	m.preview, m.previewKey = m.preview.ShowPage(nil, nil), loader.Key{}
	return m
}

// showPreview shows a preview at the passage that matches the query best. If note and words are the same as before, it keeps
// the position.
func (m shelfScreen) showPreview(msg loader.LoadedMsg) shelfScreen {
	if msg.Err != nil {
		return m.clearPreview()
	}
	anchor, old := m.preview.Anchor(), m.previewKey
	m.previewKey = msg.Key
	words := msg.Key.Words()
	m.preview = m.preview.ShowPage(msg.Page, m.hyperlinkFunc(msg.Page)).SetQueryWords(words)
	switch {
	case old.Path == msg.Key.Path && slices.Equal(old.Words(), words):
		m.preview = m.preview.RestoreAnchor(anchor)
	case msg.HasPassage:
		m.preview = m.preview.ScrollToPassage(msg.Passage)
	}
	return m
}
