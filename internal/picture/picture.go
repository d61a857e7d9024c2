// Package picture turns the bytes of an image file into cells of a terminal.
//
//	file ──Measure──▶ Info ──▶ Frame ──Draw──▶ half blocks in colour
//	                                └────────▶ the image itself, for terminals with an image Protocol
//
// An image is as hostile as a note. The package knows the cost of decoding from the first bytes and rejects what costs
// too much; decoding stops after a time and a number of bytes. It returns only cells and, for a Protocol, an image
// that it has encoded anew: no byte of a file ever reaches a terminal.
//
// It must never open a file, know of notes, or keep what it has drawn.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif"  // register the format
	_ "image/jpeg" // register the format
	_ "image/png"  // register the format
	"io"
	"path"
	"strings"

	_ "golang.org/x/image/webp" // register the format
)

// Limits. A photograph of 24 megapixels, a usual size for cameras, is within all of them.
const (
	MaxBytes       = 32 << 20  // size of a file
	maxMemory      = 160 << 20 // bytes that decoding may take, estimated from the header
	maxSide        = 1 << 16   // pixels
	exifBytes      = 64 << 10  // bytes at the start of a JPEG that are searched for EXIF
	maxHeaderBytes = 1 << 20   // bytes that are read to find the size
)

// Info holds what an image's header says.
type Info struct {
	Width, Height int    // pixels after applying the orientation; both at least 1
	Format        string // "PNG", "JPEG", "GIF" or "WebP"
}

// Frame is a size in cells.
type Frame struct{ Cols, Rows int }

// Cell is one cell of a drawing. Text is one cell wide; a nil colour means the terminal's default.
type Cell struct {
	Text   string
	Fg, Bg color.Color
}

// Drawing is an image as cells: as many rows as its frame has, each with as many cells.
type Drawing struct{ Rows [][]Cell }

// Reasons not to draw an image. The texts are shown to the user.
var (
	ErrUnsupported = errors.New("unsupported image format")
	ErrTooLarge    = fmt.Errorf("larger than %d MB", MaxBytes>>20)
	ErrTimeout     = errors.New("takes too long to decode")
	// ErrDamaged is wrapped by errors that say what is wrong.
	ErrDamaged = errors.New("damaged")
)

// imageExtensions are the file extensions of the supported formats.
var imageExtensions = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".jpe": true, ".gif": true, ".webp": true}

// ExplainError returns the text that tells the user why a file is not drawn, and whether the file is damaged. It is damaged
// if it cannot be decoded, or if its name promises an image of a supported format and it is not an image. A file of an
// unsupported format is not damaged.
func ExplainError(name string, size int64, err error) (why string, damaged bool) {
	switch {
	case errors.Is(err, ErrUnsupported) && imageExtensions[strings.ToLower(path.Ext(name))]:
		if size == 0 {
			return "cannot be shown: the file is empty", true
		}
		return "cannot be shown: not an image", true
	case errors.Is(err, ErrDamaged):
		return err.Error(), true
	}
	return err.Error(), false
}

// Measure reads the header of an image. It rejects what Draw would reject by the header.
func Measure(r io.Reader) (Info, error) {
	info, _, err := readHeader(r)
	return info, err
}

// readHeader reads the header of an image, and its orientation as EXIF counts: 1 to 8, 1 is upright.
func readHeader(r io.Reader) (Info, int, error) {
	head, err := io.ReadAll(io.LimitReader(r, exifBytes))
	if err != nil {
		return Info{}, 0, err
	}
	c, format, err := image.DecodeConfig(io.LimitReader(io.MultiReader(bytes.NewReader(head), r), maxHeaderBytes))
	switch {
	case errors.Is(err, image.ErrFormat):
		return Info{}, 0, ErrUnsupported
	case err != nil:
		return Info{}, 0, wrapDecodeError(err)
	case c.Width <= 0 || c.Height <= 0:
		return Info{}, 0, errors.New("has no pixels")
	case c.Width > maxSide || c.Height > maxSide || c.Width*c.Height*bytesPerPixel(c.ColorModel, format, head) > maxMemory:
		return Info{}, 0, fmt.Errorf("too large to draw: %d × %d pixels", c.Width, c.Height)
	}
	orientation := 1
	if format == "jpeg" {
		orientation = exifOrientation(head)
	}
	info := Info{Width: c.Width, Height: c.Height, Format: formatNames[format]}
	if orientation >= 5 {
		info.Width, info.Height = info.Height, info.Width
	}
	return info, orientation, nil
}

// bytesPerPixel estimates the memory that decoding takes for each pixel.
func bytesPerPixel(m color.Model, format string, head []byte) int {
	switch {
	case format == "jpeg" && isProgressive(head):
		return 4 + 12 // the decoder keeps all coefficients to the end
	case m == color.NRGBA64Model, m == color.RGBA64Model:
		return 8
	case format == "webp":
		return 6
	}
	return 4
}

var formatNames = map[string]string{"png": "PNG", "jpeg": "JPEG", "gif": "GIF", "webp": "WebP"}

// wrapDecodeError returns an ErrDamaged with the decoder's message in plain words. Callers show it to the user.
func wrapDecodeError(err error) error {
	text := strings.TrimPrefix(err.Error(), "image: ")
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || strings.Contains(text, "not enough pixel data") {
		text = "the file is truncated"
	}
	return fmt.Errorf("%w: %s", ErrDamaged, text)
}

// Assumed size of a cell in pixels.
const (
	cellWidth  = 8
	cellHeight = 2 * cellWidth
)

// FitFrame returns the largest frame within limit that shows an image whole, in its proportions, and not larger than its
// natural size. If width is above 0 it replaces the image's natural width in pixels.
func FitFrame(i Info, width int, limit Frame) Frame {
	w, h := float64(i.Width), float64(i.Height)
	if w <= 0 || h <= 0 || limit.Cols <= 0 || limit.Rows <= 0 {
		return Frame{}
	}
	pixels := w
	if width > 0 {
		pixels = float64(width)
	}
	pixels = min(pixels, float64(limit.Cols)*cellWidth, float64(limit.Rows)*cellHeight*w/h)
	f := Frame{int(pixels/cellWidth + 0.5), int(pixels*h/w/cellHeight + 0.5)}
	return Frame{min(max(f.Cols, 1), limit.Cols), min(max(f.Rows, 1), limit.Rows)}
}

// maxEnlargement is how many times larger than natural a picture may be shown.
const maxEnlargement = 4

// FillFrame returns the largest frame within limit that shows an image whole, in its proportions, enlarged if there is room. The
// zero point stands for cells of unknown size.
func FillFrame(i Info, limit Frame, cell image.Point) Frame {
	limit = limitFrame(limit)
	w, h := float64(i.Width), float64(i.Height)
	if w <= 0 || h <= 0 || limit.Cols <= 0 || limit.Rows <= 0 {
		return Frame{}
	}
	if cell.X <= 0 || cell.Y <= 0 {
		cell = image.Pt(cellWidth, cellHeight)
	}
	scale := min(maxEnlargement, float64(limit.Cols*cell.X)/w, float64(limit.Rows*cell.Y)/h)
	f := Frame{int(w*scale/float64(cell.X) + 0.5), int(h*scale/float64(cell.Y) + 0.5)}
	return Frame{min(max(f.Cols, 1), limit.Cols), min(max(f.Rows, 1), limit.Rows)}
}
