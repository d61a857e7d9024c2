package paint

import (
	"fmt"
	"image"
	"io"
	"strings"
	"testing"

	"quire/internal/vtcheck"
)

// kittyPicture returns a picture by Kitty's protocol, which lies above the cells until it is deleted.
func kittyPicture(id, x, y int) Picture {
	return Picture{
		Area:   image.Rect(x, y, x+4, y+2),
		Draw:   fmt.Sprintf("\x1b_Ga=T,f=24,s=1,v=1,i=%d,p=1,c=4,r=2;AAAA\x1b\\", id),
		Delete: fmt.Sprintf("\x1b_Ga=d,d=i,i=%d,p=1\x1b\\", id),
	}
}

// sixelPicture returns a picture that the terminal keeps in its cells.
func sixelPicture(x, y int) Picture {
	return Picture{Area: image.Rect(x, y, x+4, y+2), Draw: "\x1bPq#0;2;0;0;0!24~-\x1b\\"}
}

func pictureScreen() *screen {
	t := terminalOf(io.Discard)
	t.Rows = 10
	return newScreen(t)
}

// rowsWith returns ten rows, the row y of which is a text.
func rowsWith(y int, text string) string {
	return strings.Repeat("\n", y) + text + strings.Repeat("\n", 9-y)
}

// cursorAt returns where the cursor is when a sequence begins.
func cursorAt(t *testing.T, output, sequence string) string {
	t.Helper()
	before, _, found := strings.Cut(output, sequence)
	if !found {
		t.Fatalf("%q is not in %q", sequence, output)
	}
	s := vtcheck.NewScreen(20, 10)
	s.Write(strings.TrimSuffix(before, "\x1b7") + "@")
	return s.String()
}

func TestPictures_AreDrawnAfterTheCellsTheyCover(t *testing.T) {
	for name, p := range map[string]Picture{"Kitty": kittyPicture(7, 3, 4), "sixel": sixelPicture(3, 4)} {
		s := pictureScreen()
		out := string(s.render(Frame{Content: rowsWith(9, "last row"), Pictures: []Picture{p}}))
		if rows := strings.Split(cursorAt(t, out, p.Draw), "\n"); rows[4] != "   @" || rows[9] != "last row" {
			t.Errorf("%s: drawn at\n%s", name, strings.Join(rows, "\n"))
		}
	}
}

func TestPictures_AreDrawnAgainOnlyWhenPaintedOver(t *testing.T) {
	for name, test := range map[string]struct {
		picture          Picture
		covered, resized bool // whether it is drawn again then
	}{
		"Kitty": {kittyPicture(7, 3, 4), false, true},
		"sixel": {sixelPicture(3, 4), true, true},
	} {
		s := pictureScreen()
		show := func(content string) bool {
			return strings.Contains(string(s.render(Frame{Content: content, Pictures: []Picture{test.picture}})), test.picture.Draw)
		}
		if !show(rowsWith(0, "a")) || show(rowsWith(0, "b")) || show(rowsWith(9, "c")) {
			t.Errorf("%s: not drawn once", name)
		}
		if got := show(rowsWith(5, "beside")); got != test.covered {
			t.Errorf("%s: a row that it covers has changed: drawn again is %v", name, got)
		}
		s.resize(19, 10)
		if got := show(rowsWith(5, "beside")); got != test.resized {
			t.Errorf("%s: the window is painted again: drawn again is %v", name, got)
		}
	}
}

func TestPictures_AreDeletedWhenTheyMoveOrGo(t *testing.T) {
	s := pictureScreen()
	first, moved := kittyPicture(7, 3, 4), kittyPicture(7, 3, 3)
	s.render(Frame{Content: rowsWith(4, "a"), Pictures: []Picture{first}})
	out := string(s.render(Frame{Content: rowsWith(3, "a"), Pictures: []Picture{moved}}))
	if gone, drawn := strings.Index(out, first.Delete), strings.Index(out, moved.Draw); gone < 0 || drawn < gone {
		t.Errorf("scrolled: %q", out)
	}
	if rows := strings.Split(cursorAt(t, "\x1b[2J"+out, moved.Draw), "\n"); rows[3] != "   @" {
		t.Errorf("drawn at %q", rows)
	}
	if out = string(s.render(Frame{Content: rowsWith(3, "a")})); !strings.Contains(out, moved.Delete) {
		t.Errorf("gone: %q", out)
	}
	s.render(Frame{Content: rowsWith(3, "a"), Pictures: []Picture{moved}})
	if out = string(s.leave()); !strings.Contains(out, moved.Delete) {
		t.Errorf("the shell keeps the picture: %q", out)
	}
	sixel := sixelPicture(0, 0)
	s.render(Frame{Content: rowsWith(3, "a"), Pictures: []Picture{sixel}})
	if out = string(s.render(Frame{Content: rowsWith(3, "a")})); !strings.Contains(out, "\x1b[2J") && !strings.Contains(out, "\x1b[J") {
		t.Errorf("the cells of a picture are not cleared: %q", out)
	}
}
