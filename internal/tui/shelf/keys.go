package shelf

import "charm.land/bubbles/v2/key"

// KeyMap holds the keys that move the selection.
type KeyMap struct {
	Down, Up, PageDown, PageUp, HalfDown, HalfUp, First, Last key.Binding
}

// DefaultKeyMap returns the keys of less and vim.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Down:     bind(key.WithKeys("j", "down", "ctrl+n"), key.WithHelp("j ↓", "next note")),
		Up:       bind(key.WithKeys("k", "up"), key.WithHelp("k ↑", "previous note")),
		PageDown: bind(key.WithKeys("space", "pgdown", "ctrl+f"), key.WithHelp("space pgdn", "page down")),
		PageUp:   bind(key.WithKeys("b", "pgup", "ctrl+b"), key.WithHelp("b pgup", "page up")),
		HalfDown: bind(key.WithKeys("d", "ctrl+d"), key.WithHelp("d", "half page down")),
		HalfUp:   bind(key.WithKeys("u", "ctrl+u"), key.WithHelp("u", "half page up")),
		First:    bind(key.WithKeys("g", "home"), key.WithHelp("g home", "first")),
		Last:     bind(key.WithKeys("G", "end"), key.WithHelp("G end", "last")),
	}
}

// Bindings returns all keys in the order in which help lists them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.PageDown, k.PageUp, k.HalfDown, k.HalfUp, k.First, k.Last}
}
