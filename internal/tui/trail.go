package tui

import "quire/internal/tui/reader"

// place is a page at a line, with a link in focus. The empty path is the
// document that is no note of the library.
type place struct {
	path string
	at   reader.Place
}

// trail is the way that was read, as a browser keeps it: the places behind and
// the places ahead of the page that is open. It is a value; its methods return another one.
type trail struct{ behind, ahead steps }

// steps are places, the nearest on top. No step changes those below it, so that every trail can be kept,
// and a step costs the same however long the way is.
type steps struct {
	top *step
	n   int
}

type step struct {
	place
	below *step
}

// longest is how many places a trail keeps at least; older ones are forgotten.
const longest = 20000

func (s steps) push(p place) steps {
	if s.n >= 2*longest {
		s = s.nearest(longest)
	}
	return steps{&step{p, s.top}, s.n + 1}
}

func (s steps) pop() (place, steps) { return s.top.place, steps{s.top.below, s.n - 1} }

// nearest are the n places on top.
func (s steps) nearest(n int) steps {
	out := steps{n: min(n, s.n)}
	end := &out.top
	for at, i := s.top, 0; i < out.n; at, i = at.below, i+1 {
		*end = &step{place: at.place}
		end = &(*end).below
	}
	return out
}

// on is the trail after going on from here to a new page. What was ahead is gone.
func (t trail) on(here place) trail { return trail{behind: t.behind.push(here)} }

// back is the place before here, and the trail there. Not ok: here is the first.
func (t trail) back(here place) (to place, there trail, ok bool) {
	if t.behind.n == 0 {
		return place{}, t, false
	}
	to, behind := t.behind.pop()
	return to, trail{behind, t.ahead.push(here)}, true
}

// forward is the place after here, and the trail there. Not ok: here is the last.
func (t trail) forward(here place) (to place, there trail, ok bool) {
	to, there, ok = t.mirrored().back(here)
	return to, there.mirrored(), ok
}

// out is the trail on the shelf, when one leaves to it from here: everything is ahead, here the nearest.
// Forward from the shelf takes the place from it again.
func (t trail) out(here place) trail { return trail{ahead: t.ahead.push(here)} }

// in is the place that forward leads to from the shelf.
func (t trail) in() (to place, there trail, ok bool) {
	if t.ahead.n == 0 {
		return place{}, t, false
	}
	to, ahead := t.ahead.pop()
	return to, trail{ahead: ahead}, true
}

func (t trail) mirrored() trail { return trail{t.ahead, t.behind} }

// lastOther is the path of the note of the library that was read last before the one at path, or "".
func (t trail) lastOther(path string) string {
	for s := t.behind.top; s != nil; s = s.below {
		if s.path != path && s.path != "" {
			return s.path
		}
	}
	return ""
}
