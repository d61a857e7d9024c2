// Package picture turns the bytes of a picture into cells of a terminal.
//
//	file ──Measure──▶ Info ──Fit──▶ Frame ──Draw──▶ half blocks in colour
//	                                      └─Place─▶ the picture itself, for terminals that show pictures
//
// A picture is as hostile as a note. What it would cost to decode is known
// from its first bytes, and refused when it is too much; what is decoded ends
// with its time or its bytes. What leaves the room is cells and, for Place, a
// picture that was encoded anew: no byte of a file ever reaches a terminal.
//
// It must never open a file, know of notes, or keep what it has drawn.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif"  // a format that is drawn
	_ "image/jpeg" // a format that is drawn
	_ "image/png"  // a format that is drawn
	"io"
	"path"
	"strings"

	_ "golang.org/x/image/webp" // a format that is drawn
)

// Limits. A photograph of 24 megapixels, as cameras make them, is within all of them.
const (
	MaxBytes  = 32 << 20  // of a file
	maxMemory = 160 << 20 // that decoding may take, as the header says, before anything is decoded
	maxSide   = 1 << 16
	headSize  = 64 << 10 // bytes in which a JPEG says how it was held
	maxHeader = 1 << 20  // bytes before the size is known
)

// Info is what a picture's header says.
type Info struct {
	Width, Height int    // pixels, upright; both at least 1
	Format        string // PNG, JPEG, GIF or WebP
}

// Frame is a number of cells.
type Frame struct{ Cols, Rows int }

// Cell is one cell of a drawn picture. Text is one cell wide; a nil colour is the terminal's own.
type Cell struct {
	Text   string
	Fg, Bg color.Color
}

// Drawing is a picture as cells: as many rows as its frame has, each of as many cells.
type Drawing struct{ Rows [][]Cell }

// Why a picture is not drawn. The texts are for readers.
var (
	ErrFormat = errors.New("not a kind of picture that is drawn here")
	ErrBytes  = fmt.Errorf("larger than %d MB", MaxBytes>>20)
	ErrSlow   = errors.New("takes too long to decode")
	// ErrDamaged is wrapped by what says how.
	ErrDamaged = errors.New("damaged")
)

// named are the extensions of the kinds of pictures that are drawn.
var named = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".jpe": true, ".gif": true, ".webp": true}

// Explain says why the file of a name is not drawn, for a reader, and whether the file is to blame: it is damaged, or
// no picture although it is called one. Another kind of picture is not.
func Explain(name string, size int64, err error) (why string, spoiled bool) {
	switch {
	case errors.Is(err, ErrFormat) && named[strings.ToLower(path.Ext(name))]:
		if size == 0 {
			return "cannot be shown: the file is empty", true
		}
		return "cannot be shown: not a picture", true
	case errors.Is(err, ErrDamaged):
		return err.Error(), true
	}
	return err.Error(), false
}

// Measure reads the header of a picture, and refuses what Draw would.
func Measure(r io.Reader) (Info, error) {
	info, _, err := measure(r)
	return info, err
}

func measure(r io.Reader) (Info, int, error) {
	head, err := io.ReadAll(io.LimitReader(r, headSize))
	if err != nil {
		return Info{}, 0, err
	}
	c, format, err := image.DecodeConfig(io.LimitReader(io.MultiReader(bytes.NewReader(head), r), maxHeader))
	switch {
	case errors.Is(err, image.ErrFormat):
		return Info{}, 0, ErrFormat
	case err != nil:
		return Info{}, 0, damaged(err)
	case c.Width <= 0 || c.Height <= 0:
		return Info{}, 0, errors.New("has no pixels")
	case c.Width > maxSide || c.Height > maxSide || c.Width*c.Height*pixelSize(c.ColorModel, format, head) > maxMemory:
		return Info{}, 0, fmt.Errorf("too large to draw: %d × %d pixels", c.Width, c.Height)
	}
	turn := 1
	if format == "jpeg" {
		turn = orientation(head)
	}
	info := Info{Width: c.Width, Height: c.Height, Format: formatNames[format]}
	if turn >= 5 {
		info.Width, info.Height = info.Height, info.Width
	}
	return info, turn, nil
}

// pixelSize is about how many bytes of memory a pixel takes while a picture is decoded.
func pixelSize(m color.Model, format string, head []byte) int {
	switch {
	case format == "jpeg" && progressive(head):
		return 4 + 12 // the coefficients of all of it are kept to the end
	case m == color.NRGBA64Model, m == color.RGBA64Model:
		return 8
	case format == "webp":
		return 6
	}
	return 4
}

var formatNames = map[string]string{"png": "PNG", "jpeg": "JPEG", "gif": "GIF", "webp": "WebP"}

// damaged says that a picture cannot be decoded. What the decoders say is for those who write them.
func damaged(err error) error {
	text := strings.TrimPrefix(err.Error(), "image: ")
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || strings.Contains(text, "not enough pixel data") {
		text = "it ends too early"
	}
	return fmt.Errorf("%w: %s", ErrDamaged, text)
}

// A cell of a terminal is about this many pixels.
const (
	cellWidth  = 8
	cellHeight = 2 * cellWidth
)

// Fit is the frame that shows a picture whole, at its natural size where that
// is within most, and in its proportions; width is how many pixels wide it is wanted, 0 for as wide as it is.
func Fit(i Info, width int, most Frame) Frame {
	w, h := float64(i.Width), float64(i.Height)
	if w <= 0 || h <= 0 || most.Cols <= 0 || most.Rows <= 0 {
		return Frame{}
	}
	wide := w
	if width > 0 {
		wide = float64(width)
	}
	wide = min(wide, float64(most.Cols)*cellWidth, float64(most.Rows)*cellHeight*w/h)
	f := Frame{int(wide/cellWidth + 0.5), int(wide*h/w/cellHeight + 0.5)}
	return Frame{min(max(f.Cols, 1), most.Cols), min(max(f.Rows, 1), most.Rows)}
}
