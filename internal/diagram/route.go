package diagram

import (
	"cmp"
	"slices"
)

// channel is the room between two layers, in which lines change their place across. Along the graph it holds, one after the other:
// a cell for markers at the beginnings of lines, the borders of groups that end, a cell for markers at those, the tracks, a cell for
// markers at groups that begin, their borders, and a cell for markers at the ends of lines.
type channel struct {
	nets          []*net
	tracks        int
	start         int // its first cell along
	hasMarks      bool
	closing       int // cells of the borders of groups that end
	opening       int // cells of the borders of groups that begin
	marksAtClosed bool
	marksAtOpened bool
	size          int
	tracksAt      int
}

// stepAlong is how many cells along a track takes, and the border of a group: cells are half as wide as they are high.
func (l *layout) stepAlong() int {
	if l.graph.direction.isHorizontal() {
		return 2
	}
	return 1
}

// routeChannels finds the tracks of all nets and the size of each channel. Channel i lies before layer i; the last one follows the
// last layer.
func (l *layout) routeChannels() error {
	l.channels = make([]*channel, len(l.layers)+1)
	for i := range l.channels {
		c := &channel{}
		l.channels[i] = c
		if i > 0 && i < len(l.layers) {
			c.nets = l.nets[i-1]
			if err := l.assignTracks(c); err != nil {
				return err
			}
		}
		l.measureChannel(c, i)
	}
	at := 0
	l.start = make([]int, len(l.layers))
	l.size = make([]int, len(l.layers))
	for i, c := range l.channels {
		c.start = at
		at += c.size
		c.tracksAt = c.start + c.closing
		if c.hasMarks {
			c.tracksAt++
		}
		if c.marksAtClosed {
			c.tracksAt++
		}
		if i < len(l.layers) {
			l.start[i] = at
			for _, v := range l.layers[i] {
				l.size[i] = max(l.size[i], v.along)
			}
			at += l.size[i]
		}
	}
	l.length = at
	return nil
}

// measureChannel finds out how many cells a channel takes.
func (l *layout) measureChannel(c *channel, i int) {
	depthOf := func(layer map[*group]int, at int) int {
		deepest, least := 0, maxDepth+1
		for g, r := range layer {
			if r == at {
				deepest, least = max(deepest, g.depth), min(least, g.depth)
			}
		}
		return max(deepest-least+1, 0)
	}
	c.closing = depthOf(l.last, i-1) * l.stepAlong()
	c.opening = depthOf(l.first, i) * l.stepAlong()
	for _, n := range c.nets {
		for _, s := range n.segments {
			c.hasMarks = c.hasMarks || s.atStart != noMarker && s.fromGroup == nil
			c.marksAtClosed = c.marksAtClosed || s.atStart != noMarker && s.fromGroup != nil
			c.marksAtOpened = c.marksAtOpened || s.atEnd != noMarker && s.toGroup != nil
		}
	}
	c.size = c.closing + c.opening
	if i == 0 || i == len(l.layers) {
		return
	}
	c.size += 1 + max(c.tracks, 1)*l.stepAlong()
	for _, has := range []bool{c.hasMarks, c.marksAtClosed, c.marksAtOpened} {
		if has {
			c.size++
		}
	}
	if l.graph.direction.isHorizontal() {
		c.size++ // a line is longer than its head
	}
}

// ends returns the cells across at which a net leaves its first layer and arrives at the second.
func (n *net) ends() (from, to []int) {
	for _, s := range n.segments {
		from = append(from, s.from.at+s.fromPin)
		to = append(to, s.to.at+s.toPin)
	}
	slices.Sort(from)
	slices.Sort(to)
	return slices.Compact(from), slices.Compact(to)
}

// assignTracks gives the nets of a channel their tracks, so that no two lie on each other: a net that leaves in the column in which
// another one arrives turns before it does.
func (l *layout) assignTracks(c *channel) error {
	var waiting []*net
	for _, n := range c.nets {
		from, to := n.ends()
		n.lo, n.hi, n.track = min(from[0], to[0]), max(from[len(from)-1], to[len(to)-1]), -1
		if n.lo < n.hi {
			waiting = append(waiting, n)
		}
	}
	ahead := map[*net][]*net{} // those that must turn before it
	for _, a := range waiting {
		froms, _ := a.ends()
		for _, b := range waiting {
			_, tos := b.ends()
			if a != b && shareValue(froms, tos) {
				ahead[b] = append(ahead[b], a)
			}
		}
	}
	slices.SortStableFunc(waiting, func(a, b *net) int { return cmp.Compare(a.lo, b.lo) })
	placed := map[*net]bool{}
	for track := 0; len(waiting) > 0; track++ {
		end, rest := -2, waiting[:0:0]
		var here []*net
		for _, n := range waiting {
			free := n.lo > end+1
			for _, a := range ahead[n] {
				free = free && placed[a]
			}
			if !free {
				rest = append(rest, n)
				continue
			}
			n.track, end = track, n.hi
			here = append(here, n)
		}
		if len(here) == 0 {
			return ErrTangled
		}
		for _, n := range here {
			placed[n] = true
		}
		waiting, c.tracks = rest, track+1
	}
	return nil
}

func shareValue(a, b []int) bool {
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			return true
		}
	}
	return false
}
