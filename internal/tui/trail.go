package tui

import (
	"slices"

	"quire/internal/tui/reader"
)

// place is a page at a line, with a link in focus. The empty path is the
// document that is no note of the library.
type place struct {
	path string
	at   reader.Place
}

// trail is the way that was read, as a browser keeps it: the places behind and
// the places ahead of the page that is open. It is a value; its methods return another one.
type trail struct {
	behind []place // the last one is the nearest
	ahead  []place // the last one is the nearest
}

// longest is how many places a trail keeps; the oldest are forgotten.
const longest = 1000

// on is the trail after going on from here to a new page. What was ahead is gone.
func (t trail) on(here place) trail {
	behind := t.behind
	if over := len(behind) - longest + 1; over > 0 {
		behind = slices.Clone(behind[over:])
	}
	return trail{behind: append(slices.Clip(behind), here)}
}

// back is the place before here, and the trail there. Not ok: here is the first.
func (t trail) back(here place) (to place, there trail, ok bool) {
	if len(t.behind) == 0 {
		return place{}, t, false
	}
	last := len(t.behind) - 1
	return t.behind[last], trail{t.behind[:last:last], append(slices.Clip(t.ahead), here)}, true
}

// forward is the place after here, and the trail there. Not ok: here is the last.
func (t trail) forward(here place) (to place, there trail, ok bool) {
	to, there, ok = t.mirrored().back(here)
	return to, there.mirrored(), ok
}

// out is the trail on the shelf, when one leaves to it from here: everything is ahead, here the nearest.
// Forward from the shelf takes the place from it again.
func (t trail) out(here place) trail { return trail{ahead: append(slices.Clip(t.ahead), here)} }

// in is the place that forward leads to from the shelf.
func (t trail) in() (to place, there trail, ok bool) {
	if len(t.ahead) == 0 {
		return place{}, t, false
	}
	last := len(t.ahead) - 1
	return t.ahead[last], trail{ahead: t.ahead[:last:last]}, true
}

func (t trail) mirrored() trail { return trail{t.ahead, t.behind} }
