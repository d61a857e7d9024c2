package reader

import (
	"quire/internal/picture"
	"quire/internal/render"
)

// Hang tells where drawn pictures are found, by the path of the file and the size; nil where there is none yet, and a
// frame is shown. The function is asked whenever the page is shown and must not wait.
func (m Model) Hang(drawn func(path string, f picture.Frame) *picture.Drawing) Model {
	m.drawn = drawn
	return m
}

// Strips are the pictures in sight, each once.
func (m Model) Strips() []render.Strip {
	var seen []render.Strip
	m.visible(func(_ int, _ render.Pos, l render.Line) bool {
		if s := l.Picture; s != nil && (len(seen) == 0 || seen[len(seen)-1].Path != s.Path || seen[len(seen)-1].Frame != s.Frame) {
			seen = append(seen, *s)
		}
		return true
	})
	return seen
}

// painted is a line with its part of a picture, where that is drawn.
func (m Model) painted(l render.Line) render.Line {
	if l.Picture == nil || m.drawn == nil {
		return l
	}
	return l.Painted(m.drawn(l.Picture.Path, l.Picture.Frame))
}
