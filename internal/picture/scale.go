package picture

import (
	"image"
	"image/color"
)

// samples bounds how many pixels of the picture, in either direction, one pixel of the drawing is the mean of: what
// drawing costs depends on the size of the drawing then, and not on that of the picture.
const samples = 8

// scaled is the upright picture at another size.
func (d decoded) scaled(w, h int) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	width, height := d.upright()
	for y := range h {
		y0, y1 := span(y, h, height)
		for x := range w {
			x0, x1 := span(x, w, width)
			out.SetNRGBA(x, y, d.mean(x0, x1, y0, y1, width, height))
		}
	}
	return out
}

// span is the stretch of a side of size pixels that the i-th of n parts covers, never empty.
func span(i, n, size int) (from, to int) {
	from, to = i*size/n, (i+1)*size/n
	return from, min(max(to, from+1), size)
}

// mean is the mean colour of a part of the upright picture. What is not covered by the image is transparent.
func (d decoded) mean(x0, x1, y0, y1, w, h int) color.NRGBA {
	var r, g, b, a, n uint64
	nx, ny := min(x1-x0, samples), min(y1-y0, samples)
	for j := range ny {
		y := y0 + (2*j+1)*(y1-y0)/(2*ny)
		for i := range nx {
			p := d.source(x0+(2*i+1)*(x1-x0)/(2*nx), y, w, h)
			n++
			if !p.In(d.Bounds()) {
				continue
			}
			cr, cg, cb, ca := d.At(p.X, p.Y).RGBA() // premultiplied
			r, g, b, a = r+uint64(cr), g+uint64(cg), b+uint64(cb), a+uint64(ca)
		}
	}
	if a == 0 || n == 0 {
		return color.NRGBA{}
	}
	part := func(v uint64) uint8 { return uint8(min(v*0xff/a, 0xff)) } //nolint:gosec // at most 255
	return color.NRGBA{part(r), part(g), part(b), uint8(a / n >> 8)}   //nolint:gosec // 16 bits, of which 8 are kept
}

// onGround lays a picture that is partly transparent on a ground where it can be seen: the terminal's own, unless
// what is drawn is as dark or as light as that; then on one of the other kind, as on paper.
func onGround(img *image.NRGBA, dark bool) {
	ground, on := groundFor(img, dark)
	if !on {
		return
	}
	for i := 0; i+3 < len(img.Pix); i += 4 {
		a := uint32(img.Pix[i+3])
		for c := range 3 {
			img.Pix[i+c] = uint8((uint32(img.Pix[i+c])*a + ground*(0xff-a)) / 0xff) //nolint:gosec // a mean of bytes
		}
		img.Pix[i+3] = 0xff
	}
}

// groundFor is the brightness of the ground that a picture needs, when it needs another than the terminal's.
func groundFor(img *image.NRGBA, dark bool) (ground uint32, needed bool) {
	var light, weight, clear uint64
	for i := 0; i+3 < len(img.Pix); i += 4 {
		a := uint64(img.Pix[i+3])
		light += a * (299*uint64(img.Pix[i]) + 587*uint64(img.Pix[i+1]) + 114*uint64(img.Pix[i+2])) / 1000
		weight += a
		if a < 0xff/2 {
			clear++
		}
	}
	if weight == 0 || clear*20 < uint64(len(img.Pix)/4) { // hardly anything shines through
		return 0, false
	}
	const dim, bright = 90, 165
	switch mean := light / weight; {
	case dark && mean < dim:
		return 0xf4, true
	case !dark && mean > bright:
		return 0x20, true
	}
	return 0, false
}
