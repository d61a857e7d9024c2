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

	onChoose  func(int) []intent                                               // says what follows from choosing an item
	onRemove  func(o listOverlay, under pageScreen, i int) (overlay, []intent) // removes an item; nil if items cannot be removed
	chooseKey *key.Binding                                                     // the key that opened the list, which also chooses while nothing is typed; may be nil

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
func newList(m *session, title, empty string, items []filterlist.Item, selected int, narrow filterlist.Filter) listOverlay {
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
	c := overlayContent{title: o.title, lines: lines, cursor: &image.Point{X: column}}
	if o.goTo != nil {
		c.remark = o.goTo.remark
	}
	return c
}

func (o listOverlay) actions(k keyMap) []action {
	actions := closeActions(k.Leave)
	switch {
	case o.onRemove != nil:
		actions = append(actions, action{k.Remove, onTop(listOverlay.removeSelected)})
	case o.chooseKey != nil && o.list.Text() == "":
		actions = append(actions, action{*o.chooseKey, onTop(listOverlay.chooseSelected)})
	}
	return actions
}

func (o listOverlay) update(under pageScreen, msg tea.Msg) (overlay, []intent) {
	switch msg := msg.(type) {
	case filterlist.FilteredMsg:
		o.list = o.list.HandleFiltered(msg)
		return o, nil
	case goToFoundMsg:
		return o.showGoToHits(msg)
	}
	before := o.list.Text()
	var chosen bool
	var cmd tea.Cmd
	o.list, chosen, cmd = o.list.Update(msg)
	switch {
	case chosen:
		return o.chooseSelected(under)
	case o.goTo != nil && o.list.Text() != before:
		return o.requestGoTo(under.session)
	}
	return o, []intent{run(cmd)}
}

func (o listOverlay) scroll(lines int) overlay {
	o.list = o.list.MoveSelection(stepOf(lines))
	return o
}

func (o listOverlay) click(under pageScreen, at image.Point) (overlay, []intent) {
	var hit bool
	if o.list, hit = o.list.Click(at.Y); hit {
		return o.chooseSelected(under)
	}
	return o, nil
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

// chooseSelected closes the list and does what follows from the selected item.
func (o listOverlay) chooseSelected(pageScreen) (overlay, []intent) {
	i := o.list.Selected()
	if i < 0 {
		return o, nil
	}
	return o, append([]intent{closeTop{}}, o.onChoose(i)...)
}

// removeSelected removes the selected item of a list whose items can be removed.
func (o listOverlay) removeSelected(under pageScreen) (overlay, []intent) {
	if i := o.list.Selected(); i >= 0 {
		return o.onRemove(o, under, i)
	}
	return o, nil
}
