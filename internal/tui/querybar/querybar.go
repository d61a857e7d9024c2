// Package querybar shows and edits the query line at the top of the shelf. It does not know what a query means: the
// caller tells it where a syntax error is.
package querybar

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// Model holds the line. It is a value: methods return the changed copy.
type Model struct {
	field    field.Model
	typed    string    // what the user typed where AcceptAs has put another text; else ""
	original savedText // the text before typing began, for Cancel
	focused  bool
	slip     field.Span
	message  string // the error at the slip
	advice   string // what the user may have meant; shown beside the line when there is no error
	prompt   string
	look     *theme.Theme
	glyphs   cells.Glyphs
}

// savedText is the text of a line and what was typed for it.
type savedText struct{ text, typed string }

// New returns an empty line with a prompt, such as "/".
func New(prompt string, look *theme.Theme) Model {
	return Model{field: field.New(), prompt: prompt}.SetTheme(look)
}

// SetTheme changes the colours, and how the cells of a text are counted.
func (m Model) SetTheme(look *theme.Theme) Model {
	m.look, m.glyphs, m.field = look, cells.GlyphsFor(look.ASCII), m.field.SetCells(look.Cells)
	return m
}

// Text returns the text of the line.
func (m Model) Text() string { return m.field.Text() }

// SetText replaces the text and drops the marked slip. A * that AcceptAs added to the last word goes on to count as added if the
// new text ends with the same word.
func (m Model) SetText(text string) Model {
	typed := ""
	if m.typed != "" && lastWord(text) == lastWord(m.Text()) {
		typed = strings.TrimSuffix(text, "*")
	}
	m.field, m.slip, m.message, m.advice, m.typed = m.field.SetText(text), field.Span{}, "", "", typed
	if typed == text {
		m.typed = ""
	}
	return m
}

// Cursor returns the byte offset of the cursor in Text.
func (m Model) Cursor() int { return m.field.Cursor() }

// SetTyped replaces the text as if the user had typed it, with the cursor at a byte offset.
func (m Model) SetTyped(text string, cursor int) Model {
	m.field, m.typed = m.field.SetText(text).SetCursor(cursor), ""
	return m
}

// lastWord returns what follows the last space of a text.
func lastWord(text string) string { return text[strings.LastIndexByte(text, ' ')+1:] }

// TypedText returns the text as the user typed it: without what AcceptAs has added.
func (m Model) TypedText() string {
	if m.typed != "" {
		return m.typed
	}
	return m.Text()
}

// Focus starts editing at the end of the text as it was typed, after a space, so that typing adds a word. Cancel restores the
// present text.
func (m Model) Focus() Model {
	m.original, m.focused = savedText{m.Text(), m.typed}, true
	text := m.TypedText()
	if text != "" && !strings.HasSuffix(text, " ") {
		text += " "
	}
	m.field, m.typed = m.field.SetText(text), ""
	return m
}

// Accept ends editing and keeps the text, trimmed.
func (m Model) Accept() Model { return m.AcceptAs(strings.TrimSpace(m.Text())) }

// AcceptAs ends editing and shows kept, which stands for the typed text: Focus brings that back.
func (m Model) AcceptAs(kept string) Model {
	typed := strings.TrimSpace(m.Text())
	m.focused, m.typed = false, ""
	m.field = m.field.SetText(kept)
	if kept != typed {
		m.typed = typed
	}
	return m
}

// Cancel ends editing and restores the text that Focus found.
func (m Model) Cancel() Model {
	m.focused, m.slip, m.message = false, field.Span{}, ""
	m.field, m.typed = m.field.SetText(m.original.text), m.original.typed
	return m
}

// MarkSlip underlines length bytes at offset and shows message beside the line. A zero length removes the mark.
func (m Model) MarkSlip(offset, length int, message string) Model {
	m.slip, m.message = field.Span{From: offset, To: offset + length}, message
	return m
}

// SetAdvice shows what the user may have meant beside the line, whether it is being edited or not. An empty text removes it.
func (m Model) SetAdvice(text string) Model {
	m.advice = text
	return m
}

// Update edits the text. The result is true when the line used the message.
func (m Model) Update(msg tea.Msg) (Model, bool) {
	var taken bool
	m.field, taken = m.field.Update(msg)
	return m, taken
}

// View returns the line, at most w cells wide, and the column of the cursor, or -1 when the line is not being edited.
// An empty line shows hint.
func (m Model) View(w int, hint string) (string, int) {
	prompt := m.look.Cursor.Render(m.prompt) + " "
	room := w - m.look.Cells.Width(prompt)
	if room < 1 {
		return m.look.Cells.Cut(prompt, w, ""), -1
	}
	if !m.focused {
		if m.Text() == "" {
			return m.look.Cells.Cut(m.look.Dim.Render(m.prompt)+" "+m.look.Dim.Render(hint), w, m.glyphs.Tail), -1
		}
		text := m.look.Cells.Cut(m.Text(), room, m.glyphs.Tail)
		return prompt + text + m.renderRemark(m.advice, m.look.Dim, room-m.look.Cells.Width(text)), -1
	}
	wrong := m.look.Error
	wrong.Underline = true
	text, column := m.field.View(room, m.slip, wrong.Render)
	line := prompt + text
	typing := m.slip.To >= len(m.Text()) && m.field.Cursor() == len(m.Text()) // an unfinished word is not an error yet
	if m.message != "" && !typing {
		line += m.renderRemark(m.message, m.look.Error, room-m.look.Cells.Width(text))
	} else if m.Text() == "" {
		line += " " + m.look.Dim.Render(m.look.Cells.Cut(hint, room-1, m.glyphs.Tail))
	} else {
		line += m.renderRemark(m.advice, m.look.Dim, room-m.look.Cells.Width(text))
	}
	return line, m.look.Cells.Width(prompt) + column
}

// remarkGap is the space in cells between the text and a remark, and minRemark the least width of a remark.
const (
	remarkGap = 3
	minRemark = 9
)

// renderRemark returns a remark that stands beside the text, in the room that the text leaves, or "" if that is too narrow.
func (m Model) renderRemark(remark string, style theme.Style, room int) string {
	if room -= remarkGap; remark == "" || room < minRemark {
		return ""
	}
	return cells.Spaces(remarkGap) + style.Render(m.look.Cells.Cut(remark, room, m.glyphs.Tail))
}
