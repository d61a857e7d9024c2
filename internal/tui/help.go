package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"

	"quire/internal/tui/cells"
)

// openHelp returns what opens the list of all keys, with those of the current screen first.
func openHelp(onPage bool) func(under pageScreen) []intent {
	return func(under pageScreen) []intent {
		o := newText(under.session, "keys", func(under pageScreen, width int) []string { return under.layOutHelp(onPage, width) })
		o.twoColumns = true
		return []intent{openOver{o}}
	}
}

// layOutHelp lays out the list of all keys, in two columns where there is room: the current screen at the left, the other
// screen at the right, and each further section in the shorter column.
func (m *session) layOutHelp(onPage bool, width int) []string {
	all := m.keys.contexts()
	if onPage { // the current screen comes first
		all[0], all[1] = all[1], all[0]
	}
	if width < twoColumnsMinWidth {
		return m.layOutKeys(all, width)
	}
	const apart = 4
	half := (width - apart) / 2
	var left, right []string
	for i := range all {
		lines := m.layOutKeys(all[i:i+1], half)
		if len(left) <= len(right) {
			left = append(append(left, lines...), "")
		} else {
			right = append(append(right, lines...), "")
		}
	}
	out := make([]string, max(len(left), len(right))-1) // without the blank line after the last section
	for i := range out {
		if i < len(left) {
			out[i] = left[i]
		}
		if i < len(right) {
			out[i] = m.theme.Cells.Pad(out[i], half+apart) + right[i]
		}
	}
	return out
}

// narrowHelpWidth is the width below which help shows only the first of several equivalent keys.
const narrowHelpWidth = 36

// layOutKeys lays out sections with a key per line and its description wrapped beside it.
func (m *session) layOutKeys(sections []keyContext, width int) []string {
	name := func(b key.Binding) string {
		if width < narrowHelpWidth {
			return m.displayKey(firstKey(b.Help().Key))
		}
		return m.displayKey(b.Help().Key)
	}
	var lines []string
	for i, s := range sections {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, m.theme.Bold.Render(s.title))
		keys := slices.DeleteFunc(slices.Clone(s.keys), func(b key.Binding) bool { return !b.Enabled() })
		column := 0
		for _, b := range keys {
			column = max(column, m.theme.Cells.Width(name(b)))
		}
		for _, b := range keys {
			head := "  " + m.theme.Accent.Render(m.theme.Cells.Pad(name(b), column)) + "  "
			for _, text := range cells.Wrap(m.theme.Cells, b.Help().Desc, max(width-column-4, 1), 0, "") {
				lines = append(lines, m.theme.Cells.Cut(head+text, width, m.glyphs.Tail))
				head = cells.Spaces(column + 4)
			}
		}
	}
	return lines
}
