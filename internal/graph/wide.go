package graph

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// wing is one side of a wide picture: a column of the notes one step away, and beyond it those behind them.
type wing struct {
	rows      []wingRow
	from      int // the row of the picture where it begins
	first     int // the rows of the first and the last note one step away, in the picture
	last      int
	near, far int // cells of the columns; far is 0 when nothing lies two steps away
	size      int // notes one step away, shown or not
}

// wingRow is one row of a wing: a note, one behind it, either or none.
type wingRow struct {
	near, far int    // places; -1: none
	more      string // how many more there are behind the note, after the last that is shown
	joint     int    // of the line between the two columns
	rest      string // instead of notes
}

const (
	trunk   = 5  // cells between the centre and a column
	fork    = 3  // cells between two columns
	boxMost = 26 // cells of the centre's name
)

// wide draws two trees back to back, and says whether names have the room that they need to be known.
func (p *Picture) wide(s *Surroundings, o Options) bool {
	p.Wide = true
	p.box = p.frame(title(s.Centre))
	p.left = p.wing(s.in, -1, o)
	p.right = p.wing(s.out, 1, o)
	p.Rows = max(len(p.left.rows), len(p.right.rows), len(p.box))
	for _, w := range []*wing{&p.left, &p.right} {
		if p.Rows <= o.Rows { // else it scrolls, and both begin where one begins to look
			w.from = (p.Rows - len(w.rows)) / 2
		}
		w.first += w.from
		w.last += w.from
	}
	for i, at := range p.Places {
		switch {
		case at.Column < 0:
			p.Places[i].Row += p.left.from
		case at.Column > 0:
			p.Places[i].Row += p.right.from
		}
	}
	p.Places[0].Row = p.Rows / 2
	return p.fit()
}

// frame is the centre in its frame, as wide as its name.
func (p *Picture) frame(name string) [][]Run {
	lines := strings.Split(ansi.Wrap(name, boxMost, ""), "\n")
	const most = 5
	if len(lines) > most {
		lines = append(lines[:most-1], p.pen.cut(lines[most-1]+" "+p.pen.tail, boxMost))
	}
	wide := 0
	for _, l := range lines {
		wide = max(wide, width(l))
	}
	edge := p.pen.dash(wide + 2)
	j := p.pen.joint
	out := [][]Run{{line(j[down|right] + edge + j[down|left])}}
	for _, l := range lines {
		out = append(out, []Run{line(j[up|down] + " "), {l, Centre, 0}, blank(wide - width(l)), line(" " + j[up|down])})
	}
	return append(out, []Run{line(j[up|right] + edge + j[up|left])})
}

func (p *Picture) boxWidth() int { return runsWidth(p.box[0]) }

// wing lays out one side.
func (p *Picture) wing(all []branch, side int, o Options) wing {
	w := wing{size: len(all)}
	shown := limited(all, o.Most)
	most := affordable(shown, max(o.Rows, 1), func(next int) int { return max(next, 1) })
	for _, b := range shown {
		w.last = len(w.rows)
		near := p.place(b.note, side, len(w.rows), 0)
		next := b.next[:min(len(b.next), most)]
		for i := range max(len(next), 1) {
			r := wingRow{near: -1, far: -1}
			if i == 0 {
				r.near = near
			}
			if i < len(next) {
				r.far = p.place(next[i], 2*side, len(w.rows), near)
				r.joint = forkJoint(i, len(next), side)
			}
			if i == len(next)-1 {
				r.more = more(len(b.next) - len(next))
			}
			w.rows = append(w.rows, r)
		}
	}
	if rest := len(all) - len(shown); rest > 0 {
		w.last = len(w.rows)
		w.rows = append(w.rows, wingRow{near: -1, far: -1, rest: fmt.Sprintf("and %d more", rest)})
	}
	if len(all) == 0 {
		w.rows = []wingRow{{near: -1, far: -1, rest: nothing(side)}}
	}
	return w
}

func nothing(side int) string {
	if side < 0 {
		return "no note links here"
	}
	return "it links to no note"
}

// forkJoint is the joint before the i-th of n notes that stand behind one.
func forkJoint(i, n, side int) int {
	inner, outer := left, right
	if side < 0 {
		inner, outer = right, left
	}
	j := outer
	if i == 0 {
		j |= inner
	}
	if i > 0 {
		j |= up
	}
	if i < n-1 {
		j |= down
	}
	return j
}

// leastColumn is how many cells of a name are enough to know the note by.
const leastColumn = 13

// fit gives the columns their widths: what each needs, or its share of what there is, more to those near the centre. It says whether
// that is enough.
func (p *Picture) fit() bool {
	need := map[int]int{-1: width(nothing(-1)) + 1, 1: width(nothing(1))}
	for _, at := range p.Places[1:] {
		need[at.Column] = max(need[at.Column], width(title(at.Note))+2)
	}
	for side, w := range map[int]*wing{-1: &p.left, 1: &p.right} {
		for _, r := range w.rows {
			if r.far >= 0 {
				need[2*side] = max(need[2*side], width(title(p.Places[r.far].Note))+width(r.more)+1)
			}
		}
	}
	room := p.width - p.boxWidth() - 2*trunk
	for _, side := range []int{-2, 2} {
		if need[side] > 0 {
			room -= fork
		}
	}
	share := map[int]int{-2: 2, -1: 3, 1: 3, 2: 2}
	got := shares(need, share, room)
	p.left.near, p.left.far, p.right.near, p.right.far = got[-1], got[-2], got[1], got[2]
	for _, w := range got {
		room -= w
	}
	p.margin = max(room/2, 0)
	for column, w := range got {
		if w < min(need[column], leastColumn) {
			return false
		}
	}
	return true
}

// shares parts room among columns: those that need less than their share leave the rest to the others.
func shares(need, share map[int]int, room int) map[int]int {
	got := map[int]int{}
	for {
		sum, changed := 0, false
		for c, n := range need {
			if _, done := got[c]; !done && n > 0 {
				sum += share[c]
			}
		}
		left := room
		for _, w := range got {
			left -= w
		}
		for c, n := range need {
			if _, done := got[c]; !done && n > 0 && n*sum <= left*share[c] {
				got[c], changed = n, true
				break
			}
		}
		if changed {
			continue
		}
		for c, n := range need {
			if _, done := got[c]; !done && n > 0 {
				got[c] = max(left*share[c]/sum, 1)
			}
		}
		return got
	}
}

func runsWidth(runs []Run) int {
	n := 0
	for _, r := range runs {
		n += width(r.Text)
	}
	return n
}
