package picture

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// onePixel is the smallest WebP there is: lossless, 1 × 1.
const onePixel = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="

// quarters is a picture of four colours: red, green, blue and white from the upper left.
func quarters(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := [4]color.NRGBA{{0xff, 0, 0, 0xff}, {0, 0xff, 0, 0xff}, {0, 0, 0xff, 0xff}, {0xff, 0xff, 0xff, 0xff}}[2*(2*y/h)+2*x/w]
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

func pngOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestMeasure(t *testing.T) {
	var animation bytes.Buffer
	if err := gif.Encode(&animation, quarters(30, 20), nil); err != nil {
		t.Fatal(err)
	}
	webp, err := base64.StdEncoding.DecodeString(onePixel)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		data []byte
		want Info
	}{
		{pngOf(t, quarters(40, 30)), Info{40, 30, "PNG"}},
		{jpegOf(t, quarters(40, 30)), Info{40, 30, "JPEG"}},
		{turned(jpegOf(t, quarters(40, 30)), 6), Info{30, 40, "JPEG"}},
		{animation.Bytes(), Info{30, 20, "GIF"}},
		{webp, Info{1, 1, "WebP"}},
	} {
		got, err := Measure(bytes.NewReader(c.data))
		if err != nil || got != c.want {
			t.Errorf("%+v: %v, want %+v", got, err, c.want)
		}
		if d, err := Draw(t.Context(), bytes.NewReader(c.data), Look{Frame: Frame{4, 2}, Colours: TrueColour}); err != nil || len(d.Rows) != 2 || len(d.Rows[1]) != 4 {
			t.Errorf("%s: drawn as %v, %v", c.want.Format, d, err)
		}
	}
}

// turned is a JPEG that says how the camera was held.
func turned(jpeg []byte, orientation byte) []byte {
	exif := append([]byte("Exif\x00\x00"), 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0)
	segment := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	return append(append(append([]byte{}, jpeg[:2]...), segment...), jpeg[2:]...)
}

func TestPhotographsStandUpright(t *testing.T) {
	// Where the red quarter, the upper left one of the file, is to be seen.
	for orientation, want := range map[byte]image.Point{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}} {
		d, err := decode(t.Context(), bytes.NewReader(turned(jpegOf(t, quarters(64, 32)), orientation)))
		if err != nil {
			t.Fatal(err)
		}
		if w, h := d.upright(); (w < h) != (orientation >= 5) {
			t.Errorf("orientation %d: %d × %d", orientation, w, h)
		}
		img := d.scaled(2, 2)
		for y := range 2 {
			for x := range 2 {
				c := img.NRGBAAt(x, y)
				if red := c.R > 200 && c.G < 60 && c.B < 60; red != (image.Pt(x, y) == want) {
					t.Errorf("orientation %d: %v at %d, %d, want red at %v", orientation, c, x, y, want)
				}
			}
		}
	}
}

// header is a PNG that says it is so large, without its pixels.
func header(w, h uint32) []byte {
	chunk := func(kind string, data []byte) []byte {
		b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		b = append(append(b, kind...), data...)
		return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
	}
	ihdr := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	out := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(ihdr, 8, 6, 0, 0, 0))...)
	return append(append(out, chunk("IDAT", nil)...), chunk("IEND", nil)...)
}

func TestBombsAreRefusedByTheirHeaders(t *testing.T) {
	for _, size := range [][2]uint32{{60000, 60000}, {1 << 30, 1}, {70000, 2}, {8000, 8000}} {
		for _, use := range []func(io.Reader) error{
			func(r io.Reader) error { _, err := Measure(r); return err },
			func(r io.Reader) error { _, err := Draw(t.Context(), r, Look{Frame: Frame{4, 4}}); return err },
		} {
			if err := use(bytes.NewReader(header(size[0], size[1]))); err == nil || !strings.Contains(err.Error(), "too large") {
				t.Errorf("%d × %d: %v", size[0], size[1], err)
			}
		}
	}
}

// Baseline and progressive JPEGs are told apart, for the latter take four times the memory.
func TestProgressive(t *testing.T) {
	plain := jpegOf(t, quarters(16, 16))
	if progressive(plain) || progressive(turned(plain, 6)) {
		t.Error("a baseline JPEG is taken for a progressive one")
	}
	if other := bytes.Replace(plain, []byte{0xff, 0xc0}, []byte{0xff, 0xc2}, 1); !progressive(other) || !progressive(nil) {
		t.Error("a progressive JPEG, or what does not tell, is taken for a baseline one")
	}
	large := image.Config{Width: 6000, Height: 4000, ColorModel: color.YCbCrModel} // of a camera
	if large.Width*large.Height*pixelSize(large.ColorModel, "jpeg", plain) > maxMemory {
		t.Error("a photograph is too large")
	}
}

func TestWhatIsNoPicture(t *testing.T) {
	good := pngOf(t, quarters(200, 200))
	for name, data := range map[string][]byte{
		"empty": nil, "text": []byte("not a picture"), "svg": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"),
		"cut": good[:len(good)/2], "head": good[:20], "no pixels": header(0, 5), "escape": []byte("\x1b_Ga=T\x1b\\"),
	} {
		d, err := Draw(t.Context(), bytes.NewReader(data), Look{Frame: Frame{4, 4}, Colours: TrueColour})
		if err == nil || d != nil {
			t.Errorf("%s is drawn", name)
		}
		if strings.ContainsAny(err.Error(), "\x1b\n") {
			t.Errorf("%s: %q", name, err)
		}
	}
}

// A file that is no picture is to blame when it is called one, and not when it is of a kind that is not drawn.
func TestExplain(t *testing.T) {
	good := pngOf(t, quarters(200, 200))
	for _, c := range []struct {
		name, data, want string
		spoiled          bool
	}{
		{"a/b.PNG", "garbage", "cannot be shown: not a picture", true},
		{"b.jpg", "", "cannot be shown: the file is empty", true},
		{"b.svg", "<svg/>", "not a kind of picture that is drawn here", false},
		{"b.png", string(good[:40]), "damaged: it ends too early", true},
		{"b.png", string(good[:len(good)/2]), "damaged: it ends too early", true},
	} {
		_, err := Draw(t.Context(), strings.NewReader(c.data), Look{Frame: Frame{4, 4}, Colours: TrueColour})
		if err == nil {
			t.Fatalf("%s %.10q is drawn", c.name, c.data)
		}
		if why, spoiled := Explain(c.name, int64(len(c.data)), err); why != c.want || spoiled != c.spoiled {
			t.Errorf("%s %.10q: %q, %v, want %q, %v", c.name, c.data, why, spoiled, c.want, c.spoiled)
		}
	}
}

// slow gives a byte at a time, and ends the context on the way.
type slow struct {
	r      io.Reader
	left   int
	cancel context.CancelFunc
}

func (s *slow) Read(p []byte) (int, error) {
	if s.left--; s.left == 0 {
		s.cancel()
	}
	return s.r.Read(p[:1])
}

func TestDecodingEnds(t *testing.T) {
	data := pngOf(t, quarters(300, 300))
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := Draw(ctx, &slow{bytes.NewReader(data), len(data) / 2, cancel}, Look{Frame: Frame{4, 4}}); !errors.Is(err, context.Canceled) {
		t.Errorf("a page that was left: %v", err)
	}
	endless := io.MultiReader(bytes.NewReader(data[:len(data)-40]), zeros{})
	if _, err := Draw(t.Context(), endless, Look{Frame: Frame{4, 4}}); err == nil {
		t.Error("a picture without an end is drawn")
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestFit(t *testing.T) {
	for _, c := range []struct {
		w, h, width int
		most, want  Frame
	}{
		{800, 400, 0, Frame{80, 40}, Frame{80, 20}},  // as wide as the measure
		{80, 160, 0, Frame{80, 40}, Frame{10, 10}},   // as large as it is
		{400, 4000, 0, Frame{80, 20}, Frame{4, 20}},  // as high as the page
		{800, 400, 160, Frame{80, 40}, Frame{20, 5}}, // as wide as the note asks for
		{800, 400, 9999, Frame{80, 40}, Frame{80, 20}},
		{1, 1, 0, Frame{80, 40}, Frame{1, 1}},
		{60000, 2, 0, Frame{80, 40}, Frame{80, 1}},
		{0, 0, 0, Frame{80, 40}, Frame{}},
		{5, 5, 0, Frame{}, Frame{}},
	} {
		if got := Fit(Info{Width: c.w, Height: c.h}, c.width, c.most); got != c.want {
			t.Errorf("%+v: %+v", c, got)
		}
	}
}

func TestHalfBlocks(t *testing.T) {
	img := quarters(8, 8)
	for x := range 4 {
		for y := range 4 { // the red quarter is clear
			img.SetNRGBA(x, y, color.NRGBA{})
		}
	}
	d, err := Draw(t.Context(), bytes.NewReader(pngOf(t, img)), Look{Frame: Frame{2, 1}, Colours: TrueColour, Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	blue, green, white := color.RGBA{0, 0, 0xff, 0xff}, color.RGBA{0, 0xff, 0, 0xff}, color.RGBA{0xff, 0xff, 0xff, 0xff}
	want := []Cell{{"▄", blue, nil}, {"▀", green, white}}
	for i, c := range d.Rows[0] {
		if c != want[i] {
			t.Errorf("cell %d: %+v, want %+v", i, c, want[i])
		}
	}
}

// A drawing in black on nothing is laid on paper where the ground is dark, and stays as it is on a light one.
func TestInkIsSeenOnAnyGround(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for i := range 8 {
		img.SetNRGBA(i, i, color.NRGBA{A: 0xff})
	}
	for _, dark := range []bool{true, false} {
		d, err := Draw(t.Context(), bytes.NewReader(pngOf(t, img)), Look{Frame: Frame{8, 4}, Colours: TrueColour, Dark: dark})
		if err != nil {
			t.Fatal(err)
		}
		if paper := d.Rows[0][7].Bg != nil; paper != dark {
			t.Errorf("dark %v: the corner is %+v", dark, d.Rows[0][7])
		}
	}
}

func TestFewColours(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 64 {
			img.SetNRGBA(x, y, color.NRGBA{uint8(4 * x), uint8(4 * y), 0x80, 0xff})
		}
	}
	for _, colours := range []Colours{Sixteen, Indexed} {
		d, err := Draw(t.Context(), bytes.NewReader(pngOf(t, img)), Look{Frame: Frame{32, 16}, Colours: colours})
		if err != nil {
			t.Fatal(err)
		}
		seen := map[color.Color]bool{}
		for _, row := range d.Rows {
			for _, c := range row {
				for _, col := range []color.Color{c.Fg, c.Bg} {
					_, basic := col.(ansi.BasicColor)
					_, indexed := col.(ansi.IndexedColor)
					if col != nil && basic != (colours == Sixteen) || col != nil && indexed != (colours == Indexed) {
						t.Fatalf("%d colours: %T", colours, col)
					}
					seen[col] = true
				}
			}
		}
		if len(seen) < 5 {
			t.Errorf("%d colours: only %d are used", colours, len(seen))
		}
	}
}

// Whatever the bytes: an answer or an error, never a panic, and only cells of our own making.
func FuzzDraw(f *testing.F) {
	var b bytes.Buffer
	_ = png.Encode(&b, quarters(9, 7))
	f.Add(b.Bytes())
	b.Reset()
	_ = gif.Encode(&b, quarters(9, 7), nil)
	f.Add(b.Bytes())
	b.Reset()
	_ = jpeg.Encode(&b, quarters(9, 7), nil)
	f.Add(turned(b.Bytes(), 7))
	w, _ := base64.StdEncoding.DecodeString(onePixel)
	f.Add(w)
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Draw(t.Context(), bytes.NewReader(data), Look{Frame: Frame{5, 3}, Colours: Colours(rand.IntN(4)), Dark: true})
		if (d == nil) == (err == nil) {
			t.Fatal(d, err)
		}
		if d == nil {
			return
		}
		for _, row := range d.Rows {
			for _, c := range row {
				if !strings.Contains(" ▀▄", c.Text) || len(row) != 5 {
					t.Fatalf("%q", c.Text)
				}
			}
		}
	})
}
