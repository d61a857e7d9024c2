package tui

import (
	"maps"

	tea "charm.land/bubbletea/v2"

	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/tui/loader"
)

// currentFold reports whether a fold is selected, and whether it is folded.
func (m pageScreen) currentFold() (folded, ok bool) {
	if !m.open.shown || m.open.page == nil {
		return false, false
	}
	return m.open.page.FoldState(m.reader.FocusedLink())
}

// toggleFold folds or unfolds the selected fold, or else the first in the viewport.
func (m pageScreen) toggleFold() (pageScreen, tea.Cmd) {
	number := m.reader.FocusedLink()
	if _, ok := m.currentFold(); !ok {
		number = render.NoLink
		for _, link := range m.reader.VisibleLinks() {
			if _, ok := m.open.page.FoldState(link); ok {
				number = link
				break
			}
		}
	}
	if number == render.NoLink && m.open.page.HasDrawings() {
		return m.toggleSources()
	}
	if number == render.NoLink {
		return m.showNotice("nothing to fold in view"), nil
	}
	m, cmd := m.toggleFolds([]int{number})
	m.reader = m.reader.FocusLink(number)
	return m, cmd
}

// toggleFolds toggles the given folds and lays the page out again.
func (m pageScreen) toggleFolds(numbers []int) (pageScreen, tea.Cmd) {
	if len(numbers) == 0 {
		return m, nil
	}
	overrides := maps.Clone(m.open.page.FoldOverrides())
	if overrides == nil {
		overrides = map[int]bool{}
	}
	for _, n := range numbers {
		overrides[n] = !overrides[n]
	}
	return m.replaceLayout(m.open.page.WithFoldOverrides(overrides))
}

// toggleSources shows all formulas and diagrams as written, or draws them again.
func (m pageScreen) toggleSources() (pageScreen, tea.Cmd) {
	s := m.open.page.Sources()
	s.All = !s.All
	m, cmd := m.replaceLayout(m.open.page.WithSources(s))
	if s.All {
		return m.showNotice("formulas and diagrams as written; " + m.firstKeyLabel(m.keys.Fold) + " draws them"), cmd
	}
	return m.showNotice("formulas and diagrams drawn; " + m.firstKeyLabel(m.keys.Fold) + " shows them as written"), cmd
}

// showSourcesOf shows the formulas and diagrams that have a pattern only as written so, so that the search in the page finds it there.
func (m pageScreen) showSourcesOf(pattern string) (pageScreen, tea.Cmd) {
	s := m.open.page.Sources()
	if s.Pattern == pattern || !m.open.page.HasDrawings() {
		return m, nil
	}
	s.Pattern = pattern
	return m.replaceLayout(m.open.page.WithSources(s))
}

// replaceLayout shows another layout of the open note at the same place.
func (m pageScreen) replaceLayout(p *render.Page) (pageScreen, tea.Cmd) {
	var cmds [2]tea.Cmd
	m.open.page = p
	visited := m.visitedLinks()
	m.reader, cmds[0] = m.reader.ReplacePage(m.open.page, m.hyperlinkFunc(m.open.page))
	m.reader = m.reader.SetVisitedLinks(visited)
	m = m.updateDrawings()
	m, cmds[1] = m.continueCounting(loader.LinesCountedMsg{Page: m.open.page, LinesAbove: []int{0}})
	return m, tea.Batch(cmds[:]...)
}

// unfoldLine unfolds whatever hides a line of the file; lines count from 1.
func (m pageScreen) unfoldLine(line int) (pageScreen, tea.Cmd) {
	return m.toggleFolds(m.open.page.FoldsHiding(line))
}

// restoreFolds applies folds to a new page: the folds of the previous page when it shows the same note again, and
// otherwise it unfolds whatever hides the line that dest leads to.
func (m pageScreen) restoreFolds(msg loader.LoadedMsg, dest destination) loader.LoadedMsg {
	var overrides map[int]bool
	if dest.isRefresh && m.open.page != nil && m.open.path == msg.Key.Path {
		overrides = m.open.page.FoldOverrides()
	} else if line := targetLine(msg.Source.Details, dest); line > 0 {
		for _, n := range msg.Page.FoldsHiding(line) {
			if overrides == nil {
				overrides = map[int]bool{}
			}
			overrides[n] = true
		}
	}
	if len(overrides) > 0 {
		msg.Page, msg.LinesAbove = msg.Page.WithFoldOverrides(overrides), []int{0}
	}
	if dest.isRefresh && m.open.page != nil && m.open.path == msg.Key.Path && m.open.page.Sources() != msg.Page.Sources() {
		msg.Page, msg.LinesAbove = msg.Page.WithSources(m.open.page.Sources()), []int{0}
	}
	return msg
}

// targetLine returns the line of the note that dest leads to, or 0 for the top. It calls details only when it
// needs them.
func targetLine(details func() *note.Details, dest destination) int {
	if dest.link <= 0 && dest.heading == "" {
		return dest.line
	}
	d := details()
	if i := dest.link - 1; i >= 0 && i < len(d.Links) {
		return d.Links[i].Line
	}
	return d.AnchorLine(dest.heading)
}

// unfoldAll unfolds everything, because search does not find hidden text.
func (m pageScreen) unfoldAll() (pageScreen, tea.Cmd) {
	var hidden []int
	for _, n := range m.open.page.Folds() {
		if folded, _ := m.open.page.FoldState(n); folded {
			hidden = append(hidden, n)
		}
	}
	return m.toggleFolds(hidden)
}

// describeFold says what enter does with the selected fold, for the status line.
func (m pageScreen) describeFold(folded bool) string {
	if folded {
		return "folded: " + m.firstKeyLabel(m.keys.Follow) + " unfolds"
	}
	return "unfolded: " + m.firstKeyLabel(m.keys.Follow) + " folds"
}

func (m pageScreen) anchorLine(anchor string) int {
	return m.open.src.Details().AnchorLine(anchor)
}
