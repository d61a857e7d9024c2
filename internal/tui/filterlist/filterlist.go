// Package filterlist is a list that narrows as the user types: an outline, backlinks, a choice between notes, all
// notes to go to. It does not know what its items are: it reports the index of the selected one.
package filterlist

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/match"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// KeyMap holds the keys of the list. Printable keys narrow the list.
type KeyMap struct {
	Down, Up, PageDown, PageUp, First, Last, Choose key.Binding
}

// DefaultKeyMap returns keys that leave every printable key to the text.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Down:     bind(key.WithKeys("down", "ctrl+n", "tab"), key.WithHelp("↓", "next")),
		Up:       bind(key.WithKeys("up", "ctrl+p", "shift+tab"), key.WithHelp("↑", "previous")),
		PageDown: bind(key.WithKeys("pgdown"), key.WithHelp("pgdn", "page down")),
		PageUp:   bind(key.WithKeys("pgup"), key.WithHelp("pgup", "page up")),
		First:    bind(key.WithKeys("ctrl+home"), key.WithHelp("ctrl+home", "first")),
		Last:     bind(key.WithKeys("ctrl+end"), key.WithHelp("ctrl+end", "last")),
		Choose:   bind(key.WithKeys("enter"), key.WithHelp("enter", "choose")),
	}
}

// Bindings returns all keys in the order in which help lists them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.PageDown, k.PageUp, k.First, k.Last, k.Choose}
}

// Item is a row of the list, with optional lines of detail below it.
type Item struct {
	Label  string
	Spans  []match.Span // what to mark in the label; nil: the words of the text
	Aside  Aside
	Remark string   // at the right, dim
	Indent int      // cells before the label
	Detail []string // further lines below it, plain
	Marks  []string // words to mark in the detail
}

// Aside is what stands beside a label, dim, in the space that the label leaves.
type Aside struct {
	Text     string
	Spans    []match.Span // what to mark in it
	IsReason bool         // it says why the item is listed, so a long label leaves space for it
}

// Filter returns the indexes of the items that match a text, best match first. It may run outside the program's
// loop.
type Filter func(items []Item, text string) []int

// FilterByWords keeps the items whose label or detail contains every word of the text, in their order.
func FilterByWords(items []Item, text string) []int { return filterByWords(items, text) }

// KeepAll keeps every item: the caller has already searched with the text.
func KeepAll(items []Item, _ string) []int {
	out := make([]int, len(items))
	for i := range out {
		out[i] = i
	}
	return out
}

// Model holds the list. It is a value: methods return the changed copy.
type Model struct {
	Keys KeyMap

	title, empty  string
	prompt        string // shown while nothing is typed
	items         []Item
	itemRows      int // rows that all items take
	filter        Filter
	matches       []int  // indexes of the items that match the text
	pendingText   string // the text that a command is filtering for
	pending       bool   // a command is filtering
	generation    int    // counts calls of Open and SetItems, to recognize outdated answers
	field         field.Model
	cursor, top   int // indexes into matches
	width, height int // of the area inside the frame

	theme  *theme.Theme
	glyphs cells.Glyphs
}

// New returns an empty list.
func New(look *theme.Theme) Model {
	return Model{Keys: DefaultKeyMap(), field: field.New(), filter: FilterByWords}.SetTheme(look)
}

// SetTheme changes the colours, and how the cells of a text are counted.
func (m Model) SetTheme(look *theme.Theme) Model {
	m.theme, m.glyphs, m.field = look, cells.GlyphsFor(look.ASCII), m.field.SetCells(look.Cells)
	return m
}

// SetItems replaces the items by those that the caller has found for the text, and selects the first.
func (m Model) SetItems(items []Item) Model {
	m = m.storeItems(items)
	m.top = 0
	m.matches = m.filter(items, m.field.Text())
	return m.selectItem(0)
}

// SetEmpty changes the text to show when there are no items.
func (m Model) SetEmpty(text string) Model {
	m.empty = text
	return m
}

// storeItems stores items and invalidates answers that are still to come.
func (m Model) storeItems(items []Item) Model {
	m.items, m.itemRows, m.pending = items, len(items), false
	for i := range items {
		m.itemRows += len(items[i].Detail)
	}
	m.generation++
	return m
}

// Text returns the text that the user has typed.
func (m Model) Text() string { return m.field.Text() }

// Open shows items under a title, with the item at index selected. empty is the text to show when there are no
// items.
func (m Model) Open(title, empty string, items []Item, selected int, narrow Filter) Model {
	m = m.storeItems(items)
	m.title, m.empty, m.filter, m.prompt = title, empty, narrow, "type to narrow"
	m.field, m.top = m.field.SetText(""), 0
	m.matches = narrow(items, "")
	return m.selectItem(selected)
}

// SetPrompt sets what is shown while nothing is typed.
func (m Model) SetPrompt(text string) Model {
	m.prompt = text
	return m
}

// Title returns the title.
func (m Model) Title() string { return m.title }

// Len returns the number of items, whether or not they match the text.
func (m Model) Len() int { return len(m.items) }

// Rows returns how many rows show every item, or the text for an empty list.
func (m Model) Rows() int {
	return headRows + max(m.itemRows, 1)
}

// Resize sets the size of the area inside the frame.
func (m Model) Resize(width, height int) Model {
	m.width, m.height = max(width, 1), max(height, 1)
	return m.selectItem(m.cursor)
}

// Selected returns the index of the selected item in the items that were given, or -1.
func (m Model) Selected() int {
	if m.cursor < 0 || m.cursor >= len(m.matches) {
		return -1
	}
	return m.matches[m.cursor]
}

// maxSyncItems is how many items Update filters itself; a command filters more, so that keys do not wait.
const maxSyncItems = 200

// FilteredMsg is the answer of the command that filters many items.
type FilteredMsg struct {
	generation int
	text       string
	matches    []int
}

// IsPending reports whether a command is still filtering, so that the visible items belong to an older text.
func (m Model) IsPending() bool { return m.pending }

// HandleFiltered shows the items that a command has found, if the text and the items are still the same.
func (m Model) HandleFiltered(msg FilteredMsg) Model {
	if !m.pending || msg.generation != m.generation || msg.text != m.pendingText {
		return m
	}
	m.pending, m.matches, m.top = false, msg.matches, 0
	return m.selectItem(0)
}

// filterItems filters the items by the text, or returns the command that does so when there are many.
func (m Model) filterItems() (Model, tea.Cmd) {
	if len(m.items) <= maxSyncItems {
		m.matches, m.top = m.filter(m.items, m.field.Text()), 0
		return m.selectItem(0), nil
	}
	m.pendingText, m.pending = m.field.Text(), true
	items, narrow, filled, text := m.items, m.filter, m.generation, m.pendingText
	return m, func() tea.Msg { return FilteredMsg{filled, text, narrow(items, text)} }
}

// Update moves the selection and narrows the list. The result is true when the user has chosen the selected
// item. The command filters many items.
func (m Model) Update(msg tea.Msg) (Model, bool, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		page := max(m.listHeight()/2, 1)
		for _, move := range []struct {
			binding key.Binding
			to      int
		}{
			{m.Keys.Down, m.cursor + 1}, {m.Keys.Up, m.cursor - 1},
			{m.Keys.PageDown, m.cursor + page}, {m.Keys.PageUp, m.cursor - page},
			{m.Keys.First, 0}, {m.Keys.Last, len(m.matches) - 1},
		} {
			if key.Matches(k, move.binding) {
				return m.selectItem(move.to), false, nil
			}
		}
		if key.Matches(k, m.Keys.Choose) {
			return m, m.Selected() >= 0, nil
		}
	}
	before := m.field.Text()
	m.field, _ = m.field.Update(msg)
	if m.field.Text() == before {
		return m, false, nil
	}
	m, cmd := m.filterItems()
	return m, false, cmd
}

// MoveSelection moves the selection by n items, down for positive n.
func (m Model) MoveSelection(n int) Model { return m.selectItem(m.cursor + n) }

// Click selects the item on a row inside the frame. The result is true when there is an item.
func (m Model) Click(row int) (Model, bool) {
	itemTop := m.headHeight()
	for i := m.top; i < len(m.matches); i++ {
		h := m.itemHeight(i)
		if row >= itemTop && row < itemTop+h {
			return m.selectItem(i), true
		}
		itemTop += h
	}
	return m, false
}

// headRows is the number of rows above the items: the text and a blank row.
const headRows = 2

// headHeight returns the number of rows above the items. A low list gives the blank row to its items.
func (m Model) headHeight() int {
	if m.height < 5 && m.height < m.Rows() {
		return 1
	}
	return headRows
}

func (m Model) listHeight() int { return max(m.height-m.headHeight(), 1) }

func (m Model) itemHeight(i int) int { return 1 + len(m.items[m.matches[i]].Detail) }

// selectItem moves the cursor to a match and scrolls so that it is visible, whole if it fits.
func (m Model) selectItem(i int) Model {
	m.cursor = max(min(i, len(m.matches)-1), 0)
	m.top = max(min(m.top, m.cursor), 0)
	if len(m.matches) == 0 || m.height == 0 {
		return m
	}
	used := m.itemHeight(m.cursor)
	for first := m.cursor; ; first-- {
		if first < m.cursor {
			used += m.itemHeight(first)
		}
		if used > m.listHeight() {
			m.top = max(m.top, min(first+1, m.cursor))
			return m
		}
		if first == m.top || first == 0 {
			return m
		}
	}
}
