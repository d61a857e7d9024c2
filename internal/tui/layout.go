package tui

import "image"

// In a smaller window the screen shows only that the window is too small.
const (
	minWidth  = 20
	minHeight = 5
)

// Thresholds and sizes of the layout, widths in cells and heights in rows.
const (
	previewMinWidth       = 100 // from this window width the shelf has a preview
	spacingMinHeight      = 10  // from this window height a blank line separates the top and the bottom line
	overlayInsetMinHeight = 8   // below this window height an overlay covers the whole window
	defaultMeasure        = 80  // default width of a column of text
	minSideWidth          = 40  // of an overlay at the right
	overlayWidth          = 76  // of a centred overlay
	tallOverlayHeight     = 24  // of a centred overlay whose items change with each letter
	narrowOverlayWidth    = 50  // of a centred overlay with short lines
	tagOverlayWidth       = 62  // of the tag picker, which says in a line what the choice means
	wideOverlayWidth      = 112 // of a centred overlay with two columns
	twoColumnsMinWidth    = 92  // from this inner width an overlay has two columns
)

// layout holds the rectangles of all parts of the window. It is computed once per resize and nowhere else.
type layout struct {
	window   image.Rectangle
	tooSmall bool // nothing is drawn but a remark

	top, bottom image.Rectangle // one line each
	query       image.Rectangle // the query line of the shelf
	rows        image.Rectangle // the list of the shelf
	divider     int             // column of the line between list and preview; 0 without a preview
	preview     image.Rectangle // empty in a window narrower than previewMinWidth
	page        image.Rectangle
	measure     int // width of the page's text, in cells

	overlayArea image.Rectangle // bounds of all overlays
	sideOverlay image.Rectangle // bounds of an overlay at the right, frame included
}

// computeLayout divides a window of w by h cells. A measure of 0 or less is replaced by the default.
func computeLayout(w, h, measure int) layout {
	if measure <= 0 {
		measure = defaultMeasure
	}
	l := layout{window: image.Rect(0, 0, w, h), tooSmall: w < minWidth || h < minHeight}
	if l.tooSmall {
		return l
	}
	air := 0
	if h >= spacingMinHeight {
		air = 1
	}
	l.top = image.Rect(1, 0, w-1, 1)
	l.bottom = image.Rect(1, h-1, w-1, h)
	l.query = image.Rect(1, 1, w-1, 2)
	list := w
	if w >= previewMinWidth {
		list = w * 52 / 100
		l.divider = list + 1
		l.preview = image.Rect(list+4, 2+air, w-1, h-1-air)
	}
	l.rows = image.Rect(0, 2+air, list, h-1-air)
	l.page = image.Rect(0, 1+air, w, h-1-air)
	l.measure = min(measure, w-2)
	l.overlayArea = l.page
	switch { // in a low window an overlay covers the lines around the page too
	case h < overlayInsetMinHeight:
		l.overlayArea = l.window
	case air == 0:
		l.overlayArea.Min.Y = 0
	}
	l.sideOverlay = image.Rect(w-min(max(w*45/100, minSideWidth), w), l.overlayArea.Min.Y, w, l.overlayArea.Max.Y)
	return l
}

// minBesideOverlay is the smallest width, both sides together, at which the page stays visible beside an overlay.
const minBesideOverlay = 12

// centreOverlay returns the bounds of an overlay of w by h cells, clipped to the overlay area: horizontally centred, and
// vertically a little above the middle.
func (l layout) centreOverlay(w, h int) image.Rectangle {
	in := l.overlayArea
	w, h = min(w, in.Dx()), min(h, in.Dy())
	if in.Dx()-w < minBesideOverlay {
		w = in.Dx() // slivers of the page beside the frame look broken
	}
	x, y := in.Min.X+(in.Dx()-w)/2, in.Min.Y+(in.Dy()-h)/3
	return image.Rect(x, y, x+w, y+h)
}

// insideFrame returns the content area of a box. The frame is one cell wide, with a space at the left and the right.
func insideFrame(box image.Rectangle) image.Rectangle {
	return image.Rect(box.Min.X+2, box.Min.Y+1, max(box.Max.X-2, box.Min.X+2), max(box.Max.Y-1, box.Min.Y+1))
}
