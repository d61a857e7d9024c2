// Package sheet is text that floats over the page and scrolls: help, what is
// known of a note, an address to be confirmed. It is given its lines, wrapped and styled.
package sheet

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// KeyMap is what scrolls a sheet.
type KeyMap struct {
	Down, Up, PageDown, PageUp, Top, Bottom key.Binding
}

// DefaultKeyMap is the page's own keys.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Down:     bind(key.WithKeys("j", "down"), key.WithHelp("j ↓", "a line down")),
		Up:       bind(key.WithKeys("k", "up"), key.WithHelp("k ↑", "a line up")),
		PageDown: bind(key.WithKeys("space", "pgdown", "d", "ctrl+d", "ctrl+f"), key.WithHelp("space", "a page down")),
		PageUp:   bind(key.WithKeys("b", "pgup", "u", "ctrl+u", "ctrl+b"), key.WithHelp("b", "a page up")),
		Top:      bind(key.WithKeys("g", "home"), key.WithHelp("g", "to the top")),
		Bottom:   bind(key.WithKeys("G", "end"), key.WithHelp("G", "to the bottom")),
	}
}

// Bindings are all of them, in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.PageDown, k.PageUp, k.Top, k.Bottom}
}

// Model is a sheet. It is a value.
type Model struct {
	Keys   KeyMap
	title  string
	lines  []string
	top    int
	height int
}

// New is an empty sheet.
func New() Model { return Model{Keys: DefaultKeyMap()} }

// Open shows lines under a title.
func (m Model) Open(title string, lines []string) Model {
	m.title, m.lines, m.top = title, lines, 0
	return m
}

// Relay shows the same lines, wrapped anew.
func (m Model) Relay(lines []string) Model {
	m.lines = lines
	return m.Scroll(0)
}

// Title names the sheet.
func (m Model) Title() string { return m.title }

// Len is the number of lines.
func (m Model) Len() int { return len(m.lines) }

// Resize sets the number of rows inside.
func (m Model) Resize(height int) Model {
	m.height = max(height, 1)
	return m.Scroll(0)
}

// Scroll moves n lines down, or up when n is negative.
func (m Model) Scroll(n int) Model {
	m.top = max(min(m.top+n, len(m.lines)-m.height), 0)
	return m
}

// More says whether there are lines above and below.
func (m Model) More() (above, below bool) { return m.top > 0, m.top+m.height < len(m.lines) }

// Update scrolls by a key.
func (m Model) Update(msg tea.Msg) Model {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return m
	}
	page := max(m.height-1, 1)
	for _, move := range []struct {
		on key.Binding
		by int
	}{
		{m.Keys.Down, 1}, {m.Keys.Up, -1}, {m.Keys.PageDown, page}, {m.Keys.PageUp, -page},
		{m.Keys.Top, -len(m.lines)}, {m.Keys.Bottom, len(m.lines)},
	} {
		if key.Matches(k, move.on) {
			return m.Scroll(move.by)
		}
	}
	return m
}

// Lines are the rows inside.
func (m Model) Lines() []string {
	return m.lines[m.top:min(m.top+m.height, len(m.lines))]
}
