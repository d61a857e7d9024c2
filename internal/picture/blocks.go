package picture

import (
	"context"
	"image"
	"image/color"
	"io"
)

// Colours are how many colours a terminal has.
type Colours uint8

// The colours of terminals. With NoColours nothing can be drawn.
const (
	NoColours Colours = iota
	Sixteen
	Indexed // 256
	TrueColour
)

// Look is how a picture is drawn.
type Look struct {
	Frame
	Colours Colours
	Dark    bool // the terminal's ground is dark
}

// Draw reads a picture and draws it with half blocks, two pixels to a cell. The error's text says, for a
// reader, why it is not drawn.
func Draw(ctx context.Context, r io.Reader, l Look) (*Drawing, error) {
	d, err := decode(ctx, r)
	if err != nil {
		return nil, err
	}
	img := d.scaled(l.Cols, 2*l.Rows)
	onGround(img, l.Dark)
	paint := func(x, y int) color.Color {
		if c := img.NRGBAAt(x, y); c.A >= 0x80 {
			return color.RGBA{c.R, c.G, c.B, 0xff}
		}
		return nil
	}
	if l.Colours < TrueColour {
		paint = dithered(img, l.Colours)
	}
	return blocks(img.Bounds(), paint), nil
}

// blocks puts two pixels into each cell.
func blocks(b image.Rectangle, paint func(x, y int) color.Color) *Drawing {
	d := &Drawing{Rows: make([][]Cell, b.Dy()/2)}
	for y := range d.Rows {
		row := make([]Cell, b.Dx())
		for x := range row {
			row[x] = halves(paint(x, 2*y), paint(x, 2*y+1))
		}
		d.Rows[y] = row
	}
	return d
}

// halves is a cell of two pixels, each of which may be clear.
func halves(top, bottom color.Color) Cell {
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
