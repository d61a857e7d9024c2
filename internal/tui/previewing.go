package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/reader"
)

// askPreview asks for the preview of the selected note, where there is one.
func (m Model) askPreview() (Model, tea.Cmd) {
	path := m.selectedPath()
	if m.layout.preview.Empty() || path == "" || m.screen != screenShelf {
		m.pages.want[onPreview] = pageKey{}
		if path == "" {
			m.preview, m.pages.previewed = m.preview.Show(nil, nil), pageMade{}
		}
		return m, nil
	}
	key := pageKey{spot: onPreview, path: path, width: m.layout.preview.Dx(), look: m.look, state: m.library.state, marks: strings.Join(m.results.found.words, between)}
	if key == m.pages.want[onPreview] {
		return m, nil
	}
	if have := m.pages.previewed; have.page != nil && have.key.unmarked() == key.unmarked() { // only the words are others
		m.pages.want[onPreview], m.pages.asked[onPreview] = key, true
		return m, func() tea.Msg { return pageMade{key: key, page: have.page, src: have.src}.entered() }
	}
	return m.want(key, m.layout.preview.Dy())
}

// previewed shows a preview: at its best passage, or where it was.
func (m Model) previewed(msg pageMade) Model {
	at, was := m.preview.Place(), m.pages.previewed.key
	m.pages.previewed = msg
	m.preview = m.preview.Show(msg.page, addresses(msg.page)).Mark(msg.key.words())
	switch {
	case was.path == msg.key.path && was.marks == msg.key.marks:
		m.preview = m.preview.At(at)
	case msg.found:
		m.preview = m.preview.Enter(msg.at)
	}
	return m
}

// entered looks for the passage that a preview begins with.
func (p pageMade) entered() pageMade {
	if p.key.marks != "" {
		p.at, p.found = reader.Passage(p.page, p.key.words())
	}
	return p
}
