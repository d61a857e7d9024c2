package tui

import (
	"context"
	"image"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/graph"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/linkmap"
)

// mapOverlay is the map of the notes that link to a note and that it links to.
type mapOverlay struct {
	linkMap linkmap.Model
	centre  string // path of the note in the middle
}

func (o mapOverlay) box(l layout) image.Rectangle { return l.overlayArea }

func (o mapOverlay) layOut(under pageScreen) overlay {
	in := insideFrame(under.layout.overlayArea)
	o.linkMap = o.linkMap.Resize(in.Dx(), in.Dy())
	return o
}

func (o mapOverlay) content(int, cells.Glyphs) overlayContent {
	return overlayContent{title: "nearby notes", remark: o.linkMap.SelectedLabel(), lines: o.linkMap.Lines()}
}

func (o mapOverlay) actions(k keyMap) []action { return k.linkMapActions() }

func (o mapOverlay) update(under pageScreen, msg tea.Msg) (overlay, []intent) {
	if found, ok := msg.(linkMapFoundMsg); ok {
		return o.recentre(under, found)
	}
	o.linkMap = o.linkMap.Update(msg)
	return o, nil
}

func (o mapOverlay) scroll(lines int) overlay {
	o.linkMap = o.linkMap.MoveSelection(stepOf(lines))
	return o
}

func (o mapOverlay) click(under pageScreen, at image.Point) (overlay, []intent) {
	old, hit := o.linkMap.SelectedNote(), false
	o.linkMap, hit = o.linkMap.Click(at.X, at.Y)
	if hit && o.linkMap.SelectedNote().Path() == old.Path() {
		return o.openSelected(under) // the second click opens, as on the shelf
	}
	return o, nil
}

func (o mapOverlay) setTheme(look *theme.Theme) overlay {
	o.linkMap = o.linkMap.SetTheme(look)
	return o
}

// linkMapFoundMsg brings the notes linked to and from a note, with the request that asked for them.
type linkMapFoundMsg struct {
	generation    int // of the library
	reason        centreReason
	path          string
	neighbourhood *graph.LocalGraph
	err           error
}

// centreReason says why a note moves to the centre of the link map.
type centreReason uint8

const (
	centreOpened   centreReason = iota // v on the page
	centreSelected                     // v on a note in the map
	centrePrevious                     // back to the previous centre
)

// openLinkMap opens the link map of the page's note.
func (m pageScreen) openLinkMap() (pageScreen, tea.Cmd) {
	if m.open.path == "" {
		return m.showNotice("this text is not a note in a library"), nil
	}
	if m.library.Status().Partial {
		return m.showNotice(linksUnknownNotice), nil
	}
	return m, m.findLinkMap(m.open.path, centreOpened)
}

// centreSelected moves the selected note to the centre of the link map.
func (o mapOverlay) centreSelected(under pageScreen) (overlay, []intent) {
	n := o.linkMap.SelectedNote()
	switch {
	case n.IsZero():
		return o, nil
	case n.Path() == o.centre:
		return o, []intent{say{text: "this note is already in the centre"}}
	}
	return o, []intent{run(under.findLinkMap(n.Path(), centreSelected))}
}

// centrePrevious moves the previous note back to the centre of the link map, or closes the map when there is none.
func (o mapOverlay) centrePrevious(under pageScreen) (overlay, []intent) {
	if path := o.linkMap.PreviousCentre(); path != "" {
		return o, []intent{run(under.findLinkMap(path, centrePrevious))}
	}
	return o, []intent{closeTop{}}
}

// findLinkMap returns a command that finds the notes linked to and from a note.
func (m *session) findLinkMap(path string, how centreReason) tea.Cmd {
	return linkMapCmd(m.ctx, m.library.Library, m.library.generation, path, how)
}

func linkMapCmd(ctx context.Context, c catalog.Library, state int, path string, how centreReason) tea.Cmd {
	return func() tea.Msg {
		found := linkMapFoundMsg{generation: state, reason: how, path: path}
		if h, ok := c.Lookup(path); ok {
			found.neighbourhood, found.err = graph.NewLocalGraph(ctx, h, c)
		}
		return found
	}
}

// showLinkMap opens the link map of the page's note, if the library has not changed.
func (m pageScreen) showLinkMap(msg linkMapFoundMsg) (pageScreen, tea.Cmd) {
	switch {
	case m.open.path != msg.path || msg.generation != m.library.generation:
		return m, nil
	case msg.err != nil:
		return m.showError(msg.err.Error()), nil
	case msg.neighbourhood == nil:
		return m.showNotice(noteGoneNotice), nil
	}
	o := mapOverlay{linkMap: linkmap.New(m.theme), centre: msg.path}
	o.linkMap.Keys = m.keys.linkMap
	o = o.layOut(m).(mapOverlay) //nolint:errcheck,forcetypeassert // its own kind
	o.linkMap = o.linkMap.Open(msg.neighbourhood)
	return m.ask(openOver{o}), nil
}

// noteGoneNotice is shown instead of the link map of a note that was deleted.
const noteGoneNotice = "this note no longer exists"

// recentre moves another note to the centre of the map, if the library has not changed.
func (o mapOverlay) recentre(under pageScreen, msg linkMapFoundMsg) (overlay, []intent) {
	switch {
	case msg.generation != under.library.generation:
		return o, nil
	case msg.err != nil:
		return o, []intent{say{text: msg.err.Error(), isError: true}}
	case msg.neighbourhood == nil:
		return o, []intent{say{text: noteGoneNotice}}
	}
	o.centre = msg.path
	if msg.reason == centrePrevious {
		o.linkMap = o.linkMap.RecentreBack(msg.neighbourhood)
	} else {
		o.linkMap = o.linkMap.Recentre(msg.neighbourhood)
	}
	return o, nil
}

// openSelected closes the link map and opens its selected note.
func (o mapOverlay) openSelected(under pageScreen) (overlay, []intent) {
	n := o.linkMap.SelectedNote()
	switch {
	case n.IsZero():
		return o, nil
	case n.Path() == under.open.path:
		return o, []intent{closeTop{}}
	}
	return o, []intent{closeTop{}, goToNote{path: n.Path()}}
}

// hints returns the hints for the keys of the link map that have an effect on the current selection.
func (o mapOverlay) hints(under pageScreen) []keyHint {
	k, a := under.keys, o.linkMap.Keys
	n := o.linkMap.SelectedNote()
	other := !n.IsZero() && n.Path() != o.centre
	var out []keyHint
	for _, h := range []struct {
		keyHint
		works bool
	}{
		{keyHint{k.OpenInMap, "open"}, !n.IsZero() && n.Path() != under.open.path},
		{keyHint{a.Left, "left"}, o.linkMap.CanMove(-1, 0)},
		{keyHint{a.Right, "right"}, o.linkMap.CanMove(1, 0)},
		{keyHint{a.Down, "down"}, o.linkMap.CanMove(0, 1)},
		{keyHint{a.Up, "up"}, o.linkMap.CanMove(0, -1)},
		{keyHint{k.CentreSelected, "centre"}, other},
		{keyHint{k.Leave, "close"}, true},
	} {
		if h.works {
			out = append(out, h.keyHint)
		}
	}
	return out
}
