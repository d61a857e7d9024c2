package tui

import (
	"image"

	tea "charm.land/bubbletea/v2"

	"quire/internal/picture"
	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// pictureOverlay shows a picture of the page as large as the window allows.
type pictureOverlay struct {
	path    string // of the file
	info    render.PictureInfo
	frame   picture.Frame
	drawing *picture.Drawing // nil until it is drawn
	remark  string
	lines   []string
}

func (o pictureOverlay) box(l layout) image.Rectangle {
	box := l.window
	box.Max.Y-- // the bottom line shows the keys
	return box
}

// layOut fits the picture into the window, larger than it is if there is room.
func (o pictureOverlay) layOut(under pageScreen) overlay {
	in := insideFrame(o.box(under.layout))
	o.frame = picture.FillFrame(o.info.Info, picture.Frame{Cols: in.Dx(), Rows: in.Dy()}, under.images.cell)
	key := imageKey{o.path, o.frame, under.theme.Dark}
	o.drawing = under.images.entries[key].Drawing
	o.remark = o.info.Describe(under.theme.ASCII)
	o.lines = make([]string, max(in.Dy(), 0))
	top, indent := (in.Dy()-o.frame.Rows)/2, cells.Spaces((in.Dx()-o.frame.Cols)/2)
	if o.drawing == nil {
		if in.Dy() > 0 {
			o.lines[in.Dy()/2] = cells.Spaces((in.Dx()-len(loadingPicture))/2) + under.theme.Dim.Render(loadingPicture)
		}
		return o
	}
	for y := range o.frame.Rows {
		row := render.Line{Picture: &render.PictureRow{Path: o.path, Frame: o.frame, Row: y}}.WithPicture(under.theme.Cells, o.drawing)
		o.lines[top+y] = indent + row.ANSI(nil)
	}
	return o
}

// loadingPicture stands where the picture will be.
const loadingPicture = "loading the picture"

// wanted returns the picture that the overlay shows, to be drawn.
func (o pictureOverlay) wanted() []render.PictureRow {
	if o.frame.Cols <= 0 || o.frame.Rows <= 0 {
		return nil
	}
	return []render.PictureRow{{Path: o.path, Frame: o.frame}}
}

func (o pictureOverlay) content(int, cells.Glyphs) overlayContent {
	return overlayContent{title: o.path, remark: o.remark, lines: o.lines}
}

func (o pictureOverlay) actions(k keyMap) []action { return k.pictureActions() }

func (o pictureOverlay) update(pageScreen, tea.Msg) (overlay, []intent) { return o, nil }
func (o pictureOverlay) scroll(int) overlay                             { return o }

// click closes the picture.
func (o pictureOverlay) click(pageScreen, image.Point) (overlay, []intent) {
	return o, []intent{closeTop{}}
}

func (o pictureOverlay) hints(under pageScreen) []keyHint {
	closes := keyHint{under.keys.Leave, "close"}
	if under.canView(o.path) {
		return []keyHint{{under.keys.OpenOutside, "open in the default program"}, closes}
	}
	return []keyHint{closes}
}

func (o pictureOverlay) setTheme(*theme.Theme) overlay { return o }

// openOutside closes the picture and asks to open its file in the default program.
func (o pictureOverlay) openOutside(pageScreen) (overlay, []intent) {
	path := o.path
	return o, []intent{closeTop{}, pageTask(func(m pageScreen) (pageScreen, tea.Cmd) { return m.askToView(path) })}
}

// openFile shows a file that a link leads to: a picture of the page large, and another in the default program.
func (m pageScreen) openFile(path string) (pageScreen, tea.Cmd) {
	if info, ok := m.largePicture(path); ok {
		return m.ask(openOver{pictureOverlay{path: path, info: info}}), nil
	}
	return m.askToView(path)
}

// largePicture returns what is known of a file if enter shows it large.
func (m pageScreen) largePicture(path string) (render.PictureInfo, bool) {
	if !m.open.shown || m.open.page == nil || !m.drawsImages() {
		return render.PictureInfo{}, false
	}
	info, ok := m.open.page.PictureInfo(path)
	return info, ok && info.Height > 0
}

// drawVisibleImages starts to draw what the page and the top overlay show of pictures.
func (m Model) drawVisibleImages() (Model, tea.Cmd) {
	var cmd tea.Cmd
	o, isPicture := topOverlay[pictureOverlay](m)
	if !isPicture {
		m.page, cmd = m.page.drawNextImage()
		return m, cmd
	}
	m.page, cmd = m.page.drawNextImage(o.wanted()...)
	if o.drawing != m.page.images.entries[imageKey{o.path, o.frame, m.theme.Dark}].Drawing {
		m.overlays = m.overlays.replaceTop(o.layOut(m.page))
	}
	return m, cmd
}
