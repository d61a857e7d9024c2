package picture

import (
	"context"
	"fmt"
	"image"
	"io"
)

// Size of a cell in pixels for a terminal that does not say it.
const (
	usualCellWidth  = 10
	usualCellHeight = 2 * usualCellWidth
)

// Bounds of what a terminal may say of its cells.
const (
	maxCellSide     = 128      // pixels
	maxRasterPixels = 16 << 20 // of an image on the screen
)

// rasterImage reads an image as pixels for the cells of a placement, and returns their size in pixels. The image keeps its
// proportions and lies at the upper left of the cells; the rest is transparent.
func rasterImage(ctx context.Context, r io.Reader, p Placement) (*image.NRGBA, image.Point, error) {
	cell := p.Cell
	if cell.X <= 0 || cell.Y <= 0 || cell.X > maxCellSide || cell.Y > maxCellSide {
		cell = image.Pt(usualCellWidth, usualCellHeight)
	}
	room := image.Pt(p.Cols*cell.X, p.Rows*cell.Y)
	if room.X*room.Y > maxRasterPixels {
		return nil, cell, fmt.Errorf("too large to draw: %d × %d pixels", room.X, room.Y)
	}
	d, err := decodeImage(ctx, r)
	if err != nil {
		return nil, cell, err
	}
	w, h := d.uprightSize()
	if err := ctx.Err(); err != nil {
		return nil, cell, err
	}
	size := fitWithin(w, h, room, cell)
	out := image.NewNRGBA(image.Rectangle{Max: room})
	scaled := d.scale(size.X, size.Y)
	for y := range size.Y {
		copy(out.Pix[y*out.Stride:], scaled.Pix[y*scaled.Stride:][:4*size.X])
	}
	return out, cell, nil
}

// fitWithin returns the largest size within room that has the proportions of w × h. A side that lacks less than a cell fills the
// room, since the frame was rounded to whole cells.
func fitWithin(w, h int, room, cell image.Point) image.Point {
	size := image.Pt(room.X, max(room.X*h/max(w, 1), 1))
	if size.Y > room.Y {
		size = image.Pt(max(room.Y*w/max(h, 1), 1), room.Y)
	}
	if room.X-size.X < cell.X/2 {
		size.X = room.X
	}
	if room.Y-size.Y < cell.Y/2 {
		size.Y = room.Y
	}
	return size
}

// partPixels returns the pixels of the cells of part, within bounds.
func partPixels(part image.Rectangle, cell image.Point, bounds image.Rectangle) image.Rectangle {
	return image.Rect(part.Min.X*cell.X, part.Min.Y*cell.Y, part.Max.X*cell.X, part.Max.Y*cell.Y).Intersect(bounds)
}
