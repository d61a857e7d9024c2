package reader

import "charm.land/bubbles/v2/key"

// KeyMap holds the keys that move within a page. Package tui handles the keys that follow links, search and open overlays.
type KeyMap struct {
	Down, Up, PageDown, PageUp, HalfDown, HalfUp, Top, Bottom key.Binding
	ShiftRight, ShiftLeft                                     key.Binding
	NextLink, PrevLink, NextMatch, PrevMatch                  key.Binding
}

// DefaultKeyMap returns the keys of less and vim, with tab as in a browser.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Down:       bind(key.WithKeys("j", "down", "ctrl+n"), key.WithHelp("j ↓", "line down")),
		Up:         bind(key.WithKeys("k", "up", "ctrl+y"), key.WithHelp("k ↑", "line up")),
		PageDown:   bind(key.WithKeys("space", "pgdown", "ctrl+f"), key.WithHelp("space pgdn", "page down")),
		PageUp:     bind(key.WithKeys("b", "pgup", "ctrl+b"), key.WithHelp("b pgup", "page up")),
		HalfDown:   bind(key.WithKeys("d", "ctrl+d"), key.WithHelp("d", "half page down")),
		HalfUp:     bind(key.WithKeys("u", "ctrl+u"), key.WithHelp("u", "half page up")),
		Top:        bind(key.WithKeys("g", "home"), key.WithHelp("g home", "top")),
		Bottom:     bind(key.WithKeys("G", "end"), key.WithHelp("G end", "bottom")),
		ShiftRight: bind(key.WithKeys(">", "shift+right"), key.WithHelp(">", "scroll long lines right")),
		ShiftLeft:  bind(key.WithKeys("<", "shift+left"), key.WithHelp("<", "scroll long lines left")),
		NextLink:   bind(key.WithKeys("tab"), key.WithHelp("tab", "next link")),
		PrevLink:   bind(key.WithKeys("shift+tab"), key.WithHelp("shift+tab", "previous link")),
		NextMatch:  bind(key.WithKeys("n"), key.WithHelp("n", "next match")),
		PrevMatch:  bind(key.WithKeys("N"), key.WithHelp("N", "previous match")),
	}
}

// Bindings returns the bindings in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{
		k.Down, k.Up, k.PageDown, k.PageUp, k.HalfDown, k.HalfUp, k.Top, k.Bottom,
		k.NextLink, k.PrevLink, k.NextMatch, k.PrevMatch, k.ShiftRight, k.ShiftLeft,
	}
}
