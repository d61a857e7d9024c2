package shelf

import "charm.land/bubbles/v2/key"

// KeyMap is what moves the selection.
type KeyMap struct {
	Down, Up, PageDown, PageUp, HalfDown, HalfUp, First, Last key.Binding
}

// DefaultKeyMap is the keys of less and vim.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Down:     bind(key.WithKeys("j", "down", "ctrl+n"), key.WithHelp("j ↓", "next note")),
		Up:       bind(key.WithKeys("k", "up"), key.WithHelp("k ↑", "previous note")),
		PageDown: bind(key.WithKeys("space", "pgdown", "ctrl+f"), key.WithHelp("space pgdn", "a page down")),
		PageUp:   bind(key.WithKeys("b", "pgup", "ctrl+b"), key.WithHelp("b pgup", "a page up")),
		HalfDown: bind(key.WithKeys("d", "ctrl+d"), key.WithHelp("d", "half a page down")),
		HalfUp:   bind(key.WithKeys("u", "ctrl+u"), key.WithHelp("u", "half a page up")),
		First:    bind(key.WithKeys("g", "home"), key.WithHelp("g home", "to the first")),
		Last:     bind(key.WithKeys("G", "end"), key.WithHelp("G end", "to the last")),
	}
}

// Bindings are all of them, in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.PageDown, k.PageUp, k.HalfDown, k.HalfUp, k.First, k.Last}
}
