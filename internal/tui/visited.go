package tui

import (
	"maps"
	"slices"
)

// markVisited records that the user has opened a note, or an address outside the library.
func (m pageScreen) markVisited(target string) pageScreen {
	if target == "" || m.visited[target] {
		return m
	}
	visited := maps.Clone(m.visited)
	if visited == nil {
		visited = map[string]bool{}
	}
	visited[target] = true
	m.visited = visited
	return m
}

// maxRecentNotes bounds the notes of a session that go-to begins with.
const maxRecentNotes = maxGoToHits + 1 // one of them is open

// recordOpened records that a note is the one read last.
func (m pageScreen) recordOpened(path string) pageScreen {
	others := slices.DeleteFunc(slices.Clone(m.recent), func(p string) bool { return p == path })
	m.recent = append([]string{path}, others[:min(len(others), maxRecentNotes-1)]...)
	return m
}

// visitedLinks returns the links of the open page that lead to visited notes and addresses. Links within the
// page do not count.
func (m pageScreen) visitedLinks() map[int]bool {
	links := map[int]bool{}
	for _, i := range m.open.page.FocusOrder() {
		_, t, ok := m.open.page.Link(i)
		if !ok {
			continue
		}
		if t.URL != "" && m.wasVisited(t.URL) || t.Path != "" && t.Path != m.open.path && (m.visited[t.Path] || m.opts.State.WasOpened(t.Path)) {
			links[i] = true
		}
	}
	return links
}

// wasVisited reports whether the user has opened an address outside the library, in this session or an earlier
// one.
func (m pageScreen) wasVisited(url string) bool {
	return m.visited[url] || m.opts.State.HasVisited(url)
}
