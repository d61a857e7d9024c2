package graph

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/safe"
)

// The measures of a drawing, in pixels.
const (
	unit      = 90.0 // an edge of ideal length
	letter    = 7.2  // the width of a letter of the names
	lineStep  = 26.0 // from a name to the one below it, in columns
	columnGap = 90.0
	border    = 40.0
	longest   = 44 // letters of a name
)

// drawing is a graph with a place for each node, in pixels.
type drawing struct {
	*Graph
	at            []point
	radius        []float64
	names         []string // what is written; empty for none
	width, height float64
	columns       bool
}

// WriteSVG draws a graph. With a centre the notes stand in columns, those that link to it at the left; else they
// are a web, in which the notes with the most links are the largest.
func (g *Graph) WriteSVG(w io.Writer) error {
	d := drawing{Graph: g, names: make([]string, len(g.Nodes)), radius: make([]float64, len(g.Nodes))}
	for i, n := range g.Nodes {
		d.names[i] = ansi.Truncate(title(n.Note), longest, "…")
	}
	if g.Centre {
		d.inColumns()
	} else {
		d.asWeb()
	}
	b := bufio.NewWriter(w)
	d.write(b)
	return b.Flush()
}

// inColumns places the nodes of a graph with a centre: one column a step.
func (d *drawing) inColumns() {
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
	most := 0
	for _, column := range byStep {
		most = max(most, len(column))
	}
	d.height = 2*border + float64(most)*lineStep
	d.at = make([]point, len(d.Nodes))
	x := border
	for _, s := range steps {
		wide := 0.0
		top := d.height/2 - float64(len(byStep[s])-1)*lineStep/2
		for k, i := range byStep[s] {
			d.at[i] = point{x, top + float64(k)*lineStep}
			wide = max(wide, d.textWidth(i))
		}
		x += wide + columnGap
	}
	d.width = x - columnGap + border
}

// asWeb places the nodes by springs.
func (d *drawing) asWeb() {
	d.at = d.springs()
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	degree := d.degrees()
	named := mostNamed(degree)
	for i, p := range d.at {
		d.radius[i] = 3 + 1.6*math.Sqrt(float64(degree[i]))
		if degree[i] < named {
			d.names[i] = ""
		}
		p = p.times(unit)
		d.at[i] = p
		low = point{min(low.x, p.x), min(low.y, p.y)}
		high = point{max(high.x, p.x+d.textWidth(i)), max(high.y, p.y)}
	}
	if len(d.at) == 0 {
		low, high = point{}, point{}
	}
	for i := range d.at {
		d.at[i] = d.at[i].minus(low).plus(point{border, border})
	}
	d.width, d.height = high.x-low.x+2*border, high.y-low.y+2*border
}

// mostNamed is the number of edges from which a node bears its name: in a large graph only the best known do.
func mostNamed(degree []int) int {
	const names = 150
	if len(degree) <= names {
		return 0
	}
	sorted := slices.Sorted(slices.Values(degree))
	return max(sorted[len(sorted)-names], 1)
}

func (d *drawing) textWidth(i int) float64 {
	return d.radius[i] + 6 + letter*float64(ansi.StringWidth(d.names[i]))
}

const style = `text{font:12px system-ui,sans-serif;fill:#24292f;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
line,path{stroke:#8a94a6;stroke-opacity:.5;fill:none}
circle{fill:#3b6ea8}
.centre{fill:#c2410c}
.aside{stroke-opacity:.15}
@media(prefers-color-scheme:dark){text{fill:#d5d8de;stroke:#16181d}circle{fill:#61afef}.centre{fill:#e5a06b}}`

func (d *drawing) write(b io.Writer) {
	fmt.Fprintf(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\">\n", d.width, d.height, d.width, d.height)
	fmt.Fprintf(b, "<defs><marker id=\"to\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0 8 4 0 8\" style=\"stroke-opacity:1\"/></marker></defs>\n")
	fmt.Fprintf(b, "<style>%s</style>\n", style)
	for _, e := range d.Edges {
		d.edge(b, e)
	}
	for i, n := range d.Nodes {
		class := ""
		if d.Centre && i == 0 {
			class = ` class="centre"`
		}
		p := d.at[i]
		fmt.Fprintf(b, "<g><title>%s</title><circle%s cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", escaped(title(n.Note)+"\n"+safe.Text(n.Note.Path)), class, p.x, p.y, d.radius[i])
		if d.names[i] != "" {
			fmt.Fprintf(b, "<text x=\"%.1f\" y=\"%.1f\">%s</text>", p.x+d.radius[i]+4, p.y+4, escaped(d.names[i]))
		}
		fmt.Fprintln(b, "</g>")
	}
	fmt.Fprintln(b, "</svg>")
}

// edge draws a line to the rim of the circle that it leads to. In columns it leaves a name at its end, and bends.
func (d *drawing) edge(b io.Writer, e Edge) {
	from, to := d.at[e.From], d.at[e.To]
	wide := fmt.Sprintf(" stroke-width=\"%.1f\"", min(1+0.4*float64(e.Links-1), 3))
	if !d.columns {
		v := to.minus(from)
		if l := v.length(); l > 0 {
			to = to.minus(v.times((d.radius[e.To] + 1) / l))
		}
		fmt.Fprintf(b, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"%s marker-end=\"url(#to)\"/>\n", from.x, from.y, to.x, to.y, wide)
		return
	}
	switch {
	case from.x < to.x:
		from.x += d.textWidth(e.From) + 2
		to.x -= d.radius[e.To] + 2
	case from.x > to.x:
		from.x -= d.radius[e.From] + 2
		to.x += d.textWidth(e.To) + 2
	default: // in one column: round the left side
		from.x -= d.radius[e.From] + 2
		to.x -= d.radius[e.To] + 2
	}
	leave, arrive := (from.x+to.x)/2, (from.x+to.x)/2
	if d.Nodes[e.From].Step == d.Nodes[e.To].Step {
		leave, arrive = from.x-columnGap/3, to.x-columnGap/3
	}
	if d.aside(e) {
		wide += " class=\"aside\""
	}
	fmt.Fprintf(b, "<path d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\"%s marker-end=\"url(#to)\"/>\n", from.x, from.y, leave, from.y, arrive, to.y, to.x, to.y, wide)
}

// aside says whether an edge leads elsewhere than from one column to the next, as those do by which the notes were found.
func (d *drawing) aside(e Edge) bool { return d.Nodes[e.To].Step-d.Nodes[e.From].Step != 1 }

func escaped(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return ""
	}
	return b.String()
}
