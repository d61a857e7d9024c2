package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/numbers"
	"quire/internal/search"
	"quire/internal/tui/cells"
)

// adjacentNote is the note before or after the open note on the shelf, with the key that opens it.
type adjacentNote struct {
	key   key.Binding
	title string
}

// shelfPlace is where the open note stands on the shelf.
type shelfPlace struct {
	index, count int // of the note and of all notes there; the index is -1 if the note is not on the shelf
	query        string
	near         []adjacentNote
}

// place describes the place of the note with an index among the hits, which may be -1.
func (m shelfScreen) place(index int) shelfPlace {
	return shelfPlace{index, len(m.results.found.Hits), m.results.current.text, m.adjacentNotes(index)}
}

// adjacentNotes returns the notes before and after the one with an index, as far as they exist.
func (m shelfScreen) adjacentNotes(at int) []adjacentNote {
	hits := m.results.found.Hits
	if at < 0 || at >= len(hits) {
		return nil
	}
	var out []adjacentNote
	if at > 0 {
		out = append(out, adjacentNote{m.keys.PrevNote, m.cutTitle(hits[at-1])})
	}
	if at+1 < len(hits) {
		out = append(out, adjacentNote{m.keys.NextNote, m.cutTitle(hits[at+1])})
	}
	return out
}

// cutTitle returns the title of h, cut to the width of the bottom line.
func (m *session) cutTitle(h search.Hit) string {
	return cells.CutText(m.theme.Cells, h.Title(), m.layout.bottom.Dx(), m.glyphs.Tail)
}

// minTitleWidth is the smallest width, in cells, at which a cut title is worth showing.
const minTitleWidth = 14

// pageHints renders the key hints of the page and, at the right, the titles of the adjacent notes if there is room. At the
// end of the page, where the user is about to go on, the titles take precedence over other hints.
func (m pageScreen) pageHints(w int, near []adjacentNote) string {
	if len(near) == 0 || m.reader.SearchPattern() != "" {
		return m.renderHints(m.hints(), w)
	}
	k, r := m.keys, m.reader.Keys
	lefts := [][]keyHint{{{r.NextLink, "links"}, {k.Back, "back"}, {k.Find, "search"}, {k.Outline, "outline"}, {k.Help, "help"}, {k.Shelf, m.describeLeaving()}}}
	if m.reader.Percent() == 100 {
		lefts = append(lefts, lefts[0][:2:2], []keyHint{{k.Help, "help"}}, nil)
	}
	for _, hints := range lefts {
		left := m.joinHints(hints)
		if right := m.renderAdjacentNotes(near, w-m.theme.Cells.Width(left)-2*hintGap); right != "" {
			return cells.Justify(m.theme.Cells, left, right, w, 2*hintGap, m.glyphs.Tail)
		}
	}
	return m.renderHints(m.hints(), w)
}

// renderAdjacentNotes renders keys and titles of the adjacent notes in w cells. It returns an empty string if a title would
// be cut below minTitleWidth.
func (m *session) renderAdjacentNotes(near []adjacentNote, w int) string {
	room := w - hintGap*(len(near)-1)
	for _, n := range near {
		room -= m.theme.Cells.Width(m.displayKey(firstKey(n.key.Help().Key))) + 1
	}
	// A title narrower than half the room leaves the rest to the other title.
	widths := make([]int, len(near))
	for i, n := range near {
		widths[i] = m.theme.Cells.Width(n.title)
	}
	if len(near) == 2 {
		widths[0] = min(widths[0], max(room/2, room-widths[1]))
	}
	widths[len(near)-1] = min(widths[len(near)-1], room-sumInts(widths[:len(near)-1]))
	parts := make([]string, len(near))
	for i, n := range near {
		if widths[i] < min(minTitleWidth, m.theme.Cells.Width(n.title)) {
			return ""
		}
		parts[i] = m.theme.Text.Render(m.displayKey(firstKey(n.key.Help().Key))) + " " + m.theme.Dim.Render(m.theme.Cells.Cut(n.title, widths[i], m.glyphs.Tail))
	}
	return strings.Join(parts, cells.Spaces(hintGap))
}

// sumInts returns the sum of all.
func sumInts(all []int) int {
	n := 0
	for _, v := range all {
		n += v
	}
	return n
}

// openAdjacent opens the note of the shelf that is step notes after the open one.
func (m pageScreen) openAdjacent(step int) (pageScreen, tea.Cmd) {
	from := m.open.hitIndex
	return m.ask(shelfTask(func(s shelfScreen) (shelfScreen, tea.Cmd) { return s.openAdjacent(from, step) })), nil
}

// openAdjacent opens the note that is step notes after the one with an index among the hits. A negative index stands for a note
// that is not on the shelf: it continues from the last one that was.
func (m shelfScreen) openAdjacent(from, step int) (shelfScreen, tea.Cmd) {
	if from < 0 {
		from = m.results.lastIndex
	}
	to, all := from+step, len(m.results.found.Hits)
	if from < 0 {
		to = 0
	}
	switch {
	case all == 0:
		return m.showNotice("the shelf is empty"), nil
	case to < 0:
		return m.showNotice("this is the first of " + numbers.Count(all, "note", "notes")), nil
	case to >= all:
		return m.showNotice("this is the last of " + numbers.Count(all, "note", "notes")), nil
	}
	return m.ask(goToNote{path: m.results.found.Hits[to].Path()}), nil
}
