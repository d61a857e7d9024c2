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

// EncodeKitty reads an image for a terminal with Kitty's graphics protocol. The text transmit is to be written to the
// terminal once, before the drawing, whose cells are placeholders that the terminal replaces by the image. The id is
// from 1 to 0xffffff, and identifies the image until it is deleted.
//
// See https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders
func EncodeKitty(ctx context.Context, r io.Reader, f Frame, id int) (transmit string, d *Drawing, err error) {
	f.Cols, f.Rows = min(f.Cols, maxKittyCells), min(f.Rows, maxKittyCells)
	img, err := decodeImage(ctx, r)
	if err != nil {
		return "", nil, err
	}
	w, h := img.uprightSize()
	var out strings.Builder
	err = kitty.EncodeGraphics(&out, img.scale(min(w, f.Cols*kittyCellWidth), min(h, f.Rows*kittyCellHeight)), &kitty.Options{
		Action: kitty.TransmitAndPut, VirtualPlacement: true, Format: kitty.PNG, Transmission: kitty.Direct,
		ID: id, Columns: f.Cols, Rows: f.Rows, Quiet: 2, Chunk: true,
	})
	if err != nil {
		return "", nil, fmt.Errorf("encoding: %w", err)
	}
	return out.String(), drawPlaceholders(f, id), nil
}

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

// DeleteKittyImage returns the command that deletes an image from the terminal.
func DeleteKittyImage(id int) string { return fmt.Sprintf("\x1b_Ga=d,d=I,i=%d,q=2\x1b\\", id) }

// SupportsKitty reports whether the environment is that of a terminal with Kitty's placeholders. In a terminal
// multiplexer it is false, since a multiplexer does not pass the images on.
func SupportsKitty(env func(string) string) bool {
	term := env("TERM")
	if env("TMUX") != "" || env("STY") != "" || env("ZELLIJ") != "" || strings.HasPrefix(term, "screen") || strings.HasPrefix(term, "tmux") {
		return false
	}
	return env("KITTY_WINDOW_ID") != "" || term == "xterm-kitty" || term == "xterm-ghostty" || env("GHOSTTY_RESOURCES_DIR") != ""
}

// IsKittyVersion reports the same from a terminal's answer to the query for its name and version.
func IsKittyVersion(version string) bool {
	name := strings.ToLower(version)
	return strings.HasPrefix(name, "kitty") || strings.HasPrefix(name, "ghostty")
}
