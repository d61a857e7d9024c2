package picker

import (
	"cmp"
	"slices"
	"strings"

	"quire/internal/text"
)

// filterTags lists the tags that contain the text, ignoring case and accents: the tag with exactly this name, then those of the
// most notes. Without a text the chosen tags come first.
func (m Model) filterTags() Model {
	m = m.sortTags()
	typed := text.Fold(m.fold(strings.TrimPrefix(strings.TrimSpace(m.field.Text()), m.Words.Prompt)))
	var first, others []int
	for _, i := range m.byCount {
		var name string
		if typed != "" {
			name = m.searchedName(i)
		}
		switch {
		case typed == "" && i < len(m.chosenFirst), typed != "" && name == typed:
			first = append(first, i)
		case strings.Contains(name, typed):
			others = append(others, i)
		}
	}
	if typed == "" {
		slices.Sort(first)
	}
	m.matches = append(first, others...)
	return m.moveCursor(0)
}

// searchedName returns what the text is compared with for the i-th tag.
func (m Model) searchedName(i int) string {
	if i < len(m.chosenFirst) {
		return text.Fold(m.foldedName(i))
	}
	return m.list.folded[i-len(m.chosenFirst)]
}

// sortTags sorts all tags by their counts, most notes first and ties as in the list, unless they are sorted already.
func (m Model) sortTags() Model {
	if m.isSorted {
		return m
	}
	type counted struct{ number, notes int }
	all := make([]counted, 0, m.Len())
	for at := range m.list.tags {
		i, ok := m.alsoFirst[at]
		if !ok {
			i = len(m.chosenFirst) + at
		}
		all = append(all, counted{i, m.tag(i).Notes})
	}
	for i, t := range m.chosenFirst {
		if _, known := m.list.number[m.fold(t.Name)]; !known {
			all = append(all, counted{i, m.tag(i).Notes})
		}
	}
	slices.SortStableFunc(all, func(a, b counted) int { return cmp.Compare(b.notes, a.notes) })
	m.byCount = make([]int, len(all))
	for i, c := range all {
		m.byCount[i] = c.number
	}
	m.isSorted = true
	return m
}

// clearText empties the text before a tag is toggled. The selected tag stays selected, among all tags in the order of the last
// sort.
func (m Model) clearText() Model {
	m.typedSinceChoice, m.isWaiting = false, false
	if m.field.Text() == "" {
		return m
	}
	selected := m.matches[m.cursor]
	m.field, m.matches = m.field.SetText(""), m.byCount
	m.cursor = max(slices.Index(m.matches, selected), 0)
	return m.scrollToCursor()
}
