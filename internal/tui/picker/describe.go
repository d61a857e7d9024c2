package picker

import (
	"strconv"
	"strings"

	"quire/internal/tui/cells"
)

// describe says in plain words which notes the choice lets through, in several forms from the longest to the shortest.
func (m Model) describe() []string {
	all, any := m.choice.Required, m.choice.Include
	if !m.choice.Any || len(any) == 1 { // any of one tag is that tag
		all, any = m.includedNames(), nil
	}
	except := m.choice.Exclude
	var tagged []string
	if len(all) > 0 {
		tagged = append(tagged, joinNames(all, "and"))
	}
	if len(any) > 0 {
		tagged = append(tagged, joinNames(any, "or"))
	}
	var short []string
	if n := len(all); n > 0 {
		short = append(short, m.countNames(n, "all "+strconv.Itoa(n)+" "+m.Words.Several))
	}
	if n := len(any); n > 0 {
		short = append(short, "any of "+strconv.Itoa(n)+" "+m.Words.Several)
	}
	long, brief := "all notes", "all notes"
	switch n := len(except); {
	case len(tagged) > 0 && n > 0:
		long = "notes " + m.Words.Has + strings.Join(tagged, ", and ") + ", but not " + joinNames(except, "or")
		brief = "notes with " + strings.Join(short, " and ") + ", without " + m.countNames(n, "any of "+strconv.Itoa(n))
	case len(tagged) > 0:
		long, brief = "notes "+m.Words.Has+strings.Join(tagged, ", and "), "notes with "+strings.Join(short, " and ")
	case n > 0:
		long, brief = "notes "+m.Words.HasNot+joinNames(except, "or"), "notes without "+m.countNames(n, "any of "+strconv.Itoa(n)+" "+m.Words.Several)
	case m.rest != "":
		return []string{"notes matching " + m.rest, "notes matching the query"}
	}
	if m.rest == "" {
		return []string{long, brief}
	}
	return []string{long + ", matching " + m.rest, long + ", matching the rest", brief + ", matching " + m.rest, brief + ", matching the rest"}
}

// includedNames returns the tags that a note must have where all are required.
func (m Model) includedNames() []string {
	names := append([]string(nil), m.choice.Required...)
	for _, name := range m.choice.Include {
		if len(m.removeName(names, name)) == len(names) {
			names = append(names, name)
		}
	}
	return names
}

// countNames returns several for a number of names other than one.
func (m Model) countNames(n int, several string) string {
	if n == 1 {
		return "1 " + m.Words.Singular
	}
	return several
}

// maxNameBytes bounds what is shown of a tag in a sentence.
const maxNameBytes = 256

// joinNames joins tags as a sentence does: a, b and c. A tag of several words stands in quotes.
func joinNames(names []string, word string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		if quoted[i] = cells.LimitBytes(name, maxNameBytes); strings.ContainsAny(quoted[i], " ,") {
			quoted[i] = `"` + quoted[i] + `"`
		}
	}
	last := len(quoted) - 1
	if last == 0 {
		return quoted[0]
	}
	return strings.Join(quoted[:last], ", ") + " " + word + " " + quoted[last]
}
