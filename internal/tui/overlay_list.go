package tui

import (
	"image"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/filterlist"
)

// listOverlay is a list that narrows as the user types.
type listOverlay struct {
	list  filterlist.Model
	title string
	shape listShape

	onChoose  func(Model, int) (Model, tea.Cmd) // runs on the chosen item
	onRemove  func(Model, int) (Model, tea.Cmd) // removes an item; nil if items cannot be removed
	chooseKey *key.Binding                      // the key that opened the list, which also chooses while nothing is typed; may be nil

	goTo *goToSearch // set if every letter asks the library for new items
}

// listShape says where a list lies and how large it is.
type listShape uint8

const (
	listCentred listShape = iota // in the middle, as high as its items
	listNarrow                   // the same for short items
	listTall                     // in the middle, of a height that stays while typing changes the items
	listAtRight                  // beside the page
)

// newList returns a list whose items narrow is asked for. The text in empty stands where no item matches.
func newList(m Model, title, empty string, items []filterlist.Item, selected int, narrow filterlist.Filter) listOverlay {
	list := filterlist.New(m.theme)
	list.Keys = m.keys.filter
	return listOverlay{title: title, list: list.Open(title, empty, items, selected, narrow)}
}

func (o listOverlay) box(l layout) image.Rectangle {
	switch o.shape {
	case listAtRight:
		return l.sideOverlay
	case listTall:
		return l.centreOverlay(overlayWidth, tallOverlayHeight)
	case listNarrow:
		return l.centreOverlay(narrowOverlayWidth, o.list.Rows()+2)
	}
	return l.centreOverlay(overlayWidth, o.list.Rows()+2)
}

func (o listOverlay) layOut(under pageScreen) overlay {
	in := insideFrame(o.box(under.layout))
	o.list = o.list.Resize(in.Dx(), in.Dy())
	return o
}

func (o listOverlay) content(int, cells.Glyphs) overlayContent {
	lines, column := o.list.Lines()
	return overlayContent{title: o.title, lines: lines, cursor: &image.Point{X: column}}
}

func (o listOverlay) actions(k keyMap) []action {
	actions := closeActions(k.Leave)
	switch {
	case o.onRemove != nil:
		actions = append(actions, action{k.Remove, removeSelected})
	case o.chooseKey != nil && o.list.Text() == "":
		actions = append(actions, action{*o.chooseKey, chooseSelected})
	}
	return actions
}

func (o listOverlay) update(m Model, msg tea.Msg) (Model, tea.Cmd) {
	before := o.list.Text()
	var chosen bool
	var cmd tea.Cmd
	o.list, chosen, cmd = o.list.Update(msg)
	m.overlays = m.overlays.replaceTop(o)
	switch {
	case chosen:
		return chooseSelected(m)
	case o.goTo != nil && o.list.Text() != before:
		return requestGoTo(m)
	}
	return m, cmd
}

func (o listOverlay) scroll(lines int) overlay {
	o.list = o.list.MoveSelection(stepOf(lines))
	return o
}

func (o listOverlay) click(m Model, at image.Point) (Model, tea.Cmd) {
	var hit bool
	o.list, hit = o.list.Click(at.Y)
	m.overlays = m.overlays.replaceTop(o)
	if hit {
		return chooseSelected(m)
	}
	return m, nil
}

func (o listOverlay) hints(under pageScreen) []keyHint {
	k := under.keys
	if o.onRemove != nil {
		return []keyHint{{o.list.Keys.Choose, "go there"}, {k.Remove, "remove"}, {k.Leave, "close"}}
	}
	return []keyHint{{o.list.Keys.Choose, "choose"}, {k.Leave, "close"}, {o.list.Keys.Down, "next"}, {o.list.Keys.Up, "previous"}}
}

func (o listOverlay) setTheme(look *theme.Theme) overlay {
	o.list = o.list.SetTheme(look)
	return o
}

// isPending reports whether the items for the typed text are still to come.
func (o listOverlay) isPending() bool {
	return o.list.IsPending() || o.goTo != nil && o.goTo.asked != o.goTo.answered
}

// chooseSelected closes the list and runs its action on the selected item.
func chooseSelected(m Model) (Model, tea.Cmd) {
	o, _ := topOverlay[listOverlay](m)
	i := o.list.Selected()
	if i < 0 {
		return m, nil
	}
	m, _ = closeOverlay(m)
	return o.onChoose(m, i)
}

// removeSelected removes the selected item of a list whose items can be removed.
func removeSelected(m Model) (Model, tea.Cmd) {
	o, _ := topOverlay[listOverlay](m)
	if i := o.list.Selected(); i >= 0 {
		return o.onRemove(m, i)
	}
	return m, nil
}

// showFiltered shows the items that match what was typed into the list.
func showFiltered(m Model, msg filterlist.FilteredMsg) (Model, tea.Cmd) {
	if o, ok := topOverlay[listOverlay](m); ok {
		o.list = o.list.HandleFiltered(msg)
		m.overlays = m.overlays.replaceTop(o)
	}
	return m.replayKeys()
}
