package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"regexp"
	"strings"
	"testing"
)

// decodeSixel returns the pixels that a terminal would draw for a sequence. Pixels that are not drawn are transparent.
func decodeSixel(t *testing.T, sequence string) *image.NRGBA {
	t.Helper()
	body, ok := strings.CutPrefix(sequence, "\x1bP0;1q")
	body, ended := strings.CutSuffix(body, "\x1b\\")
	var w, h int
	if n, err := fmt.Sscanf(body, `"1;1;%d;%d`, &w, &h); !ok || !ended || n != 2 || err != nil {
		t.Fatalf("not a sixel sequence: %.40q, %v", sequence, err)
	}
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	colours := map[int]color.NRGBA{}
	x, y, current := 0, 0, color.NRGBA{}
	body = strings.TrimPrefix(body, fmt.Sprintf(`"1;1;%d;%d`, w, h))
	for len(body) > 0 {
		c, count := body[0], 1
		body = body[1:]
		switch c {
		case '$':
			x = 0
			continue
		case '-':
			x, y = 0, y+6
			continue
		case '#':
			var numbers []int
			body, numbers = readNumbers(body)
			if len(numbers) == 5 && numbers[1] == 2 {
				colours[numbers[0]] = color.NRGBA{fromPercent(numbers[2]), fromPercent(numbers[3]), fromPercent(numbers[4]), 0xff}
			}
			var known bool
			if current, known = colours[numbers[0]]; !known {
				t.Fatalf("colour %d is not defined", numbers[0])
			}
			continue
		case '!':
			var numbers []int
			body, numbers = readNumbers(body)
			count, c, body = numbers[0], body[0], body[1:]
		}
		if c < '?' || c > '~' {
			t.Fatalf("unexpected byte %q", c)
		}
		for range count {
			for bit := range 6 {
				if (c-'?')>>bit&1 == 1 {
					if !image.Pt(x, y+bit).In(img.Rect) {
						t.Fatalf("pixel %d, %d is outside of %d × %d", x, y+bit, w, h)
					}
					img.SetNRGBA(x, y+bit, current)
				}
			}
			x++
		}
	}
	return img
}

// readNumbers reads numbers separated by semicolons.
func readNumbers(s string) (rest string, numbers []int) {
	numbers = []int{0}
	for len(s) > 0 {
		switch c := s[0]; {
		case c == ';':
			numbers = append(numbers, 0)
		case c >= '0' && c <= '9':
			numbers[len(numbers)-1] = 10*numbers[len(numbers)-1] + int(c-'0')
		default:
			return s, numbers
		}
		s = s[1:]
	}
	return s, numbers
}

// gradientImage returns an image of many colours, whose right third is transparent if clear is set.
func gradientImage(w, h int, clear bool) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8((x + y) * 255 / (w + h)), 0xff} //nolint:gosec // below 256
			if clear && x >= 2*w/3 {
				c.A = 0
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

// meanDifference returns the difference of the means of blocks of 6 × 6 pixels, since dithering keeps those, per component.
func meanDifference(a, b *image.NRGBA) float64 {
	const side = 6
	var total float64
	n := 0
	for y := 0; y+side <= a.Rect.Dy(); y += side {
		for x := 0; x+side <= a.Rect.Dx(); x += side {
			var sum [3]int
			for dy := range side {
				for dx := range side {
					p, q := a.NRGBAAt(x+dx, y+dy), b.NRGBAAt(x+dx, y+dy)
					sum[0], sum[1], sum[2] = sum[0]+int(p.R)-int(q.R), sum[1]+int(p.G)-int(q.G), sum[2]+int(p.B)-int(q.B)
				}
			}
			for _, s := range sum {
				total += math.Abs(float64(s)) / (side * side)
				n++
			}
		}
	}
	return total / float64(n)
}

var colourDefinition = regexp.MustCompile(`#\d+;2;`)

func encodeSixelOf(t *testing.T, img image.Image, p Placement) Raster {
	t.Helper()
	e, err := encodeSixel(t.Context(), bytes.NewReader(encodePNG(t, img)), p)
	if err != nil {
		t.Fatal(err)
	}
	return e.Raster
}

func TestSixel_DecodesToTheImage(t *testing.T) {
	cell := image.Pt(9, 18)
	for palette, most := range map[int]float64{0: 1.5, 256: 1.5, 16: 5, 2: 60} {
		for _, f := range []Frame{{20, 5}, {7, 3}, {1, 1}} {
			want := gradientImage(f.Cols*cell.X, f.Rows*cell.Y, false)
			r := encodeSixelOf(t, want, Placement{Frame: f, ID: 1, Cell: cell, Palette: palette})
			sequence := r.DrawPart(image.Rect(0, 0, f.Cols, f.Rows))
			got := decodeSixel(t, sequence)
			if got.Rect != want.Rect {
				t.Fatalf("%v: %v pixels", f, got.Rect)
			}
			if d := meanDifference(want, got); f.Cols > 1 && d > most {
				t.Errorf("%v in %d colours: the difference is %.2f", f, palette, d)
			}
			if n := len(colourDefinition.FindAllString(sequence, -1)); palette > 0 && n > palette {
				t.Errorf("%d colours of %d", n, palette)
			}
		}
	}
}

func TestSixel_FewColoursStayExact(t *testing.T) {
	want := quarterImage(80, 64)
	got := decodeSixel(t, encodeSixelOf(t, want, Placement{Frame: Frame{10, 4}, ID: 1, Cell: image.Pt(8, 16)}).DrawPart(image.Rect(0, 0, 10, 4)))
	if !bytes.Equal(want.Pix, got.Pix) {
		t.Error("the four colours have changed")
	}
}

func TestSixel_PartIsCutFromTheWhole(t *testing.T) {
	cell := image.Pt(7, 13) // bands and cells do not meet
	r := encodeSixelOf(t, gradientImage(20*7, 8*13, true), Placement{Frame: Frame{20, 8}, ID: 1, Cell: cell})
	whole := decodeSixel(t, r.DrawPart(image.Rect(0, 0, 20, 8)))
	for _, part := range []image.Rectangle{image.Rect(0, 2, 20, 8), image.Rect(0, 0, 20, 1), image.Rect(5, 3, 9, 4), image.Rect(18, 7, 30, 20)} {
		pixels := partPixels(part, cell, whole.Rect)
		got := decodeSixel(t, r.DrawPart(part))
		for y := range pixels.Dy() {
			for x := range pixels.Dx() {
				if got.NRGBAAt(x, y) != whole.NRGBAAt(pixels.Min.X+x, pixels.Min.Y+y) {
					t.Fatalf("%v: pixel %d, %d differs", part, x, y)
				}
			}
		}
	}
	if got := r.DrawPart(image.Rect(20, 0, 25, 3)); got != "" {
		t.Errorf("beside the image: %q", got)
	}
}

func TestSixel_TransparentPixelsAreNotDrawn(t *testing.T) {
	got := decodeSixel(t, encodeSixelOf(t, gradientImage(90, 36, true), Placement{Frame: Frame{9, 2}, ID: 1, Cell: image.Pt(10, 18)}).DrawPart(image.Rect(0, 0, 9, 2)))
	if got.NRGBAAt(10, 10).A == 0 || got.NRGBAAt(89, 10).A != 0 {
		t.Errorf("alpha %d and %d", got.NRGBAAt(10, 10).A, got.NRGBAAt(89, 10).A)
	}
	clear := image.NewNRGBA(image.Rect(0, 0, 40, 40))
	if got := encodeSixelOf(t, clear, Placement{Frame: Frame{4, 2}, ID: 1}).DrawPart(image.Rect(0, 0, 4, 2)); strings.Contains(got, "#") {
		t.Errorf("a transparent image: %q", got)
	}
}

// A terminal may claim cells of any size; and proportions are kept, whatever the size of a cell.
func TestRaster_BoundsAndKeepsProportions(t *testing.T) {
	square := image.NewNRGBA(image.Rect(0, 0, 200, 200))
	for i := range square.Pix {
		square.Pix[i] = 0xff
	}
	for _, cell := range []image.Point{{}, {-1, 5}, {1 << 20, 1 << 20}, {10, 20}, {10, 30}, {12, 13}} {
		got := decodeSixel(t, encodeSixelOf(t, square, Placement{Frame: Frame{20, 10}, ID: 1, Cell: cell}).DrawPart(image.Rect(0, 0, 20, 10)))
		w, h := 0, 0
		for x := range got.Rect.Dx() {
			if got.NRGBAAt(x, 0).A > 0 {
				w = x + 1
			}
		}
		for y := range got.Rect.Dy() {
			if got.NRGBAAt(0, y).A > 0 {
				h = y + 1
			}
		}
		if w == 0 || h == 0 || math.Abs(float64(w)/float64(h)-1) > 0.06 {
			t.Errorf("cells of %v: %d × %d pixels", cell, w, h)
		}
	}
	_, err := encodeSixel(t.Context(), bytes.NewReader(encodePNG(t, square)), Placement{Frame: Frame{250, 250}, ID: 1, Cell: image.Pt(100, 100)})
	if err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("625 megapixels: %v", err)
	}
}

func BenchmarkSixel_PhotographOfAScreen(b *testing.B) {
	img := gradientImage(1000, 600, false)
	for b.Loop() {
		m := quantizeImage(img, 256)
		r := &sixelRaster{m, image.Pt(10, 20)}
		b.SetBytes(int64(len(r.DrawPart(image.Rect(0, 0, 100, 30)))))
	}
}
