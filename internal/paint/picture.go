package paint

import (
	"bytes"
	"fmt"
	"image"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
)

// Raster draws parts of a picture, for a terminal that draws pictures where the cursor is and keeps them in its cells, as with
// sixel and the protocol of iTerm2.
//
// A frame holds such a picture as placeholders, which are those of Kitty: each cell holds the picture's ID in its colour, and a row
// and a column of the picture in diacritics. The painter blanks them, and draws the picture's cells in their place. So a picture
// scrolls, and is cut and covered, as text is. Placeholders of other pictures are left to the terminal.
type Raster interface {
	// DrawPart returns the sequence that draws the cells of part where the cursor is. It may move the cursor.
	DrawPart(part image.Rectangle) string
}

// placement is a part of a picture on the screen.
type placement struct {
	id   int
	area image.Rectangle // the cells of the screen
	part image.Point     // the cell of the picture that is at area.Min
}

// setRaster makes the placeholders with an ID stand for a picture, or for blanks if r is nil.
func (s *screen) setRaster(id int, r Raster) {
	if s.rasters == nil {
		s.rasters = map[int]Raster{}
	}
	s.rasters[id] = r
}

// takePlaceholders blanks the placeholders of known pictures in the cells, and returns what they stand for: rectangles as large as
// possible. The last row of the window stays blank, since a terminal may scroll after a picture there.
func (s *screen) takePlaceholders() []placement {
	if len(s.rasters) == 0 {
		return nil
	}
	var all []placement
	for y := range s.cells.Height() {
		for x := 0; x < s.cells.Width(); {
			run, isPicture := s.pictureRun(x, y)
			if !isPicture {
				x++
				continue
			}
			for ; x < run.area.Max.X; x++ {
				s.cells.SetCell(x, y, nil)
			}
			if y < s.cells.Height()-1 && s.rasters[run.id] != nil {
				all = appendRun(all, run)
			}
		}
	}
	return all
}

// pictureRun returns the cells of a row, from x on, that hold adjacent cells of one row of a picture.
func (s *screen) pictureRun(x, y int) (run placement, isPicture bool) {
	id, at, ok := readPlaceholder(s.cells.CellAt(x, y))
	if _, known := s.rasters[id]; !ok || !known {
		return placement{}, false
	}
	end := x + 1
	for ; end < s.cells.Width(); end++ {
		nextID, next, ok := readPlaceholder(s.cells.CellAt(end, y))
		if !ok || nextID != id || next != at.Add(image.Pt(end-x, 0)) {
			break
		}
	}
	return placement{id, image.Rect(x, y, end, y+1), at}, true
}

// appendRun adds a run of cells, to the placement that it continues if there is one.
func appendRun(all []placement, run placement) []placement {
	for i := len(all) - 1; i >= 0; i-- {
		p := &all[i]
		if p.id == run.id && p.area.Min.X == run.area.Min.X && p.area.Max.X == run.area.Max.X && p.area.Max.Y == run.area.Min.Y &&
			p.part.Add(image.Pt(0, p.area.Dy())) == run.part {
			p.area.Max.Y++
			return all
		}
	}
	return append(all, run)
}

// readPlaceholder returns the picture that a cell stands for, and which cell of the picture.
func readPlaceholder(c *uv.Cell) (id int, at image.Point, ok bool) {
	if c == nil || c.Style.Fg == nil {
		return 0, image.Point{}, false
	}
	marks, ok := strings.CutPrefix(c.Content, string(kitty.Placeholder))
	if !ok {
		return 0, image.Point{}, false
	}
	row, n := utf8.DecodeRuneInString(marks)
	column, m := utf8.DecodeRuneInString(marks[n:])
	y, isRow := diacriticNumbers()[row]
	x, isColumn := diacriticNumbers()[column]
	r, g, b, _ := c.Style.Fg.RGBA()
	return int(r>>8<<16 | g>>8<<8 | b>>8), image.Pt(x, y), isRow && isColumn && n+m == len(marks)
}

// diacriticNumbers returns the number that each diacritic of a placeholder stands for.
var diacriticNumbers = sync.OnceValue(func() map[rune]int {
	numbers := map[rune]int{}
	for i := 0; i < 1<<8; i++ {
		numbers[kitty.Diacritic(i)] = i
	}
	return numbers
})

// erasePictures blanks the pictures that the terminal shows and that are not among those to show. The renderer takes their cells for
// blank already.
func (s *screen) erasePictures(wanted []placement) {
	if s.redrawn { // the whole window is erased
		s.pictures = nil
		return
	}
	s.pictures = slices.DeleteFunc(s.pictures, func(p placement) bool {
		if slices.Contains(wanted, p) {
			return false
		}
		s.writeAt(p.area.Min, blankArea(p.area))
		return true
	})
}

// blankArea returns the sequence that erases cells, when the cursor is in the first of them.
func blankArea(area image.Rectangle) string {
	row := fmt.Sprintf("%s\x1b[%dX", ansi.ResetStyle, area.Dx())
	return row + strings.Repeat("\x1b[B"+row, area.Dy()-1)
}

// writeAt makes the renderer write a sequence that starts at a cell and leaves the cursor and the style as they were.
func (s *screen) writeAt(at image.Point, sequence string) {
	s.renderer.MoveTo(at.X, at.Y)
	s.renderer.WriteString(ansi.SaveCursor + sequence + ansi.RestoreCursor) //nolint:errcheck // into a buffer
}

// drawPictures draws the pictures that the terminal does not show, or that painting the cells of content may have removed.
func (s *screen) drawPictures(wanted []placement, content string) {
	if len(wanted) == 0 {
		return
	}
	before, now := strings.Split(s.last.Content, "\n"), strings.Split(content, "\n")
	cleared := s.redrawn || hasErasedDisplay(s.written.Bytes())
	for _, p := range wanted {
		shown := slices.Contains(s.pictures, p)
		if shown && !cleared && !changedRows(before, now, p.area) {
			continue
		}
		s.writeAt(p.area.Min, s.rasters[p.id].DrawPart(image.Rectangle{Min: p.part, Max: p.part.Add(p.area.Size())}))
		if !shown {
			s.pictures = append(s.pictures, p)
		}
	}
}

// hasErasedDisplay reports whether output holds an ED sequence, with which the renderer may erase rows that it takes for blank.
func hasErasedDisplay(output []byte) bool {
	for _, sequence := range []string{"\x1b[J", "\x1b[0J", "\x1b[1J", "\x1b[2J"} {
		if bytes.Contains(output, []byte(sequence)) {
			return true
		}
	}
	return false
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
