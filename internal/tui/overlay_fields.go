package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/tui/fault"
	"quire/internal/tui/picker"
)

// title names what the picker lists.
func (o tagOverlay) title() string {
	switch o.facet {
	case search.FacetTagTree:
		return "tags"
	case search.FacetKeys:
		return "fields"
	}
	return safe.Text(o.facet.Key())
}

// turnPage goes from the tags to the keys of the front matter, from the values of a key back to the keys, and from these to the
// tags.
func (o tagOverlay) turnPage(pageScreen) (overlay, []intent) {
	next := shelfTask(shelfScreen.openTagPicker)
	if o.facet != search.FacetKeys {
		next = func(m shelfScreen) (shelfScreen, tea.Cmd) { return m.openFields(search.FacetKeys) }
	}
	return o, []intent{closeTop{}, next}
}

// openKey goes from the selected key to its values.
func (o tagOverlay) openKey(pageScreen) (overlay, []intent) {
	key, ok := o.picker.Selected()
	if !ok {
		return o, nil
	}
	return o, []intent{closeTop{}, shelfTask(func(m shelfScreen) (shelfScreen, tea.Cmd) { return m.openFields(search.FacetValues(key.Name)) })}
}

// openFields opens the second page of the tag picker: the keys of the front matter, or the values of one of them, with those of
// the query chosen. The list comes with a command.
func (m shelfScreen) openFields(f search.Facet) (shelfScreen, tea.Cmd) {
	q, _ := query.Parse(m.query.Text())
	p := picker.New(m.theme, note.FoldName)
	p.Keys = m.keys.tags
	p.Keys.Mode.SetEnabled(false)
	p.Words = picker.Words{Prompt: "/", None: "no matching fields"}
	var c picker.Choice
	if key := f.Key(); key != "" {
		var values query.ValueFilter
		values, q = q.SplitValues(key)
		c = picker.Choice{Include: values.Must, Exclude: values.Not}
		name := safe.Text(key)
		p.Words = picker.Words{
			Prompt: name + ":", None: "no matching values", Has: "whose " + name + " is ", HasNot: "whose " + name + " is not ",
			Singular: "value", Several: "values",
		}
	}
	var cmd tea.Cmd
	m, cmd = m.requestCounts(f)
	p = p.Open(nil, c, q.String())
	if !m.isSearching() {
		p = p.SetCounts(m.results.found.counts)
	}
	return m.ask(openOver{tagOverlay{p, f}}), tea.Batch(cmd, listFieldsCmd(m.ctx, m.library.Library, f))
}

// listFieldsCmd returns a command that lists every key of the library, or every value of a key.
func listFieldsCmd(ctx context.Context, s search.Searcher, f search.Facet) tea.Cmd {
	return fault.Catch("listing the fields", func() tea.Msg {
		found, err := s.Search(ctx, search.Request{Limit: 1, Facets: []search.Facet{f}})
		tags := make([]picker.Tag, len(found.Facets[f]))
		for i, v := range found.Facets[f] {
			tags[i] = picker.Tag{Name: v.Value, Notes: v.Notes}
		}
		return fieldsListedMsg{f, picker.NewList(tags, note.FoldName), err}
	}, func(err error) tea.Msg { return fieldsListedMsg{f, picker.NewList(nil, note.FoldName), err} })
}

// fillFields shows the keys or values that a command has listed.
func (o tagOverlay) fillFields(under pageScreen, msg fieldsListedMsg) (overlay, []intent) {
	if msg.facet != o.facet {
		return o, nil
	}
	o.picker = o.picker.Fill(msg.list)
	if msg.err != nil {
		return o.layOut(under), []intent{say{text: msg.err.Error(), isError: true}}
	}
	return o.layOut(under), nil
}

// chooseValues writes the choice among the values of a key into the query.
func (m shelfScreen) chooseValues(f search.Facet, c picker.Choice) (shelfScreen, tea.Cmd) {
	q, _ := query.Parse(m.query.Text())
	_, rest := q.SplitValues(f.Key())
	m.query = m.query.SetText(rest.WithValues(f.Key(), query.ValueFilter{Must: c.Include, Not: c.Exclude}).String())
	m.results.selectPath = m.selectedPath()
	return m.requestCounts(f)
}
