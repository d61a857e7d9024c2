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

func (o peekOverlay) update(m Model, msg tea.Msg) (Model, tea.Cmd) {
	var cmd tea.Cmd
	o.page, cmd = o.page.Update(msg)
	m.overlays = m.overlays.replaceTop(o)
	return m, cmd
}

func (o peekOverlay) scroll(lines int) overlay {
	o.page = o.page.Scroll(lines)
	return o
}

func (o peekOverlay) click(m Model, at image.Point) (Model, tea.Cmd) {
	if o.page.LinkAt(at.X, at.Y) != render.NoLink {
		return openPeeked(m)
	}
	return m, nil
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
	key := loader.Key{Slot: loader.Peek, Path: path, Width: box.Dx(), Theme: m.theme, Generation: m.library.generation}
	return m.load(loader.Request{Key: key, Rows: box.Dy(), Heading: heading})
}

// handlePeekLoaded shows a note in the overlay beside the page, if it is still wanted. If the overlay shows it already, the note
// keeps its position.
func handlePeekLoaded(m Model, msg loader.LoadedMsg) Model {
	var wanted bool
	if m.page, wanted = m.page.accept(msg); !wanted {
		return m
	}
	msg.Page = msg.Page.WithoutLayout(m.lacking)
	if msg.Err != nil {
		return m.showError(msg.Err.Error())
	}
	if old, again := topOverlay[peekOverlay](m); again {
		at := old.page.Anchor()
		old.page = old.page.ShowPage(msg.Page, m.hyperlinkFunc(msg.Page))
		old = old.layOut(m.page).(peekOverlay) //nolint:errcheck,forcetypeassert // its own kind
		old.page = old.page.RestoreAnchor(at)
		m.overlays = m.overlays.replaceTop(old)
		return m
	}
	if !m.isBare() {
		return m // another overlay has opened meanwhile
	}
	page := reader.New(m.theme)
	page.Keys = m.keys.page
	o := peekOverlay{title: msg.Source.Note.Title, path: msg.Key.Path, heading: msg.Heading, page: page.ShowPage(msg.Page, m.hyperlinkFunc(msg.Page))}
	o = o.layOut(m.page).(peekOverlay) //nolint:errcheck,forcetypeassert // its own kind
	if at, ok := msg.Page.HeadingPos(msg.Heading); ok && msg.Heading != "" {
		o.page = o.page.ScrollTo(at)
	}
	m.overlays = m.overlays.push(o)
	return m
}

// openPeeked goes to the note in the overlay.
func openPeeked(m Model) (Model, tea.Cmd) {
	o, _ := topOverlay[peekOverlay](m)
	m, _ = closeOverlay(m)
	return m.navigateTo(o.path, destination{heading: o.heading})
}
