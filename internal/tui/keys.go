package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// keyMap is every key of the root. What scrolls and moves is in the parts' own maps.
type keyMap struct {
	// Anywhere.
	Interrupt, Suspend, Leave, Help, GoTo, Reload, Copy, Edit, Bookmarks key.Binding
	// The shelf.
	Open, Query, Tags, Sort, Ahead, Unread, Continue, Quit key.Binding
	// The page.
	Follow, Back, Forward, NextNote, PrevNote, Find, NoteTags, Outline, Backlinks, Peek, Hints, Around, Info, Browser, Bookmark, Fold, Shelf key.Binding
	// While something is typed or floats.
	Keep, SelectDown, SelectUp, Close, Yes, OpenPeeked, Remove, OpenAround, Centre, Uncentre key.Binding
}

func defaultKeys() keyMap {
	b := func(shown, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
	}
	return keyMap{
		Interrupt: b("ctrl+c", "quit", "ctrl+c"),
		Suspend:   b("ctrl+z", "suspend", "ctrl+z"),
		Leave:     b("esc", "up one level", "esc"),
		Help:      b("?", "every key", "?"),
		GoTo:      b("ctrl+p", "go to any note", "ctrl+p"),
		Reload:    b("r", "read the files again", "r"),
		Copy:      b("y", "copy the path or address", "y"),
		Edit:      b("e", "edit the note", "e"),
		Bookmarks: b("'", "bookmarks", "'"),

		Open:     b("enter l →", "open", "enter", "l", "right"),
		Query:    b("/", "search", "/"),
		Tags:     b("t", "tags", "t"),
		Sort:     b("o", "sort order", "o"),
		Ahead:    b("]", "forward to the page one left", "]"),
		Unread:   b("N", "unread, or read", "N"),
		Continue: b("c", "continue where the last time ended", "c"),
		Quit:     b("q", "quit", "q"),

		Follow:    b("enter l →", "follow the focused link", "enter", "l", "right"),
		Back:      b("⌫ h ← [", "back", "backspace", "h", "left", "ctrl+o", "["),
		Forward:   b("]", "forward", "]"),
		NextNote:  b("J", "next note on the shelf", "J"),
		PrevNote:  b("K", "previous note on the shelf", "K"),
		Find:      b("/", "search in the page", "/"),
		NoteTags:  b("t", "tags of this note", "t"),
		Outline:   b("o", "outline", "o"),
		Backlinks: b("B", "notes that link here", "B"),
		Peek:      b("p", "peek at the focused link", "p"),
		Hints:     b("f", "a letter for each link", "f"),
		Around:    b("v", "the notes around this one", "v"),
		Info:      b("i", "all that is known of this note", "i"),
		Browser:   b("O", "open the focused link outside quire", "O"),
		Bookmark:  b("m", "set a bookmark, or remove it", "m"),
		Fold:      b("z", "fold or unfold", "z"),
		Shelf:     b("q", "back to the shelf", "q"),

		Keep:       b("enter", "keep", "enter"),
		SelectDown: b("↓", "next note", "down", "ctrl+n"),
		SelectUp:   b("↑", "previous note", "up", "ctrl+p"),
		Close:      b("q", "close", "q", "?"),
		Yes:        b("enter", "yes", "enter", "y", "O"),
		OpenAround: b("enter", "open it", "enter"),
		Centre:     b("v", "the notes around that one", "v"),
		Uncentre:   b("⌫", "the note that was in the middle before", "backspace", "ctrl+o", "["),
		OpenPeeked: b("enter", "open it", "enter", "l", "right"),
		Remove:     b("ctrl+x", "remove", "ctrl+x"),
	}
}

// action is a key and what it does. The tables of actions dispatch keys, and help is made from them.
type action struct {
	key.Binding
	do func(Model) (Model, tea.Cmd)
}

// always are the keys that work whatever is shown.
func (k keyMap) always() []action {
	return []action{
		{k.Interrupt, func(m Model) (Model, tea.Cmd) { return m, tea.Quit }},
		{k.Suspend, func(m Model) (Model, tea.Cmd) { return m, tea.Suspend }},
	}
}

// actions are the keys of the root where the focus is; the rest goes to the part that has it.
func (m Model) actions() []action {
	switch m.focus {
	case focusQuery:
		return m.keys.inQuery()
	case focusFind:
		return m.keys.inFind()
	case focusSheet:
		return m.keys.inSheet()
	case focusPeek:
		return m.keys.inPeek()
	case focusConfirm:
		return m.keys.inConfirm()
	case focusAround:
		return m.keys.inAround()
	case focusPanel:
		if m.float.removed != nil {
			return []action{{m.keys.Leave, dismiss}, {m.keys.Remove, Model.removeChosen}}
		}
		if m.float.again != nil && m.panel.Text() == "" {
			return []action{{m.keys.Leave, dismiss}, {*m.float.again, Model.chose}}
		}
		return []action{{m.keys.Leave, dismiss}}
	case focusHints, focusPicker:
		return []action{{m.keys.Leave, dismiss}}
	}
	switch m.screen {
	case screenShelf:
		return m.keys.onShelf()
	case screenPage:
		return m.keys.onPage()
	}
	return []action{{m.keys.Reload, Model.reload}, {m.keys.Quit, func(m Model) (Model, tea.Cmd) { return m, tea.Quit }}}
}

func (k keyMap) onShelf() []action {
	return []action{
		{k.Open, Model.openSelected},
		{k.Query, Model.editQuery},
		{k.Tags, Model.pickTags},
		{k.Sort, Model.chooseOrder},
		{k.GoTo, Model.goToAny},
		{k.Copy, Model.copyPath},
		{k.Edit, Model.edit},
		{k.Reload, Model.reread},
		{k.Ahead, Model.forward},
		{k.Unread, Model.toggleRead},
		{k.Bookmarks, Model.bookmarks},
		{k.Continue, Model.continueReading},
		{k.Help, Model.help},
		{k.Leave, Model.clearQuery},
		{k.Quit, func(m Model) (Model, tea.Cmd) { return m, tea.Quit }},
	}
}

func (k keyMap) onPage() []action {
	return []action{
		{k.Follow, Model.follow},
		{k.Back, Model.back},
		{k.Forward, Model.forward},
		{k.Hints, Model.hint},
		{k.Peek, Model.peekAt},
		{k.NextNote, func(m Model) (Model, tea.Cmd) { return m.walk(1) }},
		{k.PrevNote, func(m Model) (Model, tea.Cmd) { return m.walk(-1) }},
		{k.Find, Model.findInPage},
		{k.Outline, Model.outline},
		{k.Backlinks, Model.backlinks},
		{k.Around, Model.aroundNote},
		{k.NoteTags, Model.tagsOfNote},
		{k.Info, Model.info},
		{k.GoTo, Model.goToAny},
		{k.Copy, Model.copyAddress},
		{k.Browser, Model.browse},
		{k.Fold, Model.turn},
		{k.Edit, Model.edit},
		{k.Bookmark, Model.toggleBookmark},
		{k.Bookmarks, Model.bookmarks},
		{k.Reload, Model.reread},
		{k.Help, Model.help},
		{k.Leave, Model.upFromPage},
		{k.Shelf, Model.leave},
	}
}

func (k keyMap) inQuery() []action {
	return []action{
		{k.Keep, Model.keepQuery},
		{k.Leave, Model.restoreQuery},
		{k.SelectDown, func(m Model) (Model, tea.Cmd) { return m.moveSelection(1) }},
		{k.SelectUp, func(m Model) (Model, tea.Cmd) { return m.moveSelection(-1) }},
	}
}

func (k keyMap) inFind() []action {
	return []action{{k.Keep, Model.keepFind}, {k.Leave, Model.restoreFind}}
}

func (k keyMap) inSheet() []action { return []action{{k.Leave, dismiss}, {k.Close, dismiss}} }

func (k keyMap) inPeek() []action {
	return []action{{k.OpenPeeked, Model.openPeeked}, {k.Peek, dismiss}, {k.Leave, dismiss}, {k.Close, dismiss}}
}

func (k keyMap) inAround() []action {
	return []action{{k.OpenAround, Model.openAround}, {k.Centre, Model.centre}, {k.Uncentre, Model.uncentre}, {k.Leave, dismiss}, {k.Close, dismiss}}
}

func (k keyMap) inConfirm() []action {
	return []action{{k.Yes, Model.confirmed}, {k.Peek, dismiss}, {k.Leave, dismiss}, {k.Close, dismiss}}
}

// bindings are the keys of actions.
func bindings(actions []action) []key.Binding {
	out := make([]key.Binding, len(actions))
	for i, a := range actions {
		out[i] = a.Binding
	}
	return out
}
