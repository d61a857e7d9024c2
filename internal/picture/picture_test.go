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
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// onePixelWebP is the smallest WebP file: lossless, 1 × 1.
const onePixelWebP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="

// quarterImage returns an image of four colours: red, green, blue and white from the upper left.
func quarterImage(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := [4]color.NRGBA{{0xff, 0, 0, 0xff}, {0, 0xff, 0, 0xff}, {0, 0, 0xff, 0xff}, {0xff, 0xff, 0xff, 0xff}}[2*(2*y/h)+2*x/w]
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

func encodePNG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func encodeJPEG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestMeasure_EachFormat(t *testing.T) {
	var animation bytes.Buffer
	if err := gif.Encode(&animation, quarterImage(30, 20), nil); err != nil {
		t.Fatal(err)
	}
	webp, err := base64.StdEncoding.DecodeString(onePixelWebP)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		data []byte
		want Info
	}{
		{encodePNG(t, quarterImage(40, 30)), Info{40, 30, "PNG"}},
		{encodeJPEG(t, quarterImage(40, 30)), Info{40, 30, "JPEG"}},
		{addOrientation(encodeJPEG(t, quarterImage(40, 30)), 6), Info{30, 40, "JPEG"}},
		{animation.Bytes(), Info{30, 20, "GIF"}},
		{webp, Info{1, 1, "WebP"}},
	} {
		got, err := Measure(bytes.NewReader(c.data))
		if err != nil || got != c.want {
			t.Errorf("%+v: %v, want %+v", got, err, c.want)
		}
		if d, err := Draw(t.Context(), bytes.NewReader(c.data), DrawOptions{Frame: Frame{4, 2}, Colours: TrueColour}); err != nil || len(d.Rows) != 2 || len(d.Rows[1]) != 4 {
			t.Errorf("Draw of %s: %v, %v", c.want.Format, d, err)
		}
	}
}

// addOrientation inserts an EXIF segment with an orientation into a JPEG.
func addOrientation(jpeg []byte, orientation byte) []byte {
	exif := append([]byte("Exif\x00\x00"), 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0)
	segment := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	return append(append(append([]byte{}, jpeg[:2]...), segment...), jpeg[2:]...)
}

func TestScale_AppliesOrientation(t *testing.T) {
	// The position of the red quarter, which is the upper left one in the file.
	for orientation, want := range map[byte]image.Point{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}} {
		d, err := decodeImage(t.Context(), bytes.NewReader(addOrientation(encodeJPEG(t, quarterImage(64, 32)), orientation)))
		if err != nil {
			t.Fatal(err)
		}
		if w, h := d.uprightSize(); (w < h) != (orientation >= 5) {
			t.Errorf("orientation %d: %d × %d", orientation, w, h)
		}
		img := d.scale(2, 2)
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

// pngHeader returns a PNG that claims a size and has no pixels.
func pngHeader(w, h uint32) []byte {
	chunk := func(kind string, data []byte) []byte {
		b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		b = append(append(b, kind...), data...)
		return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
	}
	ihdr := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	out := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(ihdr, 8, 6, 0, 0, 0))...)
	return append(append(out, chunk("IDAT", nil)...), chunk("IEND", nil)...)
}

func TestMeasure_RejectsHugeImages(t *testing.T) {
	for _, size := range [][2]uint32{{60000, 60000}, {1 << 30, 1}, {70000, 2}, {8000, 8000}} {
		for _, use := range []func(io.Reader) error{
			func(r io.Reader) error { _, err := Measure(r); return err },
			func(r io.Reader) error { _, err := Draw(t.Context(), r, DrawOptions{Frame: Frame{4, 4}}); return err },
		} {
			if err := use(bytes.NewReader(pngHeader(size[0], size[1]))); err == nil || !strings.Contains(err.Error(), "too large") {
				t.Errorf("%d × %d: %v", size[0], size[1], err)
			}
		}
	}
}

// Progressive JPEGs take four times the memory of baseline JPEGs.
func TestIsProgressive_TellsBaselineApart(t *testing.T) {
	plain := encodeJPEG(t, quarterImage(16, 16))
	if isProgressive(plain) || isProgressive(addOrientation(plain, 6)) {
		t.Error("a baseline JPEG counts as progressive")
	}
	if other := bytes.Replace(plain, []byte{0xff, 0xc0}, []byte{0xff, 0xc2}, 1); !isProgressive(other) || !isProgressive(nil) {
		t.Error("a progressive JPEG, or one that does not say, counts as baseline")
	}
	large := image.Config{Width: 6000, Height: 4000, ColorModel: color.YCbCrModel} // of a 24-megapixel camera
	if large.Width*large.Height*bytesPerPixel(large.ColorModel, "jpeg", plain) > maxMemory {
		t.Error("a photograph is too large")
	}
}

func TestDraw_RejectsInvalidImages(t *testing.T) {
	good := encodePNG(t, quarterImage(200, 200))
	for name, data := range map[string][]byte{
		"empty": nil, "text": []byte("not a picture"), "svg": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"),
		"cut": good[:len(good)/2], "head": good[:20], "no pixels": pngHeader(0, 5), "escape": []byte("\x1b_Ga=T\x1b\\"),
	} {
		d, err := Draw(t.Context(), bytes.NewReader(data), DrawOptions{Frame: Frame{4, 4}, Colours: TrueColour})
		if err == nil || d != nil {
			t.Errorf("%s: no error", name)
		}
		if strings.ContainsAny(err.Error(), "\x1b\n") {
			t.Errorf("%s: %q", name, err)
		}
	}
}

// An invalid file is damaged if its name promises an image, and not if its format is unsupported.
func TestExplainError_BlamesFilesNamedLikeImages(t *testing.T) {
	good := encodePNG(t, quarterImage(200, 200))
	for _, c := range []struct {
		name, data, want string
		damaged          bool
	}{
		{"a/b.PNG", "garbage", "cannot be shown: not an image", true},
		{"b.jpg", "", "cannot be shown: the file is empty", true},
		{"b.svg", "<svg/>", "unsupported image format", false},
		{"b.png", string(good[:40]), "damaged: the file is truncated", true},
		{"b.png", string(good[:len(good)/2]), "damaged: the file is truncated", true},
	} {
		_, err := Draw(t.Context(), strings.NewReader(c.data), DrawOptions{Frame: Frame{4, 4}, Colours: TrueColour})
		if err == nil {
			t.Fatalf("%s %.10q: no error", c.name, c.data)
		}
		if why, damaged := ExplainError(c.name, int64(len(c.data)), err); why != c.want || damaged != c.damaged {
			t.Errorf("%s %.10q: %q, %v, want %q, %v", c.name, c.data, why, damaged, c.want, c.damaged)
		}
	}
}

// slowReader returns a byte at a time, and cancels a context after left reads.
type slowReader struct {
	r      io.Reader
	left   int
	cancel context.CancelFunc
}

func (s *slowReader) Read(p []byte) (int, error) {
	if s.left--; s.left == 0 {
		s.cancel()
	}
	return s.r.Read(p[:1])
}

func TestDraw_StopsWithContextAndAtLimit(t *testing.T) {
	data := encodePNG(t, quarterImage(300, 300))
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := Draw(ctx, &slowReader{bytes.NewReader(data), len(data) / 2, cancel}, DrawOptions{Frame: Frame{4, 4}}); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled context: %v", err)
	}
	endless := io.MultiReader(bytes.NewReader(data[:len(data)-40]), zeroReader{})
	if _, err := Draw(t.Context(), endless, DrawOptions{Frame: Frame{4, 4}}); err == nil {
		t.Error("endless input: no error")
	}
}

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestFitFrame_KeepsProportions(t *testing.T) {
	for _, c := range []struct {
		w, h, width int
		most, want  Frame
	}{
		{800, 400, 0, Frame{80, 40}, Frame{80, 20}},  // limited by the width
		{80, 160, 0, Frame{80, 40}, Frame{10, 10}},   // natural size
		{400, 4000, 0, Frame{80, 20}, Frame{4, 20}},  // limited by the height
		{800, 400, 160, Frame{80, 40}, Frame{20, 5}}, // width set in the note
		{800, 400, 9999, Frame{80, 40}, Frame{80, 20}},
		{1, 1, 0, Frame{80, 40}, Frame{1, 1}},
		{60000, 2, 0, Frame{80, 40}, Frame{80, 1}},
		{0, 0, 0, Frame{80, 40}, Frame{}},
		{5, 5, 0, Frame{}, Frame{}},
	} {
		if got := FitFrame(Info{Width: c.w, Height: c.h}, c.width, c.most); got != c.want {
			t.Errorf("%+v: %+v", c, got)
		}
	}
}

func TestDraw_HalfBlocks(t *testing.T) {
	img := quarterImage(8, 8)
	for x := range 4 {
		for y := range 4 { // make the red quarter transparent
			img.SetNRGBA(x, y, color.NRGBA{})
		}
	}
	d, err := Draw(t.Context(), bytes.NewReader(encodePNG(t, img)), DrawOptions{Frame: Frame{2, 1}, Colours: TrueColour, Dark: true})
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

// A black drawing on a transparent background gets a light background in a dark terminal, and no background in a light
// one.
func TestDraw_AddsBackgroundWhereNeeded(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for i := range 8 {
		img.SetNRGBA(i, i, color.NRGBA{A: 0xff})
	}
	for _, dark := range []bool{true, false} {
		d, err := Draw(t.Context(), bytes.NewReader(encodePNG(t, img)), DrawOptions{Frame: Frame{8, 4}, Colours: TrueColour, Dark: dark})
		if err != nil {
			t.Fatal(err)
		}
		if paper := d.Rows[0][7].Bg != nil; paper != dark {
			t.Errorf("dark %v: the corner is %+v", dark, d.Rows[0][7])
		}
	}
}

func TestDraw_LimitedPalettes(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 64 {
			img.SetNRGBA(x, y, color.NRGBA{uint8(4 * x), uint8(4 * y), 0x80, 0xff})
		}
	}
	for _, colours := range []Colours{Sixteen, Indexed} {
		d, err := Draw(t.Context(), bytes.NewReader(encodePNG(t, img)), DrawOptions{Frame: Frame{32, 16}, Colours: colours})
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
						t.Fatalf("palette %d: colour of type %T", colours, col)
					}
					seen[col] = true
				}
			}
		}
		if len(seen) < 5 {
			t.Errorf("palette %d: only %d colours are used", colours, len(seen))
		}
	}
}

// Any bytes give either a drawing or an error, never a panic, and drawings contain only half blocks.
func FuzzDraw(f *testing.F) {
	var b bytes.Buffer
	_ = png.Encode(&b, quarterImage(9, 7))
	f.Add(b.Bytes())
	b.Reset()
	_ = gif.Encode(&b, quarterImage(9, 7), nil)
	f.Add(b.Bytes())
	b.Reset()
	_ = jpeg.Encode(&b, quarterImage(9, 7), nil)
	f.Add(addOrientation(b.Bytes(), 7))
	w, _ := base64.StdEncoding.DecodeString(onePixelWebP)
	f.Add(w)
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Draw(t.Context(), bytes.NewReader(data), DrawOptions{Frame: Frame{5, 3}, Colours: Colours(len(data) % 4), Dark: true})
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
