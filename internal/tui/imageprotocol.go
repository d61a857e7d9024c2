package tui

import (
	"image"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"quire/internal/picture"
)

// What xterm and others answer to queries that matter for sixel graphics; see xterm's ctlseqs, "Window manipulation" and "Graphics
// attributes".
const (
	requestCellSize = "\x1b[16t"
	requestPalette  = "\x1b[?1;1;0S"
	paletteAnswer   = "\x1b[?1;0;" // and the number of colours
)

// cellSizeMsg reports the size of a cell in pixels.
type cellSizeMsg image.Point

// chooseProtocol adopts the protocol that the settings name, or else the one that is known by the environment.
func (m pageScreen) chooseProtocol() pageScreen {
	if forced := picture.ProtocolByName(m.opts.Images); forced != nil {
		return m.useProtocol(forced)
	}
	return m.useProtocol(picture.FindProtocol(m.host.Getenv))
}

// useProtocol adopts a protocol, if the settings, the colours and the renderer allow it. The pictures are drawn again.
func (m pageScreen) useProtocol(p *picture.Protocol) pageScreen {
	m.images.protocol = nil
	if p != nil && m.allowsProtocol(p) {
		m.images.protocol = p
		m = m.dropImages()
	}
	return m
}

func (m pageScreen) allowsProtocol(p *picture.Protocol) bool {
	switch {
	case m.opts.Images == "blocks", m.opts.Images == "off":
		return false
	case p.NeedsTrueColour && m.images.colours != picture.TrueColour:
		return false
	case p.AtCursor && !paintsPictures(m.opts.Renderer):
		return false
	}
	return m.drawsImages()
}

// awaitsProtocol reports whether answers of the terminal may choose the protocol.
func (m pageScreen) awaitsProtocol() bool {
	isAuto := m.opts.Images == "" || m.opts.Images == "auto"
	return isAuto && m.images.protocol == nil && m.drawsImages()
}

// requestCapabilities asks the terminal, once, what decides how pictures are drawn.
func (m pageScreen) requestCapabilities() (pageScreen, tea.Cmd) {
	switch {
	case m.awaitsProtocol() && !m.images.versionRequested:
		m.images.versionRequested = true
		return m, tea.RequestTerminalVersion
	case m.images.protocol != nil && m.images.protocol.AtCursor && !m.images.cellRequested:
		m.images.cellRequested = true
		query := requestPalette
		if m.images.cell == (image.Point{}) {
			query += requestCellSize
		}
		return m, tea.Raw(query)
	}
	return m, nil
}

// handleTerminalVersion switches to the protocol of the terminal that names itself.
func (m pageScreen) handleTerminalVersion(version string) pageScreen {
	if !m.awaitsProtocol() {
		return m
	}
	return m.useProtocol(picture.FindProtocolOfVersion(version))
}

// handleDeviceAttributes switches to the protocol that the terminal says it has. A multiplexer that says so passes on nothing of
// what is drawn at the cursor to the terminals that cannot.
func (m pageScreen) handleDeviceAttributes(attributes []int) pageScreen {
	if !m.awaitsProtocol() || picture.InMultiplexer(m.host.Getenv) {
		return m
	}
	return m.useProtocol(picture.FindProtocolOfAttributes(attributes))
}

// handleCellSize adopts the size of a cell in pixels. Pictures that were drawn for another size are drawn again.
func (m pageScreen) handleCellSize(size image.Point) (pageScreen, tea.Cmd) {
	if size == m.images.cell || size.X <= 0 || size.Y <= 0 {
		return m, nil
	}
	m.images.cell = size
	return m.redrawAtCursor()
}

// handlePalette adopts the number of colours that a picture may have, from the terminal's answer.
func (m pageScreen) handlePalette(answer string) (pageScreen, tea.Cmd) {
	count, isPalette := strings.CutPrefix(answer, paletteAnswer)
	n, err := strconv.Atoi(strings.TrimSuffix(count, "S"))
	if !isPalette || err != nil || n < 2 || n == m.images.palette {
		return m, nil
	}
	m.images.palette = n
	return m.redrawAtCursor()
}

// redrawAtCursor drops the pictures that depend on what the terminal has said.
func (m pageScreen) redrawAtCursor() (pageScreen, tea.Cmd) {
	if m.images.protocol == nil || !m.images.protocol.AtCursor {
		return m, nil
	}
	dropped := m.images.cachedImages()
	return m.dropImages().updateDrawings(), deleteImages(dropped)
}

// dropImages empties the cache. An image that is being drawn will not enter it.
func (m pageScreen) dropImages() pageScreen {
	m.images.entries, m.images.order, m.images.busy = nil, nil, false
	m.images.round++
	return m
}

// updateImages handles what concerns how pictures are drawn, and reports whether msg does.
func (m pageScreen) updateImages(msg tea.Msg) (next pageScreen, cmd tea.Cmd, handled bool) {
	handled = true
	switch msg := msg.(type) {
	case imageDrawnMsg:
		m, cmd = m.handleImageDrawn(msg)
	case tea.TerminalVersionMsg:
		m = m.handleTerminalVersion(msg.Name)
	case uv.PrimaryDeviceAttributesEvent:
		m = m.handleDeviceAttributes(msg)
	case cellSizeMsg:
		m, cmd = m.handleCellSize(image.Point(msg))
	case uv.CellSizeEvent:
		m, cmd = m.handleCellSize(image.Pt(msg.Width, msg.Height))
	case uv.UnknownCsiEvent:
		m, cmd = m.handlePalette(string(msg))
	default:
		handled = false
	}
	return m, cmd, handled
}
