package reader

import (
	"image"
	"slices"
	"sort"
	"strings"

	"quire/internal/render"
)

// Link is the focused link, or render.NoLink. A link that is out of sight, in a
// window that has become smaller, has no focus until it is in sight again: enter never follows what one does not see.
func (m Model) Link() int { return m.dropHidden().link }

// Focus focuses a link and brings it into sight. render.NoLink takes the focus away.
func (m Model) Focus(link int) Model {
	m.link = link
	if m.page == nil || link == render.NoLink {
		m.link = render.NoLink
		return m
	}
	p, ok := m.page.LinkPos(link)
	if !ok {
		m.link = render.NoLink
		return m
	}
	return m.reveal(p)
}

// Tab focuses the next link, or the previous one when by is -1, and goes round at the ends of the page, which it
// tells. Without a focus it begins with what is on the screen, after the match of a search that one is at. A page without links keeps what it shows.
func (m Model) Tab(by int) (next Model, round bool) {
	if m.page == nil {
		return m, false
	}
	stops := m.page.Stops()
	from := slices.Index(stops, m.Link()) + by
	if m.Link() == render.NoLink {
		if seen := m.seenFromMatch(by); len(seen) > 0 {
			if by > 0 {
				return m.Focus(seen[0]), false
			}
			return m.Focus(seen[len(seen)-1]), false
		}
		from = m.firstBelow(stops)
		if by < 0 {
			from--
		}
	}
	if i := m.shown(stops, from, by); i != render.NoLink {
		return m.Focus(i), false
	}
	first := 0
	if by < 0 {
		first = len(stops) - 1
	}
	if i := m.shown(stops, first, by); i != render.NoLink {
		return m.Focus(i), true
	}
	return m, false
}

// shown is the first link from the i-th stop on that stands on the page.
func (m Model) shown(stops []int, i, by int) int {
	for ; i >= 0 && i < len(stops); i += by {
		if _, ok := m.page.LinkPos(stops[i]); ok {
			return stops[i]
		}
	}
	return render.NoLink
}

// firstBelow is the first stop below the top of the screen; few blocks need be looked at, for stops are in the order of the page.
func (m Model) firstBelow(stops []int) int {
	return sort.Search(len(stops), func(i int) bool {
		p, ok := m.page.LinkPos(stops[i])
		return ok && !before(p, m.top)
	})
}

// seen are the links on the screen, in order, each once.
func (m Model) seen() []int {
	var seen []int
	have := map[int]bool{}
	m.visible(func(_ int, _ render.Pos, l render.Line) bool {
		for _, r := range l.Runs {
			if r.Link != render.NoLink && !have[r.Link] {
				have[r.Link] = true
				seen = append(seen, r.Link)
			}
		}
		return true
	})
	return seen
}

// seenFromMatch are the links on the screen from the line of the match on that one is at, or those up to it when by is -1. All of
// them when there is no match, or it is out of sight, or no link is on that side of it.
func (m Model) seenFromMatch(by int) []int {
	seen := m.seen()
	if !m.find.at() {
		return seen
	}
	at := m.match(m.find.current).pos()
	if _, ok := m.row(at); !ok {
		return seen
	}
	side := slices.DeleteFunc(slices.Clone(seen), func(link int) bool {
		p, ok := m.page.LinkPos(link)
		return !ok || by > 0 && before(p, at) || by < 0 && before(at, p)
	})
	if len(side) == 0 {
		return seen
	}
	return side
}

// Sees says whether a link is on the screen.
func (m Model) Sees(link int) bool { return slices.Contains(m.seen(), link) }

// dropHidden takes the focus from a link that is out of sight.
func (m Model) dropHidden() Model {
	if m.link == render.NoLink {
		return m
	}
	if !m.Sees(m.link) {
		m.link = render.NoLink
	}
	return m
}

// LinkAt is the link at a cell of the area, or render.NoLink.
func (m Model) LinkAt(x, y int) int {
	found := render.NoLink
	m.visible(func(row int, _ render.Pos, l render.Line) bool {
		if row != y {
			return row < y
		}
		at := m.margin() - m.shiftOf(l)
		for _, r := range l.Runs {
			w := render.Line{Runs: []render.Run{r}}.Width()
			if x >= at && x < at+w && x >= m.margin() {
				found = r.Link
			}
			at += w
		}
		return false
	})
	return found
}

// LinkCell is the first cell of the focused link in the area, if it is in sight.
func (m Model) LinkCell() (cell image.Point, ok bool) {
	m.visible(func(row int, _ render.Pos, l render.Line) bool {
		at := m.margin() - m.shiftOf(l)
		for _, r := range l.Runs {
			if m.link != render.NoLink && r.Link == m.link && at >= 0 && at < m.width {
				cell, ok = image.Pt(at, row), true
				return false
			}
			at += render.Line{Runs: []render.Run{r}}.Width()
		}
		return true
	})
	return cell, ok
}

// label is what is typed to follow a link.
type label struct {
	text string
	link int
}

// The home row first: most pages need no other letters.
const letterRow = "asdfghjklqwertyuiopzxcvbnm"

// Hint labels the links on the screen and says whether there are any.
func (m Model) Hint() (Model, bool) {
	seen := m.seen()
	m.labels = nil
	for i, link := range seen {
		text := letterRow[i%len(letterRow) : i%len(letterRow)+1]
		if len(seen) > len(letterRow) {
			text = letterRow[i/len(letterRow)%len(letterRow):][:1] + text
		}
		m.labels = append(m.labels, label{text, link})
	}
	return m, len(seen) > 0
}

// Hinted narrows the labels to those that begin with what was typed. It returns the link when only
// one is left and typed whole; with no label left the labels are gone and the link is render.NoLink.
func (m Model) Hinted(typed string) (Model, int) {
	var left []label
	for _, l := range m.labels {
		if rest, ok := strings.CutPrefix(l.text, strings.ToLower(typed)); ok {
			if rest == "" {
				m.labels = nil
				return m, l.link
			}
			left = append(left, label{rest, l.link})
		}
	}
	m.labels = left
	return m, render.NoLink
}

// Hinting says whether links are labelled.
func (m Model) Hinting() bool { return len(m.labels) > 0 }

// Unhint takes the labels away.
func (m Model) Unhint() Model {
	m.labels = nil
	return m
}
