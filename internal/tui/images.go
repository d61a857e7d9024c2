package tui

import (
	"cmp"
	"context"
	"io"
	"maps"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"quire/internal/picture"
	"quire/internal/tui/fault"
	"quire/internal/tui/loader"
)

// imageCache holds the images that were drawn, and how the terminal shows them. Commands draw the images, one at a time and
// only those in the viewport. Until then the page shows a frame of the same size, so that the text does not move.
type imageCache struct {
	colours          picture.Colours   // of the terminal; NoColours until they are known
	protocol         *picture.Protocol // by which the terminal draws images itself; nil: it does not, or is not known to
	versionRequested bool              // the terminal was asked for its name and version
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
	id         int               // by which the terminal knows the image; 0 if it was not transmitted
	protocol   *picture.Protocol // by which it was transmitted
}

// maxCachedImages is the number of images kept: those of a few screens.
const maxCachedImages = 48

// drawTimeout bounds the time to draw an image.
const drawTimeout = 10 * time.Second

// imageDrawnMsg is the result of drawImage.
type imageDrawnMsg struct {
	key      imageKey
	image    cachedImage
	transmit string // sequence to send to the terminal before the image is shown
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
	m.images.protocol = nil
	if m.mayUseImageProtocol() {
		m.images.protocol = picture.FindProtocol(m.host.Getenv)
	}
	return m, true
}

// mayUseImageProtocol reports whether the settings and the colours allow an image protocol, which takes true colour.
func (m pageScreen) mayUseImageProtocol() bool {
	return m.opts.Images != "blocks" && m.images.colours == picture.TrueColour
}

// handleTerminalVersion switches to the image protocol if the terminal names itself as one that supports it.
func (m pageScreen) handleTerminalVersion(version string) (pageScreen, tea.Cmd) {
	if m.images.protocol != nil || !m.mayUseImageProtocol() {
		return m, nil
	}
	if m.images.protocol = picture.FindProtocolOfVersion(version); m.images.protocol == nil {
		return m, nil
	}
	m.images.entries, m.images.order = nil, nil
	return m, nil
}

// drawNextImage starts to draw the first image in the viewport that is not in the cache.
func (m pageScreen) drawNextImage() (pageScreen, tea.Cmd) {
	if !m.open.shown || m.images.busy || !m.drawsImages() {
		return m, nil
	}
	for _, s := range m.reader.VisiblePictures() {
		key := imageKey{s.Path, s.Frame, m.theme.Dark}
		if d, ok := m.images.entries[key]; ok && d.generation == m.library.generation {
			continue
		}
		m.images.busy = true
		m.images.nextID++
		cmds := []tea.Cmd{m.drawImage(key)}
		if !m.images.versionRequested && m.images.protocol == nil && m.mayUseImageProtocol() {
			m.images.versionRequested = true
			cmds = append(cmds, tea.RequestTerminalVersion)
		}
		return m, tea.Batch(cmds...)
	}
	return m, nil
}

// drawImage returns a command that draws an image. If that fails, the image is replaced by the reason.
func (m pageScreen) drawImage(key imageKey) tea.Cmd {
	ctx, c, generation, id, protocol := m.ctx, m.library.Library, m.library.generation, m.images.nextID, m.images.protocol
	look := picture.DrawOptions{Frame: key.frame, Colours: m.images.colours, Dark: key.dark}
	fail := func(err error) tea.Msg {
		why, _ := picture.ExplainError(key.path, -1, err)
		return imageDrawnMsg{key, cachedImage{Drawing: picture.DrawText(key.frame, why), generation: generation}, ""}
	}
	return fault.Catch("drawing "+key.path, func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, drawTimeout)
		defer cancel()
		if protocol != nil {
			transmit, d, err := c.EncodePicture(ctx, key.path, protocol, key.frame, id)
			if err != nil {
				return fail(err)
			}
			return imageDrawnMsg{key, cachedImage{d, generation, id, protocol}, transmit}
		}
		d, err := c.DrawPicture(ctx, key.path, look)
		if err != nil {
			return fail(err)
		}
		return imageDrawnMsg{key, cachedImage{Drawing: d, generation: generation}, ""}
	}, fail)
}

// handleImageDrawn puts an image into the cache and deletes the images that it displaces from the terminal. A sequence to
// transmit is sent first: the message comes again when the terminal has got it.
func (m pageScreen) handleImageDrawn(msg imageDrawnMsg) (pageScreen, tea.Cmd) {
	if msg.transmit != "" {
		first := tea.Raw(msg.transmit)
		msg.transmit = ""
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
	for len(g.order) > maxCachedImages {
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

// deleteImages returns a command that makes the terminal delete those of the images that it keeps.
func deleteImages(images []cachedImage) tea.Cmd {
	text := ""
	for _, d := range images {
		if d.id > 0 {
			text += d.protocol.Delete(d.id)
		}
	}
	if text == "" {
		return nil
	}
	return tea.Raw(text)
}

// deleteAllImages makes the terminal delete all images, at the end of the program.
func (m pageScreen) deleteAllImages(out io.Writer) {
	for _, d := range m.images.transmittedImages() {
		io.WriteString(out, d.protocol.Delete(d.id))
	}
}

// transmittedImages returns the images that the terminal keeps, sorted by ID.
func (g imageCache) transmittedImages() []cachedImage {
	var images []cachedImage
	for _, d := range g.entries {
		if d.id > 0 {
			images = append(images, d)
		}
	}
	slices.SortFunc(images, func(a, b cachedImage) int { return cmp.Compare(a.id, b.id) })
	return images
}
