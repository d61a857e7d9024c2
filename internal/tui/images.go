package tui

import (
	"cmp"
	"context"
	"image"
	"io"
	"maps"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"quire/internal/picture"
	"quire/internal/render"
	"quire/internal/tui/fault"
	"quire/internal/tui/loader"
)

// imageCache holds the images that were drawn, and how the terminal shows them. Commands draw the images, one at a time and
// only those in the viewport. Until then the page shows a frame of the same size, so that the text does not move.
type imageCache struct {
	colours          picture.Colours   // of the terminal; NoColours until they are known
	protocol         *picture.Protocol // by which the terminal draws images itself; nil: it does not, or is not known to
	versionRequested bool              // the terminal was asked for its name and version
	cellRequested    bool              // and for what a protocol that draws at the cursor depends on
	cell             image.Point       // size of a cell in pixels; zero until it is known
	palette          int               // colours that a picture may have; 0 until it is known
	round            int               // counts the changes of cell and palette
	entries          map[imageKey]cachedImage
	order            []imageKey // oldest first
	busy             bool       // an image is being drawn
	nextID           int        // of the next image that is transmitted to the terminal
}

// imageKey identifies an image by file, size in cells and background.
type imageKey struct {
	path  string
	frame picture.Frame
	dark  bool
}

// cachedImage is a drawn image.
type cachedImage struct {
	*picture.Drawing
	generation int               // of the library when it was drawn
	id         int               // by which the terminal or the renderer knows the image; 0 if they do not
	protocol   *picture.Protocol // by which it is drawn
}

// The numbers of images kept: those of a few screens. An image that is drawn at the cursor takes some megabytes.
const (
	maxCachedImages  = 48
	maxCachedRasters = 12
)

// drawTimeout bounds the time to draw an image.
const drawTimeout = 10 * time.Second

// imageDrawnMsg is the result of drawImage.
type imageDrawnMsg struct {
	key      imageKey
	round    int
	image    cachedImage
	transmit string         // sequence to send to the terminal before the image is shown
	raster   picture.Raster // to give to the renderer before the image is shown
}

// pictureOptions says how pictures appear on pages requested now.
func (m pageScreen) pictureOptions() loader.Pictures {
	return loader.Pictures{Draw: m.drawsImages(), NamesOnly: m.opts.Images == "off", MaxRows: m.layout.page.Dy() - 1}
}

// drawsImages reports whether images are drawn rather than only named.
func (m pageScreen) drawsImages() bool {
	return m.opts.Images != "off" && !m.theme.Plain && !m.theme.ASCII && m.images.colours != picture.NoColours
}

// setColours adopts the colours of the terminal, and drops the cache if they have changed.
func (m pageScreen) setColours(p colorprofile.Profile) (next pageScreen, changed bool) {
	old := m.images.colours
	switch p {
	case colorprofile.TrueColor:
		m.images.colours = picture.TrueColour
	case colorprofile.ANSI256:
		m.images.colours = picture.Indexed
	case colorprofile.ANSI:
		m.images.colours = picture.Sixteen
	default:
		m.images.colours = picture.NoColours
	}
	if m.images.colours == old {
		return m, false
	}
	m.images.entries, m.images.order = nil, nil
	return m.chooseProtocol(), true
}

// drawNextImage starts to draw the first image in the viewport, or of what lies over it, that is not in the cache.
func (m pageScreen) drawNextImage(above ...render.PictureRow) (pageScreen, tea.Cmd) {
	if !m.open.shown || m.images.busy || !m.drawsImages() {
		return m, nil
	}
	for _, s := range append(above, m.reader.VisiblePictures()...) {
		key := imageKey{s.Path, s.Frame, m.theme.Dark}
		if d, ok := m.images.entries[key]; ok && d.generation == m.library.generation {
			continue
		}
		m.images.busy = true
		m.images.nextID++
		draw := m.drawImage(key)
		var ask tea.Cmd
		m, ask = m.requestCapabilities()
		return m, tea.Batch(draw, ask)
	}
	return m, nil
}

// drawImage returns a command that draws an image. If that fails, the image is replaced by the reason.
func (m pageScreen) drawImage(key imageKey) tea.Cmd {
	ctx, c, protocol := m.ctx, m.library.Library, m.images.protocol
	result := imageDrawnMsg{key: key, round: m.images.round, image: cachedImage{generation: m.library.generation}}
	at := picture.Placement{Frame: key.frame, ID: m.images.nextID, Cell: m.images.cell, Palette: m.images.palette}
	look := picture.DrawOptions{Frame: key.frame, Colours: m.images.colours, Dark: key.dark}
	fail := func(err error) tea.Msg {
		why, _ := picture.ExplainError(key.path, -1, err)
		failed := result
		failed.image.Drawing = picture.DrawText(key.frame, why)
		return failed
	}
	return fault.Catch("drawing "+key.path, func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, drawTimeout)
		defer cancel()
		var err error
		if protocol == nil {
			result.image.Drawing, err = c.DrawPicture(ctx, key.path, look)
		} else {
			var e picture.Encoded
			e, err = c.EncodePicture(ctx, key.path, protocol, at)
			result.image.Drawing, result.image.id, result.image.protocol = e.Drawing, at.ID, protocol
			result.transmit, result.raster = e.Transmit, e.Raster
		}
		if err != nil {
			return fail(err)
		}
		return result
	}, fail)
}

// handleImageDrawn puts an image into the cache and deletes the images that it displaces from the terminal. What the terminal or
// the renderer must have before the drawing is sent first: the message comes again when they have got it.
func (m pageScreen) handleImageDrawn(msg imageDrawnMsg) (pageScreen, tea.Cmd) {
	if msg.round != m.images.round {
		return m, deleteImages([]cachedImage{msg.image})
	}
	if msg.transmit != "" || msg.raster != nil {
		first := tea.Raw(msg.transmit)
		if msg.raster != nil {
			given := paintPictureMsg{msg.image.id, msg.raster}
			first = func() tea.Msg { return given }
		}
		msg.transmit, msg.raster = "", nil
		return m, tea.Sequence(first, func() tea.Msg { return msg })
	}
	g := m.images
	g.busy = false
	var deleted []cachedImage
	g.entries = maps.Clone(g.entries)
	if g.entries == nil {
		g.entries = map[imageKey]cachedImage{}
	}
	if old, ok := g.entries[msg.key]; ok {
		deleted = append(deleted, old)
	} else {
		g.order = append(slices.Clone(g.order), msg.key)
	}
	g.entries[msg.key] = msg.image
	for len(g.order) > g.limit() {
		deleted = append(deleted, g.entries[g.order[0]])
		delete(g.entries, g.order[0])
		g.order = g.order[1:]
	}
	return m.setImageCache(g), deleteImages(deleted)
}

// setImageCache replaces the image cache and updates the page.
func (m pageScreen) setImageCache(g imageCache) pageScreen {
	m.images = g
	return m.updateDrawings()
}

// updateDrawings makes the page draw from the present image cache.
func (m pageScreen) updateDrawings() pageScreen {
	entries, dark := m.images.entries, m.theme.Dark
	m.reader = m.reader.SetDrawings(func(path string, f picture.Frame) *picture.Drawing { return entries[imageKey{path, f, dark}].Drawing })
	return m
}

// limit returns how many images are kept.
func (g imageCache) limit() int {
	if g.protocol != nil && g.protocol.AtCursor {
		return maxCachedRasters
	}
	return maxCachedImages
}

// deleteImages returns a command that makes the terminal and the renderer forget those of the images that they keep.
func deleteImages(images []cachedImage) tea.Cmd {
	text := ""
	var cmds []tea.Cmd
	for _, d := range images {
		switch {
		case d.id == 0:
		case d.protocol.Delete != nil:
			text += d.protocol.Delete(d.id)
		default:
			gone := paintPictureMsg{id: d.id}
			cmds = append(cmds, func() tea.Msg { return gone })
		}
	}
	if text != "" {
		cmds = append(cmds, tea.Raw(text))
	}
	return tea.Batch(cmds...)
}

// deleteAllImages makes the terminal delete all images, at the end of the program.
func (m pageScreen) deleteAllImages(out io.Writer) {
	for _, d := range m.images.cachedImages() {
		if d.protocol.Delete != nil {
			io.WriteString(out, d.protocol.Delete(d.id))
		}
	}
}

// cachedImages returns the images that the terminal or the renderer keeps, sorted by ID.
func (g imageCache) cachedImages() []cachedImage {
	var images []cachedImage
	for _, d := range g.entries {
		if d.id > 0 {
			images = append(images, d)
		}
	}
	slices.SortFunc(images, func(a, b cachedImage) int { return cmp.Compare(a.id, b.id) })
	return images
}
