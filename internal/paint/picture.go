package paint

import (
	"image"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Picture is a picture that lies on cells of a frame. It is painted after the cells, and again whenever they are.
type Picture struct {
	Area image.Rectangle // the cells that it covers, which the frame leaves blank
	// Draw is the sequence that draws the picture where the cursor is. It holds the picture's data, since a terminal may forget
	// what it was sent when its screen is cleared, and may move the cursor.
	Draw string
	// Delete is the sequence that takes the picture away from above the cells. Without one the terminal keeps the picture in the
	// cells themselves, as with sixel, and it goes when they are painted.
	Delete string
}

// stalePictures forgets and returns the pictures that the terminal shows and that f does not have at the same place.
func (s *screen) stalePictures(f Frame) []Picture {
	var stale []Picture
	s.pictures = slices.DeleteFunc(s.pictures, func(p Picture) bool {
		if slices.Contains(f.Pictures, p) {
			return false
		}
		stale = append(stale, p)
		return true
	})
	return stale
}

// drawPictures draws the pictures of f that the terminal does not show, or that painting the cells has removed.
func (s *screen) drawPictures(f Frame) {
	if len(f.Pictures) == 0 {
		return
	}
	before, now := strings.Split(s.last.Content, "\n"), strings.Split(f.Content, "\n")
	for _, p := range f.Pictures {
		shown := slices.Contains(s.pictures, p)
		covered := p.Delete == "" && changedRows(before, now, p.Area)
		if shown && !s.redrawn && !covered {
			continue
		}
		s.renderer.MoveTo(p.Area.Min.X, p.Area.Min.Y)
		s.renderer.WriteString(ansi.SaveCursor + p.Draw + ansi.RestoreCursor) //nolint:errcheck // into a buffer
		if !shown {
			s.pictures = append(s.pictures, p)
		}
	}
}

// changedRows reports whether a row of an area differs between two frames. Where it does, its cells may have been written.
func changedRows(before, now []string, area image.Rectangle) bool {
	for y := max(area.Min.Y, 0); y < area.Max.Y; y++ {
		var a, b string
		if y < len(before) {
			a = before[y]
		}
		if y < len(now) {
			b = now[y]
		}
		if a != b {
			return true
		}
	}
	return false
}
