package picture

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
)

// itermProtocol is the protocol of iTerm2, which other terminals have too: an image file within a control sequence.
//
// See https://iterm2.com/documentation-images.html
var itermProtocol = Protocol{
	Name: "iterm", AtCursor: true, Encode: encodeITerm,
	supports: supportsITerm, isVersion: isITermVersion,
}

// maxSequenceBytes bounds the file within one control sequence. Terminals and multiplexers drop sequences of more than a megabyte.
const maxSequenceBytes = 700 << 10

// itermRaster is an image for terminals with iTerm2's protocol.
type itermRaster struct {
	img  *image.NRGBA
	cell image.Point
}

func encodeITerm(ctx context.Context, r io.Reader, p Placement) (Encoded, error) {
	p.Frame = limitFrame(p.Frame)
	if p.Cell.X > kittyCellWidth || p.Cell.Y > kittyCellHeight { // the terminal scales
		p.Cell = image.Pt(kittyCellWidth, kittyCellWidth*p.Cell.Y/max(p.Cell.X, 1))
	}
	img, cell, err := rasterImage(ctx, r, p)
	if err != nil {
		return Encoded{}, err
	}
	return Encoded{Drawing: drawPlaceholders(p.Frame, p.ID), Raster: &itermRaster{img, cell}}, nil
}

// DrawPart returns the sequence that draws a part of the image, as a file of its own.
func (r *itermRaster) DrawPart(part image.Rectangle) string {
	pixels := partPixels(part, r.cell, r.img.Rect)
	if pixels.Empty() {
		return ""
	}
	file := encodeFile(r.img.SubImage(pixels))
	return fmt.Sprintf("\x1b]1337;File=size=%d;width=%d;height=%d;preserveAspectRatio=0;inline=1;doNotMoveCursor=1:%s\a",
		len(file), part.Dx(), part.Dy(), base64.StdEncoding.EncodeToString(file))
}

// encodeFile encodes an image as PNG, or as JPEG, which knows no transparency, if that would be too large.
func encodeFile(img image.Image) []byte {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&b, img); err == nil && b.Len() <= maxSequenceBytes {
		return b.Bytes()
	}
	for quality := 85; quality > 0; quality -= 20 {
		b.Reset()
		if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err == nil && b.Len() <= maxSequenceBytes {
			break
		}
	}
	return b.Bytes()
}

// supportsITerm reports whether the environment is that of a terminal with iTerm2's protocol. LC_TERMINAL is what iTerm2 sends
// through SSH.
func supportsITerm(env func(string) string) bool {
	switch env("TERM_PROGRAM") {
	case "iTerm.app", "WezTerm", "mintty":
		return true
	}
	return env("LC_TERMINAL") == "iTerm2" || env("WEZTERM_PANE") != ""
}

// isITermVersion reports the same from a terminal's name in lower case.
func isITermVersion(name string) bool {
	return strings.HasPrefix(name, "iterm2") || strings.HasPrefix(name, "wezterm") || strings.HasPrefix(name, "mintty")
}
