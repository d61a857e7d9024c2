package picture

import (
	"image"
	"image/color"
)

// maxSamples limits how many pixels of the image, in each direction, are averaged for one pixel of the drawing, so that
// the cost depends on the size of the drawing and not on that of the image.
const maxSamples = 8

// scale returns the upright image at another size.
//
// It is not golang.org/x/image/draw. Measured on 65 pictures of notes, into half blocks: ApproxBiLinear, which looks at
// four pixels whatever the scale, takes no time, but thin lines and letters flicker (23 dB against the exact mean, scale
// has 41 dB). BiLinear and CatmullRom read every pixel: they take 12 and 27 times as long as scale, for 35 and 39 dB, and
// up to 60 MB. None of them turns an image upright, or knows the canvas of a GIF.
func (d decodedImage) scale(w, h int) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	width, height := d.uprightSize()
	for y := range h {
		y0, y1 := sourceSpan(y, h, height)
		for x := range w {
			x0, x1 := sourceSpan(x, w, width)
			out.SetNRGBA(x, y, d.meanColour(x0, x1, y0, y1, width, height))
		}
	}
	return out
}

// sourceSpan returns which pixels of a side of size pixels the i-th of n parts covers, at least one.
func sourceSpan(i, n, size int) (from, to int) {
	from, to = i*size/n, (i+1)*size/n
	return from, min(max(to, from+1), size)
}

// meanColour averages a part of the upright image. Pixels outside the stored image are transparent.
func (d decodedImage) meanColour(x0, x1, y0, y1, w, h int) color.NRGBA {
	var r, g, b, a, n uint64
	nx, ny := min(x1-x0, maxSamples), min(y1-y0, maxSamples)
	for j := range ny {
		y := y0 + (2*j+1)*(y1-y0)/(2*ny)
		for i := range nx {
			p := d.sourcePoint(x0+(2*i+1)*(x1-x0)/(2*nx), y, w, h)
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
	unmultiply := func(v uint64) uint8 { return uint8(min(v*0xff/a, 0xff)) }           //nolint:gosec // at most 255
	return color.NRGBA{unmultiply(r), unmultiply(g), unmultiply(b), uint8(a / n >> 8)} //nolint:gosec // the upper 8 of 16 bits
}

// addBackground puts a partly transparent image on a light or dark background if it would be hard to see on the
// terminal's.
func addBackground(img *image.NRGBA, dark bool) {
	brightness, needed := chooseBackground(img, dark)
	if !needed {
		return
	}
	for i := 0; i+3 < len(img.Pix); i += 4 {
		a := uint32(img.Pix[i+3])
		for c := range 3 {
			img.Pix[i+c] = uint8((uint32(img.Pix[i+c])*a + brightness*(0xff-a)) / 0xff) //nolint:gosec // a mean of bytes
		}
		img.Pix[i+3] = 0xff
	}
}

// chooseBackground returns the brightness of the background that the image needs, if it needs another than the
// terminal's: because it is transparent, and as dark or as light as the terminal.
func chooseBackground(img *image.NRGBA, dark bool) (brightness uint32, needed bool) {
	var light, weight, clear uint64
	for i := 0; i+3 < len(img.Pix); i += 4 {
		a := uint64(img.Pix[i+3])
		light += a * (299*uint64(img.Pix[i]) + 587*uint64(img.Pix[i+1]) + 114*uint64(img.Pix[i+2])) / 1000
		weight += a
		if a < 0xff/2 {
			clear++
		}
	}
	if weight == 0 || clear*20 < uint64(len(img.Pix)/4) { // hardly anything is transparent
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
