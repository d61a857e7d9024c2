package cli

import (
	"context"
	"os"
	"time"

	"github.com/charmbracelet/colorprofile"

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
	sentCount    int               // images sent to the terminal so far
	last         struct {          // the image drawn last: its lines are printed one after another
		path  string
		frame picture.Frame
		d     *picture.Drawing
	}
}

// newImagePrinter chooses how images are drawn on the terminal or in a pipe. In a pipe, an image is one line of text unless
// --images blocks was given.
func (o *options) newImagePrinter(t *theme.Theme) imagePrinter {
	how := o.imageMode()
	if !o.outTTY && (o.images != "blocks" || t.Plain) {
		return imagePrinter{}
	}
	a := imagePrinter{enabled: true, measureFiles: how != "off", look: picture.DrawOptions{Dark: t.Dark, Colours: colourDepth(o.colourProfile())}}
	a.draw = how != "off" && !t.Plain && !t.ASCII && a.look.Colours != picture.NoColours
	if how == "auto" && o.outTTY && a.look.Colours == picture.TrueColour {
		a.protocol = picture.FindProtocol(o.env)
	}
	if rows := o.terminalRows(); rows > 0 {
		a.maxRows = rows - 2
	}
	return a
}

// imageMode returns auto, blocks or off: the flag --images, or else the setting.
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
// first must be written to the terminal before the line: it transmits the image. An image that cannot be drawn is replaced
// by the reason.
func (a *imagePrinter) drawLine(c catalog.Library, l render.Line) (first string, line render.Line) {
	s := l.Picture
	if s == nil || !a.draw {
		return "", l
	}
	if a.last.path != s.Path || a.last.frame != s.Frame {
		ctx, cancel := context.WithTimeout(context.Background(), drawTimeout)
		defer cancel()
		var err error
		a.last.path, a.last.frame = s.Path, s.Frame
		if first, a.last.d, err = a.drawPicture(ctx, c, s); err != nil {
			why, _ := picture.ExplainError(s.Path, -1, err)
			a.last.d = picture.DrawText(s.Frame, why)
		}
	}
	return first, l.WithPicture(text.Wcwidth, a.last.d)
}

// drawPicture draws an image as blocks, or sends it to a terminal that draws it itself; first is then what to send.
func (a *imagePrinter) drawPicture(ctx context.Context, c catalog.Library, s *render.PictureRow) (first string, d *picture.Drawing, err error) {
	if a.protocol != nil {
		a.sentCount++
		return c.EncodePicture(ctx, s.Path, a.protocol, s.Frame, terminalImageID(a.sentCount))
	}
	look := a.look
	look.Frame = s.Frame
	d, err = c.DrawPicture(ctx, s.Path, look)
	return "", d, err
}

// terminalImageID returns the ID of the n-th image that this process sends to the terminal. It holds the process number, since
// images printed by earlier processes stay on the terminal and must not be replaced.
func terminalImageID(n int) int { return 0x400000 | os.Getpid()&0xffff<<6 | n&0x3f }
