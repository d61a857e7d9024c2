package graph

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"quire/internal/safe"
	"quire/internal/text"
)

// Dimensions of a drawing, in pixels unless noted.
const (
	edgeLength    = 90.0 // an edge of ideal length
	letterWidth   = 7.2  // average width of a letter
	lineHeight    = 26.0 // distance between two names in a column
	columnGap     = 90.0
	drawingMargin = 40.0
	maxNameCells  = 44 // cells of a name; longer names are cut
)

// drawing is a graph with positions and sizes in pixels.
type drawing struct {
	*Graph
	positions     []point
	radius        []float64
	names         []string // labels; "": no label
	width, height float64
	columns       bool
}

// WriteSVG writes the graph as an SVG image. With a centre the notes are in columns, with the notes that link to it on
// the left. Otherwise they are laid out by springs, and notes with more links are larger.
func (g *Graph) WriteSVG(w io.Writer) error {
	d := drawing{Graph: g, names: make([]string, len(g.Nodes)), radius: make([]float64, len(g.Nodes))}
	for i, n := range g.Nodes {
		d.names[i] = text.Graphemes.Cut(displayTitle(n.Note), maxNameCells, "…")
	}
	if g.Centre {
		d.placeInColumns()
	} else {
		d.placeBySprings()
	}
	b := bufio.NewWriter(w)
	d.writeSVG(b)
	return b.Flush()
}

// placeInColumns lays out a graph with a centre, with one column for each step.
func (d *drawing) placeInColumns() {
	d.columns = true
	byStep := map[int][]int{}
	for i, n := range d.Nodes {
		byStep[n.Step] = append(byStep[n.Step], i)
		d.radius[i] = 4
	}
	d.radius[0] = 7
	steps := slices.Sorted(func(yield func(int) bool) {
		for s := range byStep {
			if !yield(s) {
				return
			}
		}
	})
	longest := 0
	for _, column := range byStep {
		longest = max(longest, len(column))
	}
	d.height = 2*drawingMargin + float64(longest)*lineHeight
	d.positions = make([]point, len(d.Nodes))
	x := drawingMargin
	for _, s := range steps {
		maxWidth := 0.0
		top := d.height/2 - float64(len(byStep[s])-1)*lineHeight/2
		for k, i := range byStep[s] {
			d.positions[i] = point{x, top + float64(k)*lineHeight}
			maxWidth = max(maxWidth, d.textWidth(i))
		}
		x += maxWidth + columnGap
	}
	d.width = x - columnGap + drawingMargin
}

// placeBySprings lays out a graph without a centre.
func (d *drawing) placeBySprings() {
	d.positions = d.layoutSprings()
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	degree := d.degrees()
	minDegree := minNamedDegree(degree)
	for i, p := range d.positions {
		d.radius[i] = 3 + 1.6*math.Sqrt(float64(degree[i]))
		if degree[i] < minDegree {
			d.names[i] = ""
		}
		p = p.times(edgeLength)
		d.positions[i] = p
		low = point{min(low.x, p.x), min(low.y, p.y)}
		high = point{max(high.x, p.x+d.textWidth(i)), max(high.y, p.y)}
	}
	if len(d.positions) == 0 {
		low, high = point{}, point{}
	}
	for i := range d.positions {
		d.positions[i] = d.positions[i].minus(low).plus(point{drawingMargin, drawingMargin})
	}
	d.width, d.height = high.x-low.x+2*drawingMargin, high.y-low.y+2*drawingMargin
}

// minNamedDegree returns the degree from which nodes are labelled: a graph of more than 150 nodes labels only about the
// 150 nodes of the highest degree.
func minNamedDegree(degree []int) int {
	const names = 150
	if len(degree) <= names {
		return 0
	}
	sorted := slices.Sorted(slices.Values(degree))
	return max(sorted[len(sorted)-names], 1)
}

// textWidth estimates the width of a node with its label.
func (d *drawing) textWidth(i int) float64 {
	return d.radius[i] + 6 + letterWidth*float64(text.Graphemes.Width(d.names[i]))
}

const svgStyle = `text{font:12px system-ui,sans-serif;fill:#24292f;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
line,path{stroke:#8a94a6;stroke-opacity:.5;fill:none}
circle{fill:#3b6ea8}
.centre{fill:#c2410c}
.aside{stroke-opacity:.15}
@media(prefers-color-scheme:dark){text{fill:#d5d8de;stroke:#16181d}circle{fill:#61afef}.centre{fill:#e5a06b}}`

func (d *drawing) writeSVG(b io.Writer) {
	fmt.Fprintf(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\">\n", d.width, d.height, d.width, d.height)
	fmt.Fprintf(b, "<defs><marker id=\"to\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0 8 4 0 8\" style=\"stroke-opacity:1\"/></marker></defs>\n")
	fmt.Fprintf(b, "<style>%s</style>\n", svgStyle)
	for _, e := range d.Edges {
		d.writeEdge(b, e)
	}
	for i, n := range d.Nodes {
		class := ""
		if d.Centre && i == 0 {
			class = ` class="centre"`
		}
		p := d.positions[i]
		fmt.Fprintf(b, "<g><title>%s</title><circle%s cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", escapeXML(displayTitle(n.Note)+"\n"+safe.Text(n.Note.Path())), class, p.x, p.y, d.radius[i])
		if d.names[i] != "" {
			fmt.Fprintf(b, "<text x=\"%.1f\" y=\"%.1f\">%s</text>", p.x+d.radius[i]+4, p.y+4, escapeXML(d.names[i]))
		}
		fmt.Fprintln(b, "</g>")
	}
	fmt.Fprintln(b, "</svg>")
}

// writeEdge draws a line that ends at the rim of the target's circle. In columns the line is a curve that starts and
// ends beside the labels.
func (d *drawing) writeEdge(b io.Writer, e Edge) {
	from, to := d.positions[e.From], d.positions[e.To]
	attributes := fmt.Sprintf(" stroke-width=\"%.1f\"", min(1+0.4*float64(e.Links-1), 3))
	if !d.columns {
		v := to.minus(from)
		if l := v.length(); l > 0 {
			to = to.minus(v.times((d.radius[e.To] + 1) / l))
		}
		fmt.Fprintf(b, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"%s marker-end=\"url(#to)\"/>\n", from.x, from.y, to.x, to.y, attributes)
		return
	}
	switch {
	case from.x < to.x:
		from.x += d.textWidth(e.From) + 2
		to.x -= d.radius[e.To] + 2
	case from.x > to.x:
		from.x -= d.radius[e.From] + 2
		to.x += d.textWidth(e.To) + 2
	default: // in the same column: around its left side
		from.x -= d.radius[e.From] + 2
		to.x -= d.radius[e.To] + 2
	}
	leave, arrive := (from.x+to.x)/2, (from.x+to.x)/2
	if d.Nodes[e.From].Step == d.Nodes[e.To].Step {
		leave, arrive = from.x-columnGap/3, to.x-columnGap/3
	}
	if d.isCrossLink(e) {
		attributes += " class=\"aside\""
	}
	fmt.Fprintf(b, "<path d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\"%s marker-end=\"url(#to)\"/>\n", from.x, from.y, leave, from.y, arrive, to.y, to.x, to.y, attributes)
}

// isCrossLink reports whether an edge does not lead from one column to the next. Such edges are drawn faintly.
func (d *drawing) isCrossLink(e Edge) bool { return d.Nodes[e.To].Step-d.Nodes[e.From].Step != 1 }

func escapeXML(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return ""
	}
	return b.String()
}
