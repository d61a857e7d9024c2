package index

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"quire/internal/note"
)

// Words are the words of an Index without its notes: what takes long to make, and is the same in the next one.
type Words struct {
	segments  []*segment
	numbering *numbering // nil when it is not known
}

// Words are those of the notes that x has.
func (x *Index) Words() *Words {
	w := &Words{segments: slices.Clone(x.segments), numbering: x.numbering()}
	for k, s := range w.segments {
		gone := false
		for j, path := range s.paths {
			gone = gone || path != "" && !x.alive.has(s.base+uint32(j))
		}
		if !gone {
			continue
		}
		there := *s
		there.paths = slices.Clone(s.paths)
		for j := range there.paths {
			if !x.alive.has(s.base + uint32(j)) {
				there.paths[j] = ""
			}
		}
		w.segments[k] = &there
	}
	return w
}

// fewSegments is how many segments are kept, however small.
const fewSegments = 8

// Worth is w without the segments that are not worth keeping, because most of their notes are gone or because they are
// small and many, and the paths of the notes that have to be added again for it.
func (w *Words) Worth() (*Words, map[string]bool) {
	total := 0
	there := make([]int, len(w.segments))
	for k, s := range w.segments {
		for _, path := range s.paths {
			if path != "" {
				there[k]++
			}
		}
		total += there[k]
	}
	kept, lost := &Words{numbering: w.numbering}, map[string]bool{}
	for k, s := range w.segments {
		if 2*there[k] >= len(s.paths) && (len(w.segments) <= fewSegments || 2*fewSegments*there[k] >= total) {
			kept.segments = append(kept.segments, s)
			continue
		}
		kept.numbering = nil // what comes behind has other numbers
		for _, path := range s.paths {
			if path != "" {
				lost[path] = true
			}
		}
	}
	return kept, lost
}

// FromWords is From for words alone.
func (b *Builder) FromWords(w *Words) *Builder {
	b.old = w
	return b
}

// WriteHeads writes the words of titles, tags and the like of notes, which are sorted by path; WriteBodies those of the texts. ReadWords reads them.
func (w *Words) WriteHeads(to *bufio.Writer, notes []*note.Note) error {
	places := make(map[string]uint64, len(notes))
	for i, n := range notes {
		places[n.Path] = uint64(i) + 1
	}
	p := putter{to}
	p.uint(uint64(len(w.segments)))
	var numbered []uint64 // places by number
	for _, s := range w.segments {
		p.uint(uint64(len(s.paths)))
		for _, path := range s.paths {
			p.uint(places[path])
			numbered = append(numbered, places[path])
		}
		numbered = append(numbered, make([]uint64, -len(s.paths)&63)...)
		p.uints(s.lengths)
		p.postings(s.head)
	}
	var dated []uint32
	if w.numbering != nil {
		dated = w.numbering.dated()
	}
	p.uint(uint64(len(dated)))
	for _, number := range dated {
		if int(number) < len(numbered) {
			p.uint(numbered[number])
		} else {
			p.uint(0)
		}
	}
	return to.Flush()
}

// WriteBodies writes what WriteHeads leaves out.
func (w *Words) WriteBodies(to *bufio.Writer) error {
	p := putter{to}
	for _, s := range w.segments {
		p.postings(s.body)
	}
	return to.Flush()
}

// errForm means that what is read was not written by this package.
var errForm = errors.New("not the words of an index")

// ReadWords reads what was written. notes are those that WriteHeads got. bodies may be nil: then words are found in
// titles, tags and the like alone. It keeps both texts. What is in them is trusted as far as their outer form is right.
func ReadWords(heads, bodies []byte, notes []*note.Note) (*Words, error) {
	h, b := getter{rest: heads}, getter{rest: bodies}
	n := h.count(1)
	w := &Words{}
	numbers := make([]uint32, len(notes)) // by place: one more, or 0
	end := uint32(0)
	for range n {
		s := &segment{paths: make([]string, h.count(1)), base: end}
		end = s.end()
		for j := range s.paths {
			if place := h.uint(); place > uint64(len(notes)) {
				h.bad = true
			} else if place > 0 {
				s.paths[j] = notes[place-1].Path
				numbers[place-1] = s.base + uint32(j) + 1
			}
		}
		s.lengths = h.uints()
		s.head = h.postings()
		s.body = &postings{size: len(s.paths)}
		if bodies != nil {
			s.body = b.postings()
		}
		if h.bad || b.bad || len(s.lengths) != len(s.paths) || s.head.size != len(s.paths) || s.body.size != len(s.paths) {
			return nil, errForm
		}
		w.segments = append(w.segments, s)
	}
	dated := h.small()
	if h.bad || len(h.rest) > 0 || len(b.rest) > 0 {
		return nil, errForm
	}
	w.numbering = numbered(notes, numbers, end, dated)
	return w, nil
}

// numbered is the numbering of notes whose numbers, plus one, stand in their order; dated are places, plus one.
func numbered(notes []*note.Note, numbers []uint32, end uint32, dated []uint32) *numbering {
	o := &numbering{notes: make([]*note.Note, 0, len(notes)), numbers: make([]uint32, 0, len(notes)), end: end}
	for place, number := range numbers {
		if number > 0 {
			o.notes, o.numbers = append(o.notes, notes[place]), append(o.numbers, number-1)
		}
	}
	for k, place := range dated {
		dated[k] = end // which is no note's
		if place > 0 && int(place) <= len(numbers) && numbers[place-1] > 0 {
			dated[k] = numbers[place-1] - 1
		}
	}
	o.dated = func() []uint32 { return dated }
	return o
}

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
	p.bytes(x.docs)
	p.bytes(x.places)
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
	x.docs, x.places = g.bytes(), g.bytes()
	n := len(x.ends)
	if len(x.counts) != n || len(x.docEnds) != n || len(x.placeEnds) != n ||
		n > 0 && (int(x.ends[n-1]) != len(x.words) || int(x.docEnds[n-1]) != len(x.docs) || int(x.placeEnds[n-1]) != len(x.places)) {
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
