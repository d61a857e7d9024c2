// Package shelf shows the notes of a library as rows of date, title and tags,
// one of which is selected. It knows nothing of notes, searches or files: it
// is given rows and says which of them is selected.
package shelf

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// Row is one note.
type Row struct {
	Title string
	Date  string // as shown, dates of one width; empty for none
	Tags  []string
	Draft bool
	Ill   bool // something is wrong with it
	News  News
}

// News is what is new about a note.
type News uint8

// A note may be Unseen, or have Changed since it was read; in a list of those to be read it may have been Read by now.
const (
	NoNews News = iota
	Unseen
	Changed
	Read
)

// Rows are all that is on the shelf. Only what is on the screen is asked for.
type Rows interface {
	Len() int
	Row(i int) Row
}

// Model is the list. It is a value.
type Model struct {
	Keys KeyMap

	rows          Rows
	marks         []string // words to mark in titles
	dateless      bool     // no note of the library has a date: there is no column for it
	tagless       bool     // no column of tags is wanted
	cursor, top   int
	width, height int

	look   *theme.Theme
	glyphs cells.Glyphs
}

// New is an empty shelf.
func New(look *theme.Theme) Model { return Model{Keys: DefaultKeyMap()}.Restyle(look) }

// Restyle changes the colours.
func (m Model) Restyle(look *theme.Theme) Model {
	m.look, m.glyphs = look, cells.GlyphsFor(look.ASCII)
	return m
}

// Resize sets the area.
func (m Model) Resize(width, height int) Model {
	m.width, m.height = max(width, 0), max(height, 0)
	return m.Select(m.cursor)
}

// Dated says whether there is a column for dates. It depends on the library, not on the rows, so that columns stay while one searches.
func (m Model) Dated(yes bool) Model {
	m.dateless = !yes
	return m
}

// Tagged says whether there is a column for tags.
func (m Model) Tagged(yes bool) Model {
	m.tagless = !yes
	return m
}

// Show puts other rows on the shelf, marks words in their titles and selects one of them.
func (m Model) Show(rows Rows, marks []string, selected int) Model {
	m.rows, m.marks = rows, marks
	return m.Select(selected)
}

// Len is the number of rows.
func (m Model) Len() int {
	if m.rows == nil {
		return 0
	}
	return m.rows.Len()
}

// Selected is the number of the selected row; -1 when there is none.
func (m Model) Selected() int {
	if m.Len() == 0 {
		return -1
	}
	return m.cursor
}

// Select selects a row, or the nearest that there is, and scrolls it into sight.
func (m Model) Select(i int) Model {
	last := m.Len() - 1
	m.cursor = max(min(i, last), 0)
	if m.cursor < m.top {
		m.top = m.cursor
	}
	if m.height > 0 && m.cursor >= m.top+m.height {
		m.top = m.cursor - m.height + 1
	}
	m.top = max(min(m.top, last-m.height+1), 0)
	return m
}

// Scroll moves the rows n lines up, and the selection only as far as it must to stay in sight.
func (m Model) Scroll(n int) Model {
	m.top = max(min(m.top+n, m.Len()-m.height), 0)
	return m.Select(max(min(m.cursor, m.top+m.height-1), m.top))
}

// RowAt is the number of the row that line y of the area shows; -1 for none.
func (m Model) RowAt(y int) int {
	if i := m.top + y; y >= 0 && y < m.height && i < m.Len() {
		return i
	}
	return -1
}

// Update moves the selection by a key.
func (m Model) Update(msg tea.Msg) (Model, tea.Cmd) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return m, nil
	}
	page, half := max(m.height-1, 1), max(m.height/2, 1)
	for _, move := range []struct {
		on key.Binding
		to int
	}{
		{m.Keys.Down, m.cursor + 1}, {m.Keys.Up, m.cursor - 1},
		{m.Keys.PageDown, m.cursor + page}, {m.Keys.PageUp, m.cursor - page},
		{m.Keys.HalfDown, m.cursor + half}, {m.Keys.HalfUp, m.cursor - half},
		{m.Keys.First, 0}, {m.Keys.Last, m.Len() - 1},
	} {
		if key.Matches(k, move.on) {
			return m.Select(move.to), nil
		}
	}
	return m, nil
}
