package host

import (
	"image"
	"io"

	"github.com/charmbracelet/colorprofile"
)

// The largest window that quire lays out for, in cells. A terminal may claim to have 65,535 by 65,535.
const (
	MaxColumns = 1000
	MaxRows    = 500
)

// Terminal is the terminal that the reader types on and reads from.
type Terminal struct {
	// In gives what is typed, and Out shows what is written. In is nil without a keyboard. Either may be something other than
	// a terminal, such as a pipe.
	In  io.Reader
	Out io.Writer
	// Size returns the size of the window in cells, as the terminal reports it; 0 by 0 if it is unknown. Nil: it never is known.
	Size func() (columns, rows int)
	// CellSize returns the size of a cell in pixels, as the terminal reports it; 0 by 0 if it is unknown. Nil: it never is known.
	CellSize func() (width, height int)
	// NotifyResize calls changed, from any goroutine, whenever the window may have another size, until stop is called. Nil:
	// nobody says so.
	NotifyResize func(changed func()) (stop func())
	// Profile returns how many colours Out shows. It may start a program to find out. Nil: that is to be guessed.
	Profile func() colorprofile.Profile
}

// WindowSize returns the size of the window in cells, as the terminal reports it; 0 by 0 if it is unknown.
func (t Terminal) WindowSize() (columns, rows int) {
	if t.Size == nil {
		return 0, 0
	}
	return t.Size()
}

// PixelsOfCell returns the size of a cell in pixels, as the terminal reports it; the zero point if it is unknown.
func (t Terminal) PixelsOfCell() image.Point {
	if t.CellSize == nil {
		return image.Point{}
	}
	return image.Pt(t.CellSize())
}
