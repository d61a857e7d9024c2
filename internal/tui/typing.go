package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/render"
	"quire/internal/tui/picker"
)

// editQuery begins to type in the query line.
func (m Model) editQuery() (Model, tea.Cmd) {
	m.query, m.focus = m.query.Focus(), focusQuery
	m.float.from = m.selectedPath()
	return m, nil
}

// typedQuery narrows the list with each key.
func (m Model) typedQuery(msg tea.Msg) (Model, tea.Cmd) {
	before := m.query.Text()
	m.query, _ = m.query.Update(msg)
	if m.query.Text() == before {
		return m, nil
	}
	return m.ask(m.query.Text(), true)
}

func (m Model) keepQuery() (Model, tea.Cmd) {
	m.query, m.focus = m.query.Keep(), focusScreen
	m.results.reselect = m.selectedPath()
	if m.results.asked != m.results.answered { // the list is not that of the text yet
		m.results.reselect = ""
	}
	return m.ask(m.query.Text(), false)
}

func (m Model) restoreQuery() (Model, tea.Cmd) {
	m.query, m.focus = m.query.Restore(), focusScreen
	m.results.reselect = m.float.from
	return m.ask(m.query.Text(), false)
}

func (m Model) moveSelection(by int) (Model, tea.Cmd) {
	m.shelf = m.shelf.Select(m.shelf.Selected() + by)
	return m.askPreview()
}

// clearQuery is esc on the shelf.
func (m Model) clearQuery() (Model, tea.Cmd) {
	if m.query.Text() == "" {
		return m.say(m.keyOf(m.keys.Quit) + " quits"), nil
	}
	return m.filter("")
}

// filter puts a query in force, and keeps the selection where it can.
func (m Model) filter(text string) (Model, tea.Cmd) {
	m.query = m.query.Set(text)
	m.results.reselect = m.selectedPath()
	return m.ask(text, false)
}

// findInPage begins to type what to search for in the page.
func (m Model) findInPage() (Model, tea.Cmd) {
	m, cmd := m.unfoldedAll()
	m.finder, m.focus = m.finder.Set("").Focus(), focusFind
	m.float.at = m.reader.Place()
	return m, cmd
}

// typedFind goes to the first match with each key, from where one began.
func (m Model) typedFind(msg tea.Msg) (Model, tea.Cmd) {
	before := m.finder.Text()
	m.finder, _ = m.finder.Update(msg)
	if m.finder.Text() == before {
		return m, nil
	}
	var cmd tea.Cmd
	m.reader, cmd = m.reader.At(m.float.at).Search(m.finder.Text())
	return m, cmd
}

func (m Model) keepFind() (Model, tea.Cmd) {
	m.finder, m.focus = m.finder.Keep(), focusScreen
	if m.reader.Searching() != "" { // what one is at now is a match, not the link from before
		m.reader = m.reader.Focus(render.NoLink)
	}
	return m.matchNotice(), nil
}

func (m Model) restoreFind() (Model, tea.Cmd) {
	m.finder, m.focus = m.finder.Set("").Keep(), focusScreen
	m.reader, _ = m.reader.Search("")
	m.reader = m.reader.At(m.float.at)
	return m, nil
}

// matchNotice says so when there is no match.
func (m Model) matchNotice() Model {
	if text := m.reader.Searching(); text != "" {
		if _, all, done := m.reader.Matches(); all == 0 && done {
			return m.say("no " + text + " in this note")
		}
	}
	return m
}

// upFromPage is esc on the page: it ends the search, then leads to the shelf.
func (m Model) upFromPage() (Model, tea.Cmd) {
	if m.reader.Searching() != "" {
		m.reader, _ = m.reader.Search("")
		return m, nil
	}
	return m.toShelf()
}

// hint labels the links on the screen.
func (m Model) hint() (Model, tea.Cmd) {
	var any bool
	if m.reader, any = m.reader.Hint(); !any {
		return m.say("no link is in sight"), nil
	}
	m.focus, m.typed = focusHints, ""
	return m, nil
}

// typedHint takes a letter of a label. In upper case the address is copied instead of followed.
func (m Model) typedHint(msg tea.Msg) (Model, tea.Cmd) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return m, nil
	}
	var link int
	m.reader, link = m.reader.Hinted(k.Text)
	if link < 0 && m.reader.Hinting() && k.Text != "" {
		return m, nil
	}
	m.reader, m.focus = m.reader.Unhint(), focusScreen
	if link < 0 {
		return m, nil
	}
	m.reader = m.reader.Focus(link)
	if k.Text >= "A" && k.Text <= "Z" {
		return m.copyLink()
	}
	return m.follow()
}

// pickTags opens the tag picker with the tags of the query.
func (m Model) pickTags() (Model, tea.Cmd) {
	m.focus = focusPicker
	q, _ := query.Parse(m.query.Text())
	tags, _ := q.SplitTags()
	c := picker.Choice{In: tags.Must, Out: tags.Not}
	if len(tags.Any) > 0 {
		c.In, c.Beside, c.Any = tags.Any, tags.Must, true
	}
	var all []picker.Tag
	for _, t := range m.library.Index.Tags(nil) {
		all = append(all, picker.Tag{Name: t.Tag, Notes: t.Notes})
	}
	m.picker = m.picker.Open(all, c)
	return m.refloated().ask(m.query.Text(), false)
}

// picked narrows the picker or changes what is chosen, and with it the query.
func (m Model) picked(msg tea.Msg) (Model, tea.Cmd) {
	var changed bool
	m.picker, changed = m.picker.Update(msg)
	return m.rewritten(msg, changed)
}

// rewritten writes the picker's choice into the query.
func (m Model) rewritten(msg tea.Msg, changed bool) (Model, tea.Cmd) {
	var cmd tea.Cmd
	if changed {
		q, _ := query.Parse(m.query.Text())
		m.query = m.query.Set(withChoice(q, m.picker.Choice()).String())
		m.results.reselect = m.selectedPath()
		m, cmd = m.ask(m.query.Text(), false)
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && matches(k, m.picker.Keys.Done) {
		m.focus = focusScreen
	}
	return m.refloated(), cmd
}

// withChoice is a query with its tags replaced.
func withChoice(q query.Query, c picker.Choice) query.Query {
	_, rest := q.SplitTags()
	if c.Any {
		return rest.WithTags(query.Tags{Must: c.Beside, Any: c.In, Not: c.Out})
	}
	must := slices.Clone(c.Beside)
	for _, t := range c.In {
		if !slices.ContainsFunc(must, func(o string) bool { return note.Fold(o) == note.Fold(t) }) {
			must = append(must, t)
		}
	}
	return rest.WithTags(query.Tags{Must: must, Not: c.Out})
}
