package index

import (
	"bufio"
	"encoding/binary"
	"io"
)

// encoder writes values to a buffered writer. Errors are reported when that is flushed.
type encoder struct{ to *bufio.Writer }

// writeUint writes a varint.
func (p encoder) writeUint(v uint64) { p.to.Write(binary.AppendUvarint(p.to.AvailableBuffer(), v)) }

func (p encoder) writeBytes(b []byte) {
	p.writeUint(uint64(len(b)))
	p.to.Write(b)
}

func (p encoder) writeString(s string) {
	p.writeUint(uint64(len(s)))
	io.WriteString(p.to, s)
}

// writeChunk is how many bytes of a source are copied at once.
const writeChunk = 1 << 18

func (p encoder) writeSource(r *byteSource, size uint32) {
	for at := uint32(0); at < size; at += min(writeChunk, size-at) {
		p.to.Write(r.slice(at, at+min(writeChunk, size-at)))
	}
}

// writeFixed writes a length and fixed-size numbers.
func (p encoder) writeFixed(all []uint32) {
	p.writeUint(uint64(len(all)))
	for _, v := range all {
		p.to.Write(binary.LittleEndian.AppendUint32(p.to.AvailableBuffer(), v))
	}
}

// writeDeltas writes a non-decreasing sequence as the differences of its members.
func (p encoder) writeDeltas(all []uint32) {
	p.writeUint(uint64(len(all)))
	before := uint32(0)
	for _, v := range all {
		p.writeUint(uint64(v - before))
		before = v
	}
}

func (p encoder) writePostings(x *postings) {
	p.writeUint(uint64(x.size))
	p.writeString(x.terms)
	p.writeDeltas(x.ends)
	p.writeUint(uint64(len(x.docCounts)))
	for _, c := range x.docCounts {
		p.writeUint(uint64(c))
	}
	p.writeDeltas(x.docEnds)
	p.writeDeltas(x.positionEnds)
	p.writeUint(uint64(len(x.prefixes)))
	for prefix, b := range x.prefixes {
		p.writeString(prefix)
		p.writeUint(uint64(len(b.docs)))
		for _, v := range b.docs {
			p.to.Write(binary.LittleEndian.AppendUint64(p.to.AvailableBuffer(), v))
		}
		p.writeBytes(b.weights)
	}
}

// decoder reads what encoder wrote. After the first error invalid stays set and every method returns zero values.
type decoder struct {
	rest    []byte
	invalid bool
}

func (g *decoder) fail() { g.invalid, g.rest = true, nil }

func (g *decoder) readUint() uint64 {
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

// readCount reads the number of items that follow, each of at least size bytes, so that forged counts allocate nothing.
func (g *decoder) readCount(size int) int {
	n := g.readUint()
	if n > uint64(len(g.rest)/size) {
		g.fail()
		return 0
	}
	return int(n)
}

func (g *decoder) readBytes() []byte {
	n := g.readCount(1)
	b := g.rest[:n:n]
	g.rest = g.rest[n:]
	return b
}

// readN returns the next n bytes.
func (g *decoder) readN(n uint32) []byte {
	if uint64(n) > uint64(len(g.rest)) {
		g.fail()
		return nil
	}
	b := g.rest[:n:n]
	g.rest = g.rest[n:]
	return b
}

func (g *decoder) readFixed() []uint32 {
	all := make([]uint32, g.readCount(4))
	for i := range all {
		all[i] = binary.LittleEndian.Uint32(g.rest[4*i:])
	}
	g.rest = g.rest[4*len(all):]
	return all
}

// readVarints reads a length and that many varints, each below 2^32.
func (g *decoder) readVarints() []uint32 {
	all := make([]uint32, g.readCount(1))
	for i := range all {
		all[i] = uint32(g.readUint())
	}
	return all
}

// readDeltas reads a sequence that encoder.writeDeltas wrote.
func (g *decoder) readDeltas() []uint32 {
	all := g.readVarints()
	sum := uint64(0)
	for i, v := range all {
		sum += uint64(v)
		all[i] = uint32(sum)
	}
	g.invalid = g.invalid || sum > 1<<32-1
	return all
}

func (g *decoder) readPostings() *postings {
	x := &postings{size: int(min(g.readUint(), 1<<32)), prefixes: map[string]prefixBitset{}}
	x.terms = string(g.readBytes())
	x.ends, x.docCounts, x.docEnds, x.positionEnds = g.readDeltas(), g.readVarints(), g.readDeltas(), g.readDeltas()
	n := len(x.ends)
	if len(x.docCounts) != n || len(x.docEnds) != n || len(x.positionEnds) != n ||
		n > 0 && int(x.ends[n-1]) != len(x.terms) {
		g.fail()
	}
	for range g.readCount(1) {
		prefix := string(g.readBytes())
		b := prefixBitset{docs: make(bitset, g.readCount(8))}
		for i := range b.docs {
			b.docs[i] = binary.LittleEndian.Uint64(g.rest[8*i:])
		}
		g.rest = g.rest[8*len(b.docs):]
		if weights := g.readBytes(); len(weights) > 0 {
			b.weights = weights
		}
		if len(b.docs) != (x.size+63)/64 || b.weights != nil && len(b.weights) != x.size {
			g.fail()
		}
		x.prefixes[prefix] = b
	}
	return x
}
