package picture

import (
	"context"
	"fmt"
	"image"
	"io"
	"slices"
	"strconv"
	"strings"
)

// sixelProtocol is DEC's sixel graphics: bands of six pixels, each drawn once for each of its colours.
//
// See the VT330/VT340 Programmer Reference Manual, volume 2, chapter 14: https://vt100.net/docs/vt3xx-gp/chapter14.html
var sixelProtocol = Protocol{
	Name: "sixel", AtCursor: true, Encode: encodeSixel,
	supports: supportsSixel, isVersion: isSixelVersion, attribute: sixelAttribute,
}

const (
	// sixelAttribute is the primary device attribute of terminals with sixel graphics.
	sixelAttribute = 4
	// maxSixelColours is the most colours of an image: what nearly all terminals have.
	maxSixelColours = 256
	bandHeight      = 6
)

// sixelRaster is an image in colours of a palette.
type sixelRaster struct {
	indexedImage
	cell image.Point
}

func encodeSixel(ctx context.Context, r io.Reader, p Placement) (Encoded, error) {
	p.Frame = limitFrame(p.Frame)
	img, cell, err := rasterImage(ctx, r, p)
	if err != nil {
		return Encoded{}, err
	}
	colours := maxSixelColours
	if p.Palette >= 2 {
		colours = min(colours, p.Palette)
	}
	return Encoded{Drawing: drawPlaceholders(p.Frame, p.ID), Raster: &sixelRaster{quantizeImage(img, colours), cell}}, nil
}

// DrawPart returns the sequence that draws a part of the image. Transparent pixels stay as they are on the screen.
func (s *sixelRaster) DrawPart(part image.Rectangle) string {
	pixels := partPixels(part, s.cell, s.bounds())
	if pixels.Empty() {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\x1bP0;1q\"1;1;%d;%d", pixels.Dx(), pixels.Dy())
	s.writePalette(&b, pixels)
	masks := make([][]byte, len(s.palette))
	for top := pixels.Min.Y; top < pixels.Max.Y; top += bandHeight {
		if top > pixels.Min.Y {
			b.WriteByte('-')
		}
		s.writeBand(&b, image.Rect(pixels.Min.X, top, pixels.Max.X, min(top+bandHeight, pixels.Max.Y)), masks)
	}
	b.WriteString("\x1b\\")
	return b.String()
}

// writePalette defines the colours of a part, in per cent of red, green and blue.
func (s *sixelRaster) writePalette(b *strings.Builder, pixels image.Rectangle) {
	var used [1 << 8]bool
	for y := pixels.Min.Y; y < pixels.Max.Y; y++ {
		for _, c := range s.row(y)[pixels.Min.X:pixels.Max.X] {
			used[c] = true
		}
	}
	for i, c := range s.palette {
		if used[i] {
			fmt.Fprintf(b, "#%d;2;%d;%d;%d", i, toPercent(c[0]), toPercent(c[1]), toPercent(c[2]))
		}
	}
}

// writeBand draws a band of at most six rows. masks is scratch space: the bits of each colour in each column.
func (s *sixelRaster) writeBand(b *strings.Builder, band image.Rectangle, masks [][]byte) {
	var used []int
	for y := band.Min.Y; y < band.Max.Y; y++ {
		for x, c := range s.row(y)[band.Min.X:band.Max.X] {
			if c == transparent {
				continue
			}
			if len(masks[c]) == 0 {
				masks[c] = append(masks[c], make([]byte, band.Dx())...)
				used = append(used, int(c))
			}
			masks[c][x] |= 1 << (y - band.Min.Y)
		}
	}
	slices.Sort(used)
	for i, c := range used {
		if i > 0 {
			b.WriteByte('$') // back to the start of the band
		}
		b.WriteByte('#')
		b.WriteString(strconv.Itoa(c))
		writeSixels(b, masks[c])
		clear(masks[c])
		masks[c] = masks[c][:0]
	}
}

// writeSixels writes columns of six pixels, equal ones as a count. Empty columns at the end are left out.
func writeSixels(b *strings.Builder, columns []byte) {
	for len(columns) > 0 && columns[len(columns)-1] == 0 {
		columns = columns[:len(columns)-1]
	}
	for i := 0; i < len(columns); {
		n := 1
		for i+n < len(columns) && columns[i+n] == columns[i] {
			n++
		}
		sixel := '?' + columns[i]
		if i += n; n > 3 {
			b.WriteByte('!')
			b.WriteString(strconv.Itoa(n))
			n = 1
		}
		for range n {
			b.WriteByte(sixel)
		}
	}
}

// supportsSixel reports whether the environment is that of a terminal with sixel graphics that is known by its name.
func supportsSixel(env func(string) string) bool {
	term := env("TERM")
	for _, name := range []string{"foot", "mlterm", "contour", "yaft"} {
		if term == name || strings.HasPrefix(term, name+"-") {
			return true
		}
	}
	return false
}

// isSixelVersion reports the same from a terminal's name in lower case. Some versions of these terminals do not tell by their
// attributes.
func isSixelVersion(name string) bool {
	return strings.HasPrefix(name, "foot") || strings.HasPrefix(name, "contour")
}
