package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/filterlist"
	"quire/internal/tui/loader"
	"quire/internal/tui/tableview"
)

// Update handles a message, and then requests what has become visible: the preview of the selected note, and images.
func (m Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	next, cmd := m.handleWhenLaidOut(msg)
	var load tea.Cmd
	if next.screen == screenShelf {
		next.shelf, load = next.shelf.requestPreview()
		return next, tea.Batch(cmd, load)
	}
	next.shelf = next.shelf.cancelPreview()
	if next.screen == screenPage {
		next, load = next.drawVisibleImages()
	}
	return next, tea.Batch(cmd, load)
}

// update is the table of contents of the program: it names what handles each message.
func (m Model) update(msg tea.Msg) (Model, tea.Cmd) {
	m.yieldToInput(msg)
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return scheduleSave(m.handleKey(msg))
	case tea.PasteMsg:
		if m.layout.tooSmall {
			return m, nil
		}
		return m.forwardToFocus(msg)
	case tea.MouseMsg:
		return scheduleSave(m.handleMouse(msg))
	case tea.WindowSizeMsg:
		return m.handleResize(msg.Width, msg.Height)
	case tea.BackgroundColorMsg, tea.ModeReportMsg:
		if look := m.themeAfter(msg); look != nil {
			return m.setTheme(look).refreshPages()
		}
		return m, nil
	case libraryStateMsg:
		return m.handleLibraryState(msg)
	case partialLoadedMsg:
		return m.handlePartialLoaded(msg)
	case libraryLoadedMsg:
		return m.handleLibraryLoaded(msg)
	case queryCompletedMsg:
		return m.onShelf(func(s shelfScreen) (shelfScreen, tea.Cmd) { return s.showCandidates(msg) })
	case searchDoneMsg:
		return m.handleSearchDone(msg)
	case loader.LoadedMsg:
		return scheduleSave(m.handlePageLoaded(msg))
	case similarFoundMsg, citationsFoundMsg, tagsCountedMsg, backlinksFoundMsg, fileInspectedMsg, tableOpenedMsg:
		return m.handlePageAnswer(msg)
	case linkMapFoundMsg:
		if msg.reason == centreOpened {
			return m.handlePageAnswer(msg)
		}
		return updateTop[mapOverlay](m, msg)
	case relatedFoundMsg:
		return updateTop[relatedOverlay](m, msg)
	case goToFoundMsg, filterlist.FilteredMsg:
		if _, ok := topOverlay[relatedOverlay](m); ok {
			return updateTop[relatedOverlay](m, msg)
		}
		return updateTop[listOverlay](m, msg)
	case tasksReadMsg:
		return updateTop[taskOverlay](m, msg)
	case tableview.RenderedMsg, tableview.SortedMsg, tableview.FoundMsg, tableWrittenMsg:
		return updateTop[tableOverlay](m, msg)
	case rowLaidOutMsg:
		return m.handleRowLaidOut(msg)
	case tagsListedMsg:
		return m.onShelf(func(s shelfScreen) (shelfScreen, tea.Cmd) { return s.handleTagsListed(msg), nil })
	case fieldsListedMsg:
		return updateTop[tagOverlay](m, msg)
	case slowLoadMsg:
		return m.handleSlowLoad(msg)
	case tea.ColorProfileMsg:
		var changed bool
		if m.page, changed = m.page.setColours(msg.Profile); changed {
			return m.refreshPages()
		}
		return m, nil
	case saveStateMsg:
		return m.saveState()
	case stateSavedMsg:
		var warning string
		if m.saver, warning = m.saver.handleSaved(msg.err); warning != "" {
			m = m.showError(warning)
		}
		return m, nil
	case commandFailedMsg:
		return m.showError(msg.err.Error()), nil
	case windowTooLargeMsg:
		return m.showError(msg.noticeText()), nil
	case editorClosedMsg:
		return m.carryOut(msg.handle()...)
	}
	return m.onPage(func(p pageScreen) (pageScreen, tea.Cmd) { return p.Update(msg) })
}

// handlePageAnswer passes an answer to the page, and says whether something covers the page.
func (m Model) handlePageAnswer(msg tea.Msg) (Model, tea.Cmd) {
	isCovered := len(m.overlays) > 0 || m.screen != screenPage
	return m.onPage(func(p pageScreen) (pageScreen, tea.Cmd) { return p.handleAnswer(msg, isCovered) })
}

// handleResize lays everything out for another size of the window, and requests the pages that need another
// width.
func (m Model) handleResize(w, h int) (Model, tea.Cmd) {
	m = m.ownSession()
	m.layout = computeLayout(w, h, m.opts.Measure)
	m.shelf, m.page = m.shelf.resize(), m.page.resize()
	m.overlays = m.overlays.layOut(m.page)
	return m.refreshPages()
}

// refreshPages requests the open page and the one in an overlay again, if width or theme has changed.
func (m Model) refreshPages() (Model, tea.Cmd) {
	var cmds [3]tea.Cmd
	m.page, cmds[0] = m.page.refresh()
	if o, ok := topOverlay[peekOverlay](m); ok {
		m.page, cmds[1] = m.page.requestPeek(o.path, o.heading)
	}
	m, cmds[2] = m.refreshTable()
	return m, tea.Batch(cmds[:]...)
}

// setTheme lays everything out in another theme.
func (m Model) setTheme(look *theme.Theme) Model {
	m = m.ownSession()
	m.theme, m.glyphs = look, cells.GlyphsFor(look.ASCII)
	m.shelf, m.page = m.shelf.setLook(), m.page.setLook()
	m.overlays = m.overlays.layOut(m.page)
	return m
}

// showNotice shows a message in the bottom line, in place of what the screens have said before.
func (m Model) showNotice(text string) Model { return m.setNotice(notice{text: text}) }

func (m Model) showError(text string) Model { return m.setNotice(notice{text: text, isError: true}) }

func (m Model) setNotice(n notice) Model {
	m.notice, m.page.said, m.shelf.said = n, notice{}, notice{}
	return m
}

// collectNotices shows what the screens have said since the last message.
func (m Model) collectNotices() Model {
	for _, said := range []notice{m.shelf.said, m.page.said} {
		if said.text != "" {
			m = m.setNotice(said)
		}
	}
	return m
}
