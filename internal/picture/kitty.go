package picture

import (
	"context"
	"fmt"
	"image/color"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi/kitty"
)

// Pixels of a cell in a picture that a terminal shows itself. It scales them to the cells it has.
const (
	sharpWidth  = 12
	sharpHeight = 2 * sharpWidth
)

// maxPlaced is the side of the largest frame that the placeholders can name the rows and columns of.
const maxPlaced = 255

// Place reads a picture for a terminal that shows pictures itself by Kitty's graphics
// protocol: transmit is to be written to the terminal once, before the drawing, which
// is placeholders in whose stead it shows the picture. id is from 1 to 0xffffff and names the picture until it is forgotten.
//
// See https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders
func Place(ctx context.Context, r io.Reader, f Frame, id int) (transmit string, d *Drawing, err error) {
	f.Cols, f.Rows = min(f.Cols, maxPlaced), min(f.Rows, maxPlaced)
	img, err := decode(ctx, r)
	if err != nil {
		return "", nil, err
	}
	w, h := img.upright()
	var out strings.Builder
	err = kitty.EncodeGraphics(&out, img.scaled(min(w, f.Cols*sharpWidth), min(h, f.Rows*sharpHeight)), &kitty.Options{
		Action: kitty.TransmitAndPut, VirtualPlacement: true, Format: kitty.PNG, Transmission: kitty.Direct,
		ID: id, Columns: f.Cols, Rows: f.Rows, Quiet: 2, Chunk: true,
	})
	if err != nil {
		return "", nil, fmt.Errorf("encoding: %w", err)
	}
	return out.String(), placeholders(f, id), nil
}

// placeholders are cells that name a picture by their colour and their row and column by accents.
func placeholders(f Frame, id int) *Drawing {
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

// Forget is what tells a terminal that a picture placed by Place is needed no more.
func Forget(id int) string { return fmt.Sprintf("\x1b_Ga=d,d=I,i=%d,q=2\x1b\\", id) }

// ShowsPictures says whether a terminal shows pictures in the stead of Kitty's placeholders, by the environment
// that it makes. A multiplexer in between keeps the pictures to itself.
func ShowsPictures(env func(string) string) bool {
	term := env("TERM")
	if env("TMUX") != "" || env("STY") != "" || env("ZELLIJ") != "" || strings.HasPrefix(term, "screen") || strings.HasPrefix(term, "tmux") {
		return false
	}
	return env("KITTY_WINDOW_ID") != "" || term == "xterm-kitty" || term == "xterm-ghostty" || env("GHOSTTY_RESOURCES_DIR") != ""
}

// NamesOne says the same by what the terminal answers when it is asked for its name and version.
func NamesOne(version string) bool {
	name := strings.ToLower(version)
	return strings.HasPrefix(name, "kitty") || strings.HasPrefix(name, "ghostty")
}
