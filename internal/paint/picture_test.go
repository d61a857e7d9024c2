package paint

import (
	"fmt"
	"image"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"

	"quire/internal/vtcheck"
)

// letters is a picture of letters, each cell another. So an emulator of text shows what a terminal does with a picture that it keeps
// in its cells: where it is, and that writing or erasing cells removes it.
type letters struct {
	id   int
	draw *[]image.Rectangle // collects the parts that were drawn
}

func (l letters) DrawPart(part image.Rectangle) string {
	if l.draw != nil {
		*l.draw = append(*l.draw, part)
	}
	var b strings.Builder
	for y := part.Min.Y; y < part.Max.Y; y++ {
		if y > part.Min.Y {
			fmt.Fprintf(&b, "\x1b[B\x1b[%dD", part.Dx())
		}
		b.WriteString("\x1b[41m")
		for x := part.Min.X; x < part.Max.X; x++ {
			b.WriteString(letterAt(l.id, x, y))
		}
	}
	return b.String()
}

// letterAt returns what a terminal shows of a cell of a picture.
func letterAt(id, x, y int) string { return string(rune('a' + (7*id+5*y+x)%26)) }

// placeholderRow returns the placeholders of some columns of a row of a picture.
func placeholderRow(id, y, from, to int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\x1b[38;2;%d;%d;%dm", id>>16, id>>8&0xff, id&0xff)
	for x := from; x < to; x++ {
		b.WriteString(string([]rune{kitty.Placeholder, kitty.Diacritic(y), kitty.Diacritic(x)}))
	}
	return b.String() + "\x1b[m"
}

// canvas is a window as text: the content of a frame, and what a terminal is to show.
type canvas struct{ content, shown []string }

func newCanvas(rows int) canvas { return canvas{make([]string, rows), make([]string, rows)} }

// addPicture puts a picture of some columns and rows into the window, cut at its edges; the rows above the window are not shown.
func (c canvas) addPicture(id, x, y, columns, rows int, after string) {
	for row := range rows {
		if y+row < 0 || y+row >= len(c.content) {
			continue
		}
		shown := strings.Repeat(" ", columns)
		if y+row < len(c.content)-1 {
			shown = ""
			for column := range columns {
				shown += letterAt(id, column, row)
			}
		}
		indent := strings.Repeat(" ", x)
		c.content[y+row], c.shown[y+row] = indent+placeholderRow(id, row, 0, columns)+after, indent+shown+after
	}
}

func (c canvas) frame() Frame { return Frame{Content: strings.Join(c.content, "\n")} }

// text returns what a terminal is to show, without the spaces at the ends of the rows.
func (c canvas) text() string {
	rows := make([]string, len(c.shown))
	for i, row := range c.shown {
		rows[i] = strings.TrimRight(row, " ")
	}
	return strings.TrimRight(strings.Join(rows, "\n"), "\n")
}

func pictureScreen(rasters map[int]Raster) *screen {
	t := terminalOf(io.Discard)
	t.Columns, t.Rows = 30, 12
	s := newScreen(t)
	for id, r := range rasters {
		s.setRaster(id, r)
	}
	return s
}

// TestPictures_FollowTheirPlaceholders shows random windows with pictures, scrolled, cut, covered and resized, and compares each
// with what an emulator shows: the pictures are whole, and leave no trace.
func TestPictures_FollowTheirPlaceholders(t *testing.T) {
	for seed := range uint64(60) {
		rnd := rand.New(rand.NewPCG(seed, 2))
		s, emulator := pictureScreen(map[int]Raster{1: letters{id: 1}, 0x10203: letters{id: 0x10203}}), vtcheck.NewScreen(30, 12)
		rows, top := 12, 0
		for step := range 60 {
			switch n := rnd.IntN(10); {
			case n == 0:
				columns := 24 + rnd.IntN(20)
				rows = 6 + rnd.IntN(12)
				s.resize(columns, rows)
				emulator.Resize(columns, rows)
			case n == 1:
				s.redraw()
			case n < 7:
				top += rnd.IntN(5) - 2
			}
			c := newCanvas(rows)
			for y := range rows {
				if (y+top)%3 == 0 {
					c.content[y] = fmt.Sprintf("row %d", y+top)
					c.shown[y] = c.content[y]
				}
			}
			c.addPicture(1, 2, 3-top, 9, 5, "")
			c.addPicture(0x10203, 4, 9-top, 12, 4, " beside")
			if rnd.IntN(4) == 0 { // something lies over the picture
				for y := 3; y < 5; y++ {
					c.content[y] = ansi.Cut(c.content[y]+strings.Repeat(" ", 20), 0, 5) + "[over]" + ansi.Cut(c.content[y]+strings.Repeat(" ", 20), 11, 30)
					c.shown[y] = ansi.Cut(c.shown[y]+strings.Repeat(" ", 20), 0, 5) + "[over]" + ansi.Cut(c.shown[y]+strings.Repeat(" ", 20), 11, 30)
				}
			}
			emulator.Write(string(s.render(c.frame())))
			if got := strings.TrimRight(emulator.String(), "\n"); got != c.text() {
				t.Fatalf("seed %d, step %d: the terminal shows\n%s\ninstead of\n%s", seed, step, got, c.text())
			}
		}
	}
}

// shownPicture returns a screen that shows a picture in rows 2 to 5, and the parts that are drawn from now on.
func shownPicture() (*screen, canvas, *[]image.Rectangle) {
	var drawn []image.Rectangle
	s := pictureScreen(map[int]Raster{1: letters{1, &drawn}})
	c := newCanvas(12)
	c.content[0], c.content[11] = "top", "bottom"
	c.addPicture(1, 3, 2, 6, 4, "")
	s.render(c.frame())
	return s, c, &drawn
}

func TestPictures_AreDrawnOnceWhileTheyStay(t *testing.T) {
	s, c, drawn := shownPicture()
	if want := image.Rect(0, 0, 6, 4); len(*drawn) != 1 || (*drawn)[0] != want {
		t.Fatalf("drawn: %v", *drawn)
	}
	if out := s.render(c.frame()); len(out) > 0 {
		t.Errorf("nothing has changed, but %q is written", out)
	}
	c.content[0], c.content[11] = "other", "words"
	if s.render(c.frame()); len(*drawn) != 1 {
		t.Error("drawn again when other rows have changed")
	}
	c.content[3] += " beside"
	if s.render(c.frame()); len(*drawn) != 2 {
		t.Error("not drawn again when a row beside it has changed")
	}
	s.redraw()
	if s.render(c.frame()); len(*drawn) != 3 {
		t.Error("not drawn again in a window that is painted again")
	}
	for y := range 12 { // the renderer erases rows that have become blank, those of the picture too
		if y < 2 || y > 5 {
			c.content[y] = ""
		}
	}
	emulator := vtcheck.NewScreen(30, 12)
	again := pictureScreen(map[int]Raster{1: letters{id: 1}})
	first := newCanvas(12)
	first.content[8], first.content[9] = "x", "y"
	first.addPicture(1, 3, 2, 6, 4, "")
	emulator.Write(string(again.render(first.frame())))
	c = newCanvas(12)
	c.addPicture(1, 3, 2, 6, 4, "")
	emulator.Write(string(again.render(c.frame())))
	if got := emulator.String(); got != c.text() {
		t.Errorf("below the picture everything has gone:\n%s", got)
	}
}

func TestPictures_OnlyVisiblePartsAreDrawn(t *testing.T) {
	s, _, drawn := shownPicture()
	c := newCanvas(12)
	c.addPicture(1, 3, -3, 6, 4, "")
	if s.render(c.frame()); (*drawn)[len(*drawn)-1] != image.Rect(0, 3, 6, 4) {
		t.Errorf("scrolled out: %v", *drawn)
	}
	c = newCanvas(12)
	c.addPicture(1, 3, 9, 6, 4, "")
	if s.render(c.frame()); (*drawn)[len(*drawn)-1] != image.Rect(0, 0, 6, 2) {
		t.Errorf("not above the last row: %v", *drawn)
	}
	c = newCanvas(12)
	c.addPicture(1, 27, 2, 6, 4, "") // the window is 30 columns wide
	if s.render(c.frame()); (*drawn)[len(*drawn)-1] != image.Rect(0, 0, 3, 4) {
		t.Errorf("at the right edge: %v", *drawn)
	}
}

func TestPictures_LeaveNothingToTheShell(t *testing.T) {
	s, _, drawn := shownPicture()
	emulator := vtcheck.NewScreen(30, 12)
	emulator.Write("\x1b[3;4H" + letters{id: 1}.DrawPart(image.Rect(0, 0, 6, 4)) + string(s.leave()))
	if got := strings.TrimSpace(emulator.String()); got != "" {
		t.Errorf("left behind:\n%s", got)
	}
	c := newCanvas(12)
	c.addPicture(1, 3, 2, 6, 4, "")
	n := len(*drawn)
	if s.render(c.frame()); len(*drawn) != n+1 {
		t.Error("not drawn again after another program had the terminal")
	}
}

// Placeholders of a picture that the painter does not have are those of a terminal that draws them itself.
func TestPictures_OfKittyAreLeftToTheTerminal(t *testing.T) {
	s := pictureScreen(map[int]Raster{1: letters{id: 1}})
	c := newCanvas(12)
	c.addPicture(2, 0, 0, 3, 2, "")
	if out := string(s.render(c.frame())); strings.Count(out, string(kitty.Placeholder)) != 6 || strings.Contains(out, ansi.SaveCursor) {
		t.Errorf("%q", out)
	}
}

func TestPictures_ThatAreTakenAwayAreBlank(t *testing.T) {
	s, c, drawn := shownPicture()
	s.setRaster(1, nil)
	out := string(s.render(c.frame()))
	if len(*drawn) != 1 || strings.Contains(out, string(kitty.Placeholder)) || strings.Count(out, "\x1b[6X") != 4 {
		t.Errorf("%q", out)
	}
}

// Nothing that looks a little like a placeholder is taken for one, or makes the painter fail.
func TestPictures_OddPlaceholdersAreText(t *testing.T) {
	for _, odd := range []string{
		"\x1b[38;2;0;0;1m\U0010eeee\x1b[m", "\x1b[38;2;0;0;1m\U0010eeee\u0305\x1b[m", "\U0010eeee\u0305\u0305", "\x1b[38;2;0;0;1m\U0010eeee\u0305\u0305\u0305\u0305\x1b[m",
		"\x1b[38;5;1m\U0010eeee\u0305\u0305\x1b[m", "\x1b[38;2;0;0;1m\U0010eeee\u0300\u0300\x1b[m",
	} {
		var drawn []image.Rectangle
		s := pictureScreen(map[int]Raster{1: letters{1, &drawn}})
		if s.render(Frame{Content: odd + strings.Repeat("\n", 11)}); len(drawn) > 0 {
			t.Errorf("%q is a picture", odd)
		}
	}
}
