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

// tagOverlay is the tag picker: it writes the tags that are chosen into the query.
type tagOverlay struct{ picker picker.Model }

func (o tagOverlay) box(l layout) image.Rectangle {
	return l.centreOverlay(narrowOverlayWidth, o.picker.Len()+4)
}

func (o tagOverlay) layOut(under pageScreen) overlay {
	o.picker = o.picker.Resize(insideFrame(o.box(under.layout)).Dy())
	return o
}

func (o tagOverlay) content(width int, _ cells.Glyphs) overlayContent {
	lines, column := o.picker.Lines(width)
	c := overlayContent{title: "tags", remark: "match all", lines: lines, cursor: &image.Point{X: column}}
	if o.picker.Choice().Any {
		c.remark = "match any"
	}
	return c
}

func (o tagOverlay) actions(k keyMap) []action { return closeActions(k.Leave) }

func (o tagOverlay) update(m Model, msg tea.Msg) (Model, tea.Cmd) {
	var changed bool
	o.picker, changed = o.picker.Update(msg)
	m, cmd := applyTagChoice(m, o, changed)
	if k, ok := msg.(tea.KeyPressMsg); ok && matchesKey(k, o.picker.Keys.Done) {
		m, _ = closeOverlay(m)
	}
	return m, cmd
}

func (o tagOverlay) scroll(lines int) overlay {
	o.picker = o.picker.MoveCursor(stepOf(lines))
	return o
}

func (o tagOverlay) click(m Model, at image.Point) (Model, tea.Cmd) {
	var changed bool
	o.picker, changed = o.picker.Click(at.Y)
	return applyTagChoice(m, o, changed)
}

func (o tagOverlay) hints(under pageScreen) []keyHint {
	p := o.picker.Keys
	return []keyHint{{p.Cycle, "include / exclude / off"}, {p.Done, "done"}, {p.Mode, "all / any"}, {p.Clear, "clear"}, {under.keys.Leave, "close"}}
}

func (o tagOverlay) setTheme(look *theme.Theme) overlay {
	o.picker = o.picker.SetTheme(look)
	return o
}

// openTagPicker opens the tag picker with the tags of the query chosen. The list of tags comes with a command,
// unless it is known already.
func openTagPicker(m Model) (Model, tea.Cmd) {
	q, _ := query.Parse(m.shelf.query.Text())
	tags, _ := q.SplitTags()
	c := picker.Choice{Include: tags.Must, Exclude: tags.Not}
	if len(tags.Any) > 0 {
		c.Include, c.Required, c.Any = tags.Any, tags.Must, true
	}
	p := picker.New(m.theme, note.FoldName)
	var cmds [2]tea.Cmd
	p.Keys = m.keys.tags
	if m.shelf.tags.list != nil && m.shelf.tags.generation == m.library.generation {
		m.shelf, cmds[0] = m.shelf.requestTagCounts()
		return m.openOverlay(tagOverlay{p.Open(m.shelf.tags.list, c)}), cmds[0]
	}
	m.shelf.tags = tagList{generation: m.library.generation}
	m.shelf, cmds[0] = m.shelf.requestTagCounts()
	cmds[1] = listTagsCmd(m.ctx, m.library.Library, m.library.generation)
	return m.openOverlay(tagOverlay{p.Open(nil, c)}), tea.Batch(cmds[:]...)
}

// listTagsCmd returns a command that lists every tag of the library. generation is the library's, for recognizing an
// outdated list.
func listTagsCmd(ctx context.Context, s search.Searcher, generation int) tea.Cmd {
	return fault.Catch("listing the tags", func() tea.Msg {
		found, err := s.CountTags(ctx)
		tags := make([]picker.Tag, len(found))
		for i, t := range found {
			tags[i] = picker.Tag{Name: t.Value, Notes: t.Notes}
		}
		return tagsListedMsg{tagList{generation, picker.NewList(tags, note.FoldName)}, err}
	}, func(err error) tea.Msg {
		return tagsListedMsg{tagList{generation, picker.NewList(nil, note.FoldName)}, err}
	})
}

// handleTagsListed keeps the list of tags and shows it in the tag picker.
func handleTagsListed(m Model, msg tagsListedMsg) (Model, tea.Cmd) {
	if msg.generation != m.shelf.tags.generation || m.shelf.tags.list != nil {
		return m, nil
	}
	m.shelf.tags = msg.tagList
	if msg.err != nil {
		m = m.showError(msg.err.Error())
	}
	if o, ok := topOverlay[tagOverlay](m); ok {
		o.picker = o.picker.Fill(msg.list)
		m = m.setOverlay(o)
	}
	return m.replayKeys()
}

// applyTagChoice shows the tag picker after a message, and writes its choice into the query if it has changed.
func applyTagChoice(m Model, o tagOverlay, changed bool) (Model, tea.Cmd) {
	var cmd tea.Cmd
	m = m.setOverlay(o)
	if changed {
		q, _ := query.Parse(m.shelf.query.Text())
		m.shelf.query = m.shelf.query.SetText(replaceTags(q, o.picker.Choice()).String())
		m.shelf.results.selectPath = m.shelf.selectedPath()
		m.shelf, cmd = m.shelf.requestTagCounts()
	}
	return m, cmd
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
