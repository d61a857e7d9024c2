package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/tui/cells"
	"quire/internal/tui/field"
)

// section is some keys under a name, for help.
type section struct {
	name string
	keys []key.Binding
}

// sections are every key, from the tables that dispatch them.
func (m Model) sections() []section {
	k := m.keys
	shelf := section{"the shelf", append(bindings(k.onShelf()), m.shelf.Keys.Bindings()...)}
	page := section{"the page", append(bindings(k.onPage()), m.reader.Keys.Bindings()...)}
	all := []section{
		shelf, page,
		{"anywhere", bindings(k.always())},
		{"typing a query", bindings(k.inQuery())},
		{"searching in the page", bindings(k.inFind())},
		{"picking tags", append(m.picker.Keys.Bindings(), k.Leave)},
		{"lists that float", append(m.panel.Keys.Bindings(), k.Remove, k.Leave)},
		{"peeking", bindings(k.inPeek())},
		{"the notes around one", append(bindings(k.inAround()), m.around.Keys.Bindings()...)},
		{"text like this one", append(bindings(k.inSheet()), m.sheet.Keys.Bindings()...)},
		{"an address to be opened", bindings(k.inConfirm())},
		{"whatever one types", field.DefaultKeyMap().Bindings()},
	}
	if m.screen == screenPage {
		all[0], all[1] = page, shelf
	}
	return all
}

// help shows every key.
func (m Model) help() (Model, tea.Cmd) {
	return m.openSheet(float{title: "keys", wide: true, text: Model.helpText}, focusSheet), nil
}

// helpText is every key, in two columns where there is room: the place where one is at the left,
// the other one at the right, and the rest where there is less.
func (m Model) helpText(width int) []string {
	all := m.sections()
	if width < twoFrom {
		return m.keyLines(all, width)
	}
	const apart = 4
	half := (width - apart) / 2
	var left, right []string
	for i := range all {
		lines := m.keyLines(all[i:i+1], half)
		if len(left) <= len(right) {
			left = append(append(left, lines...), "")
		} else {
			right = append(append(right, lines...), "")
		}
	}
	out := make([]string, max(len(left), len(right))-1) // but for the blank line after the last
	for i := range out {
		if i < len(left) {
			out[i] = left[i]
		}
		if i < len(right) {
			out[i] = cells.Pad(out[i], half+apart) + right[i]
		}
	}
	return out
}

// narrowHelp is the width below which only the first of the keys that do the same is told.
const narrowHelp = 36

// keyLines are sections, a key a line, what it does wrapped beside it.
func (m Model) keyLines(sections []section, width int) []string {
	name := func(b key.Binding) string {
		if width < narrowHelp {
			return m.keyName(firstKey(b.Help().Key))
		}
		return m.keyName(b.Help().Key)
	}
	var lines []string
	for i, s := range sections {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, m.look.Bold.Render(s.name))
		keys := slices.DeleteFunc(slices.Clone(s.keys), func(b key.Binding) bool { return !b.Enabled() })
		column := 0
		for _, b := range keys {
			column = max(column, cells.Width(name(b)))
		}
		for _, b := range keys {
			head := "  " + m.look.Accent.Render(cells.Pad(name(b), column)) + "  "
			for _, text := range cells.Wrap(b.Help().Desc, max(width-column-4, 1), 0, "") {
				lines = append(lines, cells.Cut(head+text, width, m.glyphs.Tail))
				head = cells.Space(column + 4)
			}
		}
	}
	return lines
}
