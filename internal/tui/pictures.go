package tui

import (
	"context"
	"io"
	"maps"
	"os"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"quire/internal/catalog"
	"quire/internal/picture"
	"quire/internal/render"
)

// gallery holds the pictures that were drawn, and how the terminal shows them. Pictures are drawn by
// commands, one at a time, and only those in sight; until then the page shows a frame of their size.
type gallery struct {
	colours picture.Colours // of the terminal; none until it is known
	shows   bool            // the terminal shows pictures itself
	asked   bool            // what terminal it is, which some answer with
	drawn   map[hung]drawing
	order   []hung // oldest first
	busy    bool   // one is being drawn
	nextID  int    // of a picture that the terminal shows itself
}

// hung names a picture on a page.
type hung struct {
	path  string
	frame picture.Frame
	dark  bool
}

type drawing struct {
	*picture.Drawing
	state int // of the library whose file it was drawn from
	id    int // of a picture that the terminal shows itself, else 0
}

// mostDrawn bounds how many drawings are kept: some screens full.
const mostDrawn = 48

// drawTime bounds how long one may take.
const drawTime = 10 * time.Second

// pictureDrawn answers a command that draws.
type pictureDrawn struct {
	hung     hung
	drawing  drawing
	transmit string // what the terminal must be told first
}

// hanging is how pictures are shown on a page: whether they are, and how high they may be. It is part of the
// question that a page answers.
type hanging struct {
	draw  bool
	named bool // without a look into the files
	rows  int
}

func (m Model) hanging() hanging {
	return hanging{m.draws(), m.opts.Images == "off", m.layout.page.Dy() - 1}
}

// draws says whether pictures are drawn, and not only named.
func (m Model) draws() bool {
	return m.opts.Images != "off" && !m.look.Plain && !m.look.ASCII && m.gallery.colours != picture.NoColours
}

// pictures are those of a source, as they are to be shown.
func (h hanging) pictures(c *catalog.Catalog, src render.Source) *render.Pictures {
	return &render.Pictures{Known: c.Pictures(src, !h.named), Rows: h.rows, Draw: h.draw}
}

// coloured takes how many colours the terminal shows.
func (m Model) coloured(p colorprofile.Profile) (Model, tea.Cmd) {
	was := m.gallery.colours
	switch p {
	case colorprofile.TrueColor:
		m.gallery.colours = picture.TrueColour
	case colorprofile.ANSI256:
		m.gallery.colours = picture.Indexed
	case colorprofile.ANSI:
		m.gallery.colours = picture.Sixteen
	default:
		m.gallery.colours = picture.NoColours
	}
	if m.gallery.colours == was {
		return m, nil
	}
	m.gallery.drawn, m.gallery.order = nil, nil
	m.gallery.shows = m.mayShow() && picture.ShowsPictures(m.system.env)
	return m.relaid()
}

// mayShow says whether the terminal may be let show pictures itself. What the placeholders mean lies in their colour.
func (m Model) mayShow() bool {
	return m.opts.Images != "blocks" && m.gallery.colours == picture.TrueColour
}

// named takes the terminal's word for what it is: one that shows pictures is let show them from now on.
func (m Model) named(version string) (Model, tea.Cmd) {
	if m.gallery.shows || !m.mayShow() || !picture.NamesOne(version) {
		return m, nil
	}
	m.gallery.shows = true
	m.gallery.drawn, m.gallery.order = nil, nil
	return m, nil
}

// hang has the next picture in sight drawn that is not.
func (m Model) hang() (Model, tea.Cmd) {
	if m.screen != screenPage || !m.open.shown || m.gallery.busy || !m.draws() {
		return m, nil
	}
	for _, s := range m.reader.Strips() {
		h := hung{s.Path, s.Frame, m.look.Dark}
		if d, ok := m.gallery.drawn[h]; ok && d.state == m.library.state {
			continue
		}
		m.gallery.busy = true
		m.gallery.nextID++
		cmds := []tea.Cmd{m.drawing(h)}
		if !m.gallery.asked && !m.gallery.shows && m.mayShow() {
			m.gallery.asked = true
			cmds = append(cmds, tea.RequestTerminalVersion)
		}
		return m, tea.Batch(cmds...)
	}
	return m, nil
}

// drawing is the command that draws a picture. One that cannot be drawn says why in its place.
func (m Model) drawing(h hung) tea.Cmd {
	ctx, c, state, id, shows := m.ctx, m.library.Catalog, m.library.state, m.gallery.nextID, m.gallery.shows
	look := picture.Look{Frame: h.frame, Colours: m.gallery.colours, Dark: h.dark}
	fail := func(err error) tea.Msg {
		why, _ := picture.Explain(h.path, -1, err)
		return pictureDrawn{h, drawing{picture.Say(h.frame, why), state, 0}, ""}
	}
	return attempt("drawing "+h.path, func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, drawTime)
		defer cancel()
		if shows {
			transmit, d, err := c.Place(ctx, h.path, h.frame, id)
			if err != nil {
				return fail(err)
			}
			return pictureDrawn{h, drawing{d, state, id}, transmit}
		}
		d, err := c.Draw(ctx, h.path, look)
		if err != nil {
			return fail(err)
		}
		return pictureDrawn{h, drawing{d, state, 0}, ""}
	}, fail)
}

// drew takes a drawing; what the terminal must be told goes ahead of it.
func (m Model) drew(msg pictureDrawn) (Model, tea.Cmd) {
	if msg.transmit != "" {
		first := tea.Raw(msg.transmit)
		msg.transmit = ""
		return m, tea.Sequence(first, func() tea.Msg { return msg })
	}
	g := m.gallery
	g.busy = false
	var forget []int
	g.drawn = maps.Clone(g.drawn)
	if g.drawn == nil {
		g.drawn = map[hung]drawing{}
	}
	if was, ok := g.drawn[msg.hung]; ok {
		forget = append(forget, was.id)
	} else {
		g.order = append(slices.Clone(g.order), msg.hung)
	}
	g.drawn[msg.hung] = msg.drawing
	for len(g.order) > mostDrawn {
		forget = append(forget, g.drawn[g.order[0]].id)
		delete(g.drawn, g.order[0])
		g.order = g.order[1:]
	}
	return m.regallery(g), forgotten(forget)
}

// regallery takes another gallery, which the page looks into from now on.
func (m Model) regallery(g gallery) Model {
	m.gallery = g
	return m.rehung()
}

// rehung has the page look into the gallery as it is.
func (m Model) rehung() Model {
	drawn, dark := m.gallery.drawn, m.look.Dark
	m.reader = m.reader.Hang(func(path string, f picture.Frame) *picture.Drawing { return drawn[hung{path, f, dark}].Drawing })
	return m
}

// forgotten tells the terminal which pictures it need not keep.
func forgotten(ids []int) tea.Cmd {
	text := ""
	for _, id := range ids {
		if id > 0 {
			text += picture.Forget(id)
		}
	}
	if text == "" {
		return nil
	}
	return tea.Raw(text)
}

// takenDown tells the terminal, after all, that it need keep no picture.
func (m Model) takenDown(out io.Writer) {
	ids := m.gallery.placed()
	if len(ids) == 0 {
		return
	}
	if out == nil {
		out = os.Stdout
	}
	for _, id := range ids {
		io.WriteString(out, picture.Forget(id))
	}
}

// placed are the pictures that the terminal keeps.
func (g gallery) placed() []int {
	var ids []int
	for _, d := range g.drawn {
		if d.id > 0 {
			ids = append(ids, d.id)
		}
	}
	slices.Sort(ids)
	return ids
}
