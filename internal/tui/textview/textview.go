// Package textview is a text that scrolls in an overlay: help, the details of a note, an address to confirm. The
// caller wraps and styles the lines.
package textview

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// KeyMap holds the keys that scroll the text.
type KeyMap struct {
	Down, Up, PageDown, PageUp, Top, Bottom key.Binding
}

// DefaultKeyMap returns the scrolling keys of the page.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Down:     bind(key.WithKeys("j", "down"), key.WithHelp("j ↓", "line down")),
		Up:       bind(key.WithKeys("k", "up"), key.WithHelp("k ↑", "line up")),
		PageDown: bind(key.WithKeys("space", "pgdown", "d", "ctrl+d", "ctrl+f"), key.WithHelp("space", "page down")),
		PageUp:   bind(key.WithKeys("b", "pgup", "u", "ctrl+u", "ctrl+b"), key.WithHelp("b", "page up")),
		Top:      bind(key.WithKeys("g", "home"), key.WithHelp("g", "top")),
		Bottom:   bind(key.WithKeys("G", "end"), key.WithHelp("G", "bottom")),
	}
}

// Bindings returns all keys in the order in which help lists them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.PageDown, k.PageUp, k.Top, k.Bottom}
}

// Model holds the text. It is a value: methods return the changed copy.
type Model struct {
	Keys   KeyMap
	title  string
	lines  []string
	top    int
	height int
}

// New returns an empty text.
func New() Model { return Model{Keys: DefaultKeyMap()} }

// Open shows lines under a title, from the top.
func (m Model) Open(title string, lines []string) Model {
	m.title, m.lines, m.top = title, lines, 0
	return m
}

// SetLines replaces the lines by the same text in another width, and keeps the position.
func (m Model) SetLines(lines []string) Model {
	m.lines = lines
	return m.Scroll(0)
}

// Title returns the title.
func (m Model) Title() string { return m.title }

// Len returns the number of lines.
func (m Model) Len() int { return len(m.lines) }

// Resize sets the number of rows inside the frame.
func (m Model) Resize(height int) Model {
	m.height = max(height, 1)
	return m.Scroll(0)
}

// Scroll scrolls by n lines, down for positive n.
func (m Model) Scroll(n int) Model {
	m.top = max(min(m.top+n, len(m.lines)-m.height), 0)
	return m
}

// HasMore reports whether there are lines above and below the visible ones.
func (m Model) HasMore() (above, below bool) { return m.top > 0, m.top+m.height < len(m.lines) }

// Update scrolls by a key.
func (m Model) Update(msg tea.Msg) Model {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return m
	}
	page := max(m.height-1, 1)
	for _, move := range []struct {
		binding key.Binding
		lines   int
	}{
		{m.Keys.Down, 1}, {m.Keys.Up, -1}, {m.Keys.PageDown, page}, {m.Keys.PageUp, -page},
		{m.Keys.Top, -len(m.lines)}, {m.Keys.Bottom, len(m.lines)},
	} {
		if key.Matches(k, move.binding) {
			return m.Scroll(move.lines)
		}
	}
	return m
}

// Lines returns the visible lines.
func (m Model) Lines() []string {
	return m.lines[m.top:min(m.top+m.height, len(m.lines))]
}
