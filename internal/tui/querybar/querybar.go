// Package querybar is the query line on top of the shelf: what is searched
// for, as it is being typed or as it is in force. It does not know what a query means; it
// is told where a slip is.
package querybar

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// Model is the line. It is a value.
type Model struct {
	field   field.Model
	kept    string // to come back to
	focused bool
	slip    field.Bytes
	message string // what is wrong at the slip
	prompt  string
	look    *theme.Theme
	glyphs  cells.Glyphs
}

// New is an empty line with a prompt, such as "/".
func New(prompt string, look *theme.Theme) Model {
	return Model{field: field.New(), prompt: prompt}.Restyle(look)
}

// Restyle changes the colours.
func (m Model) Restyle(look *theme.Theme) Model {
	m.look, m.glyphs = look, cells.GlyphsFor(look.ASCII)
	return m
}

// Text is what stands in the line.
func (m Model) Text() string { return m.field.Text() }

// Set replaces the text.
func (m Model) Set(text string) Model {
	m.field, m.slip, m.message = m.field.Set(text), field.Bytes{}, ""
	return m
}

// Focus begins typing, another word after those that are there. Restore comes back to the text of now.
func (m Model) Focus() Model {
	m.kept, m.focused = m.Text(), true
	text := m.kept
	if text != "" && !strings.HasSuffix(text, " ") {
		text += " "
	}
	m.field = m.field.Set(text)
	return m
}

// Keep ends typing.
func (m Model) Keep() Model {
	m.focused = false
	m.field = m.field.Set(strings.TrimSpace(m.Text()))
	return m
}

// Restore ends typing and takes back what was typed.
func (m Model) Restore() Model { return m.Set(m.kept).Keep() }

// Slip underlines length bytes at offset and says what is wrong there. A zero length means that all is well.
func (m Model) Slip(offset, length int, message string) Model {
	m.slip, m.message = field.Bytes{From: offset, To: offset + length}, message
	return m
}

// Update types. It says whether the message was for the line.
func (m Model) Update(msg tea.Msg) (Model, bool) {
	var taken bool
	m.field, taken = m.field.Update(msg)
	return m, taken
}

// View is the line, at most w cells wide, with hint where nothing was typed; and the column of the cursor, -1 when it has none.
func (m Model) View(w int, hint string) (string, int) {
	prompt := m.look.Cursor.Render(m.prompt) + " "
	room := w - cells.Width(prompt)
	if room < 1 {
		return cells.Cut(prompt, w, ""), -1
	}
	if !m.focused {
		if m.Text() == "" {
			return cells.Cut(m.look.Dim.Render(m.prompt)+" "+m.look.Dim.Render(hint), w, m.glyphs.Tail), -1
		}
		return prompt + cells.Cut(m.Text(), room, m.glyphs.Tail), -1
	}
	wrong := m.look.Error
	wrong.Underline = true
	text, column := m.field.View(room, m.slip, wrong.Render)
	line := prompt + text
	typing := m.slip.To >= len(m.Text()) && m.field.Cursor() == len(m.Text()) // what is not finished is not wrong yet
	if m.message != "" && !typing {
		if free := room - cells.Width(text) - 3; free > 8 {
			line += "   " + m.look.Error.Render(cells.Cut(m.message, free, m.glyphs.Tail))
		}
	} else if m.Text() == "" {
		line += " " + m.look.Dim.Render(cells.Cut(hint, room-1, m.glyphs.Tail))
	}
	return line, cells.Width(prompt) + column
}
