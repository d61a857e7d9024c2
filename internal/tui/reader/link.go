package reader

import (
	"image"
	"slices"
	"sort"
	"strings"

	"quire/internal/render"
)

// FocusedLink returns the focused link, or render.NoLink. While the focused link is off the screen, as in a window that has become
// smaller, it returns render.NoLink, so that enter never follows a link that the user cannot see.
func (m Model) FocusedLink() int { return m.dropHiddenFocus().focus }

// FocusLink focuses a link and scrolls it into view. render.NoLink removes the focus.
func (m Model) FocusLink(link int) Model {
	m.focus = link
	if m.page == nil || link == render.NoLink {
		m.focus = render.NoLink
		return m
	}
	p, ok := m.page.LinkPos(link)
	if !ok {
		m.focus = render.NoLink
		return m
	}
	return m.scrollIntoView(p)
}

// FocusNext focuses the next link for step 1, the previous link for step -1. It wraps at both ends of the page and reports whether
// it did. Without a focus it starts with the links on the screen, from the current match of a search on. A page without
// links stays as it is.
func (m Model) FocusNext(step int) (next Model, wrapped bool) {
	if m.page == nil {
		return m, false
	}
	stops := m.page.FocusOrder()
	from := slices.Index(stops, m.FocusedLink()) + step
	if m.FocusedLink() == render.NoLink {
		if visible := m.visibleLinksFromMatch(step); len(visible) > 0 {
			if step > 0 {
				return m.FocusLink(visible[0]), false
			}
			return m.FocusLink(visible[len(visible)-1]), false
		}
		from = m.firstStopBelowTop(stops)
		if step < 0 {
			from--
		}
	}
	if i := m.firstOnPage(stops, from, step); i != render.NoLink {
		return m.FocusLink(i), false
	}
	first := 0
	if step < 0 {
		first = len(stops) - 1
	}
	if i := m.firstOnPage(stops, first, step); i != render.NoLink {
		return m.FocusLink(i), true
	}
	return m, false
}

// firstOnPage returns the first of stops, from the i-th on in steps of step, that the page shows, or render.NoLink. A folded
// block hides its links.
func (m Model) firstOnPage(stops []int, i, step int) int {
	for ; i >= 0 && i < len(stops); i += step {
		if _, ok := m.page.LinkPos(stops[i]); ok {
			return stops[i]
		}
	}
	return render.NoLink
}

// firstStopBelowTop returns the index of the first stop at or below the top of the screen. It is a binary search, which lays
// out few blocks, because stops are in the order of the page.
func (m Model) firstStopBelowTop(stops []int) int {
	return sort.Search(len(stops), func(i int) bool {
		p, ok := m.page.LinkPos(stops[i])
		return ok && !isBefore(p, m.top)
	})
}

// visibleLinks returns the links on the screen in the order of the page, each once.
func (m Model) visibleLinks() []int {
	var visible []int
	found := map[int]bool{}
	m.visitVisible(func(_ int, _ render.Pos, l render.Line) bool {
		for _, r := range l.Runs {
			if r.Link != render.NoLink && !found[r.Link] {
				found[r.Link] = true
				visible = append(visible, r.Link)
			}
		}
		return true
	})
	return visible
}

// visibleLinksFromMatch returns the links on the screen from the line of the current match on for step 1, up to that line for
// step -1. It returns all links on the screen if no match is current, if it is off the screen, or if that side has no links.
func (m Model) visibleLinksFromMatch(step int) []int {
	visible := m.visibleLinks()
	if !m.search.hasCurrent() {
		return visible
	}
	at := m.matchAt(m.search.current).start()
	if _, ok := m.screenRow(at); !ok {
		return visible
	}
	side := slices.DeleteFunc(slices.Clone(visible), func(link int) bool {
		p, ok := m.page.LinkPos(link)
		return !ok || step > 0 && isBefore(p, at) || step < 0 && isBefore(at, p)
	})
	if len(side) == 0 {
		return visible
	}
	return side
}

// IsLinkVisible reports whether a link is on the screen.
func (m Model) IsLinkVisible(link int) bool { return slices.Contains(m.visibleLinks(), link) }

// dropHiddenFocus removes the focus from a link that is off the screen.
func (m Model) dropHiddenFocus() Model {
	if m.focus == render.NoLink {
		return m
	}
	if !m.IsLinkVisible(m.focus) {
		m.focus = render.NoLink
	}
	return m
}

// LinkAt returns the link at a cell of the area, or render.NoLink.
func (m Model) LinkAt(x, y int) int {
	found := render.NoLink
	m.visitVisible(func(row int, _ render.Pos, l render.Line) bool {
		if row != y {
			return row < y
		}
		column := m.lineStart(l)
		for _, r := range l.Runs {
			w := m.theme.Cells.Width(r.Text)
			if x >= column && x < column+w && x >= m.width-m.lineRoom(l) {
				found = r.Link
			}
			column += w
		}
		return false
	})
	return found
}

// FocusedLinkCell returns the first cell of the focused link in the area, and whether the link is on the screen.
func (m Model) FocusedLinkCell() (cell image.Point, ok bool) {
	m.visitVisible(func(row int, _ render.Pos, l render.Line) bool {
		column := m.lineStart(l)
		for _, r := range l.Runs {
			if m.focus != render.NoLink && r.Link == m.focus && column >= 0 && column < m.width {
				cell, ok = image.Pt(column, row), true
				return false
			}
			column += m.theme.Cells.Width(r.Text)
		}
		return true
	})
	return cell, ok
}

// hintLabel is a label that the user types to follow a link; text is what remains to be typed.
type hintLabel struct {
	text string
	link int
}

// hintLetters starts with the home row of a keyboard, since most screens need no more letters.
const hintLetters = "asdfghjklqwertyuiopzxcvbnm"

// ShowHints shows hints on the links on the screen and reports whether there are any.
func (m Model) ShowHints() (Model, bool) {
	links := m.visibleLinks()
	m.hintLabels = nil
	for i, link := range links {
		text := hintLetters[i%len(hintLetters) : i%len(hintLetters)+1]
		if len(links) > len(hintLetters) {
			text = hintLetters[i/len(hintLetters)%len(hintLetters):][:1] + text
		}
		m.hintLabels = append(m.hintLabels, hintLabel{text, link})
	}
	return m, len(links) > 0
}

// NarrowHints keeps the hints that start with typed and shows what remains of them. If typed completes a hint, it hides all hints
// and returns the link of that hint, otherwise render.NoLink. If no hint is left, none are shown.
func (m Model) NarrowHints(typed string) (Model, int) {
	var remaining []hintLabel
	for _, l := range m.hintLabels {
		if rest, ok := strings.CutPrefix(l.text, strings.ToLower(typed)); ok {
			if rest == "" {
				m.hintLabels = nil
				return m, l.link
			}
			remaining = append(remaining, hintLabel{rest, l.link})
		}
	}
	m.hintLabels = remaining
	return m, render.NoLink
}

// HasHints reports whether hints are shown.
func (m Model) HasHints() bool { return len(m.hintLabels) > 0 }

// HideHints hides the hints.
func (m Model) HideHints() Model {
	m.hintLabels = nil
	return m
}
