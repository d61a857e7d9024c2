package picture

import (
	"image"
	"image/color"

	"github.com/charmbracelet/x/ansi"
)

// ditherImage returns for each pixel the nearest colour of the palette, and spreads the difference over its neighbours
// (Floyd and Steinberg), so that gradients stay visible. A transparent pixel is nil.
func ditherImage(img *image.NRGBA, c Colours) func(x, y int) color.Color {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	p := newPalette(c)
	chosen := make([]int16, w*h) // index in the palette; -1: transparent
	errors := make([][3]int, w*h+w+2)
	for y := range h {
		for x := range w {
			pixel := y*w + x
			px := img.NRGBAAt(x, y)
			if px.A < 0x80 {
				chosen[pixel] = -1
				continue
			}
			want := [3]int{int(px.R) + errors[pixel][0]/16, int(px.G) + errors[pixel][1]/16, int(px.B) + errors[pixel][2]/16}
			i := p.nearestColour(want)
			chosen[pixel] = int16(i) //nolint:gosec // below 256
			for ch := range 3 {
				rest := clampByte(want[ch]) - p.rgb[i][ch]
				if x+1 < w {
					errors[pixel+1][ch] += 7 * rest
					errors[pixel+w+1][ch] += rest
				}
				if x > 0 {
					errors[pixel+w-1][ch] += 3 * rest
				}
				errors[pixel+w][ch] += 5 * rest
			}
		}
	}
	return func(x, y int) color.Color {
		if i := chosen[y*w+x]; i >= 0 {
			return p.colours[i]
		}
		return nil
	}
}

func clampByte(v int) int { return min(max(v, 0), 0xff) }

// palette holds the colours of a terminal, also as RGB values.
type palette struct {
	colours []color.Color
	rgb     [][3]int
}

// newPalette returns xterm's palette. For 256 colours it leaves out the first 16, which users redefine.
func newPalette(c Colours) palette {
	var p palette
	from, to := 16, 256
	if c == Sixteen {
		from, to = 0, 16
	}
	for i := from; i < to; i++ {
		var col color.Color = ansi.IndexedColor(i) //nolint:gosec // below 256
		if c == Sixteen {
			col = ansi.BasicColor(i) //nolint:gosec // below 16
		}
		r, g, b, _ := col.RGBA()
		p.colours = append(p.colours, col)
		p.rgb = append(p.rgb, [3]int{int(r >> 8), int(g >> 8), int(b >> 8)})
	}
	return p
}

// nearestColour returns the index of the nearest colour, with red, green and blue weighted as the eye does.
func (p palette) nearestColour(want [3]int) int {
	best, least := 0, 1<<62
	for i, have := range p.rgb {
		dr, dg, db := want[0]-have[0], want[1]-have[1], want[2]-have[2]
		if d := 3*dr*dr + 6*dg*dg + db*db; d < least {
			best, least = i, d
		}
	}
	return best
}
