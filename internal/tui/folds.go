package tui

import (
	"maps"

	tea "charm.land/bubbletea/v2"

	"quire/internal/note"
	"quire/internal/render"
)

// fold says whether a fold has the focus, and whether it is folded.
func (m Model) fold() (folded, ok bool) {
	if !m.open.shown || m.open.page == nil {
		return false, false
	}
	return m.open.page.Fold(m.reader.Link())
}

// turn folds or unfolds what has the focus, or else the first that folds in sight.
func (m Model) turn() (Model, tea.Cmd) {
	number := m.reader.Link()
	if _, ok := m.fold(); !ok {
		number = render.NoLink
		for _, link := range m.reader.InView() {
			if _, ok := m.open.page.Fold(link); ok {
				number = link
				break
			}
		}
	}
	if number == render.NoLink {
		return m.say("nothing that folds is in sight"), nil
	}
	m, cmd := m.turned([]int{number})
	m.reader = m.reader.Focus(number)
	return m, cmd
}

// turned folds what is unfolded and unfolds what is folded.
func (m Model) turned(numbers []int) (Model, tea.Cmd) {
	if len(numbers) == 0 {
		return m, nil
	}
	turned := maps.Clone(m.open.page.Turned())
	if turned == nil {
		turned = map[int]bool{}
	}
	for _, n := range numbers {
		turned[n] = !turned[n]
	}
	var cmds [2]tea.Cmd
	m.open.page = m.open.page.WithTurned(turned)
	visited := m.visitedLinks()
	m.reader, cmds[0] = m.reader.Relay(m.open.page, addresses(m.open.page))
	m.reader = m.reader.Visited(visited)
	m = m.rehung()
	m, cmds[1] = m.counted(pageCounted{m.open.page, []int{0}})
	return m, tea.Batch(cmds[:]...)
}

// unfolded unfolds what hides a line of the file, from 1.
func (m Model) unfolded(line int) (Model, tea.Cmd) {
	return m.turned(m.open.page.Hiding(line))
}

// foldedAs is a page that was made, folded as the one before it where it is the same note again, and else
// unfolded where what hides is what one goes to.
func (m Model) foldedAs(msg pageMade, l landing) pageMade {
	var turned map[int]bool
	if l.relay && m.open.page != nil && m.open.path == msg.key.path {
		turned = m.open.page.Turned()
	} else if line := lineIn(msg.src.Details, l); line > 0 {
		for _, n := range msg.page.Hiding(line) {
			if turned == nil {
				turned = map[int]bool{}
			}
			turned[n] = true
		}
	}
	if len(turned) > 0 {
		msg.page, msg.above = msg.page.WithTurned(turned), []int{0}
	}
	return msg
}

// lineIn is the line of a note of these details that a landing is meant for, 0 when it is the beginning, for which nothing is
// unpacked.
func lineIn(details func() *note.Details, l landing) int {
	if l.link <= 0 && l.heading == "" {
		return 0
	}
	d := details()
	if i := l.link - 1; i >= 0 && i < len(d.Links) {
		return d.Links[i].Line
	}
	return lineOfAnchor(d, l.heading)
}

// unfoldedAll unfolds everything, for what is hidden cannot be found.
func (m Model) unfoldedAll() (Model, tea.Cmd) {
	var hidden []int
	for _, n := range m.open.page.Folds() {
		if folded, _ := m.open.page.Fold(n); folded {
			hidden = append(hidden, n)
		}
	}
	return m.turned(hidden)
}

// foldLeads says what a fold does, for the status line.
func (m Model) foldLeads(folded bool) string {
	if folded {
		return "folded: " + m.keyOf(m.keys.Follow) + " unfolds it"
	}
	return m.keyOf(m.keys.Follow) + " folds this"
}

func (m Model) lineOfAnchor(anchor string) int { return lineOfAnchor(m.open.src.Details(), anchor) }

// lineOfAnchor is the line of a note where a heading or a block stands, 0 when there is none.
func lineOfAnchor(d *note.Details, anchor string) int {
	if len(anchor) > 1 && anchor[0] == '^' {
		for _, b := range d.Blocks {
			if b.ID == anchor[1:] {
				return b.Line
			}
		}
		return 0
	}
	for _, h := range d.Headings {
		if h.Anchor == anchor {
			return h.Line
		}
	}
	return 0
}
