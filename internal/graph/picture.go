package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/text"
)

// Kind classifies a run of text in a picture, so that the caller can style it.
type Kind uint8

// The kinds of runs.
const (
	Line   Kind = iota // connecting lines and the frame of the centre
	Name               // the title of a note
	Centre             // the title of the centre
	Remark             // a heading or a count
)

// Run is text of one kind. Node is the index of the picture's node that it names, or -1.
type Run struct {
	Text string
	Kind Kind
	Node int
}

// PictureNode is a note in a picture, with its position.
type PictureNode struct {
	Note   search.Hit
	Column int // the step: -2 and -1 link to the centre, 0 is the centre, the centre links to 1 and 2
	Row    int
	parent int // index of the node one step nearer to the centre
}

// Options control how a picture is drawn.
type Options struct {
	Width      int  // cells; names are cut to fit
	Rows       int  // height of the window; fewer notes two steps away are shown to fit into it, if possible
	MaxPerSide int  // most notes one step away on each side; 0: no limit
	ASCII      bool // draw with ASCII characters only
	Cells      text.WidthMethod
}

// Picture is a local graph laid out in the cells of a terminal. In a wide picture the notes that link to the centre are
// on the left and the notes that it links to on the right; in a narrow one they are above and below.
type Picture struct {
	Nodes []PictureNode // the centre first
	Rows  int
	Wide  bool

	pen         pen
	width       int
	margin      int     // cells to the left of a wide picture
	narrowLines [][]Run // of a narrow picture
	box         [][]Run // the framed centre of a wide picture
	left        half
	right       half
}

// minWideWidth is the least width for columns. Below it titles would be cut too short.
const minWideWidth = 104

// Draw lays the graph out: in columns if the titles fit, else one tree below the other.
func (s *LocalGraph) Draw(o Options) *Picture {
	blank := Picture{Nodes: []PictureNode{{Note: s.Centre, parent: -1}}, pen: newPen(o), width: max(o.Width, 1)}
	if o.Width >= minWideWidth {
		p := blank
		if p.layoutWide(s, o) {
			return &p
		}
	}
	blank.layoutNarrow(s, o)
	return &blank
}

// Lines returns the rows from top up to but not including bottom. In a wide picture the centre is at row middle, or as
// near as it can be; the lines to it reach every row, so it can move with the viewport.
func (p *Picture) Lines(top, bottom, middle int) [][]Run {
	top, bottom = max(top, 0), min(bottom, p.Rows)
	if top >= bottom {
		return nil
	}
	if !p.Wide {
		return p.narrowLines[top:bottom]
	}
	out := make([][]Run, 0, bottom-top)
	middle = p.CentreRow(middle)
	for y := top; y < bottom; y++ {
		out = append(out, p.renderWideLine(y, middle))
	}
	return out
}

// CentreRow returns the row nearest to the given one where the centre can be.
func (p *Picture) CentreRow(row int) int {
	if !p.Wide {
		return p.Nodes[0].Row
	}
	above := len(p.box) / 2
	return max(min(row, p.Rows-len(p.box)+above), above)
}

// addNode adds a node and returns its index.
func (p *Picture) addNode(n search.Hit, column, row, inner int) int {
	p.Nodes = append(p.Nodes, PictureNode{n, column, row, inner})
	return len(p.Nodes) - 1
}

// Move returns the index of the node next to node from. With dx it goes one column left or right: away from the centre
// to a child, the one nearest in rows, or towards the centre to the parent. With dy it goes to the next node up or
// down. It returns from when there is no such node. For the row of the centre it takes middle.
func (p *Picture) Move(from, dx, dy, middle int) int {
	if from < 0 || from >= len(p.Nodes) {
		return 0
	}
	node := p.Nodes[from]
	if dy != 0 {
		return p.moveVertically(from, dy)
	}
	switch column := node.Column + dx; {
	case dx == 0, column < -2, column > 2:
		return from
	case node.Column*dx < 0:
		return node.parent
	default:
		return p.moveOutwards(from, column, middle)
	}
}

// moveVertically returns the nearest node above or below, in a wide picture only within the same column.
func (p *Picture) moveVertically(from, dy int) int {
	start, best := p.Nodes[from], from
	for i, q := range p.Nodes {
		away := (q.Row - start.Row) * dy
		if away <= 0 || p.Wide && (q.Column != start.Column || start.Column == 0) {
			continue
		}
		if best == from || away < (p.Nodes[best].Row-start.Row)*dy {
			best = i
		}
	}
	return best
}

// MoveBy returns the node n steps below from, or above it for negative n, or the last one in that direction. It takes time
// linear in the number of nodes, whatever n is.
func (p *Picture) MoveBy(from, n int) int {
	if from < 0 || from >= len(p.Nodes) {
		return 0
	}
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	at := p.Nodes[from]
	away := func(i int) int { return (p.Nodes[i].Row - at.Row) * step }
	var ahead []int
	for i, q := range p.Nodes {
		if away(i) > 0 && (!p.Wide || q.Column == at.Column && at.Column != 0) {
			ahead = append(ahead, i)
		}
	}
	slices.SortStableFunc(ahead, func(a, b int) int { return cmp.Compare(away(a), away(b)) })
	ahead = slices.CompactFunc(ahead, func(a, b int) bool { return away(a) == away(b) })
	if n = min(n, len(ahead)); n == 0 {
		return from
	}
	return ahead[n-1]
}

// moveOutwards returns the child in the given column whose row is nearest to that of the parent. The centre of a wide
// picture counts as being at row middle.
func (p *Picture) moveOutwards(from, column, middle int) int {
	row := p.Nodes[from].Row
	if from == 0 && p.Wide {
		row = middle
	}
	best := from
	for i, q := range p.Nodes {
		if q.parent != from || q.Column != column {
			continue
		}
		if best == from || abs(q.Row-row) < abs(p.Nodes[best].Row-row) {
			best = i
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// pen holds the characters that lines are drawn with.
type pen struct {
	cells     text.WidthMethod
	joints    [16]string // by the directions that meet in the joint
	arrow     string     // head of an arrow to the right
	downArrow string
	ellipsis  string
	dot       string
}

// Directions of the lines that meet in a joint; they are combined with |.
const (
	up = 1 << iota
	down
	left
	right
)

func newPen(o Options) pen {
	if o.ASCII {
		p := pen{cells: o.Cells, arrow: ">", downArrow: "v", ellipsis: "~", dot: "-"}
		for i := range p.joints {
			p.joints[i] = "+"
		}
		p.joints[0], p.joints[up|down], p.joints[up], p.joints[down] = " ", "|", "|", "|"
		p.joints[left|right], p.joints[left], p.joints[right] = "-", "-", "-"
		return p
	}
	return pen{cells: o.Cells, arrow: "→", downArrow: "↓", ellipsis: "…", dot: "·", joints: [16]string{
		0: " ", up: "│", down: "│", left: "─", right: "─", up | down: "│", left | right: "─",
		down | right: "╭", down | left: "╮", up | right: "╰", up | left: "╯",
		up | down | right: "├", up | down | left: "┤", down | left | right: "┬", up | left | right: "┴", up | down | left | right: "┼",
	}}
}

func (p pen) dashes(n int) string { return strings.Repeat(p.joints[left|right], max(n, 0)) }

// truncate cuts text to at most w cells.
func (p pen) truncate(s string, w int) string { return p.cells.Cut(s, w, p.ellipsis) }

// width returns the number of cells that s takes.
func (p pen) width(s string) int { return p.cells.Width(s) }

// maxTitleBytes bounds how much of a title is measured for a picture.
const maxTitleBytes = 512

// pictureTitle returns the part of a note's display title that a picture may have room for.
func pictureTitle(n search.Hit) string {
	text := cmp.Or(n.Title(), n.Slug(), n.Path())
	if len(text) > maxTitleBytes {
		text = strings.ToValidUTF8(text[:maxTitleBytes], "")
	}
	return safe.Text(text)
}

func lineRun(text string) Run   { return Run{text, Line, -1} }
func remarkRun(text string) Run { return Run{text, Remark, -1} }
func blankRun(n int) Run        { return Run{text.Spaces(n), Line, -1} }

// moreLabel returns " +n" for n notes that are not shown, or "" for 0.
func moreLabel(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" +%d", n)
}
