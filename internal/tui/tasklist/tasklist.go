// Package tasklist is a list of tasks that is read with the keys of the shelf, so that letters are free for what is done with the
// selected task; / narrows it. It does not know what a task is: the caller gives the words of each row and their order.
package tasklist

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/text"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// KeyMap holds the keys that move the selection while no text is typed.
type KeyMap struct {
	Down, Up, PageDown, PageUp, First, Last key.Binding
}

// DefaultKeyMap returns the keys of the shelf.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Down:     bind(key.WithKeys("j", "down", "ctrl+n"), key.WithHelp("j ↓", "next task")),
		Up:       bind(key.WithKeys("k", "up", "ctrl+p"), key.WithHelp("k ↑", "previous task")),
		PageDown: bind(key.WithKeys("space", "pgdown", "d", "ctrl+d", "ctrl+f"), key.WithHelp("space pgdn", "page down")),
		PageUp:   bind(key.WithKeys("b", "pgup", "u", "ctrl+u", "ctrl+b"), key.WithHelp("b pgup", "page up")),
		First:    bind(key.WithKeys("g", "home"), key.WithHelp("g home", "first")),
		Last:     bind(key.WithKeys("G", "end"), key.WithHelp("G end", "last")),
	}
}

// Bindings returns all keys in the order in which help lists them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.PageDown, k.PageUp, k.First, k.Last}
}

// Tone says how a task is coloured.
type Tone uint8

// The tones.
const (
	Open    Tone = iota
	Overdue      // open, and late
	Closed       // nothing is left to do
)

// Item is a row of the list.
type Item struct {
	State string // in words, with the date
	Text  string
	Note  string // title of the note, at the right
	Tone  Tone

	folded string // what is compared with the text that is typed
}

// NewItem returns a row. It takes time in proportion to the texts, and may run outside the program's loop.
func NewItem(state, content, note string, tone Tone) Item {
	folded := text.Fold(text.Limit(content, maxSearchedBytes) + "\n" + text.Limit(note, maxSearchedBytes) + "\n" + state)
	return Item{state, content, note, tone, folded}
}

// Bounds on filtering, since the user may paste a page and a task may take a megabyte.
const (
	maxWords         = 16
	maxSearchedBytes = 1024
)

// Model holds the list. It is a value: methods return the changed copy.
type Model struct {
	Keys KeyMap

	empty         string
	items         []Item
	matches       []int // indexes of the items that match the text
	field         field.Model
	isTyping      bool // keys edit the text
	cursor, top   int  // indexes into matches
	width, height int  // of the area inside the frame
	stateWidth    int  // of the widest state

	theme  *theme.Theme
	glyphs cells.Glyphs
}

// New returns an empty list. empty is the text to show while there are no items.
func New(look *theme.Theme, empty string) Model {
	return Model{Keys: DefaultKeyMap(), empty: empty, field: field.New()}.SetTheme(look)
}

// SetTheme changes the colours, and how the cells of a text are counted.
func (m Model) SetTheme(look *theme.Theme) Model {
	m.theme, m.glyphs, m.field = look, cells.GlyphsFor(look.ASCII), m.field.SetCells(look.Cells)
	return m
}

// SetItems replaces the items, and selects the one with an index, or the nearest that matches the text. empty is the text to show
// if there are none.
func (m Model) SetItems(items []Item, selected int, empty string) Model {
	m.items, m.empty, m.stateWidth = items, empty, 0
	for i := range items {
		m.stateWidth = max(m.stateWidth, m.theme.Cells.Width(items[i].State))
	}
	m.matches = m.filterItems()
	at, _ := slices.BinarySearch(m.matches, selected)
	return m.selectItem(at)
}

// Resize sets the size of the area inside the frame.
func (m Model) Resize(width, height int) Model {
	m.width, m.height = max(width, 1), max(height, 1)
	return m.selectItem(m.cursor)
}

// Selected returns the index of the selected item, or -1.
func (m Model) Selected() int {
	if m.cursor >= len(m.matches) {
		return -1
	}
	return m.matches[m.cursor]
}

// IsTyping reports whether keys edit the text that narrows the list.
func (m Model) IsTyping() bool { return m.isTyping }

// Text returns the text that narrows the list.
func (m Model) Text() string { return m.field.Text() }

// StartTyping gives the keys to the text, and StopTyping back to the list, which stays narrowed.
func (m Model) StartTyping() Model { m.isTyping = true; return m }

// StopTyping gives the keys back to the list.
func (m Model) StopTyping() Model { m.isTyping = false; return m }

// ClearText shows all items again, with the same one selected.
func (m Model) ClearText() Model {
	selected := m.Selected()
	m.field, m.isTyping = m.field.SetText(""), false
	return m.SetItems(m.items, max(selected, 0), m.empty)
}

// Update moves the selection, or edits the text.
func (m Model) Update(msg tea.Msg) Model {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		page := max(m.listHeight()/m.itemHeight()-1, 1)
		for _, move := range []struct {
			binding key.Binding
			to      int
		}{
			{m.Keys.Down, m.cursor + 1}, {m.Keys.Up, m.cursor - 1}, {m.Keys.PageDown, m.cursor + page}, {m.Keys.PageUp, m.cursor - page},
			{m.Keys.First, 0}, {m.Keys.Last, len(m.matches) - 1},
		} {
			if key.Matches(k, move.binding) && (!m.isTyping || k.Text == "" && (k.Code == tea.KeyUp || k.Code == tea.KeyDown)) {
				return m.selectItem(move.to)
			}
		}
	}
	if !m.isTyping {
		return m
	}
	before := m.field.Text()
	if m.field, _ = m.field.Update(msg); m.field.Text() != before {
		m.matches, m.top = m.filterItems(), 0
		return m.selectItem(0)
	}
	return m
}

// filterItems returns the indexes of the items that contain every word of the text.
func (m Model) filterItems() []int {
	var words []string
	for _, w := range strings.Fields(m.field.Text()) {
		words = append(words, text.Fold(w))
	}
	words = words[:min(len(words), maxWords)]
	var found []int
	for i := range m.items {
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(m.items[i].folded, w) }) {
			found = append(found, i)
		}
	}
	return found
}

// MoveSelection moves the selection by n items, down for positive n.
func (m Model) MoveSelection(n int) Model { return m.selectItem(m.cursor + n) }

// Click selects the item on a row inside the frame. The result is true when there is an item.
func (m Model) Click(row int) (Model, bool) {
	i := m.top + (row-m.headHeight())/m.itemHeight()
	if row < m.headHeight() || i >= len(m.matches) {
		return m, false
	}
	return m.selectItem(i), true
}

// headHeight returns the number of rows above the items: the text and a blank row, which a low list gives to its items.
func (m Model) headHeight() int {
	if m.height < 6 {
		return 1
	}
	return 2
}

func (m Model) listHeight() int { return max(m.height-m.headHeight(), 1) }

// itemHeight returns the rows of an item. In a narrow list the state stands below the text.
func (m Model) itemHeight() int {
	if m.width < twoRowsBelow && m.listHeight() > 1 {
		return 2
	}
	return 1
}

// twoRowsBelow is the width below which an item takes two rows.
const twoRowsBelow = 64

// selectItem moves the cursor to a match and scrolls so that it is visible.
func (m Model) selectItem(i int) Model {
	m.cursor = max(min(i, len(m.matches)-1), 0)
	visible := max(m.listHeight()/m.itemHeight(), 1)
	m.top = max(min(m.top, m.cursor), m.cursor-visible+1, 0)
	return m
}
