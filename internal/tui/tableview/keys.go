package tableview

import "charm.land/bubbles/v2/key"

// KeyMap holds the keys of the table while no text is typed.
type KeyMap struct {
	Down, Up, PageDown, PageUp, HalfDown, HalfUp, First, Last key.Binding
	Right, Left, FirstColumn, LastColumn                      key.Binding
	NextLink, PrevLink, NextMatch, PrevMatch                  key.Binding
	Sort                                                      key.Binding
}

// DefaultKeyMap returns the keys of the page, and those that a table has beside them.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Down:        bind(key.WithKeys("j", "down"), key.WithHelp("j ↓", "row down")),
		Up:          bind(key.WithKeys("k", "up"), key.WithHelp("k ↑", "row up")),
		PageDown:    bind(key.WithKeys("space", "pgdown", "ctrl+f"), key.WithHelp("space pgdn", "page down")),
		PageUp:      bind(key.WithKeys("b", "pgup", "ctrl+b"), key.WithHelp("b pgup", "page up")),
		HalfDown:    bind(key.WithKeys("d", "ctrl+d"), key.WithHelp("d", "half page down")),
		HalfUp:      bind(key.WithKeys("u", "ctrl+u"), key.WithHelp("u", "half page up")),
		First:       bind(key.WithKeys("g", "home"), key.WithHelp("g home", "first row")),
		Last:        bind(key.WithKeys("G", "end"), key.WithHelp("G end", "last row")),
		Right:       bind(key.WithKeys("l", "right"), key.WithHelp("l →", "column right")),
		Left:        bind(key.WithKeys("h", "left"), key.WithHelp("h ←", "column left")),
		FirstColumn: bind(key.WithKeys("0", "^"), key.WithHelp("0 ^", "first column")),
		LastColumn:  bind(key.WithKeys("$"), key.WithHelp("$", "last column")),
		NextLink:    bind(key.WithKeys("tab"), key.WithHelp("tab", "next link")),
		PrevLink:    bind(key.WithKeys("shift+tab"), key.WithHelp("shift+tab", "previous link")),
		NextMatch:   bind(key.WithKeys("n"), key.WithHelp("n", "next match")),
		PrevMatch:   bind(key.WithKeys("N"), key.WithHelp("N", "previous match")),
		Sort:        bind(key.WithKeys("s", "o"), key.WithHelp("s o", "sort by the column; again reverses")),
	}
}

// Bindings returns all keys in the order in which help lists them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{
		k.Down, k.Up, k.PageDown, k.PageUp, k.HalfDown, k.HalfUp, k.First, k.Last, k.Right, k.Left, k.FirstColumn, k.LastColumn,
		k.Sort, k.NextLink, k.PrevLink, k.NextMatch, k.PrevMatch,
	}
}
