package diagram

import (
	"cmp"
	"slices"
)

// net is a set of segments that share a line: all begin at one vertex, or all end at one. It has a pin for each of its ends.
type net struct {
	segments []*segment
	track    int // in the channel between two layers; -1 for a straight line
	lo, hi   int // the cells across that its track takes
}

// netKey is what the segments of a net have in common besides the vertex.
type netKey struct {
	line  lineStyle
	mark  marker
	group *group // at whose border they begin or end
}

// buildNets joins the segments between layer i and the next into nets: those that leave a node in the same way, then those of the
// rest that arrive at a node in the same way. An edge that was joined with others where it begins is not joined again where it ends:
// a reader who follows a line to a fork must not come by it to a node that no edge leads to.
func (l *layout) buildNets(i int) []*net {
	var nets []*net
	join := func(segments []*segment, keyOf func(*segment) (netKey, bool), atLeast int) {
		byKey := map[netKey]*net{}
		var own []*net
		for _, s := range segments {
			key, ok := keyOf(s)
			if s.net != nil || !ok || s.path.edge.line == invisible {
				continue
			}
			if byKey[key] == nil {
				byKey[key] = &net{}
				own = append(own, byKey[key])
			}
			byKey[key].segments = append(byKey[key].segments, s)
		}
		for _, n := range own {
			if len(n.segments) < atLeast {
				continue
			}
			for _, s := range n.segments {
				s.net, s.path.isJoined = n, true
			}
			nets = append(nets, n)
		}
	}
	for _, v := range l.layers[i] {
		join(v.out, func(s *segment) (netKey, bool) {
			return netKey{s.path.edge.line, s.atStart, s.fromGroup}, v.kind == vertexNode
		}, 2)
	}
	for _, v := range l.layers[i+1] {
		join(v.in, func(s *segment) (netKey, bool) {
			return netKey{s.path.edge.line, s.atEnd, s.toGroup}, v.kind == vertexNode && !s.path.isJoined
		}, 2)
	}
	for _, v := range l.layers[i] {
		for _, s := range v.out {
			if s.net == nil && s.path.edge.line != invisible {
				s.net = &net{segments: []*segment{s}}
				nets = append(nets, s.net)
			}
		}
	}
	return nets
}

// pin is where a net meets a side of a vertex.
type pin struct {
	net    *net
	offset int // in cells from the beginning of the vertex
}

// collectPins returns the pins of one side of v, ordered as the vertices at the other ends are.
func (v *vertex) collectPins(isOut bool) []*pin {
	segments := v.in
	if isOut {
		segments = v.out
	}
	var pins []*pin
	sums, counts := map[*net]float64{}, map[*net]float64{}
	for _, s := range segments {
		if s.net == nil {
			continue
		}
		if counts[s.net] == 0 {
			pins = append(pins, &pin{net: s.net})
		}
		other := s.from
		if isOut {
			other = s.to
		}
		sums[s.net] += float64(other.order)
		counts[s.net]++
	}
	slices.SortStableFunc(pins, func(a, b *pin) int {
		return cmp.Compare(sums[a.net]/counts[a.net], sums[b.net]/counts[b.net])
	})
	return pins
}

// spreadPins gives the pins of a side their offsets: around the middle, within the cells from first to last.
func spreadPins(pins []*pin, first, last, middle, step int) bool {
	if len(pins) == 0 {
		return true
	}
	for step > 1 && step*(len(pins)-1) > last-first {
		step--
	}
	span := step * (len(pins) - 1)
	if span > last-first {
		return false
	}
	at := min(max(middle-span/2, first), last-span)
	for i, p := range pins {
		p.offset = at + i*step
	}
	return true
}

// setPins stores the offsets of pins in their segments.
func (v *vertex) setPins(pins []*pin, isOut bool) {
	offset := map[*net]int{}
	for _, p := range pins {
		offset[p.net] = p.offset
	}
	if isOut {
		for _, s := range v.out {
			s.fromPin = offset[s.net]
		}
		return
	}
	for _, s := range v.in {
		s.toPin = offset[s.net]
	}
}
