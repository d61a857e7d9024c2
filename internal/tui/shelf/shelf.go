// Package shelf shows the notes of a library as rows of date, title and tags, with a selected row. It knows
// nothing of notes, searches or files: it gets rows and reports which is selected.
package shelf

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/match"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// Row is what the shelf shows of a note.
type Row struct {
	Title      string
	Date       string   // as shown; all dates have the same width; "" for no date
	Fields     []string // values in the columns of ShowFields
	Tags       []string
	Draft      bool
	HasProblem bool // the note has problems
	Status     ReadStatus
}

// ReadStatus says whether the user has read a note.
type ReadStatus uint8

// The statuses that have a sign. StatusRead is only for a list of unread notes: the note was read since the list was made.
const (
	StatusNone ReadStatus = iota
	StatusNew
	StatusChanged
	StatusRead
)

// Rows provides the rows of the shelf. The shelf asks only for the visible ones.
type Rows interface {
	Len() int
	Row(i int) Row
}

// Model holds the list. It is a value: methods return the changed copy.
type Model struct {
	Keys KeyMap

	rows          Rows
	wordFinder    *match.Finder // finds the words to highlight in titles and tags; nil before SetRows
	hideDates     bool          // there is no date column, since no note of the library has a date
	hideTags      bool          // the user wants no tags column
	fieldWidths   []int         // in cells, of the columns between date and title; 0 for one that is not shown
	cursor, top   int
	width, height int

	theme  *theme.Theme
	glyphs cells.Glyphs
}

// New returns an empty shelf.
func New(look *theme.Theme) Model { return Model{Keys: DefaultKeyMap()}.SetTheme(look) }

// SetTheme changes the colours, and how the cells of a text are counted.
func (m Model) SetTheme(look *theme.Theme) Model {
	m.theme, m.glyphs = look, cells.GlyphsFor(look.ASCII)
	return m
}

// Resize sets the size of the area.
func (m Model) Resize(width, height int) Model {
	m.width, m.height = max(width, 0), max(height, 0)
	return m.Select(m.cursor)
}

// ShowDates switches the date column. It should depend on the library, not on the rows, so that the columns
// stay while the user searches.
func (m Model) ShowDates(yes bool) Model {
	m.hideDates = !yes
	return m
}

// ShowTags switches the tags column.
func (m Model) ShowTags(yes bool) Model {
	m.hideTags = !yes
	return m
}

// ShowFields sets the widths of the columns between date and title, 0 for one that is not shown. Like ShowDates it should
// depend on the library.
func (m Model) ShowFields(widths []int) Model {
	m.fieldWidths = widths
	return m
}

// SetRows replaces the rows, highlights words in their titles and tags and selects a row.
func (m Model) SetRows(rows Rows, marks []string, selected int) Model {
	m.rows, m.wordFinder = rows, match.NewPrefixFinder(marks)
	return m.Select(selected)
}

// Len returns the number of rows.
func (m Model) Len() int {
	if m.rows == nil {
		return 0
	}
	return m.rows.Len()
}

// Selected returns the index of the selected row, or -1 when there are no rows.
func (m Model) Selected() int {
	if m.Len() == 0 {
		return -1
	}
	return m.cursor
}

// Select selects the row at i, or the nearest row, and scrolls it into view.
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

// Top returns the index of the first visible row.
func (m Model) Top() int { return m.top }

// Scroll scrolls by n rows, down for positive n, and moves the selection only as far as it must to stay
// visible.
func (m Model) Scroll(n int) Model {
	m.top = max(min(m.top+n, m.Len()-m.height), 0)
	return m.Select(max(min(m.cursor, m.top+m.height-1), m.top))
}

// RowAt returns the index of the row at line y of the area, or -1.
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
		binding key.Binding
		to      int
	}{
		{m.Keys.Down, m.cursor + 1}, {m.Keys.Up, m.cursor - 1},
		{m.Keys.PageDown, m.cursor + page}, {m.Keys.PageUp, m.cursor - page},
		{m.Keys.HalfDown, m.cursor + half}, {m.Keys.HalfUp, m.cursor - half},
		{m.Keys.First, 0}, {m.Keys.Last, m.Len() - 1},
	} {
		if key.Matches(k, move.binding) {
			return m.Select(move.to), nil
		}
	}
	return m, nil
}
