package tui

import "image"

// Windows smaller than this only say so.
const (
	leastWidth  = 20
	leastHeight = 5
)

// Widths from which, and how much.
const (
	previewFrom = 100 // the shelf has a preview
	airyFrom    = 10  // rows from which there is a blank line below the head and above the foot
	coverBelow  = 8   // rows below which what floats covers all of the window
	measureMost = 80  // cells of a column of text
	sideLeast   = 40  // cells of what floats at the right
	centreMost  = 76  // cells of what floats in the middle
	tallHeight  = 24  // rows of what floats there and changes with each letter
	slimWidth   = 50  // cells of what floats there and is short
	wideWidth   = 112 // cells of what floats there in two columns
	twoFrom     = 92  // cells inside from which there are two
)

// layout is where everything is. It is computed once per resize and nowhere else.
type layout struct {
	window image.Rectangle
	small  bool // too small to show anything

	top, bottom image.Rectangle // one line each
	query       image.Rectangle // of the shelf
	rows        image.Rectangle // of the shelf
	divider     int             // column of the line beside the preview; 0: there is none
	preview     image.Rectangle // empty below previewFrom
	page        image.Rectangle
	measure     int // cells of the page's text

	float image.Rectangle // within which things float
	side  image.Rectangle // what floats at the right, frame included
}

func layoutFor(w, h, measure int) layout {
	if measure <= 0 {
		measure = measureMost
	}
	l := layout{window: image.Rect(0, 0, w, h), small: w < leastWidth || h < leastHeight}
	if l.small {
		return l
	}
	air := 0
	if h >= airyFrom {
		air = 1
	}
	l.top = image.Rect(1, 0, w-1, 1)
	l.bottom = image.Rect(1, h-1, w-1, h)
	l.query = image.Rect(1, 1, w-1, 2)
	list := w
	if w >= previewFrom {
		list = w * 52 / 100
		l.divider = list + 1
		l.preview = image.Rect(list+4, 2+air, w-1, h-1-air)
	}
	l.rows = image.Rect(0, 2+air, list, h-1-air)
	l.page = image.Rect(0, 1+air, w, h-1-air)
	l.measure = min(measure, w-2)
	l.float = l.page
	switch { // in a low window what floats needs the lines around the page more than they are needed
	case h < coverBelow:
		l.float = l.window
	case air == 0:
		l.float.Min.Y = 0
	}
	l.side = image.Rect(w-min(max(w*45/100, sideLeast), w), l.float.Min.Y, w, l.float.Max.Y)
	return l
}

// sliver is how many cells of what lies below, on both sides together, are not worth showing.
const sliver = 12

// centred is the place of what floats in the middle, as large as it asks for where there is room, a little above the middle.
func (l layout) centred(w, h int) image.Rectangle {
	in := l.float
	w, h = min(w, in.Dx()), min(h, in.Dy())
	if in.Dx()-w < sliver {
		w = in.Dx() // what would show beside it says nothing and looks broken
	}
	x, y := in.Min.X+(in.Dx()-w)/2, in.Min.Y+(in.Dy()-h)/3
	return image.Rect(x, y, x+w, y+h)
}

// inner is the inside of a box: its frame is one cell wide, with a space beside it.
func inner(box image.Rectangle) image.Rectangle {
	return image.Rect(box.Min.X+2, box.Min.Y+1, max(box.Max.X-2, box.Min.X+2), max(box.Max.Y-1, box.Min.Y+1))
}
