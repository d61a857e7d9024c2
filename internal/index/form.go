package index

import (
	"bufio"
	"encoding/binary"
	"io"
)

// putter writes; the error is told when to is flushed.
type putter struct{ to *bufio.Writer }

func (p putter) uint(v uint64) { p.to.Write(binary.AppendUvarint(p.to.AvailableBuffer(), v)) }

func (p putter) bytes(b []byte) {
	p.uint(uint64(len(b)))
	p.to.Write(b)
}

func (p putter) text(s string) {
	p.uint(uint64(len(s)))
	io.WriteString(p.to, s)
}

// stride is how many bytes of a run are written at once.
const stride = 1 << 18

func (p putter) run(r *run, size uint32) {
	for at := uint32(0); at < size; at += min(stride, size-at) {
		p.to.Write(r.slice(at, at+min(stride, size-at)))
	}
}

func (p putter) uints(all []uint32) {
	p.uint(uint64(len(all)))
	for _, v := range all {
		p.to.Write(binary.LittleEndian.AppendUint32(p.to.AvailableBuffer(), v))
	}
}

// steps writes numbers that do not fall, as their distances.
func (p putter) steps(all []uint32) {
	p.uint(uint64(len(all)))
	before := uint32(0)
	for _, v := range all {
		p.uint(uint64(v - before))
		before = v
	}
}

func (p putter) postings(x *postings) {
	p.uint(uint64(x.size))
	p.text(x.words)
	p.steps(x.ends)
	p.uint(uint64(len(x.counts)))
	for _, c := range x.counts {
		p.uint(uint64(c))
	}
	p.steps(x.docEnds)
	p.steps(x.placeEnds)
	p.uint(uint64(len(x.broad)))
	for prefix, b := range x.broad {
		p.text(prefix)
		p.uint(uint64(len(b.notes)))
		for _, v := range b.notes {
			p.to.Write(binary.LittleEndian.AppendUint64(p.to.AvailableBuffer(), v))
		}
		p.bytes(b.weights)
	}
}

// getter reads. Once something is wrong, bad stays set and all that is read is zero.
type getter struct {
	rest []byte
	bad  bool
}

func (g *getter) fail() { g.bad, g.rest = true, nil }

func (g *getter) uint() uint64 {
	if len(g.rest) > 0 && g.rest[0] < 0x80 {
		v := g.rest[0]
		g.rest = g.rest[1:]
		return uint64(v)
	}
	v, n := binary.Uvarint(g.rest)
	if n <= 0 {
		g.fail()
		return 0
	}
	g.rest = g.rest[n:]
	return v
}

// count is a number of things that take at least size bytes each.
func (g *getter) count(size int) int {
	n := g.uint()
	if n > uint64(len(g.rest)/size) {
		g.fail()
		return 0
	}
	return int(n)
}

func (g *getter) bytes() []byte {
	n := g.count(1)
	b := g.rest[:n:n]
	g.rest = g.rest[n:]
	return b
}

func (g *getter) take(n uint32) []byte {
	if uint64(n) > uint64(len(g.rest)) {
		g.fail()
		return nil
	}
	b := g.rest[:n:n]
	g.rest = g.rest[n:]
	return b
}

func (g *getter) uints() []uint32 {
	all := make([]uint32, g.count(4))
	for i := range all {
		all[i] = binary.LittleEndian.Uint32(g.rest[4*i:])
	}
	g.rest = g.rest[4*len(all):]
	return all
}

func (g *getter) small() []uint32 {
	all := make([]uint32, g.count(1))
	for i := range all {
		all[i] = uint32(g.uint())
	}
	return all
}

// ends are steps.
func (g *getter) ends() []uint32 {
	all := g.small()
	sum := uint64(0)
	for i, v := range all {
		sum += uint64(v)
		all[i] = uint32(sum)
	}
	g.bad = g.bad || sum > 1<<32-1
	return all
}

func (g *getter) postings() *postings {
	x := &postings{size: int(min(g.uint(), 1<<32)), broad: map[string]broad{}}
	x.words = string(g.bytes())
	x.ends, x.counts, x.docEnds, x.placeEnds = g.ends(), g.small(), g.ends(), g.ends()
	n := len(x.ends)
	if len(x.counts) != n || len(x.docEnds) != n || len(x.placeEnds) != n ||
		n > 0 && int(x.ends[n-1]) != len(x.words) {
		g.fail()
	}
	for range g.count(1) {
		prefix := string(g.bytes())
		b := broad{notes: make(set, g.count(8))}
		for i := range b.notes {
			b.notes[i] = binary.LittleEndian.Uint64(g.rest[8*i:])
		}
		g.rest = g.rest[8*len(b.notes):]
		if weights := g.bytes(); len(weights) > 0 {
			b.weights = weights
		}
		if len(b.notes) != (x.size+63)/64 || b.weights != nil && len(b.weights) != x.size {
			g.fail()
		}
		x.broad[prefix] = b
	}
	return x
}
