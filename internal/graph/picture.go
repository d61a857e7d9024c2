package graph

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/note"
)

// Kind is what a run of text in a picture is, which says how it looks.
type Kind uint8

// The kinds of runs.
const (
	Line   Kind = iota // what connects, and the frame of the centre
	Name               // of a note
	Centre             // the name of the note in the middle
	Remark             // a heading or a count
)

// Run is some text of one kind. Node is the number of the place that it names, or -1.
type Run struct {
	Text string
	Kind Kind
	Node int
}

// Place is where a note stands in a picture.
type Place struct {
	Note   *note.Note
	Column int // the step: -2 and -1 link here, 0 is the centre, 1 and 2 are linked to
	Row    int
	inner  int // the place one step nearer to the centre
}

// Options are how a picture is drawn.
type Options struct {
	Width int  // cells, at least
	Rows  int  // of the window that it should fit in, as far as it can: fewer notes two steps away are shown
	Most  int  // notes one step away, on each side; 0: all
	ASCII bool // draw with ASCII alone
}

// Picture is the surroundings of a note in the cells of a terminal. In a wide one the notes that link here
// stand at the left and those that it links to at the right; in a narrow one above and below.
type Picture struct {
	Places []Place // the centre first
	Rows   int
	Wide   bool

	pen    pen
	width  int
	margin int     // cells left of a wide picture
	lines  [][]Run // of a narrow picture
	box    [][]Run // the centre of a wide one
	left   wing
	right  wing
}

// wideFrom is the width from which there are columns: below, names would be cut to nothing.
const wideFrom = 104

// Draw lays the surroundings out.
func (s *Surroundings) Draw(o Options) *Picture {
	blank := Picture{Places: []Place{{Note: s.Centre, inner: -1}}, pen: penFor(o.ASCII), width: max(o.Width, 1)}
	if o.Width >= wideFrom {
		p := blank
		if p.wide(s, o) {
			return &p
		}
	}
	blank.narrow(s, o)
	return &blank
}

// Lines are the rows from top to below bottom. The centre of a wide picture stands at row middle, or as near as it can, whatever
// is in sight: its lines reach all rows.
func (p *Picture) Lines(top, bottom, middle int) [][]Run {
	top, bottom = max(top, 0), min(bottom, p.Rows)
	if top >= bottom {
		return nil
	}
	if !p.Wide {
		return p.lines[top:bottom]
	}
	out := make([][]Run, 0, bottom-top)
	middle = p.Middle(middle)
	for y := top; y < bottom; y++ {
		out = append(out, p.wideLine(y, middle))
	}
	return out
}

// Middle is the row nearest to the wanted one at which the centre can stand.
func (p *Picture) Middle(wanted int) int {
	if !p.Wide {
		return p.Places[0].Row
	}
	above := len(p.box) / 2
	return max(min(wanted, p.Rows-len(p.box)+above), above)
}

func (p *Picture) place(n *note.Note, column, row, inner int) int {
	p.Places = append(p.Places, Place{n, column, row, inner})
	return len(p.Places) - 1
}

// Move is the place that lies beside one: dx columns to the right, where one step away from the centre is to
// the first note behind it and one step nearer is to the note that it hangs on; or dy rows below in its column. Without such a place it is the same.
func (p *Picture) Move(from, dx, dy, middle int) int {
	if from < 0 || from >= len(p.Places) {
		return 0
	}
	at := p.Places[from]
	if dy != 0 {
		return p.vertical(from, dy)
	}
	switch to := at.Column + dx; {
	case dx == 0, to < -2, to > 2:
		return from
	case at.Column*dx < 0:
		return at.inner
	default:
		return p.outwards(from, to, middle)
	}
}

// vertical is the nearest place above or below: in the same column, or in a narrow picture in any.
func (p *Picture) vertical(from, dy int) int {
	at, best := p.Places[from], from
	for i, q := range p.Places {
		away := (q.Row - at.Row) * dy
		if away <= 0 || p.Wide && (q.Column != at.Column || at.Column == 0) {
			continue
		}
		if best == from || away < (p.Places[best].Row-at.Row)*dy {
			best = i
		}
	}
	return best
}

// outwards is the place in a column that hangs on another one and is nearest to its row; from the centre, to the middle.
func (p *Picture) outwards(from, column, middle int) int {
	row := p.Places[from].Row
	if from == 0 && p.Wide {
		row = middle
	}
	best := from
	for i, q := range p.Places {
		if q.inner != from || q.Column != column {
			continue
		}
		if best == from || abs(q.Row-row) < abs(p.Places[best].Row-row) {
			best = i
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// pen draws lines.
type pen struct {
	joint [16]string // by the directions that meet
	leads string     // the head of an arrow
	down  string
	tail  string
	dot   string
}

// The directions that meet in a joint.
const (
	up = 1 << iota
	down
	left
	right
)

func penFor(ascii bool) pen {
	if ascii {
		p := pen{leads: ">", down: "v", tail: "~", dot: "-"}
		for i := range p.joint {
			p.joint[i] = "+"
		}
		p.joint[0], p.joint[up|down], p.joint[up], p.joint[down] = " ", "|", "|", "|"
		p.joint[left|right], p.joint[left], p.joint[right] = "-", "-", "-"
		return p
	}
	return pen{leads: "→", down: "↓", tail: "…", dot: "·", joint: [16]string{
		0: " ", up: "│", down: "│", left: "─", right: "─", up | down: "│", left | right: "─",
		down | right: "╭", down | left: "╮", up | right: "╰", up | left: "╯",
		up | down | right: "├", up | down | left: "┤", down | left | right: "┬", up | left | right: "┴", up | down | left | right: "┼",
	}}
}

func (p pen) dash(n int) string { return strings.Repeat(p.joint[left|right], max(n, 0)) }

// cut is text in at most w cells.
func (p pen) cut(text string, w int) string { return ansi.Truncate(text, max(w, 0), p.tail) }

func width(text string) int { return ansi.StringWidth(text) }

func line(text string) Run   { return Run{text, Line, -1} }
func remark(text string) Run { return Run{text, Remark, -1} }
func blank(n int) Run        { return Run{strings.Repeat(" ", max(n, 0)), Line, -1} }

// more says how many there are besides those that are shown.
func more(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" +%d", n)
}
