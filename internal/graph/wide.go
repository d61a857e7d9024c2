package graph

import (
	"fmt"

	"quire/internal/text"
)

// half is one side of a wide picture: a column of notes one step away, and a column of their children beyond it.
type half struct {
	rows                []halfRow
	top                 int // row of the picture where it begins
	firstRow            int // rows of the picture with the first and the last note one step away
	lastRow             int
	nearWidth, farWidth int // cells of the columns; farWidth is 0 without children
	count               int // notes one step away, including those not shown
}

// halfRow is one row of a half. It may hold a note, a child, both, or a message.
type halfRow struct {
	near, far int    // indexes of nodes, or -1
	more      string // label after the last child, for those that are not shown
	joint     int    // between the two columns
	message   string // instead of notes; ""
}

const (
	trunkWidth  = 5  // cells between the centre and a column
	forkWidth   = 3  // cells between two columns
	maxBoxWidth = 26 // cells of the centre's title
)

// layoutWide draws the two trees back to back. It returns false when the titles would be cut too short.
func (p *Picture) layoutWide(s *LocalGraph, o Options) bool {
	p.Wide = true
	p.box = p.frameCentre(pictureTitle(s.Centre))
	p.left = p.layoutHalf(s.in, -1, o)
	p.right = p.layoutHalf(s.out, 1, o)
	p.Rows = max(len(p.left.rows), len(p.right.rows), len(p.box))
	for _, w := range []*half{&p.left, &p.right} {
		if p.Rows <= o.Rows { // else it scrolls, and both halves begin at the top
			w.top = (p.Rows - len(w.rows)) / 2
		}
		w.firstRow += w.top
		w.lastRow += w.top
	}
	for i, node := range p.Nodes {
		switch {
		case node.Column < 0:
			p.Nodes[i].Row += p.left.top
		case node.Column > 0:
			p.Nodes[i].Row += p.right.top
		}
	}
	p.Nodes[0].Row = p.Rows / 2
	return p.fitColumns()
}

// frameCentre returns the rows of the centre's frame. A title that needs more than 5 lines is cut.
func (p *Picture) frameCentre(name string) [][]Run {
	lines := p.pen.cells.Wrap(name, text.Lines{Width: maxBoxWidth, Hyphens: true})
	if len(lines) == 0 {
		lines = []string{""}
	}
	const most = 5
	if len(lines) > most {
		lines = append(lines[:most-1], p.pen.truncate(lines[most-1]+" "+p.pen.ellipsis, maxBoxWidth))
	}
	nameWidth := 0
	for _, l := range lines {
		nameWidth = max(nameWidth, p.pen.width(l))
	}
	edge := p.pen.dashes(nameWidth + 2)
	j := p.pen.joints
	out := [][]Run{{lineRun(j[down|right] + edge + j[down|left])}}
	for _, l := range lines {
		out = append(out, []Run{lineRun(j[up|down] + " "), {l, Centre, 0}, blankRun(nameWidth - p.pen.width(l)), lineRun(" " + j[up|down])})
	}
	return append(out, []Run{lineRun(j[up|right] + edge + j[up|left])})
}

func (p *Picture) boxWidth() int { return p.pen.runsWidth(p.box[0]) }

// layoutHalf lays out the branches of one side, -1 (left) or 1 (right).
func (p *Picture) layoutHalf(branches []branch, side int, o Options) half {
	w := half{count: len(branches)}
	shown := limitBranches(branches, o.MaxPerSide)
	limit := maxChildren(shown, max(o.Rows, 1), func(next int) int { return max(next, 1) })
	for _, b := range shown {
		w.lastRow = len(w.rows)
		near := p.addNode(b.note, side, len(w.rows), 0)
		next := b.children[:min(len(b.children), limit)]
		for i := range max(len(next), 1) {
			r := halfRow{near: -1, far: -1}
			if i == 0 {
				r.near = near
			}
			if i < len(next) {
				r.far = p.addNode(next[i], 2*side, len(w.rows), near)
				r.joint = forkJoint(i, len(next), side)
			}
			if i == len(next)-1 {
				r.more = moreLabel(len(b.children) - len(next))
			}
			w.rows = append(w.rows, r)
		}
	}
	if rest := len(branches) - len(shown); rest > 0 {
		w.lastRow = len(w.rows)
		w.rows = append(w.rows, halfRow{near: -1, far: -1, message: fmt.Sprintf("and %d more", rest)})
	}
	if len(branches) == 0 {
		w.rows = []halfRow{{near: -1, far: -1, message: emptyMessage(side)}}
	}
	return w
}

// emptyMessage returns the text for a side without notes.
func emptyMessage(side int) string {
	if side < 0 {
		return "no backlinks"
	}
	return "no links to notes"
}

// forkJoint returns the joint before the i-th of n children.
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

// minNameWidth is how many cells of a title suffice to recognize the note.
const minNameWidth = 13

// minNearNeed is how many cells a column beside the centre asks for even if its titles are shorter: enough for the line
// that Header writes above it, and for emptyMessage.
const minNearNeed = len("links here - 99,999")

// fitColumns sets the widths of the columns. It returns false if a column is narrower than both its titles and
// minNameWidth. The inner columns get more of the room than the outer ones.
func (p *Picture) fitColumns() bool {
	need := map[int]int{-1: minNearNeed, 1: minNearNeed}
	for _, node := range p.Nodes[1:] {
		need[node.Column] = max(need[node.Column], p.pen.width(pictureTitle(node.Note))+2)
	}
	for side, w := range map[int]*half{-1: &p.left, 1: &p.right} {
		for _, r := range w.rows {
			if r.far >= 0 {
				need[2*side] = max(need[2*side], p.pen.width(pictureTitle(p.Nodes[r.far].Note))+p.pen.width(r.more)+1)
			}
		}
	}
	room := p.width - p.boxWidth() - 2*trunkWidth
	for _, side := range []int{-2, 2} {
		if need[side] > 0 {
			room -= forkWidth
		}
	}
	share := map[int]int{-2: 2, -1: 3, 1: 3, 2: 2}
	widths := allotWidths(need, share, room)
	p.left.nearWidth, p.left.farWidth, p.right.nearWidth, p.right.farWidth = widths[-1], widths[-2], widths[1], widths[2]
	for _, w := range widths {
		room -= w
	}
	p.margin = max(room/2, 0)
	for column, w := range widths {
		if w < min(need[column], minNameWidth) {
			return false
		}
	}
	return true
}

// allotWidths divides room among columns in proportion to their shares. A column gets no more than it needs, and leaves
// the rest to the others.
func allotWidths(need, shares map[int]int, room int) map[int]int {
	widths := map[int]int{}
	for {
		sum, changed := 0, false
		for c, n := range need {
			if _, done := widths[c]; !done && n > 0 {
				sum += shares[c]
			}
		}
		left := room
		for _, w := range widths {
			left -= w
		}
		for c, n := range need {
			if _, done := widths[c]; !done && n > 0 && n*sum <= left*shares[c] {
				widths[c], changed = n, true
				break
			}
		}
		if changed {
			continue
		}
		for c, n := range need {
			if _, done := widths[c]; !done && n > 0 {
				widths[c] = max(left*shares[c]/sum, 1)
			}
		}
		return widths
	}
}

func (p pen) runsWidth(runs []Run) int {
	n := 0
	for _, r := range runs {
		n += p.width(r.Text)
	}
	return n
}
