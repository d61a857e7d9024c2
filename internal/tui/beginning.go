package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/render"
	"quire/internal/state"
	"quire/internal/tui/reader"
)

// beginning shows the first part of a long note while the whole of it is read, which is
// what msg asks for. Who goes on to a place further down waits for that.
func (m Model) beginning(key pageKey, l landing, rows int, whole tea.Cmd) tea.Cmd {
	if key.path == "" || l.relay || l.heading != "" || l.link > 0 || l.at != reader.Start && l.at != (reader.Place{}) || m.placeFor(key.path, l) != (state.Place{}) {
		return whole
	}
	c := m.library.Catalog
	return attempt("laying out "+key.path, func() tea.Msg {
		src, ok := c.Begin(key.path)
		if !ok {
			return whole()
		}
		p := layOut(c, src, key, rows)
		return pageMade{key: key, page: p, src: src, whole: whole}
	}, func(err error) tea.Msg { return pageMade{key: key, err: err} })
}

// beginning is the first part of a long note, where that is enough: for a preview that begins there.
func (k pageKey) beginning(c *catalog.Catalog) (render.Source, bool) {
	if k.path == "" || k.spot != onPreview || k.marks != "" {
		return render.Source{}, false
	}
	return c.Begin(k.path)
}

// layOut is a page with its first rows laid out.
func layOut(c *catalog.Catalog, src render.Source, key pageKey, rows int) *render.Page {
	o := render.Options{Theme: key.look, Width: key.width, Header: true}
	if key.spot == onPage {
		o.Foldable, o.Pictures = true, key.hang.pictures(c, src)
	}
	p := render.New(src, o)
	for i := 0; i < p.Blocks() && rows > 0; i++ {
		rows -= len(p.Block(i))
	}
	return p
}

// begun asks for the whole of the note whose beginning is shown; it comes into its place.
func (m Model) begun(msg pageMade) (Model, tea.Cmd) {
	if msg.whole == nil {
		return m, nil
	}
	m.pages.asked[onPage] = true
	m.pages.landing = landing{relay: true}
	whole := msg.whole
	return m, func() tea.Msg {
		answer := whole()
		if made, ok := answer.(pageMade); ok {
			made.rest = true
			return made
		}
		return answer
	}
}
