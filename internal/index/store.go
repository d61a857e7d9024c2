package index

import (
	"bufio"
	"errors"
	"io"
	"slices"
	"sync"

	"quire/internal/note"
)

// The segments are written and read here and not in package snapshot, because their dictionaries and posting lists are used
// in the very bytes that are kept. Package snapshot compresses and checks them.

// Segments holds the segments of an Index without its notes: the part that is slow to build and that the next Index reuses.
type Segments struct {
	segments  []*segment
	numbering *numbering // nil when unknown
}

// Segments returns the segments of x, restricted to the notes that x still has.
func (x *Index) Segments() *Segments {
	w := &Segments{segments: slices.Clone(x.segments), numbering: x.exportNumbering()}
	for k, s := range w.segments {
		gone := false
		for j, path := range s.paths {
			gone = gone || path != "" && !x.alive.has(s.base+uint32(j))
		}
		if !gone {
			continue
		}
		pruned := *s
		pruned.paths = slices.Clone(s.paths)
		for j := range pruned.paths {
			if !x.alive.has(s.base + uint32(j)) {
				pruned.paths[j] = ""
			}
		}
		w.segments[k] = &pruned
	}
	return w
}

// minSegments is how many segments Compact keeps, however small they are.
const minSegments = 8

// Compact returns w without the segments that are not worth keeping, because most of their notes are gone or because there
// are many small ones, and the paths of the notes of dropped segments, which have to be added again.
func (w *Segments) Compact() (*Segments, map[string]bool) {
	total := 0
	noteCounts := make([]int, len(w.segments))
	for k, s := range w.segments {
		for _, path := range s.paths {
			if path != "" {
				noteCounts[k]++
			}
		}
		total += noteCounts[k]
	}
	kept, lost := &Segments{numbering: w.numbering}, map[string]bool{}
	for k, s := range w.segments {
		if 2*noteCounts[k] >= len(s.paths) && (len(w.segments) <= minSegments || 2*minSegments*noteCounts[k] >= total) {
			kept.segments = append(kept.segments, s)
			continue
		}
		kept.numbering = nil // later segments get other numbers
		for _, path := range s.paths {
			if path != "" {
				lost[path] = true
			}
		}
	}
	return kept, lost
}

// ReuseSegments makes the builder reuse the segments of an index for notes that are not added: only changed notes need
// to be added.
func (b *Builder) ReuseSegments(w *Segments) *Builder {
	b.reused = w
	return b
}

// WriteHeads writes the segments' paths and their head postings: those of titles, aliases, tags, descriptions, headings
// and slugs. notes must be sorted by path. WriteTerms writes the term dictionaries of the bodies, and WriteBodies their
// postings, which are most of the data. ReadSegments reads all three.
func (w *Segments) WriteHeads(to *bufio.Writer, notes []*note.Note) error {
	indices := make(map[string]uint64, len(notes))
	for i, n := range notes {
		indices[n.Path] = uint64(i) + 1
	}
	p := encoder{to}
	p.writeUint(uint64(len(w.segments)))
	var numbered []uint64 // by number: 1 + index into notes
	for _, s := range w.segments {
		p.writeUint(uint64(len(s.paths)))
		for _, path := range s.paths {
			p.writeUint(indices[path])
			numbered = append(numbered, indices[path])
		}
		numbered = append(numbered, make([]uint64, -len(s.paths)&63)...)
		p.writeFixed(s.lengths)
		p.writePostings(s.head)
		p.writeSource(s.head.docs, totalLen(s.head.docEnds))
		p.writeSource(s.head.positions, totalLen(s.head.positionEnds))
	}
	var dated []uint32
	if w.numbering != nil {
		dated = w.numbering.dateOrder()
	}
	p.writeUint(uint64(len(dated)))
	for _, number := range dated {
		if int(number) < len(numbered) {
			p.writeUint(numbered[number])
		} else {
			p.writeUint(0)
		}
	}
	return to.Flush()
}

// WriteTerms writes the term dictionaries of the bodies; see WriteHeads.
func (w *Segments) WriteTerms(to *bufio.Writer) error {
	p := encoder{to}
	for _, s := range w.segments {
		p.writePostings(s.body())
	}
	return to.Flush()
}

// WriteBodies writes the postings of the bodies; see WriteHeads. It fails when they are in a file that cannot be read.
func (w *Segments) WriteBodies(to *bufio.Writer) error {
	p := encoder{to}
	for _, s := range w.segments {
		p.writeSource(s.body().docs, totalLen(s.body().docEnds))
		p.writeSource(s.body().positions, totalLen(s.body().positionEnds))
	}
	if w.HasReadError() {
		return errInvalid
	}
	return to.Flush()
}

// ReadFrom drops the body postings from memory and reads them from a file when needed. The file must hold exactly what
// WriteBodies wrote, be safe for concurrent use, and give an error for bytes that have changed since.
func (w *Segments) ReadFrom(to io.ReaderAt) {
	at := int64(0)
	for _, s := range w.segments {
		s.body().docs.readFrom(to, at)
		at += int64(totalLen(s.body().docEnds))
		s.body().positions.readFrom(to, at)
		at += int64(totalLen(s.body().positionEnds))
	}
}

// HasReadError reports whether postings could not be read when a query needed them, so that its answer may be incomplete.
func (w *Segments) HasReadError() bool { return hasReadError(w.segments) }

func hasReadError(segments []*segment) bool {
	for _, s := range segments {
		if s.body().docs.hasReadError() || s.body().positions.hasReadError() {
			return true
		}
	}
	return false
}

// totalLen returns the length of data that consists of parts with these end offsets.
func totalLen(ends []uint32) uint32 { return startOf(ends, len(ends)) }

// errInvalid is returned for data that this package did not write.
var errInvalid = errors.New("not the words of an index")

// ReadSegments reads what WriteHeads, WriteTerms and WriteBodies wrote. notes must be those given to WriteHeads. bodies is
// read as ReadFrom reads its file; bodySize is its size in bytes. With nil bodies, words are found in heads only. The
// result refers to all arguments. It checks the outer form of the data; it does not check every posting.
func ReadSegments(heads, terms []byte, bodies io.ReaderAt, bodySize int64, notes []*note.Note) (*Segments, error) {
	w, err := readHeads(heads, notes)
	if err != nil {
		return nil, err
	}
	all := make([]*postings, len(w.segments))
	for k, s := range w.segments {
		all[k] = emptyPostings(len(s.paths))
	}
	if bodies != nil {
		if all, err = readBodies(w.segments, terms, bodies, bodySize); err != nil {
			return nil, err
		}
	}
	for k, s := range w.segments {
		body := all[k]
		s.body = func() *postings { return body }
	}
	return w, nil
}

// ReadSegmentsLazily is ReadSegments for queries that hardly ever look into the texts: it calls open for the terms and bodies
// when they are first needed. If open fails then, no words are found in the texts, and HasReadError reports it.
func ReadSegmentsLazily(heads []byte, open func() (terms []byte, bodies io.ReaderAt, bodySize int64, err error), notes []*note.Note) (*Segments, error) {
	w, err := readHeads(heads, notes)
	if err != nil {
		return nil, err
	}
	segments := slices.Clone(w.segments)
	load := sync.OnceValue(func() []*postings {
		terms, bodies, size, err := open()
		if err == nil {
			var all []*postings
			if all, err = readBodies(segments, terms, bodies, size); err == nil {
				return all
			}
		}
		all := make([]*postings, len(segments))
		for k, s := range segments {
			all[k] = emptyPostings(len(s.paths))
			all[k].docs.location.Load().failed.Store(true)
		}
		return all
	})
	for k, s := range w.segments {
		s.body = func() *postings { return load()[k] }
	}
	return w, nil
}

// readHeads reads what WriteHeads wrote. The segments have no bodies yet.
func readHeads(heads []byte, notes []*note.Note) (*Segments, error) {
	h := decoder{rest: heads}
	n := h.readCount(1)
	w := &Segments{}
	numbers := make([]uint32, len(notes)) // by index into notes: number plus one, or 0
	end := uint32(0)
	for range n {
		s := &segment{paths: make([]string, h.readCount(1)), base: end}
		end = s.nextBase()
		for j := range s.paths {
			if index := h.readUint(); index > uint64(len(notes)) {
				h.invalid = true
			} else if index > 0 {
				s.paths[j] = notes[index-1].Path
				numbers[index-1] = s.base + uint32(j) + 1
			}
		}
		s.lengths = h.readFixed()
		s.head = h.readPostings()
		s.head.hasFields = true
		s.head.docs, s.head.positions = newByteSource(h.readN(totalLen(s.head.docEnds))), newByteSource(h.readN(totalLen(s.head.positionEnds)))
		if h.invalid || len(s.lengths) != len(s.paths) || s.head.size != len(s.paths) {
			return nil, errInvalid
		}
		w.segments = append(w.segments, s)
	}
	dated := h.readVarints()
	if h.invalid || len(h.rest) > 0 {
		return nil, errInvalid
	}
	w.numbering = restoreNumbering(notes, numbers, end, dated)
	return w, nil
}

// readBodies returns the bodies of segments from what WriteTerms and WriteBodies wrote.
func readBodies(segments []*segment, terms []byte, bodies io.ReaderAt, bodySize int64) ([]*postings, error) {
	b := decoder{rest: terms}
	at := int64(0)
	all := make([]*postings, len(segments))
	for k, s := range segments {
		body := b.readPostings()
		body.docs, body.positions = &byteSource{}, &byteSource{}
		body.docs.readFrom(bodies, at)
		at += int64(totalLen(body.docEnds))
		body.positions.readFrom(bodies, at)
		at += int64(totalLen(body.positionEnds))
		if b.invalid || body.size != len(s.paths) {
			return nil, errInvalid
		}
		all[k] = body
	}
	if len(b.rest) > 0 || at != bodySize {
		return nil, errInvalid
	}
	return all, nil
}

// emptyPostings returns postings without a term, of size notes.
func emptyPostings(size int) *postings {
	return &postings{size: size, docs: newByteSource(nil), positions: newByteSource(nil)}
}

// restoreNumbering returns the numbering of notes. numbers holds the number of each note plus one, or 0. dated holds indices
// into notes plus one, in date order, and is converted in place.
func restoreNumbering(notes []*note.Note, numbers []uint32, end uint32, dated []uint32) *numbering {
	o := &numbering{notes: make([]*note.Note, 0, len(notes)), numbers: make([]uint32, 0, len(notes)), end: end}
	for index, number := range numbers {
		if number > 0 {
			o.notes, o.numbers = append(o.notes, notes[index]), append(o.numbers, number-1)
		}
	}
	for k, index := range dated {
		dated[k] = end // a number that no note has
		if index > 0 && int(index) <= len(numbers) && numbers[index-1] > 0 {
			dated[k] = numbers[index-1] - 1
		}
	}
	o.dateOrder = func() []uint32 { return dated }
	return o
}
