package picture

import (
	"image"
	"image/color"

	"github.com/charmbracelet/x/ansi"
)

// dithered chooses for each pixel one of the few colours that there are, and hands the
// difference on to its neighbours (Floyd and Steinberg), so that a slope of colours stays one.
func dithered(img *image.NRGBA, c Colours) func(x, y int) color.Color {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	p := paletteOf(c)
	chosen := make([]int16, w*h) // -1: clear
	off := make([][3]int, w*h+w+2)
	for y := range h {
		for x := range w {
			at := y*w + x
			px := img.NRGBAAt(x, y)
			if px.A < 0x80 {
				chosen[at] = -1
				continue
			}
			want := [3]int{int(px.R) + off[at][0]/16, int(px.G) + off[at][1]/16, int(px.B) + off[at][2]/16}
			i := p.nearest(want)
			chosen[at] = int16(i) //nolint:gosec // below 256
			for ch := range 3 {
				rest := clamp(want[ch]) - p.rgb[i][ch]
				if x+1 < w {
					off[at+1][ch] += 7 * rest
					off[at+w+1][ch] += rest
				}
				if x > 0 {
					off[at+w-1][ch] += 3 * rest
				}
				off[at+w][ch] += 5 * rest
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

func clamp(v int) int { return min(max(v, 0), 0xff) }

// palette is the colours of a terminal.
type palette struct {
	colours []color.Color
	rgb     [][3]int
}

// paletteOf is xterm's palette. Of its 256 the first sixteen are left out: users set them to what they like.
func paletteOf(c Colours) palette {
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

// nearest is the colour nearest to a wanted one, as the eye weighs the three channels.
func (p palette) nearest(want [3]int) int {
	best, least := 0, 1<<62
	for i, have := range p.rgb {
		dr, dg, db := want[0]-have[0], want[1]-have[1], want[2]-have[2]
		if d := 3*dr*dr + 6*dg*dg + db*db; d < least {
			best, least = i, d
		}
	}
	return best
}
