// Package field is a line of text that is being typed: the text, a cursor and
// the keys that edit it. It edits by what a reader takes for one character
// (grapheme clusters), and it is a value: a copy of a field is another field.
//
// It stands below the parts that have one (query line, pickers, panels) and
// draws nothing but itself. The bubbles textinput is not used, for it edits by
// code points, and copies of it share memory.
package field

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/safe"
	"quire/internal/tui/cells"
)

// limit is the most bytes that a field takes: a pasted book is cut.
const limit = 4096

// KeyMap is what edits a field, beside letters.
type KeyMap struct {
	Left, Right, WordLeft, WordRight, Start, End          key.Binding
	Backspace, Delete, DeleteWord, DeleteStart, DeleteEnd key.Binding
}

// DefaultKeyMap is the keys of readline that every shell has.
func DefaultKeyMap() KeyMap {
	bind := key.NewBinding
	return KeyMap{
		Left:        bind(key.WithKeys("left", "ctrl+b"), key.WithHelp("←", "a character left")),
		Right:       bind(key.WithKeys("right", "ctrl+f"), key.WithHelp("→", "a character right")),
		WordLeft:    bind(key.WithKeys("alt+left", "ctrl+left", "alt+b"), key.WithHelp("alt+←", "a word left")),
		WordRight:   bind(key.WithKeys("alt+right", "ctrl+right", "alt+f"), key.WithHelp("alt+→", "a word right")),
		Start:       bind(key.WithKeys("home", "ctrl+a"), key.WithHelp("ctrl+a", "to the start")),
		End:         bind(key.WithKeys("end", "ctrl+e"), key.WithHelp("ctrl+e", "to the end")),
		Backspace:   bind(key.WithKeys("backspace", "ctrl+h"), key.WithHelp("⌫", "delete a character")),
		Delete:      bind(key.WithKeys("delete", "ctrl+d"), key.WithHelp("del", "delete the next character")),
		DeleteWord:  bind(key.WithKeys("ctrl+w", "alt+backspace", "ctrl+backspace"), key.WithHelp("ctrl+w", "delete a word")),
		DeleteStart: bind(key.WithKeys("ctrl+u"), key.WithHelp("ctrl+u", "delete to the start")),
		DeleteEnd:   bind(key.WithKeys("ctrl+k"), key.WithHelp("ctrl+k", "delete to the end")),
	}
}

// Bindings are all of them, in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{
		k.Left, k.Right, k.WordLeft, k.WordRight, k.Start, k.End, k.Backspace, k.Delete, k.DeleteWord, k.DeleteStart, k.DeleteEnd,
	}
}

// Model is the field. The zero value is an empty field without keys; use New.
type Model struct {
	Keys          KeyMap
	before, after string // the text on both sides of the cursor
}

// New is an empty field.
func New() Model { return Model{Keys: DefaultKeyMap()} }

// Text is what was typed. It holds no control.
func (m Model) Text() string { return m.before + m.after }

// Cursor is the byte offset of the cursor in Text.
func (m Model) Cursor() int { return len(m.before) }

// Set replaces the text and puts the cursor at its end.
func (m Model) Set(text string) Model {
	m.before, m.after = clean(text), ""
	return m
}

// Insert puts text in at the cursor.
func (m Model) Insert(text string) Model {
	text = clean(text)
	if room := limit - len(m.before) - len(m.after); len(text) > room {
		text = text[:max(room, 0)]
		for len(text) > 0 && !utf8.ValidString(text) {
			text = text[:len(text)-1]
		}
	}
	m.before += text
	return m
}

// Update edits the text by a key or a paste and says whether the message was for it.
func (m Model) Update(msg tea.Msg) (Model, bool) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		return m.Insert(strings.TrimSpace(msg.Content)), true
	case tea.KeyPressMsg:
		return m.pressed(msg)
	}
	return m, false
}

func (m Model) pressed(k tea.KeyPressMsg) (Model, bool) {
	for _, edit := range m.edits() {
		if key.Matches(k, edit.on) {
			return edit.do(m), true
		}
	}
	if k.Text == "" || k.Mod.Contains(tea.ModAlt) || k.Mod.Contains(tea.ModCtrl) {
		return m, false
	}
	return m.Insert(k.Text), true
}

type edit struct {
	on key.Binding
	do func(Model) Model
}

func (m Model) edits() []edit {
	return []edit{
		{m.Keys.Left, Model.left}, {m.Keys.Right, Model.right},
		{m.Keys.WordLeft, Model.wordLeft}, {m.Keys.WordRight, Model.wordRight},
		{m.Keys.Start, func(m Model) Model { m.before, m.after = "", m.Text(); return m }},
		{m.Keys.End, func(m Model) Model { m.before, m.after = m.Text(), ""; return m }},
		{m.Keys.Backspace, func(m Model) Model { m.before = m.left().before; return m }},
		{m.Keys.Delete, func(m Model) Model { m.after = m.right().after; return m }},
		{m.Keys.DeleteWord, func(m Model) Model { m.before = m.wordLeft().before; return m }},
		{m.Keys.DeleteStart, func(m Model) Model { m.before = ""; return m }},
		{m.Keys.DeleteEnd, func(m Model) Model { m.after = ""; return m }},
	}
}

func (m Model) left() Model {
	at := 0
	for rest := m.before; rest != ""; {
		c, _ := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
		at, rest = len(m.before)-len(rest), rest[len(c):]
	}
	m.before, m.after = m.before[:at], m.before[at:]+m.after
	return m
}

func (m Model) right() Model {
	if m.after == "" {
		return m
	}
	c, _ := ansi.FirstGraphemeCluster(m.after, ansi.GraphemeWidth)
	m.before, m.after = m.before+c, m.after[len(c):]
	return m
}

func (m Model) wordLeft() Model {
	kept := strings.TrimRightFunc(m.before, unicode.IsSpace)
	kept = kept[:strings.LastIndexFunc(kept, unicode.IsSpace)+1]
	m.before, m.after = kept, m.before[len(kept):]+m.after
	return m
}

func (m Model) wordRight() Model {
	rest := strings.TrimLeftFunc(m.after, unicode.IsSpace)
	if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
		rest = rest[i:]
	} else {
		rest = ""
	}
	m.before, m.after = m.before+m.after[:len(m.after)-len(rest)], rest
	return m
}

// Bytes is a stretch of Text.
type Bytes struct{ From, To int }

// View is the text in at most w cells, the cursor always among them, with
// paint over the bytes of Text that are marked; and the column of the cursor.
func (m Model) View(w int, mark Bytes, paint func(string) string) (string, int) {
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
	column := cells.Width(m.before)
	if column < w { // the cursor takes a cell of its own
		return cells.Cut(styled, w, ""), column
	}
	skip := column - w + 1
	visible := cells.CutLeft(styled, cells.Width(text)-skip, "")
	return cells.Cut(visible, w, ""), column - skip
}

func clean(text string) string {
	return safe.Text(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(text))
}
