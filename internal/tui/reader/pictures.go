package reader

import (
	"quire/internal/picture"
	"quire/internal/render"
)

// SetDrawings sets the function that returns the drawing of a picture by its path and frame, or nil if it is not drawn yet; the
// reader then shows an empty frame. It is called on every render and must not block.
func (m Model) SetDrawings(findDrawing func(path string, f picture.Frame) *picture.Drawing) Model {
	m.findDrawing = findDrawing
	return m
}

// VisiblePictures returns the pictures on the screen, each once.
func (m Model) VisiblePictures() []render.PictureRow {
	var rows []render.PictureRow
	m.visitVisible(func(_ int, _ render.Pos, l render.Line) bool {
		if s := l.Picture; s != nil && (len(rows) == 0 || rows[len(rows)-1].Path != s.Path || rows[len(rows)-1].Frame != s.Frame) {
			rows = append(rows, *s)
		}
		return true
	})
	return rows
}

// withPicture returns a line with its row of a picture, if the picture is drawn.
func (m Model) withPicture(l render.Line) render.Line {
	if l.Picture == nil || m.findDrawing == nil {
		return l
	}
	return l.WithPicture(m.theme.Cells, m.findDrawing(l.Picture.Path, l.Picture.Frame))
}
