package tui

import (
	"context"
	"image"
	"slices"

	tea "charm.land/bubbletea/v2"

	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/fault"
	"quire/internal/tui/picker"
)

// tagOverlay is the tag picker: it writes the tags that are chosen into the query. Its second page lists the keys of the front
// matter, and the values of one of them, which it writes into the query too.
type tagOverlay struct {
	picker picker.Model
	facet  search.Facet // what is listed
}

func (o tagOverlay) box(l layout) image.Rectangle {
	return l.centreOverlay(tagOverlayWidth, o.picker.Rows()+2)
}

func (o tagOverlay) layOut(under pageScreen) overlay {
	o.picker = o.picker.Resize(insideFrame(o.box(under.layout)).Dy())
	return o
}

func (o tagOverlay) content(width int, _ cells.Glyphs) overlayContent {
	lines, column := o.picker.Lines(width)
	c := overlayContent{title: o.title(), lines: lines, cursor: &image.Point{X: column}}
	switch {
	case o.facet != search.FacetTagTree:
	case o.picker.Choice().Any:
		c.remark = "match any"
	default:
		c.remark = "match all"
	}
	return c
}

func (o tagOverlay) actions(k keyMap) []action {
	actions := append(closeActions(k.Leave), action{k.tags.Page, onTop(tagOverlay.turnPage)})
	if o.facet == search.FacetKeys {
		actions = append(actions, action{k.tags.Done, onTop(tagOverlay.openKey)}, action{k.tags.Cycle, onTop(tagOverlay.openKey)})
	}
	return actions
}

func (o tagOverlay) update(under pageScreen, msg tea.Msg) (overlay, []intent) {
	switch msg := msg.(type) {
	case tagsListedMsg:
		o.picker = o.picker.Fill(msg.list)
		return o.layOut(under), nil
	case fieldsListedMsg:
		return o.fillFields(under, msg)
	case searchDoneMsg:
		if msg.request.counted == o.facet {
			o.picker = o.picker.SetCounts(msg.result.counts)
		}
		return o, nil
	}
	var changed bool
	o.picker, changed = o.picker.Update(msg)
	asks := o.applyChoice(changed)
	if k, ok := msg.(tea.KeyPressMsg); ok && matchesKey(k, o.picker.Keys.Done) {
		asks = append(asks, closeTop{})
	}
	return o.layOut(under), asks
}

func (o tagOverlay) scroll(lines int) overlay {
	o.picker = o.picker.MoveCursor(stepOf(lines))
	return o
}

func (o tagOverlay) click(under pageScreen, at image.Point) (overlay, []intent) {
	var changed bool
	if o.facet == search.FacetKeys {
		if o.picker, changed = o.picker.SelectRow(at.Y); changed {
			return o.openKey(under)
		}
		return o, nil
	}
	o.picker, changed = o.picker.Click(at.Y)
	return o.layOut(under), o.applyChoice(changed)
}

// applyChoice writes the choice into the query if it has changed.
func (o tagOverlay) applyChoice(changed bool) []intent {
	if !changed {
		return nil
	}
	c, f := o.picker.Choice(), o.facet
	return []intent{shelfTask(func(m shelfScreen) (shelfScreen, tea.Cmd) {
		if f.Key() != "" {
			return m.chooseValues(f, c)
		}
		return m.chooseTags(c)
	})}
}

func (o tagOverlay) hints(under pageScreen) []keyHint {
	p := o.picker.Keys
	switch {
	case o.facet == search.FacetKeys:
		return []keyHint{{p.Done, "values"}, {p.Page, "tags"}, {under.keys.Leave, "close"}}
	case o.facet.Key() != "":
		return []keyHint{{p.Cycle, "include / exclude / off"}, {p.Done, "done"}, {p.Page, "fields"}, {p.Clear, "clear"}, {under.keys.Leave, "close"}}
	}
	return []keyHint{{p.Cycle, "include / exclude / off"}, {p.Done, "done"}, {p.Page, "fields"}, {p.Mode, "all / any"}, {p.Clear, "clear"}, {under.keys.Leave, "close"}}
}

func (o tagOverlay) setTheme(look *theme.Theme) overlay {
	o.picker = o.picker.SetTheme(look)
	return o
}

// openTagPicker opens the tag picker with the tags of the query chosen. The list of tags comes with a command,
// unless it is known already.
func (m shelfScreen) openTagPicker() (shelfScreen, tea.Cmd) {
	q, _ := query.Parse(m.query.Text())
	tags, rest := q.SplitTags()
	c := picker.Choice{Include: tags.Must, Exclude: tags.Not}
	if len(tags.Any) > 0 {
		c.Include, c.Required, c.Any = tags.Any, tags.Must, true
	}
	p := picker.New(m.theme, note.FoldName)
	var cmds [2]tea.Cmd
	p.Keys = m.keys.tags
	if m.tags.list == nil || m.tags.generation != m.library.generation {
		m.tags = tagList{generation: m.library.generation}
		cmds[1] = listTagsCmd(m.ctx, m.library.Library, m.library.generation)
	}
	m, cmds[0] = m.requestCounts(search.FacetTagTree)
	p = p.Open(m.tags.list, c, rest.String())
	if !m.isSearching() { // the same question was answered when the picker was last open
		p = p.SetCounts(m.results.found.counts)
	}
	return m.ask(openOver{tagOverlay{p, search.FacetTagTree}}), tea.Batch(cmds[:]...)
}

// listTagsCmd returns a command that lists every tag of the library, and every tag that one is nested in. generation is the library's, for recognizing an
// outdated list.
func listTagsCmd(ctx context.Context, s search.Searcher, generation int) tea.Cmd {
	return fault.Catch("listing the tags", func() tea.Msg {
		all, err := s.Search(ctx, search.Request{Limit: 1, Facets: []search.Facet{search.FacetTagTree}})
		found := all.Facets[search.FacetTagTree]
		tags := make([]picker.Tag, len(found))
		for i, t := range found {
			tags[i] = picker.Tag{Name: t.Value, Notes: t.Notes}
		}
		return tagsListedMsg{tagList{generation, picker.NewList(tags, note.FoldName)}, err}
	}, func(err error) tea.Msg {
		return tagsListedMsg{tagList{generation, picker.NewList(nil, note.FoldName)}, err}
	})
}

// handleTagsListed keeps the list of tags, and has the tag picker show it, unless the list is outdated or known already.
func (m shelfScreen) handleTagsListed(msg tagsListedMsg) shelfScreen {
	if msg.generation != m.tags.generation || m.tags.list != nil {
		return m
	}
	m.tags = msg.tagList
	if msg.err != nil {
		m = m.showError(msg.err.Error())
	}
	return m.ask(showTags(msg))
}

// showTags is the intent to show the list of tags in the tag picker, if it is open.
type showTags tagsListedMsg

func (i showTags) carryOut(m Model) (Model, tea.Cmd) {
	return updateTop[tagOverlay](m, tagsListedMsg(i))
}

// chooseTags writes the choice of the tag picker into the query.
func (m shelfScreen) chooseTags(c picker.Choice) (shelfScreen, tea.Cmd) {
	q, _ := query.Parse(m.query.Text())
	m.query = m.query.SetText(replaceTags(q, c).String())
	m.results.selectPath = m.selectedPath()
	return m.requestCounts(search.FacetTagTree)
}

// replaceTags returns q with its tags replaced by those of a choice.
func replaceTags(q query.Query, c picker.Choice) query.Query {
	_, rest := q.SplitTags()
	if c.Any {
		return rest.WithTags(query.TagFilter{Must: c.Required, Any: c.Include, Not: c.Exclude})
	}
	must := slices.Clone(c.Required)
	for _, t := range c.Include {
		if !slices.ContainsFunc(must, func(other string) bool { return note.FoldName(other) == note.FoldName(t) }) {
			must = append(must, t)
		}
	}
	return rest.WithTags(query.TagFilter{Must: must, Not: c.Exclude})
}
