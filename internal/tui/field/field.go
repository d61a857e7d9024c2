// Package field is a single-line text input: the text, a cursor and the editing keys. It edits by grapheme clusters, and
// it is a value: a copy of a field is another field.
//
// The parts that have an input (the query line, the tag picker and the filter lists) use it. It draws nothing but itself. The textinput of
// bubbles is not used, because it edits by code points and its copies share memory.
package field

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/safe"
	"quire/internal/text"
	"quire/internal/tui/cells"
)

// maxBytes bounds the text, so that pasting a book cuts it.
const maxBytes = 4096

// KeyMap holds the editing keys. Other printable keys insert their text.
type KeyMap struct {
	Left, Right, WordLeft, WordRight, Start, End          key.Binding
	Backspace, Delete, DeleteWord, DeleteStart, DeleteEnd key.Binding
}

// DefaultKeyMap returns the keys of readline that shells share.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Left:        bind(key.WithKeys("left", "ctrl+b"), key.WithHelp("←", "character left")),
		Right:       bind(key.WithKeys("right", "ctrl+f"), key.WithHelp("→", "character right")),
		WordLeft:    bind(key.WithKeys("alt+left", "ctrl+left", "alt+b"), key.WithHelp("alt+←", "word left")),
		WordRight:   bind(key.WithKeys("alt+right", "ctrl+right", "alt+f"), key.WithHelp("alt+→", "word right")),
		Start:       bind(key.WithKeys("home", "ctrl+a"), key.WithHelp("ctrl+a", "start of line")),
		End:         bind(key.WithKeys("end", "ctrl+e"), key.WithHelp("ctrl+e", "end of line")),
		Backspace:   bind(key.WithKeys("backspace", "ctrl+h"), key.WithHelp("⌫", "delete character")),
		Delete:      bind(key.WithKeys("delete", "ctrl+d"), key.WithHelp("del", "delete next character")),
		DeleteWord:  bind(key.WithKeys("ctrl+w", "alt+backspace", "ctrl+backspace"), key.WithHelp("ctrl+w", "delete word")),
		DeleteStart: bind(key.WithKeys("ctrl+u"), key.WithHelp("ctrl+u", "delete to start")),
		DeleteEnd:   bind(key.WithKeys("ctrl+k"), key.WithHelp("ctrl+k", "delete to end")),
	}
}

// Bindings returns all keys in the order in which help lists them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{
		k.Left, k.Right, k.WordLeft, k.WordRight, k.Start, k.End, k.Backspace, k.Delete, k.DeleteWord, k.DeleteStart, k.DeleteEnd,
	}
}

// Model holds the text and the cursor. The zero value is an empty field without keys; use New.
type Model struct {
	Keys          KeyMap
	cells         text.WidthMethod
	before, after string // the text on both sides of the cursor
}

// New returns an empty field with the default keys.
func New() Model { return Model{Keys: DefaultKeyMap()} }

// Text returns the text. It holds no control characters.
func (m Model) Text() string { return m.before + m.after }

// Cursor returns the byte offset of the cursor in Text.
func (m Model) Cursor() int { return len(m.before) }

// SetText replaces the text and puts the cursor at its end.
func (m Model) SetText(text string) Model {
	m.before, m.after = replaceControls(text), ""
	return m
}

// SetCursor puts the cursor at a byte offset in Text, or at the nearest end.
func (m Model) SetCursor(offset int) Model {
	text := m.Text()
	offset = max(min(offset, len(text)), 0)
	m.before, m.after = text[:offset], text[offset:]
	return m
}

// Insert inserts text at the cursor, cut at a rune where the field would hold more than maxBytes.
func (m Model) Insert(text string) Model {
	text = replaceControls(cells.LimitBytes(text, maxBytes))
	if room := maxBytes - len(m.before) - len(m.after); len(text) > room {
		text = text[:max(room, 0)]
		for len(text) > 0 && !utf8.ValidString(text) {
			text = text[:len(text)-1]
		}
	}
	m.before += text
	return m
}

// Update handles a key or a paste. The result is true when the field used the message.
func (m Model) Update(msg tea.Msg) (Model, bool) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		return m.Insert(strings.TrimSpace(msg.Content)), true
	case tea.KeyPressMsg:
		return m.handleKey(msg)
	}
	return m, false
}

func (m Model) handleKey(k tea.KeyPressMsg) (Model, bool) {
	for _, edit := range m.editKeys() {
		if key.Matches(k, edit.key) {
			return edit.apply(m), true
		}
	}
	if k.Text == "" || k.Mod.Contains(tea.ModAlt) || k.Mod.Contains(tea.ModCtrl) {
		return m, false
	}
	return m.Insert(k.Text), true
}

// editKey binds a key to what it does.
type editKey struct {
	key   key.Binding
	apply func(Model) Model
}

func (m Model) editKeys() []editKey {
	return []editKey{
		{m.Keys.Left, Model.cursorLeft}, {m.Keys.Right, Model.cursorRight},
		{m.Keys.WordLeft, Model.cursorWordLeft}, {m.Keys.WordRight, Model.cursorWordRight},
		{m.Keys.Start, func(m Model) Model { m.before, m.after = "", m.Text(); return m }},
		{m.Keys.End, func(m Model) Model { m.before, m.after = m.Text(), ""; return m }},
		{m.Keys.Backspace, func(m Model) Model { m.before = m.cursorLeft().before; return m }},
		{m.Keys.Delete, func(m Model) Model { m.after = m.cursorRight().after; return m }},
		{m.Keys.DeleteWord, func(m Model) Model { m.before = m.cursorWordLeft().before; return m }},
		{m.Keys.DeleteStart, func(m Model) Model { m.before = ""; return m }},
		{m.Keys.DeleteEnd, func(m Model) Model { m.after = ""; return m }},
	}
}

func (m Model) cursorLeft() Model {
	at := 0
	for rest := m.before; rest != ""; {
		c := text.FirstCluster(rest)
		at, rest = len(m.before)-len(rest), rest[len(c):]
	}
	m.before, m.after = m.before[:at], m.before[at:]+m.after
	return m
}

func (m Model) cursorRight() Model {
	if m.after == "" {
		return m
	}
	c := text.FirstCluster(m.after)
	m.before, m.after = m.before+c, m.after[len(c):]
	return m
}

func (m Model) cursorWordLeft() Model {
	kept := strings.TrimRightFunc(m.before, unicode.IsSpace)
	kept = kept[:strings.LastIndexFunc(kept, unicode.IsSpace)+1]
	m.before, m.after = kept, m.before[len(kept):]+m.after
	return m
}

func (m Model) cursorWordRight() Model {
	rest := strings.TrimLeftFunc(m.after, unicode.IsSpace)
	if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
		rest = rest[i:]
	} else {
		rest = ""
	}
	m.before, m.after = m.before+m.after[:len(m.after)-len(rest)], rest
	return m
}

// Span is a range of bytes of Text, To excluded.
type Span struct{ From, To int }

// SetCells sets how the screen counts the cells of a text.
func (m Model) SetCells(method text.WidthMethod) Model {
	m.cells = method
	return m
}

// View returns the part of the text around the cursor that fits in w cells, and the column of the cursor. It applies
// paint to the bytes of mark.
func (m Model) View(w int, mark Span, paint func(string) string) (string, int) {
	if w <= 0 {
		return "", 0
	}
	text := m.Text()
	mark.From = min(max(mark.From, 0), len(text))
	mark.To = min(max(mark.To, mark.From), len(text))
	styled := text
	if mark.From < mark.To {
		styled = text[:mark.From] + paint(text[mark.From:mark.To]) + text[mark.To:]
	}
	column := m.cells.Width(m.before)
	if column < w { // the cursor takes a cell of its own
		return m.cells.Cut(styled, w, ""), column
	}
	skip := column - w + 1
	visible := m.cells.CutLeft(styled, m.cells.Width(text)-skip, "")
	return m.cells.Cut(visible, w, ""), column - skip
}

// replaceControls turns line ends and tabs into spaces and shows other controls as symbols.
func replaceControls(text string) string {
	return safe.Text(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(text))
}
