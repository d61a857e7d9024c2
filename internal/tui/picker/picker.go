// Package picker is the tag picker: a list of tags, each with the number of notes that would remain, which the reader
// includes or excludes. It does not search: the caller sets the numbers and reads the choice.
package picker

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/text"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// KeyMap holds the keys of the picker. Other printable keys narrow the list.
type KeyMap struct {
	Down, Up, PageDown, PageUp, Cycle, Mode, Done, Clear, Page key.Binding
}

// DefaultKeyMap returns keys that leave every printable key but space to the text.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Down:     bind(key.WithKeys("down", "ctrl+n"), key.WithHelp("↓", "next tag")),
		Up:       bind(key.WithKeys("up", "ctrl+p"), key.WithHelp("↑", "previous tag")),
		PageDown: bind(key.WithKeys("pgdown"), key.WithHelp("pgdn", "page down")),
		PageUp:   bind(key.WithKeys("pgup"), key.WithHelp("pgup", "page up")),
		Cycle:    bind(key.WithKeys("space"), key.WithHelp("space", "include / exclude / off")),
		Mode:     bind(key.WithKeys("tab"), key.WithHelp("tab", "match all / match any")),
		Clear:    bind(key.WithKeys("ctrl+x"), key.WithHelp("ctrl+x", "clear all tags")),
		Done:     bind(key.WithKeys("enter"), key.WithHelp("enter", "done")),
		Page:     bind(key.WithKeys("ctrl+t"), key.WithHelp("ctrl+t", "fields of the front matter / tags")),
	}
}

// Bindings returns all keys in the order in which help lists them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.PageDown, k.PageUp, k.Cycle, k.Mode, k.Clear, k.Page, k.Done}
}

// Tag is a tag and how many of the remaining notes have it.
type Tag struct {
	Name  string
	Notes int
}

// Words are what the picker calls what it lists.
type Words struct {
	Prompt, None      string // before the text, and where nothing matches the text
	Has, HasNot       string // before the names of what notes have, or do not have, in a sentence
	Singular, Several string
}

// TagWords are the words for tags.
func TagWords() Words {
	return Words{"#", "no matching tags", "tagged ", "not tagged ", "tag", "tags"}
}

// Model holds the picker. It is a value: methods return the changed copy.
type Model struct {
	Keys  KeyMap
	Words Words

	field            field.Model
	chosenFirst      []Tag          // the tags that were chosen when the picker opened; listed first
	list             *List          // every tag; nil until Fill
	alsoFirst        map[int]int    // indexes into list of tags that chosenFirst has too, and their indexes there
	counts           map[string]int // notes by folded name; nil means the counts in the tags
	byCount          []int          // the numbers of all tags, those of most notes first, as of the last sort
	isSorted         bool           // byCount follows counts
	isWaiting        bool           // the rows are sorted once the counts arrive
	isFilled         bool           // list is what there is
	matches          []int          // numbers of the tags that match the text; see tag
	cursor           int            // index into matches
	top              int
	choice           Choice
	rest             string // the query without the tags, as typed
	headRows         int    // rows above the tags
	rows             int    // rows for tags
	fold             func(string) string
	typedSinceChoice bool // the text changed after the last toggle

	theme  *theme.Theme
	glyphs cells.Glyphs
}

// New returns an empty picker. Tags with the same result of fold are equal.
func New(look *theme.Theme, fold func(string) string) Model {
	return Model{Keys: DefaultKeyMap(), Words: TagWords(), field: field.New(), fold: fold}.SetTheme(look)
}

// SetTheme changes the colours, and how the cells of a text are counted.
func (m Model) SetTheme(look *theme.Theme) Model {
	m.theme, m.glyphs, m.field = look, cells.GlyphsFor(look.ASCII), m.field.SetCells(look.Cells)
	return m
}

// List holds every tag of a library, prepared for filtering. It is immutable, so that pickers can share it.
type List struct {
	tags   []Tag
	names  []string       // the names as fold returns them
	folded []string       // what the text that is typed is compared with
	number map[string]int // index of a tag, by its name as fold returns it
}

// NewList prepares a list of tags, in the order in which the picker shows those of equally many notes. It takes time in
// proportion to their number, and may run outside the program's loop.
func NewList(tags []Tag, fold func(string) string) *List {
	l := &List{tags, make([]string, len(tags)), make([]string, len(tags)), make(map[string]int, len(tags))}
	for i, t := range tags {
		l.names[i] = fold(t.Name)
		l.folded[i] = text.Fold(l.names[i])
		l.number[l.names[i]] = i
	}
	return l
}

// Open starts a choice among the tags of a list, with c chosen already. rest is the query without these tags. list may be nil
// if Fill follows. The tags of c come first, then those of the most notes. The order is computed again when SetCounts is first
// called and when the text changes, and never while the user chooses.
func (m Model) Open(list *List, c Choice, rest string) Model {
	m.field, m.choice, m.cursor, m.top, m.typedSinceChoice, m.counts = m.field.SetText(""), c, 0, 0, false, nil
	m.rest, m.isWaiting = rest, true
	return m.Fill(list)
}

// Fill sets the list of tags.
func (m Model) Fill(list *List) Model {
	m.list, m.isFilled, m.chosenFirst, m.alsoFirst = list, list != nil, nil, map[int]int{}
	if list == nil {
		m.list = &List{}
	}
	for _, name := range slices.Concat(m.choice.Required, m.choice.Include, m.choice.Exclude) {
		if slices.ContainsFunc(m.chosenFirst, func(t Tag) bool { return m.fold(t.Name) == m.fold(name) }) {
			continue
		}
		tag := Tag{Name: name}
		if i, ok := m.list.number[m.fold(name)]; ok {
			tag, m.alsoFirst[i] = m.list.tags[i], len(m.chosenFirst)
		}
		m.chosenFirst = append(m.chosenFirst, tag)
	}
	m.isSorted = false
	return m.filterTags()
}

// SetCounts sets the number of notes of each tag, by folded name. The caller must not change the map
// afterwards.
func (m Model) SetCounts(notes map[string]int) Model {
	m.counts, m.isSorted = notes, false
	if m.isWaiting {
		m.isWaiting = false
		m = m.filterTags()
	}
	return m
}

// IsWaiting reports whether the rows will move once more without a key, because the list or the counts of the open query are
// still to come.
func (m Model) IsWaiting() bool { return m.isWaiting || !m.isFilled }

// Selected returns the selected tag.
func (m Model) Selected() (t Tag, ok bool) {
	if m.cursor >= len(m.matches) {
		return Tag{}, false
	}
	return m.tag(m.matches[m.cursor]), true
}

// IsTyping reports whether the text is not empty.
func (m Model) IsTyping() bool { return m.field.Text() != "" }

// tag returns the i-th tag with its current count. The chosen tags come first, then those of the list.
func (m Model) tag(i int) Tag {
	t := Tag{}
	if i < len(m.chosenFirst) {
		t = m.chosenFirst[i]
	} else {
		t = m.list.tags[i-len(m.chosenFirst)]
	}
	if m.counts != nil {
		t.Notes = m.counts[m.foldedName(i)]
	}
	return t
}

// foldedName returns the name of the i-th tag, folded.
func (m Model) foldedName(i int) string {
	if i < len(m.chosenFirst) {
		return m.fold(m.chosenFirst[i].Name)
	}
	return m.list.names[i-len(m.chosenFirst)]
}

// headRows is the number of rows above the tags where there is room: the text, the meaning of the choice and a blank row.
const headRows = 3

// Rows returns how many rows show every tag.
func (m Model) Rows() int { return headRows + max(m.Len(), 1) }

// Resize sets the number of rows. A low picker gives the blank row, and then the one with the meaning, to the tags.
func (m Model) Resize(rows int) Model {
	switch m.headRows = headRows; {
	case rows >= m.Rows():
	case rows < 5:
		m.headRows = 1
	case rows < 8:
		m.headRows = 2
	}
	m.rows = max(rows-m.headRows, 1)
	return m.scrollToCursor()
}

// Choice returns the present choice.
func (m Model) Choice() Choice { return m.choice }

// Len returns the number of tags, whether or not they match the text.
func (m Model) Len() int {
	if m.list == nil {
		return 0
	}
	return len(m.chosenFirst) + len(m.list.tags) - len(m.alsoFirst)
}

// Update narrows the list, moves the cursor and toggles tags. The result is true when the choice changed.
func (m Model) Update(msg tea.Msg) (Model, bool) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		for _, command := range []struct {
			binding key.Binding
			run     func(Model) Model
		}{
			{m.Keys.Down, func(m Model) Model { return m.moveCursor(1) }}, {m.Keys.Up, func(m Model) Model { return m.moveCursor(-1) }},
			{m.Keys.PageDown, func(m Model) Model { return m.moveCursor(m.rows) }},
			{m.Keys.PageUp, func(m Model) Model { return m.moveCursor(-m.rows) }},
			{m.Keys.Cycle, Model.cycleSelected}, {m.Keys.Mode, Model.toggleAny}, {m.Keys.Done, Model.includeTyped},
			{m.Keys.Clear, func(m Model) Model { m.choice = Choice{Any: m.choice.Any}; return m }},
		} {
			if key.Matches(k, command.binding) {
				next := command.run(m)
				return next, !equalChoices(next.choice, m.choice)
			}
		}
	}
	before := m.field.Text()
	m.field, _ = m.field.Update(msg)
	if m.field.Text() != before {
		m.cursor, m.top, m.typedSinceChoice = 0, 0, m.field.Text() != ""
		m = m.filterTags()
	}
	return m, false
}

// Click toggles the tag on a row, as space does. The result is true when there is a tag.
func (m Model) Click(row int) (Model, bool) {
	m, ok := m.SelectRow(row)
	if ok {
		m = m.cycleSelected()
	}
	return m, ok
}

// SelectRow selects the tag on a row. The result is true when there is a tag.
func (m Model) SelectRow(row int) (Model, bool) {
	row -= m.headRows
	if i := m.top + row; row >= 0 && row < m.rows && i < len(m.matches) {
		m.cursor = i
		return m, true
	}
	return m, false
}

// MoveCursor moves the cursor by n tags, down for positive n.
func (m Model) MoveCursor(n int) Model { return m.moveCursor(n) }

func (m Model) moveCursor(n int) Model {
	m.cursor = max(min(m.cursor+n, len(m.matches)-1), 0)
	return m.scrollToCursor()
}

func (m Model) scrollToCursor() Model {
	if m.rows < 1 {
		return m
	}
	m.top = max(min(m.top, m.cursor), m.cursor-m.rows+1, 0)
	return m
}
