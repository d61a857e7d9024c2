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
	for i, t := range m.open.src.Targets {
		if t.URL != "" && m.visited[t.URL] || t.Path != m.open.path && m.visited[t.Path] {
			links[i] = true
		}
	}
	return links
}
