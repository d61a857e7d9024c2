package graph

import (
	"math"
	"math/rand/v2"
)

// point is a position or a vector in a drawing. The layout measures it in ideal lengths of an edge.
type point struct{ x, y float64 }

func (p point) plus(q point) point    { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point   { return point{p.x - q.x, p.y - q.y} }
func (p point) times(f float64) point { return point{p.x * f, p.y * f} }
func (p point) length() float64       { return math.Hypot(p.x, p.y) }
func (p point) gridCell(size float64) [2]int {
	return [2]int{int(math.Floor(p.x / size)), int(math.Floor(p.y / size))}
}

const (
	springRounds    = 220 // iterations, each of which moves every node
	repulsionRadius = 4.0 // distance beyond which two nodes do not affect each other
	gravity         = 0.04
)

// layoutSprings computes positions by the method of Fruchterman and Reingold (Graph drawing by force-directed
// placement, 1991): edges pull, near nodes repel each other, and no step is longer than a temperature that falls. A
// weak pull to the middle keeps unconnected nodes in the picture. The same graph always gets the same positions.
func (g *Graph) layoutSprings() []point {
	n := len(g.Nodes)
	positions := make([]point, n)
	random := rand.New(rand.NewPCG(1, uint64(n)))
	side := math.Sqrt(float64(n)) + 1
	for i := range positions {
		positions[i] = point{(random.Float64() - 0.5) * side, (random.Float64() - 0.5) * side}
	}
	degree := g.degrees()
	force := make([]point, n)
	for round := range springRounds {
		temperature := side / 8 * (1 - float64(round)/springRounds)
		setRepulsion(positions, force)
		for _, e := range g.Edges {
			d := positions[e.To].minus(positions[e.From])
			// The edges of a node of high degree pull less, so that its neighbours do not collapse into one spot.
			pull := d.times(d.length() / math.Sqrt(float64(1+min(degree[e.From], degree[e.To]))))
			force[e.From] = force[e.From].plus(pull)
			force[e.To] = force[e.To].minus(pull)
		}
		for i := range positions {
			f := force[i].minus(positions[i].times(gravity))
			if l := f.length(); l > temperature {
				f = f.times(temperature / l)
			}
			positions[i] = positions[i].plus(f)
		}
	}
	return positions
}

// setRepulsion sets each force to the sum of the repulsions of the nodes within repulsionRadius. It looks only at
// neighbouring cells of a grid.
func setRepulsion(positions, force []point) {
	grid := map[[2]int][]int{}
	for i, p := range positions {
		c := p.gridCell(repulsionRadius)
		grid[c] = append(grid[c], i)
	}
	for i, p := range positions {
		force[i] = point{}
		c := p.gridCell(repulsionRadius)
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				for _, k := range grid[[2]int{c[0] + dx, c[1] + dy}] {
					if k != i {
						force[i] = force[i].plus(repulsion(p.minus(positions[k]), i-k))
					}
				}
			}
		}
	}
}

// repulsion returns the force on a node at vector d from another one. Two nodes at the same position are pushed apart
// in a direction that depends on the difference of their indexes.
func repulsion(d point, indexDiff int) point {
	l := d.length()
	if l < 1e-6 {
		return point{math.Cos(float64(indexDiff)), math.Sin(float64(indexDiff))}.times(math.Copysign(1, float64(indexDiff)))
	}
	if l > repulsionRadius {
		return point{}
	}
	return d.times((1 - l/repulsionRadius) / (l * l)) // fades to 0 at the radius, without a jump
}
