package cli

import (
	"context"
	"image"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/catalog"
	"quire/internal/picture"
	"quire/internal/render"
	"quire/internal/text"
	"quire/internal/theme"
)

// imagePrinter draws the images of printed notes. It is not safe for concurrent use.
type imagePrinter struct {
	enabled      bool // images are laid out at all, rather than named in a line of text
	draw         bool
	measureFiles bool
	look         picture.DrawOptions
	maxRows      int
	protocol     *picture.Protocol // by which the terminal draws images itself; nil: it does not
	cell         image.Point       // size of a cell of the terminal in pixels; zero if it is unknown
	sentCount    int               // images sent to the terminal so far
	last         struct {          // the image drawn last: its lines are printed one after another
		path  string
		frame picture.Frame
		picture.Encoded
	}
}

// imageModes returns the values of --images.
func imageModes() []string {
	return append(append([]string{"auto"}, picture.ProtocolNames()...), "blocks", "off")
}

// newImagePrinter chooses how images are drawn on the terminal or in a pipe. In a pipe, an image is one line of text unless
// --images names how to draw it.
func (o *options) newImagePrinter(t *theme.Theme) imagePrinter {
	how := o.imageMode()
	forced := picture.ProtocolByName(o.images)
	if !o.outTTY && (o.images != "blocks" && forced == nil || t.Plain) {
		return imagePrinter{}
	}
	a := imagePrinter{enabled: true, measureFiles: how != "off", look: picture.DrawOptions{Dark: t.Dark, Colours: colourDepth(o.colourProfile())}}
	a.draw = how != "off" && !t.Plain && !t.ASCII && a.look.Colours != picture.NoColours
	switch {
	case forced != nil:
		a.protocol = forced
	case o.outTTY && how == "auto":
		a.protocol = picture.FindProtocol(o.env)
	case o.outTTY:
		a.protocol = picture.ProtocolByName(how)
	}
	if a.protocol != nil && a.protocol.NeedsTrueColour && a.look.Colours != picture.TrueColour {
		a.protocol = nil
	}
	if o.outTTY {
		a.cell = o.host.Terminal.PixelsOfCell()
	}
	if rows := o.terminalRows(); rows > 0 {
		a.maxRows = rows - 2
	}
	return a
}

// imageMode returns a value of imageModes: the flag --images, or else the setting.
func (o *options) imageMode() string {
	if o.images != "" {
		return o.images
	}
	return o.cfg.Images
}

// colourDepth converts a terminal's colour profile to the colours that images are drawn in.
func colourDepth(p colorprofile.Profile) picture.Colours {
	switch p {
	case colorprofile.TrueColor:
		return picture.TrueColour
	case colorprofile.ANSI256:
		return picture.Indexed
	case colorprofile.ANSI:
		return picture.Sixteen
	}
	return picture.NoColours
}

// renderOptions returns how to lay out the images of a source, or nil to print them as text.
func (a *imagePrinter) renderOptions(ctx context.Context, c catalog.Library, s render.Source) *render.Pictures {
	if !a.enabled {
		return nil
	}
	return &render.Pictures{Known: c.FindPictures(ctx, s, a.measureFiles), Rows: a.maxRows, Draw: a.draw}
}

// drawTimeout bounds how long printing waits for one image.
const drawTimeout = 10 * time.Second

// drawLine fills a line that belongs to an image with its part of the drawing, and returns other lines unchanged. The text
// first must be written to the terminal before the line: it transmits the image, or draws all of it at the first of its lines. An
// image that cannot be drawn is replaced by the reason.
func (a *imagePrinter) drawLine(c catalog.Library, l render.Line) (first string, line render.Line) {
	s := l.Picture
	if s == nil || !a.draw {
		return "", l
	}
	isNew := a.last.path != s.Path || a.last.frame != s.Frame
	if isNew {
		ctx, cancel := context.WithTimeout(context.Background(), drawTimeout)
		defer cancel()
		var err error
		a.last.path, a.last.frame = s.Path, s.Frame
		if a.last.Encoded, err = a.drawPicture(ctx, c, s); err != nil {
			why, _ := picture.ExplainError(s.Path, -1, err)
			a.last.Encoded = picture.Encoded{Drawing: picture.DrawText(s.Frame, why)}
		}
		first = a.last.Transmit
	}
	if a.last.Raster == nil {
		return first, l.WithPicture(text.Wcwidth, a.last.Drawing)
	}
	if isNew || s.Row == 0 {
		first = drawBelow(a.last.Raster, s)
	}
	return first, l.BeforePicture(text.Wcwidth)
}

// drawBelow returns the sequence that draws the rows of a picture from a row on, on the lines that are printed next. It scrolls first,
// so that the terminal does not scroll while it draws.
func drawBelow(r picture.Raster, from *render.PictureRow) string {
	rows := from.Frame.Rows - from.Row
	draw := r.DrawPart(image.Rect(0, from.Row, from.Frame.Cols, from.Frame.Rows))
	if from.Col > 0 {
		draw = ansi.CursorForward(from.Col) + draw
	}
	return strings.Repeat("\n", rows) + ansi.CursorUp(rows) + ansi.SaveCursor + draw + ansi.RestoreCursor
}

// drawPicture draws an image as blocks, or encodes it for a terminal that draws it itself.
func (a *imagePrinter) drawPicture(ctx context.Context, c catalog.Library, s *render.PictureRow) (picture.Encoded, error) {
	if a.protocol != nil {
		a.sentCount++
		return c.EncodePicture(ctx, s.Path, a.protocol, picture.Placement{Frame: s.Frame, ID: terminalImageID(a.sentCount), Cell: a.cell})
	}
	look := a.look
	look.Frame = s.Frame
	d, err := c.DrawPicture(ctx, s.Path, look)
	return picture.Encoded{Drawing: d}, err
}

// terminalImageID returns the ID of the n-th image that this process sends to the terminal. It holds the process number, since
// images printed by earlier processes stay on the terminal and must not be replaced.
func terminalImageID(n int) int { return 0x400000 | os.Getpid()&0xffff<<6 | n&0x3f }
