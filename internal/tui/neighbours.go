package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"quire/internal/safe"
	"quire/internal/tui/cells"
)

// neighbour is a note before or after the open one in what is on the shelf.
type neighbour struct {
	key   key.Binding
	title string
}

// neighbours are the note before and the note after, as far as there are any.
func (m Model) neighbours() []neighbour {
	hits := m.results.found.hits
	at := m.open.in
	if at < 0 || at >= len(hits) {
		return nil
	}
	var out []neighbour
	if at > 0 {
		out = append(out, neighbour{m.keys.PrevNote, safe.Text(hits[at-1].Note.Title)})
	}
	if at+1 < len(hits) {
		out = append(out, neighbour{m.keys.NextNote, safe.Text(hits[at+1].Note.Title)})
	}
	return out
}

// leastTitle is how many cells of a title say something.
const leastTitle = 14

// pageHints are what can be done on a page, and at the right the notes before and after it, by their titles where there
// is room. At the end of a page, where one goes on, they go before other hints.
func (m Model) pageHints(w int) string {
	near := m.neighbours()
	if len(near) == 0 || m.reader.Searching() != "" {
		return m.hints(w)
	}
	k, r := m.keys, m.reader.Keys
	lefts := [][]hint{{{r.NextLink, "links"}, {k.Back, "back"}, {k.Find, "search"}, {k.Outline, "outline"}, {k.Help, "help"}, {k.Shelf, "shelf"}}}
	if m.reader.Percent() == 100 {
		lefts = append(lefts, lefts[0][:2:2], []hint{{k.Help, "help"}}, nil)
	}
	for _, hints := range lefts {
		left := m.hintLine(hints)
		if right := m.drawNeighbours(near, w-cells.Width(left)-2*hintsApart); right != "" {
			return cells.Ends(left, right, w, 2*hintsApart, m.glyphs.Tail)
		}
	}
	return m.hints(w)
}

// drawNeighbours are the titles in w cells, each as far as it fits; empty where they would say nothing.
func (m Model) drawNeighbours(near []neighbour, w int) string {
	room := w - hintsApart*(len(near)-1)
	for _, n := range near {
		room -= cells.Width(m.keyName(firstKey(n.key.Help().Key))) + 1
	}
	// A title that needs less than its share leaves the rest to the other one.
	widths := make([]int, len(near))
	for i, n := range near {
		widths[i] = cells.Width(n.title)
	}
	if len(near) == 2 {
		widths[0] = min(widths[0], max(room/2, room-widths[1]))
	}
	widths[len(near)-1] = min(widths[len(near)-1], room-sum(widths[:len(near)-1]))
	parts := make([]string, len(near))
	for i, n := range near {
		if widths[i] < min(leastTitle, cells.Width(n.title)) {
			return ""
		}
		parts[i] = m.look.Text.Render(m.keyName(firstKey(n.key.Help().Key))) + " " + m.look.Dim.Render(cells.Cut(n.title, widths[i], m.glyphs.Tail))
	}
	return strings.Join(parts, cells.Space(hintsApart))
}

func sum(all []int) int {
	n := 0
	for _, v := range all {
		n += v
	}
	return n
}
