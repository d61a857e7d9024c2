package picker

import "slices"

// Choice holds the chosen tags, each list in the order of choosing.
type Choice struct {
	Include, Exclude []string
	Required         []string // typed in the query outside any group, so required even when Any is set
	Any              bool     // any tag of Include suffices; else all are required
}

// cycleSelected switches the selected tag from neutral to included, to excluded, to neutral. It clears the text, so that the
// next tag can be typed; the tag stays selected.
func (m Model) cycleSelected() Model {
	if m.cursor >= len(m.matches) {
		return m
	}
	m = m.clearText()
	name := m.tag(m.matches[m.cursor]).Name
	switch m.stateOf(name) {
	case neutral:
		m.choice.Include = append(slices.Clip(m.choice.Include), name)
	case included:
		m.choice.Include, m.choice.Required = m.removeName(m.choice.Include, name), m.removeName(m.choice.Required, name)
		m.choice.Exclude = append(slices.Clip(m.choice.Exclude), name)
	case excluded:
		m.choice.Exclude = m.removeName(m.choice.Exclude, name)
	}
	return m
}

// includeTyped includes the selected tag when the text was typed after the last toggle, so that a tag and enter suffice.
func (m Model) includeTyped() Model {
	if m.typedSinceChoice && m.cursor < len(m.matches) && m.stateOf(m.tag(m.matches[m.cursor]).Name) == neutral {
		return m.cycleSelected()
	}
	return m
}

// toggleAny switches between matching all and matching any of the included tags.
func (m Model) toggleAny() Model {
	m.choice.Any = !m.choice.Any
	return m
}

// state says what the choice holds of a tag.
type state uint8

const (
	neutral state = iota
	included
	excluded
)

func (m Model) stateOf(name string) state {
	is := func(other string) bool { return m.fold(other) == m.fold(name) }
	switch {
	case slices.ContainsFunc(m.choice.Include, is), slices.ContainsFunc(m.choice.Required, is):
		return included
	case slices.ContainsFunc(m.choice.Exclude, is):
		return excluded
	}
	return neutral
}

func (m Model) removeName(names []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return m.fold(n) == m.fold(name) })
}

func equalChoices(a, b Choice) bool {
	return a.Any == b.Any && slices.Equal(a.Include, b.Include) && slices.Equal(a.Exclude, b.Exclude) && slices.Equal(a.Required, b.Required)
}
