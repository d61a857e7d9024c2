package picture

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// transparent is the index of pixels that are not drawn.
const transparent = 0xff

// indexedImage is an image in colours of a palette.
type indexedImage struct {
	width, height int
	pixels        []uint8    // indices in the palette, or transparent
	palette       [][3]uint8 // red, green and blue; at most 255 colours, which sixel can express exactly
}

func (m indexedImage) bounds() image.Rectangle { return image.Rect(0, 0, m.width, m.height) }

func (m indexedImage) row(y int) []uint8 { return m.pixels[y*m.width:][:m.width] }

// toPercent rounds a colour component to the hundredths that sixel has, and fromPercent turns them back.
func toPercent(v uint8) int   { return (int(v)*100 + 127) / 255 }
func fromPercent(p int) uint8 { return uint8((p*255 + 50) / 100) } //nolint:gosec // at most 255

// The colours of an image are counted and looked up with five bits of each component.
const (
	binBits  = 5
	binCount = 1 << (3 * binBits)
)

func binOf(r, g, b int) int {
	const shift = 8 - binBits
	return r>>shift<<(2*binBits) | g>>shift<<binBits | b>>shift
}

// quantizeImage reduces an image to at most count colours, chosen by median cut, and spreads the difference over the neighbours of
// each pixel (Floyd and Steinberg). Pixels that are less than half opaque are transparent.
//
// It is not golang.org/x/image or image/draw with a fixed palette: those have no palette that fits the image.
func quantizeImage(img *image.NRGBA, count int) indexedImage {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	m := indexedImage{width: w, height: h, pixels: make([]uint8, w*h), palette: choosePalette(img, min(count, transparent))}
	nearest := newColourTable(m.palette)
	above, below := make([][3]int, w+2), make([][3]int, w+2) // differences for this row and the next, in sixteenths
	for y := range h {
		clear(below)
		for x := range w {
			pixel := img.Pix[y*img.Stride+4*x:][:4]
			if pixel[3] < 0x80 {
				m.pixels[y*w+x] = transparent
				continue
			}
			var want [3]int
			for c := range want {
				want[c] = clampByte(int(pixel[c]) + above[x+1][c]/16)
			}
			i := nearest.find(want)
			m.pixels[y*w+x] = i
			for c := range want {
				rest := want[c] - int(m.palette[i][c])
				above[x+2][c] += 7 * rest
				below[x][c] += 3 * rest
				below[x+1][c] += 5 * rest
				below[x+2][c] += rest
			}
		}
		above, below = below, above
	}
	return m
}

// colourTable finds the nearest colours of a palette.
type colourTable struct {
	palette [][3]uint8
	known   []int16 // by bin: the index plus one, or 0
}

func newColourTable(p [][3]uint8) *colourTable {
	return &colourTable{p, make([]int16, binCount)}
}

// find returns the index of the nearest colour, with red, green and blue weighted as the eye does.
func (t *colourTable) find(want [3]int) uint8 {
	bin := &t.known[binOf(want[0], want[1], want[2])]
	if *bin == 0 {
		best, least := 0, 1<<62
		for i, have := range t.palette {
			dr, dg, db := want[0]-int(have[0]), want[1]-int(have[1]), want[2]-int(have[2])
			if d := 3*dr*dr + 6*dg*dg + db*db; d < least {
				best, least = i, d
			}
		}
		*bin = int16(best + 1) //nolint:gosec // at most 255
	}
	return uint8(*bin - 1) //nolint:gosec // below 255
}

// colourBin is a set of similar colours of an image.
type colourBin struct {
	sum   [3]int // of the components of its pixels
	count int
}

// mean returns the mean of a component.
func (b colourBin) mean(component int) int { return b.sum[component] / b.count }

// choosePalette chooses at most count colours for an image: it halves the box of colours with the largest spread until there
// are enough (Heckbert 1982, median cut), and takes the mean of each box.
func choosePalette(img *image.NRGBA, count int) [][3]uint8 {
	all := countColours(img)
	if len(all) == 0 {
		return [][3]uint8{{}}
	}
	boxes := []colourBox{newColourBox(all)}
	for len(boxes) < count {
		widest := 0
		for i, box := range boxes {
			if box.spread > boxes[widest].spread {
				widest = i
			}
		}
		if boxes[widest].spread == 0 {
			break // as many boxes as colours
		}
		low, high := boxes[widest].split()
		boxes[widest] = low
		boxes = append(boxes, high)
	}
	palette := make([][3]uint8, len(boxes))
	for i, box := range boxes {
		var all colourBin
		for _, b := range box.bins {
			all.count += b.count
			for c := range all.sum {
				all.sum[c] += b.sum[c]
			}
		}
		for c := range all.sum {
			palette[i][c] = fromPercent(toPercent(uint8(all.mean(c)))) //nolint:gosec // a mean of bytes
		}
	}
	return palette
}

// countColours returns the colours of the opaque pixels, in a fixed order.
func countColours(img *image.NRGBA) []colourBin {
	bins := make([]colourBin, binCount)
	for i := 0; i+3 < len(img.Pix); i += 4 {
		p := img.Pix[i:][:4]
		if p[3] < 0x80 {
			continue
		}
		b := &bins[binOf(int(p[0]), int(p[1]), int(p[2]))]
		b.count++
		for c := range b.sum {
			b.sum[c] += int(p[c])
		}
	}
	return slices.DeleteFunc(bins, func(b colourBin) bool { return b.count == 0 })
}

// colourBox is a part of the colours of an image.
type colourBox struct {
	bins      []colourBin
	component int // in which the box is widest
	spread    int // the square of its width there, weighted by the square root of the pixels; 0 if it cannot be split
}

func newColourBox(bins []colourBin) colourBox {
	box := colourBox{bins: bins}
	if len(bins) < 2 {
		return box
	}
	weight := rootOf(countPixels(bins))
	for c := range 3 {
		low, high := 0xff, 0
		for _, b := range bins {
			low, high = min(low, b.mean(c)), max(high, b.mean(c))
		}
		if width := high - low + 1; width*width*weight > box.spread {
			box.component, box.spread = c, width*width*weight
		}
	}
	return box
}

// split halves a box of at least two colours by pixels.
func (b colourBox) split() (low, high colourBox) {
	slices.SortFunc(b.bins, func(p, q colourBin) int { return cmp.Compare(p.mean(b.component), q.mean(b.component)) })
	pixels := countPixels(b.bins)
	half, seen := 0, 0
	for half < len(b.bins)-1 && 2*seen < pixels {
		seen += b.bins[half].count
		half++
	}
	return newColourBox(b.bins[:half]), newColourBox(b.bins[half:])
}

func countPixels(bins []colourBin) int {
	n := 0
	for _, b := range bins {
		n += b.count
	}
	return n
}

// rootOf returns the integer square root of a positive number.
func rootOf(n int) int { return int(math.Sqrt(float64(n))) }
