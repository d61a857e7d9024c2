package reader

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	words "quire/internal/match"
	"quire/internal/render"
)

// Mark marks the words of a query on the page until another page is shown. The keys for
// the next match and the one before begin to search for them.
func (m Model) Mark(words []string) Model {
	m.marks = words
	return m
}

// Marked says whether there are such words.
func (m Model) Marked() bool { return len(m.marks) > 0 }

// searchMarks goes to the first of the marks from here on; or, where all are known at once, to the last one before.
func (m Model) searchMarks(back bool) (Model, tea.Cmd) {
	m, cmd := m.begin(find{pattern: strings.Join(m.marks, " "), words: m.marks, current: goToFirst})
	if back && cmd == nil {
		m = m.Match(-1)
	}
	return m, cmd
}

const (
	passageSize   = 300  // letters of the passage that a page is entered at: a few lines
	passageBlocks = 2000 // of a page that are looked through for it
)

// Passage is where the passage of a page begins that says most of what a query asks for. It looks through the
// beginning of a very long page only. It may be called beside the screen's own work.
func Passage(p Page, marks []string) (render.Pos, bool) {
	var places []words.Place
	var at []render.Pos
	letters := 0
	for block := range min(p.Blocks(), passageBlocks) {
		text, lines := joined(p.Block(block))
		for _, w := range words.Each(text, marks) {
			part := partsOf(lines, w.From, w.To)
			if len(part) == 0 {
				continue
			}
			at = append(at, render.Pos{Block: block, Line: part[0].line})
			w.From, w.To = w.From+letters, w.To+letters
			places = append(places, w)
		}
		letters += len(text) + 1
	}
	from, to := words.Densest(places, passageSize)
	if from == to {
		return render.Pos{}, false
	}
	return at[from], true
}

// Enter has a place in sight: the page begins there, unless its first screen shows it.
func (m Model) Enter(p render.Pos) Model {
	m = m.goTo(render.Pos{})
	if _, ok := m.row(p); ok {
		return m
	}
	return m.GoTo(p)
}
