package tui

import (
	"image"

	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/loader"
	"quire/internal/tui/reader"
)

// peekOverlay shows the target of a link beside the page.
type peekOverlay struct {
	page          reader.Model
	title         string
	path, heading string // of the target
}

func (o peekOverlay) box(l layout) image.Rectangle { return l.sideOverlay }

func (o peekOverlay) layOut(under pageScreen) overlay {
	in := insideFrame(under.layout.sideOverlay)
	o.page = o.page.Resize(in.Dx(), in.Dy(), in.Dx())
	return o
}

func (o peekOverlay) content(int, cells.Glyphs) overlayContent {
	return overlayContent{title: o.title, lines: o.page.Lines()}
}

func (o peekOverlay) actions(k keyMap) []action { return k.peekActions() }

func (o peekOverlay) update(under pageScreen, msg tea.Msg) (overlay, []intent) {
	if loaded, ok := msg.(loader.LoadedMsg); ok {
		return o.showAgain(under, loaded), nil
	}
	var cmd tea.Cmd
	o.page, cmd = o.page.Update(msg)
	return o, []intent{run(cmd)}
}

func (o peekOverlay) scroll(lines int) overlay {
	o.page = o.page.Scroll(lines)
	return o
}

func (o peekOverlay) click(under pageScreen, at image.Point) (overlay, []intent) {
	if o.page.LinkAt(at.X, at.Y) != render.NoLink {
		return o.openNote(under)
	}
	return o, nil
}

func (o peekOverlay) hints(under pageScreen) []keyHint {
	return []keyHint{{under.keys.OpenPeeked, "open"}, {o.page.Keys.Down, "scroll"}, {under.keys.Leave, "close"}}
}

func (o peekOverlay) setTheme(look *theme.Theme) overlay {
	o.page = o.page.SetTheme(look)
	return o
}

// requestPeek starts to load a note for the overlay beside the page.
func (m pageScreen) requestPeek(path, heading string) (pageScreen, tea.Cmd) {
	box := insideFrame(m.layout.sideOverlay)
	key := loader.Key{Slot: loader.Peek, Path: path, Width: box.Dx(), Theme: m.theme, Generation: m.generation()}
	return m.load(loader.Request{Key: key, Rows: box.Dy(), Heading: heading})
}

// newPeek returns an overlay that shows a note from the heading that a link leads to.
func newPeek(under pageScreen, msg loader.LoadedMsg) peekOverlay {
	page := reader.New(under.theme)
	page.Keys = under.keys.page
	o := peekOverlay{title: msg.Source.Note.Title, path: msg.Key.Path, heading: msg.Heading, page: page.ShowPage(msg.Page, under.hyperlinkFunc(msg.Page))}
	o = o.layOut(under).(peekOverlay) //nolint:errcheck,forcetypeassert // its own kind
	if at, ok := msg.Page.HeadingPos(msg.Heading); ok && msg.Heading != "" {
		o.page = o.page.ScrollTo(at)
	}
	return o
}

// showAgain shows another version of the note, at the same position.
func (o peekOverlay) showAgain(under pageScreen, msg loader.LoadedMsg) overlay {
	at := o.page.Anchor()
	o.page = o.page.ShowPage(msg.Page, under.hyperlinkFunc(msg.Page))
	o = o.layOut(under).(peekOverlay) //nolint:errcheck,forcetypeassert // its own kind
	o.page = o.page.RestoreAnchor(at)
	return o
}

// openNote goes to the note in the overlay.
func (o peekOverlay) openNote(pageScreen) (overlay, []intent) {
	return o, []intent{closeTop{}, goToNote{o.path, destination{heading: o.heading}}}
}

// handlePeekLoaded asks for an overlay with a note, if the note is still wanted.
func (m pageScreen) handlePeekLoaded(msg loader.LoadedMsg) pageScreen {
	m, wanted := m.accept(msg)
	switch {
	case !wanted:
		return m
	case msg.Err != nil:
		return m.showError(msg.Err.Error())
	}
	msg.Page = msg.Page.WithoutLayout(m.lacking)
	return m.ask(showPeek(msg))
}

// showPeek is the intent to show a loaded note in the overlay beside the page, if no other overlay has opened meanwhile.
type showPeek loader.LoadedMsg

func (i showPeek) carryOut(m Model) (Model, tea.Cmd) {
	if _, isShown := topOverlay[peekOverlay](m); isShown {
		return updateTop[peekOverlay](m, loader.LoadedMsg(i))
	}
	if m.isBare() {
		return m.carryOut(openOver{newPeek(m.page, loader.LoadedMsg(i))})
	}
	return m, nil
}
