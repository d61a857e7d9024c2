package graph

import (
	"math"
	"math/rand/v2"
)

// point is a place in a drawing, in ideal lengths of an edge.
type point struct{ x, y float64 }

func (p point) plus(q point) point    { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point   { return point{p.x - q.x, p.y - q.y} }
func (p point) times(f float64) point { return point{p.x * f, p.y * f} }
func (p point) length() float64       { return math.Hypot(p.x, p.y) }
func (p point) cell(size float64) [2]int {
	return [2]int{int(math.Floor(p.x / size)), int(math.Floor(p.y / size))}
}

const (
	rounds  = 220 // of moving every node
	reach   = 4.0 // the distance beyond which two nodes leave each other alone
	gravity = 0.04
)

// springs places the nodes as Fruchterman and Reingold did (Graph drawing by force-directed placement, 1991): edges pull,
// nodes that are near push, and no step is longer than a temperature that falls. A weak pull to the middle keeps what is
// not connected in the picture. The same graph is always drawn the same.
func (g *Graph) springs() []point {
	n := len(g.Nodes)
	at := make([]point, n)
	random := rand.New(rand.NewPCG(1, uint64(n)))
	side := math.Sqrt(float64(n)) + 1
	for i := range at {
		at[i] = point{(random.Float64() - 0.5) * side, (random.Float64() - 0.5) * side}
	}
	degree := g.degrees()
	force := make([]point, n)
	for round := range rounds {
		heat := side / 8 * (1 - float64(round)/rounds)
		repel(at, force)
		for _, e := range g.Edges {
			d := at[e.To].minus(at[e.From])
			// A hub is pulled by many: each counts for less, lest they fall together into one spot.
			pull := d.times(d.length() / math.Sqrt(float64(1+min(degree[e.From], degree[e.To]))))
			force[e.From] = force[e.From].plus(pull)
			force[e.To] = force[e.To].minus(pull)
		}
		for i := range at {
			f := force[i].minus(at[i].times(gravity))
			if l := f.length(); l > heat {
				f = f.times(heat / l)
			}
			at[i] = at[i].plus(f)
		}
	}
	return at
}

// repel sets each force to the push of the nodes within reach. Only neighbouring cells of a grid are looked at.
func repel(at, force []point) {
	grid := map[[2]int][]int{}
	for i, p := range at {
		c := p.cell(reach)
		grid[c] = append(grid[c], i)
	}
	for i, p := range at {
		force[i] = point{}
		c := p.cell(reach)
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				for _, k := range grid[[2]int{c[0] + dx, c[1] + dy}] {
					if k != i {
						force[i] = force[i].plus(push(p.minus(at[k]), i-k))
					}
				}
			}
		}
	}
}

// push is what a node feels of another one at distance d. Two at the same place part by their numbers.
func push(d point, apart int) point {
	l := d.length()
	if l < 1e-6 {
		return point{math.Cos(float64(apart)), math.Sin(float64(apart))}.times(math.Copysign(1, float64(apart)))
	}
	if l > reach {
		return point{}
	}
	return d.times((1 - l/reach) / (l * l)) // which fades, lest it end in a leap
}
