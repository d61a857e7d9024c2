package index

import (
	"bufio"
	"errors"
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

// WriteHeads writes the words of titles, tags and the like of notes, which are sorted by path; WriteTerms those of the
// texts, and WriteBodies where they are, which is by far the most. ReadWords reads them.
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
		p.run(s.head.docs, last(s.head.docEnds))
		p.run(s.head.places, last(s.head.placeEnds))
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

// WriteTerms writes the words of the texts.
func (w *Words) WriteTerms(to *bufio.Writer) error {
	p := putter{to}
	for _, s := range w.segments {
		p.postings(s.body())
	}
	return to.Flush()
}

// WriteBodies writes what the others leave out. It fails when this cannot be read itself.
func (w *Words) WriteBodies(to *bufio.Writer) error {
	p := putter{to}
	for _, s := range w.segments {
		p.run(s.body().docs, last(s.body().docEnds))
		p.run(s.body().places, last(s.body().placeEnds))
	}
	if w.Damaged() {
		return errForm
	}
	return to.Flush()
}

// Move says that what WriteBodies has written is all there is of a bulk: it need not stay in memory.
func (w *Words) Move(to Bulk) {
	at := int64(0)
	for _, s := range w.segments {
		s.body().docs.move(to, at)
		at += int64(last(s.body().docEnds))
		s.body().places.move(to, at)
		at += int64(last(s.body().placeEnds))
	}
}

// Damaged reports that a bulk could not be read when it was needed, so that answers may lack something.
func (w *Words) Damaged() bool { return damaged(w.segments) }

func damaged(segments []*segment) bool {
	for _, s := range segments {
		if s.body().docs.damaged() || s.body().places.damaged() {
			return true
		}
	}
	return false
}

// last is what ends count to.
func last(ends []uint32) uint32 { return begin(ends, len(ends)) }

// errForm means that what is read was not written by this package.
var errForm = errors.New("not the words of an index")

// ReadWords reads what was written. notes are those that WriteHeads got. bodies may be nil: then words are found in
// titles, tags and the like alone. It keeps all of it. What is in it is trusted as far as the outer form is right.
func ReadWords(heads, terms []byte, bodies Bulk, notes []*note.Note) (*Words, error) {
	h, b := getter{rest: heads}, getter{rest: terms}
	at := int64(0)
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
		s.head.fielded = true
		s.head.docs, s.head.places = inMemory(h.take(last(s.head.docEnds))), inMemory(h.take(last(s.head.placeEnds)))
		body := &postings{size: len(s.paths), docs: inMemory(nil), places: inMemory(nil)}
		if bodies != nil {
			body = b.postings()
			body.docs, body.places = &run{}, &run{}
			body.docs.move(bodies, at)
			at += int64(last(body.docEnds))
			body.places.move(bodies, at)
			at += int64(last(body.placeEnds))
		}
		s.body = func() *postings { return body }
		if h.bad || b.bad || len(s.lengths) != len(s.paths) || s.head.size != len(s.paths) || body.size != len(s.paths) {
			return nil, errForm
		}
		w.segments = append(w.segments, s)
	}
	dated := h.small()
	if h.bad || len(h.rest) > 0 || len(b.rest) > 0 || bodies != nil && at != bodies.Size() {
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
