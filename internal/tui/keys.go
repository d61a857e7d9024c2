package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/filterlist"
	"quire/internal/tui/linkmap"
	"quire/internal/tui/picker"
	"quire/internal/tui/reader"
	"quire/internal/tui/shelf"
	"quire/internal/tui/tableview"
	"quire/internal/tui/tasklist"
	"quire/internal/tui/textview"
)

// keyMap holds all key bindings: those of the root model, and those of the parts, for scrolling and moving.
type keyMap struct {
	// On the shelf and on a page.
	Interrupt, Suspend, Leave, Help, GoTo, Reload, Copy, Edit, Bookmarks, Tasks, Related key.Binding
	// On the shelf.
	Open, Query, Tags, Sort, BackFromShelf, ForwardFromShelf, ToggleRead, Resume, Quit key.Binding
	// On a page.
	Follow, Back, Forward, NextNote, PrevNote, Find, NoteTags, Outline, Backlinks, Peek, Hints, LinkMap, Details, OpenOutside, Bookmark, Fold, Table, Shelf key.Binding
	// While typing or in an overlay.
	Apply, SelectDown, SelectUp, OlderQuery, NewerQuery, CompleteNext, CompletePrevious, Close, Yes, OpenPeeked, Remove, SwitchList, OpenInMap, CentreSelected, CentrePrevious, OpenTask, Narrow, OpenCell, ShowRow, CopyTable, CloseTable key.Binding

	// Those of the parts.
	list    shelf.KeyMap
	page    reader.KeyMap
	text    textview.KeyMap
	linkMap linkmap.KeyMap
	tags    picker.KeyMap
	tasks   tasklist.KeyMap
	table   tableview.KeyMap
	filter  filterlist.KeyMap
}

// defaultKeyMap returns the keys before the settings are applied. The texts are those of the manual.
func defaultKeyMap() keyMap {
	bind := func(shown, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
	}
	return keyMap{
		Interrupt: bind("ctrl+c", "quit", "ctrl+c"),
		Suspend:   bind("ctrl+z", "suspend", "ctrl+z"),
		Leave:     bind("esc", "up one level", "esc"),
		Help:      bind("?", "all keys", "?"),
		GoTo:      bind("ctrl+p", "go to any note", "ctrl+p"),
		Reload:    bind("r", "reload", "r"),
		Copy:      bind("y", "copy the path or a reference", "y"),
		Edit:      bind("e", "edit the note", "e"),
		Bookmarks: bind("'", "list bookmarks", "'"),
		Related:   bind("~", "related notes", "~"),
		Tasks:     bind("T", "tasks of the notes on the shelf", "T"),

		Open:             bind("enter l →", "open", "enter", "l", "right"),
		Query:            bind("/", "edit the query", "/"),
		Tags:             bind("t", "tag picker", "t"),
		Sort:             bind("o", "sort order", "o"),
		BackFromShelf:    bind("⌫ h ← [", "back to the page with the link", "backspace", "h", "left", "ctrl+o", "["),
		ForwardFromShelf: bind("]", "forward to the last page", "]"),
		ToggleRead:       bind("N", "mark unread / read", "N"),
		Resume:           bind("c", "resume where you stopped reading", "c"),
		Quit:             bind("q", "quit", "q"),

		Follow:      bind("enter l →", "follow the selected link", "enter", "l", "right"),
		Back:        bind("⌫ h ← [", "back", "backspace", "h", "left", "ctrl+o", "["),
		Forward:     bind("]", "forward", "]"),
		NextNote:    bind("J", "next note on the shelf", "J"),
		PrevNote:    bind("K", "previous note on the shelf", "K"),
		Find:        bind("/", "search in the page", "/"),
		NoteTags:    bind("t", "tags of this note", "t"),
		Outline:     bind("o", "outline", "o"),
		Backlinks:   bind("B", "backlinks", "B"),
		Peek:        bind("p", "preview the link's target", "p"),
		Hints:       bind("f", "link hints", "f"),
		LinkMap:     bind("v", "nearby notes", "v"),
		Details:     bind("i", "details", "i"),
		OpenOutside: bind("O", "open the selected link outside quire", "O"),
		Bookmark:    bind("m", "set or remove a bookmark", "m"),
		Fold:        bind("z", "fold or unfold", "z"),
		Table:       bind("w", "show the table in view alone", "w"),
		Shelf:       bind("q", "back to the shelf", "q"),

		Apply:            bind("enter", "apply", "enter"),
		SelectDown:       bind("ctrl+n", "next note", "ctrl+n"),
		SelectUp:         bind("ctrl+p", "previous note", "ctrl+p"),
		OlderQuery:       bind("↑", "earlier query", "up"),
		NewerQuery:       bind("↓", "later query", "down"),
		CompleteNext:     bind("tab", "complete, or the next candidate", "tab"),
		CompletePrevious: bind("shift+tab", "the previous candidate", "shift+tab"),
		Close:            bind("q", "close", "q", "?"),
		Yes:              bind("enter", "confirm", "enter", "y", "O"),
		SwitchList:       bind("tab", "related notes / mentions without a link", "tab"),
		OpenInMap:        bind("enter", "open the selected note", "enter"),
		CentreSelected:   bind("v", "centre the selected note", "v"),
		CentrePrevious:   bind("⌫", "centre the previous note", "backspace", "ctrl+o", "["),
		OpenPeeked:       bind("enter", "open", "enter", "l", "right"),
		Remove:           bind("ctrl+x", "remove", "ctrl+x"),
		OpenTask:         bind("enter l →", "open the note at the task", "enter", "l", "right"),
		Narrow:           bind("/", "narrow the list", "/"),
		OpenCell:         bind("enter", "follow the link of the cell, or show its row", "enter"),
		ShowRow:          bind("i", "the whole row, a line for each column", "i"),
		CopyTable:        bind("Y", "copy the table, tab-separated", "Y"),
		CloseTable:       bind("q", "close the table", "q"),

		list: shelf.DefaultKeyMap(), page: reader.DefaultKeyMap(), text: textview.DefaultKeyMap(), linkMap: linkmap.DefaultKeyMap(),
		tags: picker.DefaultKeyMap(), tasks: tasklist.DefaultKeyMap(), table: tableview.DefaultKeyMap(), filter: filterlist.DefaultKeyMap(),
	}
}

// action binds keys to what they do. The same tables dispatch keys and generate the help. Most actions are methods of one screen
// or overlay, for which onPage, onShelf, onScreen and onTop stand; those of the root concern several.
type action struct {
	key.Binding
	run func(Model) (Model, tea.Cmd)
}

// globalActions lists the actions that work everywhere.
func (k keyMap) globalActions() []action {
	return []action{
		{k.Interrupt, func(m Model) (Model, tea.Cmd) { return m, tea.Quit }},
		{k.Suspend, onScreen(suspend)},
	}
}

// onPage returns an action that concerns the page alone.
func onPage(task pageTask) func(Model) (Model, tea.Cmd) {
	return func(m Model) (Model, tea.Cmd) { return m.onPage(task) }
}

// onShelf returns an action that concerns the shelf alone.
func onShelf(task shelfTask) func(Model) (Model, tea.Cmd) {
	return func(m Model) (Model, tea.Cmd) { return m.onShelf(task) }
}

// onScreen returns an action that opens something over any screen.
func onScreen(open func(under pageScreen) []intent) func(Model) (Model, tea.Cmd) {
	return func(m Model) (Model, tea.Cmd) { return m.carryOut(open(m.page)...) }
}

// ask returns an action that is the same everywhere: the root does it.
func ask(i intent) func(Model) (Model, tea.Cmd) {
	return func(m Model) (Model, tea.Cmd) { return m.carryOut(i) }
}

// focusActions lists the actions of the program for what gets the keys: the top overlay, or else the screen. Other keys go to
// it.
func (m Model) focusActions() []action {
	switch {
	case len(m.overlays) > 0:
		return m.overlays.top().actions(m.keys)
	case m.screen == screenShelf && m.shelf.isTyping:
		return m.keys.queryActions()
	case m.screen == screenShelf:
		return m.keys.shelfActions()
	case m.screen == screenPage && m.page.mode == modeFind:
		return m.keys.findActions()
	case m.screen == screenPage && m.page.mode == modeHints:
		return []action{{m.keys.Leave, onPage(func(p pageScreen) (pageScreen, tea.Cmd) { return p.hideLinkHints(), nil })}}
	case m.screen == screenPage:
		return m.keys.pageActions()
	}
	return []action{{m.keys.Reload, ask(reload{})}, {m.keys.Quit, func(m Model) (Model, tea.Cmd) { return m, tea.Quit }}}
}

// shelfActions lists the actions on the shelf.
func (k keyMap) shelfActions() []action {
	return []action{
		{k.Open, onShelf(shelfScreen.openSelected)},
		{k.Query, onShelf(shelfScreen.editQuery)},
		{k.Tags, onShelf(shelfScreen.openTagPicker)},
		{k.Sort, onShelf(shelfScreen.openSortOrders)},
		{k.GoTo, onScreen(openGoTo(false))},
		{k.Copy, onShelf(shelfScreen.copyPath)},
		{k.Edit, onShelf(shelfScreen.openEditor)},
		{k.Reload, ask(reload{isReported: true})},
		{k.ForwardFromShelf, Model.goForward},
		{k.ToggleRead, onShelf(shelfScreen.toggleRead)},
		{k.Bookmarks, onScreen(openBookmarks)},
		{k.Resume, onShelf(shelfScreen.resumeReading)},
		{k.Help, onScreen(openHelp(false))},
		{k.Related, onShelf(shelfScreen.openRelated)},
		{k.Tasks, onShelf(shelfScreen.openTasks)},
		{k.BackFromShelf, Model.goBackFromShelf},
		{k.Leave, onShelf(shelfScreen.clearQuery)},
		{k.Quit, func(m Model) (Model, tea.Cmd) { return m, tea.Quit }},
	}
}

// pageActions lists the actions on a page.
func (k keyMap) pageActions() []action {
	return []action{
		{k.Follow, onPage(pageScreen.followLink)},
		{k.Back, Model.goBack},
		{k.Forward, Model.goForward},
		{k.Hints, onPage(pageScreen.showLinkHints)},
		{k.Peek, onPage(pageScreen.peekLink)},
		{k.NextNote, onPage(func(p pageScreen) (pageScreen, tea.Cmd) { return p.openAdjacent(1) })},
		{k.PrevNote, onPage(func(p pageScreen) (pageScreen, tea.Cmd) { return p.openAdjacent(-1) })},
		{k.Find, onPage(pageScreen.startFind)},
		{k.Outline, onPage(pageScreen.openOutline)},
		{k.Backlinks, onPage(pageScreen.requestBacklinks)},
		{k.Related, onPage(pageScreen.openRelated)},
		{k.LinkMap, onPage(pageScreen.openLinkMap)},
		{k.NoteTags, onPage(pageScreen.requestNoteTags)},
		{k.Details, onPage(pageScreen.openDetails)},
		{k.GoTo, onScreen(openGoTo(true))},
		{k.Copy, onPage(pageScreen.copyReference)},
		{k.OpenOutside, onPage(pageScreen.openLinkOutside)},
		{k.Fold, onPage(pageScreen.toggleFold)},
		{k.Table, onPage(pageScreen.openTableInView)},
		{k.Edit, onPage(pageScreen.openEditor)},
		{k.Bookmark, onPage(pageScreen.toggleBookmark)},
		{k.Bookmarks, onScreen(openBookmarks)},
		{k.Reload, ask(reload{isReported: true})},
		{k.Help, onScreen(openHelp(true))},
		{k.Tasks, onPage(pageScreen.openTasks)},
		{k.Leave, onPage(pageScreen.escapePage)},
		{k.Shelf, onPage(pageScreen.leave)},
	}
}

func (k keyMap) queryActions() []action {
	return []action{
		{k.Apply, onShelf(shelfScreen.applyQuery)},
		{k.Leave, onShelf(shelfScreen.escapeQuery)},
		{k.CompleteNext, onShelf(shelfScreen.completeNext)},
		{k.CompletePrevious, onShelf(shelfScreen.completePrevious)},
		{k.SelectDown, onShelf(func(s shelfScreen) (shelfScreen, tea.Cmd) { return s.moveSelection(1) })},
		{k.SelectUp, onShelf(func(s shelfScreen) (shelfScreen, tea.Cmd) { return s.moveSelection(-1) })},
		{k.OlderQuery, onShelf(func(s shelfScreen) (shelfScreen, tea.Cmd) { return s.recallQuery(1) })},
		{k.NewerQuery, onShelf(func(s shelfScreen) (shelfScreen, tea.Cmd) { return s.recallQuery(-1) })},
	}
}

func (k keyMap) findActions() []action {
	return []action{{k.Apply, onPage(pageScreen.applyFind)}, {k.Leave, onPage(pageScreen.cancelFind)}}
}

func (k keyMap) textViewActions() []action {
	return closeActions(k.Leave, k.Close)
}

func (k keyMap) peekActions() []action {
	return []action{{k.OpenPeeked, onTop(peekOverlay.openNote)}, {k.Peek, closeOverlay}, {k.Leave, closeOverlay}, {k.Close, closeOverlay}}
}

func (k keyMap) relatedActions() []action {
	return []action{{k.SwitchList, onTop(relatedOverlay.switchList)}, {k.Leave, closeOverlay}}
}

func (k keyMap) linkMapActions() []action {
	return []action{{k.OpenInMap, onTop(mapOverlay.openSelected)}, {k.CentreSelected, onTop(mapOverlay.centreSelected)}, {k.CentrePrevious, onTop(mapOverlay.centrePrevious)}, {k.Leave, closeOverlay}, {k.Close, closeOverlay}}
}

func (k keyMap) pictureActions() []action {
	return []action{{k.OpenOutside, onTop(pictureOverlay.openOutside)}, {k.Leave, closeOverlay}, {k.Close, closeOverlay}}
}

func (k keyMap) taskActions() []action {
	return []action{{k.OpenTask, onTop(taskOverlay.openSelected)}, {k.Edit, onTop(taskOverlay.editSelected)}, {k.Narrow, onTop(taskOverlay.startTyping)}, {k.Tasks, closeOverlay}, {k.Leave, onTop(taskOverlay.leave)}, {k.Close, closeOverlay}}
}

func (k keyMap) taskTypingActions() []action {
	return []action{{k.Apply, onTop(taskOverlay.stopTyping)}, {k.Leave, onTop(taskOverlay.leave)}}
}

func (k keyMap) tableActions() []action {
	return []action{{k.OpenCell, onTop(tableOverlay.openCell)}, {k.ShowRow, onTop(tableOverlay.requestRow)}, {k.Find, onTop(tableOverlay.startFind)}, {k.Copy, onTop(tableOverlay.copyCell)}, {k.CopyTable, onTop(tableOverlay.requestCopy)}, {k.Help, onScreen(openTableHelp)}, {k.Leave, onTop(tableOverlay.leave)}, {k.CloseTable, closeOverlay}}
}

func (k keyMap) tableFindActions() []action {
	return []action{{k.Apply, onTop(tableOverlay.applyFind)}, {k.Leave, onTop(tableOverlay.cancelFind)}}
}

func (k keyMap) confirmActions() []action {
	return []action{{k.Yes, onTop(textOverlay.confirm)}, {k.Peek, closeOverlay}, {k.Leave, closeOverlay}, {k.Close, closeOverlay}}
}

// actionBindings returns the key bindings of actions.
func actionBindings(actions []action) []key.Binding {
	out := make([]key.Binding, len(actions))
	for i, a := range actions {
		out[i] = a.Binding
	}
	return out
}

func matchesKey(k tea.KeyPressMsg, b ...key.Binding) bool { return key.Matches(k, b...) }
