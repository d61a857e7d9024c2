package picture

import (
	"context"
	"fmt"
	"image/color"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi/kitty"
)

// Size of a cell in pixels for an image that the terminal shows. The terminal scales it to its own cells.
const (
	kittyCellWidth  = 12
	kittyCellHeight = 2 * kittyCellWidth
)

// maxKittyCells is the most rows and columns that Kitty's placeholders can number.
const maxKittyCells = 255

// kittyProtocol is Kitty's graphics protocol. The terminal gets each image once, and shows it wherever placeholders are printed.
//
// See https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders
var kittyProtocol = Protocol{
	Name: "kitty", NeedsTrueColour: true, Encode: encodeKitty, Delete: deleteKittyImage,
	supports: supportsKitty, isVersion: isKittyVersion,
}

// encodeKitty reads an image for a terminal with Kitty's graphics protocol.
func encodeKitty(ctx context.Context, r io.Reader, p Placement) (Encoded, error) {
	f := limitFrame(p.Frame)
	img, err := decodeImage(ctx, r)
	if err != nil {
		return Encoded{}, err
	}
	w, h := img.uprightSize()
	var out strings.Builder
	err = kitty.EncodeGraphics(&out, img.scale(min(w, f.Cols*kittyCellWidth), min(h, f.Rows*kittyCellHeight)), &kitty.Options{
		Action: kitty.TransmitAndPut, VirtualPlacement: true, Format: kitty.PNG, Transmission: kitty.Direct,
		ID: p.ID, Columns: f.Cols, Rows: f.Rows, Quiet: 2, Chunk: true,
	})
	if err != nil {
		return Encoded{}, fmt.Errorf("encoding: %w", err)
	}
	return Encoded{Transmit: out.String(), Drawing: drawPlaceholders(f, p.ID)}, nil
}

// limitFrame returns the part of a frame that placeholders can number.
func limitFrame(f Frame) Frame { return Frame{min(f.Cols, maxKittyCells), min(f.Rows, maxKittyCells)} }

// drawPlaceholders returns cells that identify the image by their colour, and their row and column by diacritics.
func drawPlaceholders(f Frame, id int) *Drawing {
	name := color.RGBA{uint8(id >> 16), uint8(id >> 8), uint8(id), 0xff} //nolint:gosec // three bytes of an id
	d := &Drawing{Rows: make([][]Cell, f.Rows)}
	for y := range d.Rows {
		d.Rows[y] = make([]Cell, f.Cols)
		for x := range d.Rows[y] {
			d.Rows[y][x] = Cell{Text: string([]rune{kitty.Placeholder, kitty.Diacritic(y), kitty.Diacritic(x)}), Fg: name}
		}
	}
	return d
}

// deleteKittyImage returns the command that deletes an image from the terminal.
func deleteKittyImage(id int) string { return fmt.Sprintf("\x1b_Ga=d,d=I,i=%d,q=2\x1b\\", id) }

// supportsKitty reports whether the environment is that of a terminal with Kitty's placeholders.
func supportsKitty(env func(string) string) bool {
	term := env("TERM")
	return env("KITTY_WINDOW_ID") != "" || term == "xterm-kitty" || term == "xterm-ghostty" || env("GHOSTTY_RESOURCES_DIR") != ""
}

// isKittyVersion reports the same from a terminal's name in lower case.
func isKittyVersion(name string) bool {
	return strings.HasPrefix(name, "kitty") || strings.HasPrefix(name, "ghostty")
}
