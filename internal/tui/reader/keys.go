package reader

import "charm.land/bubbles/v2/key"

// KeyMap is what moves the reader. Following, searching and what opens over
// the page are the root's.
type KeyMap struct {
	Down, Up, PageDown, PageUp, HalfDown, HalfUp, Top, Bottom key.Binding
	ShiftRight, ShiftLeft                                     key.Binding
	NextLink, PrevLink, NextMatch, PrevMatch                  key.Binding
}

// DefaultKeyMap is less's and vim's keys, and a browser's tab.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Down:       bind(key.WithKeys("j", "down", "ctrl+n"), key.WithHelp("j ↓", "a line down")),
		Up:         bind(key.WithKeys("k", "up", "ctrl+y"), key.WithHelp("k ↑", "a line up")),
		PageDown:   bind(key.WithKeys("space", "pgdown", "ctrl+f"), key.WithHelp("space pgdn", "a page down")),
		PageUp:     bind(key.WithKeys("b", "pgup", "ctrl+b"), key.WithHelp("b pgup", "a page up")),
		HalfDown:   bind(key.WithKeys("d", "ctrl+d"), key.WithHelp("d", "half a page down")),
		HalfUp:     bind(key.WithKeys("u", "ctrl+u"), key.WithHelp("u", "half a page up")),
		Top:        bind(key.WithKeys("g", "home"), key.WithHelp("g home", "to the top")),
		Bottom:     bind(key.WithKeys("G", "end"), key.WithHelp("G end", "to the bottom")),
		ShiftRight: bind(key.WithKeys(">", "shift+right"), key.WithHelp(">", "the right of long lines")),
		ShiftLeft:  bind(key.WithKeys("<", "shift+left"), key.WithHelp("<", "the left again")),
		NextLink:   bind(key.WithKeys("tab"), key.WithHelp("tab", "next link")),
		PrevLink:   bind(key.WithKeys("shift+tab"), key.WithHelp("shift+tab", "previous link")),
		NextMatch:  bind(key.WithKeys("n"), key.WithHelp("n", "next match")),
		PrevMatch:  bind(key.WithKeys("N"), key.WithHelp("N", "previous match")),
	}
}

// Bindings are all of them, in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{
		k.Down, k.Up, k.PageDown, k.PageUp, k.HalfDown, k.HalfUp, k.Top, k.Bottom,
		k.NextLink, k.PrevLink, k.NextMatch, k.PrevMatch, k.ShiftRight, k.ShiftLeft,
	}
}
