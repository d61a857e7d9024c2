package diagram

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"quire/internal/text"
)

// drawing is a drawing as a reader sees it: a grid of characters, in which boxes have square corners and lines round ones.
type drawing [][]rune

func newDrawing(rows [][]Run) drawing {
	var d drawing
	for _, row := range rows {
		var line []rune
		for _, r := range row {
			line = append(line, []rune(r.Text)...)
		}
		d = append(d, line)
	}
	return d
}

func (d drawing) at(x, y int) rune {
	if y < 0 || y >= len(d) || x < 0 || x >= len(d[y]) {
		return ' '
	}
	return d[y][x]
}

// drawnBox is a box that was found in a drawing.
type drawnBox struct {
	x1, y1, x2, y2 int
	label          string
}

// findBoxes returns the boxes of a drawing.
func (d drawing) findBoxes() []drawnBox {
	var boxes []drawnBox
	for y := range d {
		for x := range d[y] {
			if d[y][x] != '┌' {
				continue
			}
			b := drawnBox{x1: x, y1: y, x2: x + 1, y2: y + 1}
			for strings.ContainsRune("─┬┴", d.at(b.x2, y)) {
				b.x2++
			}
			for strings.ContainsRune("│├┤", d.at(x, b.y2)) {
				b.y2++
			}
			for row := y + 1; row < b.y2; row++ {
				b.label += strings.TrimSpace(string(d[row][x+1 : b.x2]))
			}
			boxes = append(boxes, b)
		}
	}
	return boxes
}

// armsOf are the sides to which the characters of lines lead.
var armsOf = map[rune]uint8{'│': north | south, '─': east | west, '╰': north | east, '╯': north | west, '╭': south | east, '╮': south | west,
	'├': north | south | east, '┤': north | south | west, '┬': east | west | south, '┴': east | west | north, '┼': north | east | south | west}

var heads = map[rune]uint8{'▶': east, '◀': west, '▼': south, '▲': north}

var steps = map[uint8][2]int{north: {0, -1}, south: {0, 1}, east: {1, 0}, west: {-1, 0}}

var opposite = map[uint8]uint8{north: south, south: north, east: west, west: east}

// follow follows a line from a cell that it enters by going in a direction, and calls found with each box that a head points to.
func (d drawing) follow(x, y int, going uint8, boxes []drawnBox, seen map[[3]int]bool, found func(drawnBox)) {
	key := [3]int{x, y, int(going)}
	if seen[key] || slices.ContainsFunc(boxes, func(b drawnBox) bool { return b.contains(x, y) }) {
		return
	}
	seen[key] = true
	c := d.at(x, y)
	if way, ok := heads[c]; ok {
		if way == going {
			for _, b := range boxes {
				if s := steps[way]; b.contains(x+s[0], y+s[1]) {
					found(b)
				}
			}
		}
		return
	}
	arms, ok := armsOf[c]
	if !ok {
		return
	}
	if arms&opposite[going] == 0 {
		if arms == north|south { // a line that passes behind another one
			d.follow(x+steps[going][0], y+steps[going][1], going, boxes, seen, found)
		}
		return
	}
	for way, s := range steps {
		if arms&way != 0 && way != opposite[going] {
			d.follow(x+s[0], y+s[1], way, boxes, seen, found)
		}
	}
}

func (b drawnBox) contains(x, y int) bool { return b.x1 <= x && x <= b.x2 && b.y1 <= y && y <= b.y2 }

// findEdges returns the edges of a drawing whose lines end in arrows, as "a>b", sorted.
func (d drawing) findEdges() []string {
	boxes := d.findBoxes()
	found := map[string]bool{}
	for _, b := range boxes {
		for y := b.y1; y <= b.y2; y++ {
			for x := b.x1; x <= b.x2; x++ {
				for way, tee := range map[uint8]rune{north: '┴', south: '┬', west: '┤', east: '├'} {
					onSide := way == north && y == b.y1 || way == south && y == b.y2 || way == west && x == b.x1 || way == east && x == b.x2
					if !onSide || d.at(x, y) != tee {
						continue
					}
					d.follow(x+steps[way][0], y+steps[way][1], way, boxes, map[[3]int]bool{}, func(to drawnBox) { found[b.label+">"+to.label] = true })
				}
			}
		}
	}
	var edges []string
	for e := range found {
		edges = append(edges, e)
	}
	slices.Sort(edges)
	return edges
}

// randomFlowchart returns a flowchart with arrows between some nodes, some of which lie in subgraphs, and its edges.
func randomFlowchart(r *rand.Rand) (source string, edges []string) {
	var b strings.Builder
	fmt.Fprintf(&b, "flowchart %s\n", []string{"TD", "LR", "BT", "RL"}[r.IntN(4)])
	n := 2 + r.IntN(9)
	for i := 0; i < n; i++ {
		if r.IntN(5) == 0 && i+2 < n {
			fmt.Fprintf(&b, "subgraph g%d [In %d]\n  n%d[%s]\n  n%d\nend\n", i, i, i, fmt.Sprintf("n%d", i), i+1)
		}
		fmt.Fprintf(&b, "n%d\n", i)
	}
	have := map[string]bool{}
	for range n + r.IntN(n+1) {
		from, to := r.IntN(n), r.IntN(n)
		name := fmt.Sprintf("n%d>n%d", from, to)
		if from == to || have[name] || have[fmt.Sprintf("n%d>n%d", to, from)] && r.IntN(3) > 0 {
			continue
		}
		have[name] = true
		edges = append(edges, name)
		fmt.Fprintf(&b, "n%d --> n%d\n", from, to)
	}
	slices.Sort(edges)
	return b.String(), edges
}

func TestDraw_LinesLeadWhereEdgesDo(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	drawn := 0
	const all = 600
	for range all {
		source, want := randomFlowchart(r)
		rows, err := Draw(source, Options{Width: 200, Cells: text.Wcwidth})
		if err != nil {
			continue
		}
		drawn++
		d := newDrawing(rows)
		if got := d.findEdges(); !slices.Equal(got, want) {
			t.Fatalf("%s\n%s\nhas the edges %v, want %v", source, showRows(rows), got, want)
		}
		labels := map[string]int{}
		for _, b := range d.findBoxes() {
			labels[b.label]++
		}
		for i := 0; strings.Contains(source, fmt.Sprintf("\nn%d\n", i)); i++ {
			if labels[fmt.Sprintf("n%d", i)] != 1 {
				t.Fatalf("%s\n%s\nshows n%d %d times", source, showRows(rows), i, labels[fmt.Sprintf("n%d", i)])
			}
		}
	}
	t.Logf("%d of %d drawn", drawn, all)
	if drawn < all/2 {
		t.Errorf("only %d of %d are drawn", drawn, all)
	}
}

func showRows(rows [][]Run) string {
	var b strings.Builder
	for _, row := range rows {
		for _, r := range row {
			b.WriteString(r.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
