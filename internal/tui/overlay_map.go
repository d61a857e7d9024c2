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

func (o mapOverlay) update(m Model, msg tea.Msg) (Model, tea.Cmd) {
	o.linkMap = o.linkMap.Update(msg)
	m.overlays = m.overlays.replaceTop(o)
	return m, nil
}

func (o mapOverlay) scroll(lines int) overlay {
	o.linkMap = o.linkMap.MoveSelection(stepOf(lines))
	return o
}

func (o mapOverlay) click(m Model, at image.Point) (Model, tea.Cmd) {
	old, hit := o.linkMap.SelectedNote(), false
	o.linkMap, hit = o.linkMap.Click(at.X, at.Y)
	m.overlays = m.overlays.replaceTop(o)
	if hit && o.linkMap.SelectedNote().Path() == old.Path() {
		return openMapSelection(m) // the second click opens, as on the shelf
	}
	return m, nil
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
func openLinkMap(m Model) (Model, tea.Cmd) {
	if m.page.open.path == "" {
		return m.showNotice("this text is not a note in a library"), nil
	}
	if m.library.Status().Partial {
		return m.showNotice(linksUnknownNotice), nil
	}
	return m, requestLinkMap(m, m.page.open.path, centreOpened)
}

// centreSelectedNote moves the selected note to the centre of the link map.
func centreSelectedNote(m Model) (Model, tea.Cmd) {
	o, _ := topOverlay[mapOverlay](m)
	n := o.linkMap.SelectedNote()
	switch {
	case n.IsZero():
		return m, nil
	case n.Path() == o.centre:
		return m.showNotice("this note is already in the centre"), nil
	}
	return m, requestLinkMap(m, n.Path(), centreSelected)
}

// centrePreviousNote moves the previous note back to the centre of the link map, or closes the map when there
// is none.
func centrePreviousNote(m Model) (Model, tea.Cmd) {
	o, _ := topOverlay[mapOverlay](m)
	if path := o.linkMap.PreviousCentre(); path != "" {
		return m, requestLinkMap(m, path, centrePrevious)
	}
	return closeOverlay(m)
}

func requestLinkMap(m Model, path string, how centreReason) tea.Cmd {
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

// showLinkMap shows the link map that msg brings, if the map is still wanted and the library has not changed.
func showLinkMap(m Model, msg linkMapFoundMsg) (Model, tea.Cmd) {
	o, isOpen := topOverlay[mapOverlay](m)
	wanted := isOpen
	if msg.reason == centreOpened {
		wanted = m.isBare() && m.screen == screenPage && m.page.open.path == msg.path
	}
	if !wanted || msg.generation != m.library.generation {
		return m, nil
	}
	if msg.err != nil {
		return m.showError(msg.err.Error()), nil
	}
	if msg.neighbourhood == nil {
		return m.showNotice("this note no longer exists"), nil
	}
	if !isOpen {
		o.linkMap = linkmap.New(m.theme)
		o.linkMap.Keys = m.keys.linkMap
		m.overlays = m.overlays.push(o)
	}
	o = o.layOut(m.page).(mapOverlay) //nolint:errcheck,forcetypeassert // its own kind
	o.centre = msg.path
	switch msg.reason {
	case centreOpened:
		o.linkMap = o.linkMap.Open(msg.neighbourhood)
	case centreSelected:
		o.linkMap = o.linkMap.Recentre(msg.neighbourhood)
	case centrePrevious:
		o.linkMap = o.linkMap.RecentreBack(msg.neighbourhood)
	}
	m.overlays = m.overlays.replaceTop(o)
	return m, nil
}

// openMapSelection closes the link map and opens its selected note.
func openMapSelection(m Model) (Model, tea.Cmd) {
	o, _ := topOverlay[mapOverlay](m)
	n := o.linkMap.SelectedNote()
	if n.IsZero() {
		return m, nil
	}
	m, _ = closeOverlay(m)
	if n.Path() == m.page.open.path {
		return m, nil
	}
	return m.navigateTo(n.Path(), destination{})
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
