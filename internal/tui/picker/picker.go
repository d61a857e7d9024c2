// Package picker is the tag picker: tags with the number of notes that
// each would leave, to be included, excluded or let be. It does not search: it
// is told the numbers, and says what was chosen.
package picker

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// KeyMap is what the picker knows beside letters, which narrow the list.
type KeyMap struct {
	Down, Up, PageDown, PageUp, Cycle, Mode, Done, Clear key.Binding
}

// DefaultKeyMap leaves every printable key but space to the text.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Down:     bind(key.WithKeys("down", "ctrl+n"), key.WithHelp("↓", "next tag")),
		Up:       bind(key.WithKeys("up", "ctrl+p"), key.WithHelp("↑", "previous tag")),
		PageDown: bind(key.WithKeys("pgdown"), key.WithHelp("pgdn", "a page down")),
		PageUp:   bind(key.WithKeys("pgup"), key.WithHelp("pgup", "a page up")),
		Cycle:    bind(key.WithKeys("space"), key.WithHelp("space", "with it, without it, either")),
		Mode:     bind(key.WithKeys("tab"), key.WithHelp("tab", "all of them or any of them")),
		Clear:    bind(key.WithKeys("ctrl+x"), key.WithHelp("ctrl+x", "let all tags be")),
		Done:     bind(key.WithKeys("enter"), key.WithHelp("enter", "done")),
	}
}

// Bindings are all of them, in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.PageDown, k.PageUp, k.Cycle, k.Mode, k.Clear, k.Done}
}

// Tag is a tag and the notes that have it, among those that are left.
type Tag struct {
	Name  string
	Notes int
}

// Choice is what was chosen, each in the order in which it was.
type Choice struct {
	In, Out []string
	Beside  []string // must be there whatever becomes of the others: so it was typed
	Any     bool     // any of In will do; else all must be there
}

// Model is the picker. It is a value.
type Model struct {
	Keys KeyMap

	field  field.Model
	tags   []Tag
	shown  []int // of tags, what the text leaves
	cursor int   // in shown
	top    int
	choice Choice
	head   int // rows above the tags
	height int // rows for tags
	fold   func(string) string
	fresh  bool // something was typed, and nothing toggled since

	look   *theme.Theme
	glyphs cells.Glyphs
}

// New is an empty picker. Fold is how tags compare.
func New(look *theme.Theme, fold func(string) string) Model {
	return Model{Keys: DefaultKeyMap(), field: field.New(), fold: fold}.Restyle(look)
}

// Restyle changes the colours.
func (m Model) Restyle(look *theme.Theme) Model {
	m.look, m.glyphs = look, cells.GlyphsFor(look.ASCII)
	return m
}

// Open begins to choose. What is chosen already stands first; else the order is that of tags, and it stays while one chooses.
func (m Model) Open(tags []Tag, c Choice) Model {
	m.field, m.choice, m.cursor, m.top, m.fresh = m.field.Set(""), c, 0, 0, false
	m.tags = nil
	for _, chosen := range [][]string{c.Beside, c.In, c.Out} {
		for _, name := range chosen {
			if !m.has(name) {
				m.tags = append(m.tags, Tag{Name: name})
			}
		}
	}
	first := len(m.tags)
	for _, t := range tags {
		if i := m.index(t.Name); i >= 0 && i < first {
			m.tags[i] = t
			continue
		}
		m.tags = append(m.tags, t)
	}
	return m.narrow()
}

// Count brings new numbers: notes by folded name.
func (m Model) Count(notes map[string]int) Model {
	m.tags = slices.Clone(m.tags)
	for i := range m.tags {
		m.tags[i].Notes = notes[m.fold(m.tags[i].Name)]
	}
	return m
}

// Resize sets the rows inside. Above the tags stand the text and, where there is room, a blank row.
func (m Model) Resize(rows int) Model {
	m.head = 2
	if rows < 5 {
		m.head = 1
	}
	m.height = max(rows-m.head, 1)
	return m.scroll()
}

// Choice is what is chosen now.
func (m Model) Choice() Choice { return m.choice }

// Len is the number of tags, narrowed or not.
func (m Model) Len() int { return len(m.tags) }

// Update narrows, moves and chooses. It says whether the choice has changed.
func (m Model) Update(msg tea.Msg) (Model, bool) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		for _, do := range []struct {
			on key.Binding
			do func(Model) Model
		}{
			{m.Keys.Down, func(m Model) Model { return m.move(1) }}, {m.Keys.Up, func(m Model) Model { return m.move(-1) }},
			{m.Keys.PageDown, func(m Model) Model { return m.move(m.height) }},
			{m.Keys.PageUp, func(m Model) Model { return m.move(-m.height) }},
			{m.Keys.Cycle, Model.cycle}, {m.Keys.Mode, Model.swap}, {m.Keys.Done, Model.take},
			{m.Keys.Clear, func(m Model) Model { m.choice = Choice{Any: m.choice.Any}; return m }},
		} {
			if key.Matches(k, do.on) {
				next := do.do(m)
				return next, !same(next.choice, m.choice)
			}
		}
	}
	before := m.field.Text()
	m.field, _ = m.field.Update(msg)
	if m.field.Text() != before {
		m.cursor, m.top, m.fresh = 0, 0, m.field.Text() != ""
		m = m.narrow()
	}
	return m, false
}

// Click chooses the tag on a row of the inside as space does.
func (m Model) Click(row int) (Model, bool) {
	row -= m.head
	if i := m.top + row; row >= 0 && row < m.height && i < len(m.shown) {
		m.cursor = i
		return m.cycle(), true
	}
	return m, false
}

// Scroll moves the cursor.
func (m Model) Scroll(n int) Model { return m.move(n) }

func (m Model) move(n int) Model {
	m.cursor = max(min(m.cursor+n, len(m.shown)-1), 0)
	return m.scroll()
}

func (m Model) scroll() Model {
	if m.height < 1 {
		return m
	}
	m.top = max(min(m.top, m.cursor), m.cursor-m.height+1, 0)
	return m
}

// cycle goes from off to with, to without, to off.
func (m Model) cycle() Model {
	if m.cursor >= len(m.shown) {
		return m
	}
	m.fresh = false
	name := m.tags[m.shown[m.cursor]].Name
	switch m.state(name) {
	case off:
		m.choice.In = append(slices.Clip(m.choice.In), name)
	case in:
		m.choice.In, m.choice.Beside = m.without(m.choice.In, name), m.without(m.choice.Beside, name)
		m.choice.Out = append(slices.Clip(m.choice.Out), name)
	case out:
		m.choice.Out = m.without(m.choice.Out, name)
	}
	return m
}

// take includes the tag that was typed and not yet chosen: typing a tag and enter is enough.
func (m Model) take() Model {
	if m.fresh && m.cursor < len(m.shown) && m.state(m.tags[m.shown[m.cursor]].Name) == off {
		return m.cycle()
	}
	return m
}

func (m Model) swap() Model {
	m.choice.Any = !m.choice.Any
	return m
}

type state uint8

const (
	off state = iota
	in
	out
)

func (m Model) state(name string) state {
	is := func(other string) bool { return m.fold(other) == m.fold(name) }
	switch {
	case slices.ContainsFunc(m.choice.In, is), slices.ContainsFunc(m.choice.Beside, is):
		return in
	case slices.ContainsFunc(m.choice.Out, is):
		return out
	}
	return off
}

func (m Model) without(names []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return m.fold(n) == m.fold(name) })
}

func (m Model) has(name string) bool { return m.index(name) >= 0 }

func (m Model) index(name string) int {
	folded := m.fold(name)
	return slices.IndexFunc(m.tags, func(t Tag) bool { return m.fold(t.Name) == folded })
}

// narrow leaves the tags that hold the text: those that begin with it first.
func (m Model) narrow() Model {
	text := m.fold(strings.TrimPrefix(strings.TrimSpace(m.field.Text()), "#"))
	m.shown = nil
	var later []int
	for i, t := range m.tags {
		name := m.fold(t.Name)
		switch {
		case strings.HasPrefix(name, text):
			m.shown = append(m.shown, i)
		case strings.Contains(name, text):
			later = append(later, i)
		}
	}
	m.shown = append(m.shown, later...)
	return m.move(0)
}

func same(a, b Choice) bool {
	return a.Any == b.Any && slices.Equal(a.In, b.In) && slices.Equal(a.Out, b.Out) && slices.Equal(a.Beside, b.Beside)
}
