// Package panel is a list that floats over the page: an outline, the notes
// that link here, a choice between notes, all notes to go to. What is typed narrows it. It
// does not know what its items are: it says which of them is selected.
package panel

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/match"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// KeyMap is what a panel knows beside letters, which narrow it.
type KeyMap struct {
	Down, Up, PageDown, PageUp, First, Last, Choose key.Binding
}

// DefaultKeyMap leaves every printable key to the text.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Down:     bind(key.WithKeys("down", "ctrl+n", "tab"), key.WithHelp("↓", "next")),
		Up:       bind(key.WithKeys("up", "ctrl+p", "shift+tab"), key.WithHelp("↑", "previous")),
		PageDown: bind(key.WithKeys("pgdown"), key.WithHelp("pgdn", "a page down")),
		PageUp:   bind(key.WithKeys("pgup"), key.WithHelp("pgup", "a page up")),
		First:    bind(key.WithKeys("ctrl+home"), key.WithHelp("ctrl+home", "to the first")),
		Last:     bind(key.WithKeys("ctrl+end"), key.WithHelp("ctrl+end", "to the last")),
		Choose:   bind(key.WithKeys("enter"), key.WithHelp("enter", "choose")),
	}
}

// Bindings are all of them, in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.PageDown, k.PageUp, k.First, k.Last, k.Choose}
}

// Item is one thing to choose.
type Item struct {
	Label  string
	Remark string   // at the right, dim
	Indent int      // cells before the label
	Detail []string // further lines below it, plain
	Marks  []string // words to mark in the detail
}

// Match is an item that the text leaves, and where in its label.
type Match struct {
	Item  int
	Spans []match.Span
}

// Narrow says which items a text leaves, best first.
type Narrow func(items []Item, text string) []Match

// Words leaves the items whose label or detail holds every word of the text, in their order.
func Words(items []Item, text string) []Match { return narrowByWords(items, text) }

// All leaves every item, with the words of the text marked: what there is was found for the text.
func All(items []Item, text string) []Match {
	words := strings.Fields(text)
	out := make([]Match, len(items))
	for i, it := range items {
		out[i] = Match{i, match.Find(it.Label, words)}
	}
	return out
}

// Model is a panel. It is a value.
type Model struct {
	Keys KeyMap

	title, empty  string
	items         []Item
	narrow        Narrow
	shown         []Match
	field         field.Model
	cursor, top   int // in shown
	width, height int // of the inside

	look   *theme.Theme
	glyphs cells.Glyphs
}

// New is an empty panel.
func New(look *theme.Theme) Model {
	return Model{Keys: DefaultKeyMap(), field: field.New(), narrow: Words}.Restyle(look)
}

// Restyle changes the colours.
func (m Model) Restyle(look *theme.Theme) Model {
	m.look, m.glyphs = look, cells.GlyphsFor(look.ASCII)
	return m
}

// Refill replaces the items by those that something else has found for the text. The selection goes to the first.
func (m Model) Refill(items []Item) Model {
	m.items, m.top = items, 0
	m.shown = m.narrow(items, m.field.Text())
	return m.at(0)
}

// Text is what was typed to narrow the panel.
func (m Model) Text() string { return m.field.Text() }

// Open shows items under a title, one of them selected. Empty is what is said when there are none.
func (m Model) Open(title, empty string, items []Item, selected int, narrow Narrow) Model {
	m.title, m.empty, m.items, m.narrow = title, empty, items, narrow
	m.field, m.top = m.field.Set(""), 0
	m.shown = narrow(items, "")
	return m.at(selected)
}

// Title names the panel.
func (m Model) Title() string { return m.title }

// Len is the number of items, narrowed or not.
func (m Model) Len() int { return len(m.items) }

// Rows is how many rows the inside takes to show every item, or to say that there are none.
func (m Model) Rows() int {
	n := headRows + max(len(m.items), 1)
	for _, it := range m.items {
		n += len(it.Detail)
	}
	return n
}

// Resize sets the inside of the panel.
func (m Model) Resize(width, height int) Model {
	m.width, m.height = max(width, 1), max(height, 1)
	return m.at(m.cursor)
}

// Selected is the number of the selected item, as they were given; -1 for none.
func (m Model) Selected() int {
	if m.cursor < 0 || m.cursor >= len(m.shown) {
		return -1
	}
	return m.shown[m.cursor].Item
}

// Update moves and narrows. It says whether the item was chosen.
func (m Model) Update(msg tea.Msg) (Model, bool) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		page := max(m.rows()/2, 1)
		for _, move := range []struct {
			on key.Binding
			to int
		}{
			{m.Keys.Down, m.cursor + 1}, {m.Keys.Up, m.cursor - 1},
			{m.Keys.PageDown, m.cursor + page}, {m.Keys.PageUp, m.cursor - page},
			{m.Keys.First, 0}, {m.Keys.Last, len(m.shown) - 1},
		} {
			if key.Matches(k, move.on) {
				return m.at(move.to), false
			}
		}
		if key.Matches(k, m.Keys.Choose) {
			return m, m.Selected() >= 0
		}
	}
	before := m.field.Text()
	m.field, _ = m.field.Update(msg)
	if m.field.Text() != before {
		m.shown = m.narrow(m.items, m.field.Text())
		m.top = 0
		m = m.at(0)
	}
	return m, false
}

// Scroll moves the selection.
func (m Model) Scroll(n int) Model { return m.at(m.cursor + n) }

// Click selects the item on a row of the inside and says whether there is one.
func (m Model) Click(row int) (Model, bool) {
	at := m.head()
	for i := m.top; i < len(m.shown); i++ {
		h := m.heightOf(i)
		if row >= at && row < at+h {
			return m.at(i), true
		}
		at += h
	}
	return m, false
}

// headRows are the rows above the items: the text and a blank one.
const headRows = 2

// head is how many there are: a low panel needs the blank one for its items.
func (m Model) head() int {
	if m.height < 5 && m.height < m.Rows() {
		return 1
	}
	return headRows
}

func (m Model) rows() int { return max(m.height-m.head(), 1) }

func (m Model) heightOf(i int) int { return 1 + len(m.items[m.shown[i].Item].Detail) }

// at selects an item and scrolls it into sight, whole where it fits.
func (m Model) at(i int) Model {
	m.cursor = max(min(i, len(m.shown)-1), 0)
	m.top = max(min(m.top, m.cursor), 0)
	if len(m.shown) == 0 || m.height == 0 {
		return m
	}
	used := m.heightOf(m.cursor)
	for first := m.cursor; ; first-- {
		if first < m.cursor {
			used += m.heightOf(first)
		}
		if used > m.rows() {
			m.top = max(m.top, min(first+1, m.cursor))
			return m
		}
		if first == m.top || first == 0 {
			return m
		}
	}
}
