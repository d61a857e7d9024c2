package picture

import (
	"bytes"
	"encoding/base64"
	"image"
	"math/rand/v2"
	"regexp"
	"strconv"
	"testing"
)

var itermFile = regexp.MustCompile(`^\x1b\]1337;File=size=(\d+);width=(\d+);height=(\d+);preserveAspectRatio=0;inline=1;doNotMoveCursor=1:([A-Za-z0-9+/=]+)\a$`)

// decodeITerm returns the image within a sequence, and its size in cells.
func decodeITerm(t *testing.T, sequence string) (image.Image, Frame) {
	t.Helper()
	m := itermFile.FindStringSubmatch(sequence)
	if m == nil {
		t.Fatalf("not the protocol of iTerm2: %.100q", sequence)
	}
	file, err := base64.StdEncoding.DecodeString(m[4])
	if err != nil || strconv.Itoa(len(file)) != m[1] {
		t.Fatalf("%d bytes instead of %s: %v", len(file), m[1], err)
	}
	img, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	cols, _ := strconv.Atoi(m[2])
	rows, _ := strconv.Atoi(m[3])
	return img, Frame{cols, rows}
}

func TestITerm_SendsPartsAsFiles(t *testing.T) {
	want := gradientImage(80, 64, true)
	e, err := encodeITerm(t.Context(), bytes.NewReader(encodePNG(t, want)), Placement{Frame: Frame{10, 4}, ID: 1, Cell: image.Pt(8, 16)})
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []image.Rectangle{image.Rect(0, 0, 10, 4), image.Rect(0, 1, 10, 4), image.Rect(3, 2, 4, 3)} {
		img, f := decodeITerm(t, e.Raster.DrawPart(part))
		if f != (Frame{part.Dx(), part.Dy()}) || img.Bounds().Dx() != 8*f.Cols || img.Bounds().Dy() != 16*f.Rows {
			t.Errorf("%v: %v pixels in %v", part, img.Bounds(), f)
		}
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				p := img.At(img.Bounds().Min.X+x, img.Bounds().Min.Y+y)
				r, _, _, a := p.RGBA()
				wr, _, _, wa := want.At(8*part.Min.X+x, 16*part.Min.Y+y).RGBA()
				if r != wr || a != wa {
					t.Fatalf("%v: pixel %d, %d", part, x, y)
				}
			}
		}
	}
	if got := e.Raster.DrawPart(image.Rect(0, 4, 10, 6)); got != "" {
		t.Errorf("below the image: %q", got)
	}
}

func TestITerm_LargeFilesAreCompressed(t *testing.T) {
	noise := image.NewNRGBA(image.Rect(0, 0, 1200, 800))
	rnd := rand.New(rand.NewPCG(1, 1))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(rnd.Uint32()) | 0x80 //nolint:gosec // noise
	}
	if got := len(encodeFile(noise)); got > maxSequenceBytes || got == 0 {
		t.Errorf("%d bytes", got)
	}
}
