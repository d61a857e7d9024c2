package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/loader"
)

// requestPreview starts to load the preview of the selected note, if the window has room for a preview.
func (m shelfScreen) requestPreview() (shelfScreen, tea.Cmd) {
	path := m.selectedPath()
	if m.layout.preview.Empty() || path == "" {
		return m.cancelPreview(), nil
	}
	key := loader.Key{Slot: loader.Preview, Path: path, Width: m.layout.preview.Dx(), Theme: m.theme, Generation: m.library.generation}.WithWords(m.results.found.words)
	if key == m.loader.Wanted(loader.Preview) {
		return m, nil
	}
	var cmd tea.Cmd
	m.loader, cmd = m.loader.Load(m.library.Library, loader.Request{Key: key, Rows: m.layout.preview.Dy()})
	return m, cmd
}

// cancelPreview stops loading a preview. Without a selected note nothing is shown either.
func (m shelfScreen) cancelPreview() shelfScreen {
	m.loader = m.loader.Cancel(loader.Preview)
	if m.selectedPath() == "" {
		return m.clearPreview()
	}
	return m
}

// handlePreviewLoaded shows a loaded preview, if it is still wanted.
func (m shelfScreen) handlePreviewLoaded(msg loader.LoadedMsg) shelfScreen {
	var wanted bool
	if m.loader, wanted = m.loader.Accept(msg); !wanted {
		return m
	}
	msg.Page = msg.Page.WithoutLayout(m.lacking)
	return m.showPreview(msg)
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
