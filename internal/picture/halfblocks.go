package picture

import (
	"context"
	"image"
	"image/color"
	"io"
)

// Colours says how many colours a terminal has.
type Colours uint8

// The numbers of colours. With NoColours nothing can be drawn.
const (
	NoColours Colours = iota
	Sixteen
	Indexed // 256
	TrueColour
)

// DrawOptions says how to draw an image.
type DrawOptions struct {
	Frame
	Colours Colours
	Dark    bool // the terminal has a dark background
}

// Draw reads an image and draws it with half blocks, two pixels in a cell. The text of an error tells the user why the
// image is not drawn.
func Draw(ctx context.Context, r io.Reader, l DrawOptions) (*Drawing, error) {
	d, err := decodeImage(ctx, r)
	if err != nil {
		return nil, err
	}
	img := d.scale(l.Cols, 2*l.Rows)
	addBackground(img, l.Dark)
	paint := func(x, y int) color.Color {
		if c := img.NRGBAAt(x, y); c.A >= 0x80 {
			return color.RGBA{c.R, c.G, c.B, 0xff}
		}
		return nil
	}
	if l.Colours < TrueColour {
		paint = ditherImage(img, l.Colours)
	}
	return drawHalfBlocks(img.Bounds(), paint), nil
}

// drawHalfBlocks puts two pixels into each cell; paint returns nil for a transparent pixel.
func drawHalfBlocks(b image.Rectangle, paint func(x, y int) color.Color) *Drawing {
	d := &Drawing{Rows: make([][]Cell, b.Dy()/2)}
	for y := range d.Rows {
		row := make([]Cell, b.Dx())
		for x := range row {
			row[x] = halfBlock(paint(x, 2*y), paint(x, 2*y+1))
		}
		d.Rows[y] = row
	}
	return d
}

// halfBlock returns the cell for two pixels, each of which may be nil.
func halfBlock(top, bottom color.Color) Cell {
	switch {
	case top == nil && bottom == nil:
		return Cell{Text: " "}
	case top == nil:
		return Cell{Text: "▄", Fg: bottom}
	case bottom == nil:
		return Cell{Text: "▀", Fg: top}
	}
	return Cell{Text: "▀", Fg: top, Bg: bottom}
}
