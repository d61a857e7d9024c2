package reader

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	words "quire/internal/match"
	"quire/internal/render"
)

// SetQueryWords highlights the words of a query on the page until another page is shown. The keys for the next and the previous match
// then search for these words.
func (m Model) SetQueryWords(queryWords []string) Model {
	m.queryWords, m.wordFinder = queryWords, words.NewPrefixFinder(queryWords)
	return m
}

// HasQueryWords reports whether words of a query are set.
func (m Model) HasQueryWords() bool { return len(m.queryWords) > 0 }

// searchQueryWords searches for the words of the query and goes to the first match at or below the top of the screen. With
// backward it goes to the match before, but only if the first time slice has scanned the whole page.
func (m Model) searchQueryWords(backward bool) (Model, tea.Cmd) {
	shown := make([]string, len(m.queryWords))
	for i, w := range m.queryWords {
		shown[i] = words.DisplayWord(w)
	}
	return m.beginSearch(search{pattern: strings.Join(shown, " "), finder: m.wordFinder, current: goToFirst, backward: backward})
}

const (
	passageBytes  = 300  // bytes of a passage: a few lines
	passageBlocks = 2000 // blocks that are searched for a passage
)

// FindPassage returns the start of the passage in which the words of a query are densest, or false if the page has none of
// them. It searches the first 2000 blocks. It may run in any goroutine.
func FindPassage(p Page, queryWords []string) (render.Pos, bool) {
	var occurrences []words.Occurrence
	var starts []render.Pos // of the occurrences
	offset := 0             // of the block in the text of the page
	finder := words.NewPrefixFinder(queryWords)
	for block := range min(p.BlockCount(), passageBlocks) {
		joined := render.JoinLines(p.Block(block))
		for _, w := range finder.FindEach(joined.Text) {
			ranges := joined.Ranges(w.Start, w.End)
			if len(ranges) == 0 {
				continue
			}
			starts = append(starts, render.Pos{Block: block, Line: ranges[0].Line})
			w.Start, w.End = w.Start+offset, w.End+offset
			occurrences = append(occurrences, w)
		}
		offset += len(joined.Text) + 1
	}
	from, to := words.DensestPassage(occurrences, passageBytes)
	if from == to {
		return render.Pos{}, false
	}
	return starts[from], true
}

// ScrollToPassage scrolls a newly shown page to p, unless the first screen already shows it.
func (m Model) ScrollToPassage(p render.Pos) Model {
	m = m.setTop(render.Pos{})
	if _, ok := m.screenRow(p); ok {
		return m
	}
	return m.ScrollTo(p)
}
