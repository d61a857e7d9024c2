package tui

import "maps"

// seen notes that one has been at a note, or at an address outside.
func (m Model) seen(what string) Model {
	if what == "" || m.visited[what] {
		return m
	}
	visited := maps.Clone(m.visited)
	if visited == nil {
		visited = map[string]bool{}
	}
	visited[what] = true
	m.visited = visited
	return m
}

// visitedLinks are the links of the open page to where one has been, but for those within it.
func (m Model) visitedLinks() map[int]bool {
	links := map[int]bool{}
	for _, i := range m.open.page.Stops() {
		_, t, ok := m.open.page.Link(i)
		if !ok {
			continue
		}
		if t.URL != "" && m.visitedBefore(t.URL) || t.Path != "" && t.Path != m.open.path && (m.visited[t.Path] || m.opts.Memory.Opened(t.Path)) {
			links[i] = true
		}
	}
	return links
}

// visitedBefore says whether one has been at an address outside, now or in former days.
func (m Model) visitedBefore(url string) bool { return m.visited[url] || m.opts.Memory.Visited(url) }
