// Package snapshot encodes a parsed library as bytes, so that it opens without reading its files again: the notes, the
// stamps of their files, and the search index. A snapshot is a cache and nothing more.
//
//	magic │ newest │ list │ stamps │ details │ heads │ terms │ bodies │ page sums │ graph │ footer
//
// The parts hold:
//
//	newest     what a list shows of the newest notes
//	list       what a list shows of all notes
//	stamps     the stamps of the notes' files
//	details    the other fields of the notes
//	heads      the index of titles and tags
//	terms      the dictionary of the terms in the texts
//	bodies     the postings of the texts: half of a snapshot, which stays in the file and is read as needed
//	page sums  a checksum for each page of bodies
//	graph      where the links of the notes lead
//	footer     offset, size and checksum of each part; the key; a checksum of the footer; magic
//
// So the first screen of a library of any size needs a few kilobytes. A snapshot leaves out whatever other packages can
// compute from these parts and from the names of the files.
//
// The codecs of all records are here: of notes, details, stamps and links. A record type has one table, with a line for each
// of its fields (see column); the other packages know values and nothing of bytes. Package index is the exception: its
// dictionaries and posting lists are bytes in memory already, in a layout that its searches read, so it writes and reads
// heads, terms and bodies itself, and this package compresses, checks and places them.
//
// Beside the snapshot there is a file for commands that need a single note: see Directory.
//
// The package opens no files. All invalid bytes give the same error, since the caller has a single answer: to read the
// library instead. The package cannot say whether a snapshot is up to date; the stamps do.
package snapshot

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"sync"

	"quire/internal/index"
	"quire/internal/links"
	"quire/internal/note"
)

// Key identifies what a snapshot was made of: the library and the version of the program. A snapshot with another key
// is invalid.
type Key [32]byte

// ErrInvalid says that the bytes are not a valid snapshot with the expected key.
var ErrInvalid = errors.New("not a snapshot of this library")

// magic is the first and last bytes of a snapshot. Its number grows with every change of the format. A column more or
// less needs no other number: the program that knows it is another build, and has another key.
const magic = "quire snapshot 10\n"

// The parts of a snapshot in their order in the file.
const (
	partNewest = iota
	partList
	partStamps
	partDetails
	partHeads
	partTerms
	partBodies
	partPageSums
	partGraph
	partCount
)

// part says where a part is in the file.
type part struct {
	offset, size int64
	checksum     uint32
}

const footerSize = partCount*(8+8+4) + len(Key{}) + 4 + len(magic)

var castagnoliTable = crc32.MakeTable(crc32.Castagnoli)

// Write writes a snapshot to w. The notes must be sorted by path; stamps, words and graph must belong to them.
func Write(w io.Writer, key Key, notes []*note.Note, stamps []note.Stamp, words *index.Segments, graph links.Graph) error {
	out := &partWriter{w: w}
	if _, err := out.Write([]byte(magic)); err != nil {
		return err
	}
	var footer []byte
	var pages pageChecksummer
	for _, write := range [partCount]func(*bufio.Writer) error{
		partNewest:  func(b *bufio.Writer) error { return writeTop(b, len(notes), words.Newest(maxNewest)) },
		partList:    func(b *bufio.Writer) error { return writeNotes(b, notes) },
		partStamps:  func(b *bufio.Writer) error { return writeStamps(b, notes, stamps) },
		partDetails: func(b *bufio.Writer) error { return writeDetails(b, notes) },
		partHeads:   compressPart(func(b *bufio.Writer) error { return words.WriteHeads(b, notes) }),
		partTerms:   compressPart(words.WriteTerms),
		partBodies: func(b *bufio.Writer) error {
			return words.WriteBodies(bufio.NewWriterSize(io.MultiWriter(b, &pages), 1<<16))
		},
		partPageSums: func(b *bufio.Writer) error { _, err := b.Write(pages.finish()); return err },
		partGraph:    compressPart(func(b *bufio.Writer) error { return writeGraph(b, graph) }),
	} {
		start := out.offset
		out.checksum = 0
		b := bufio.NewWriterSize(out, 1<<18)
		if err := write(b); err != nil {
			return err
		}
		if err := b.Flush(); err != nil {
			return err
		}
		footer = binary.LittleEndian.AppendUint64(footer, uint64(start))
		footer = binary.LittleEndian.AppendUint64(footer, uint64(out.offset-start))
		footer = binary.LittleEndian.AppendUint32(footer, out.checksum)
	}
	footer = append(footer, key[:]...)
	footer = binary.LittleEndian.AppendUint32(footer, crc32.Checksum(footer, castagnoliTable))
	_, err := out.Write(append(footer, magic...))
	return err
}

// partWriter counts the bytes written to w, and computes the checksum of the current part.
type partWriter struct {
	w        io.Writer
	offset   int64
	checksum uint32
}

func (p *partWriter) Write(b []byte) (int, error) {
	n, err := p.w.Write(b)
	p.offset += int64(n)
	p.checksum = crc32.Update(p.checksum, castagnoliTable, b[:n])
	return n, err
}

// Snapshot reads the parts of a snapshot. Open reads only where they are; each method reads its parts anew.
type Snapshot struct {
	r     io.ReaderAt
	parts [partCount]part
}

// Open reads the footer of a snapshot of size bytes. Errors of r are returned as they are.
func Open(r io.ReaderAt, size int64, key Key) (*Snapshot, error) {
	if size < int64(len(magic)+footerSize) {
		return nil, ErrInvalid
	}
	var head [len(magic)]byte
	var footer [footerSize]byte
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return nil, err
	}
	if _, err := r.ReadAt(footer[:], size-int64(footerSize)); err != nil {
		return nil, err
	}
	summed := footer[:footerSize-len(magic)-4]
	switch {
	case string(head[:]) != magic, string(footer[footerSize-len(magic):]) != magic,
		binary.LittleEndian.Uint32(footer[len(summed):]) != crc32.Checksum(summed, castagnoliTable),
		string(summed[len(summed)-len(key):]) != string(key[:]):
		return nil, ErrInvalid
	}
	s := &Snapshot{r: r}
	offset := int64(len(magic))
	for i := range s.parts {
		b := footer[i*20:]
		p := part{int64(binary.LittleEndian.Uint64(b)), int64(binary.LittleEndian.Uint64(b[8:])), binary.LittleEndian.Uint32(b[16:])}
		if p.offset != offset || p.size < 0 || p.size > size-int64(footerSize)-offset {
			return nil, ErrInvalid
		}
		s.parts[i] = p
		offset += p.size
	}
	if offset != size-int64(footerSize) {
		return nil, ErrInvalid
	}
	return s, nil
}

// WithReader returns the same snapshot read from r, which has the same bytes.
func (s *Snapshot) WithReader(r io.ReaderAt) *Snapshot { return &Snapshot{r, s.parts} }

// maxNewest is how many notes the newest part holds: more than a screen has rows.
const maxNewest = 128

func writeTop(w *bufio.Writer, total int, newest []*note.Note) error {
	writeUvarint(w, uint64(total))
	return writeNotes(w, newest)
}

// ReadNewest returns what a list shows of the newest notes, the newest first, and the number of all notes.
func (s *Snapshot) ReadNewest() (newest []*note.Note, total int, err error) {
	data, err := s.readPart(partNewest)
	if err != nil {
		return nil, 0, err
	}
	total, data, ok := readCount(data)
	if !ok {
		return nil, 0, ErrInvalid
	}
	notes, err := readNotes(data)
	if err == nil && total < len(notes) {
		err = ErrInvalid
	}
	return notePointers(clearDetailCounts(notes)), total, err
}

// ReadList returns what a list shows of all notes, with an index that finds them by title and tag only.
func (s *Snapshot) ReadList() ([]*note.Note, *index.Segments, error) {
	data, err := s.readPart(partList)
	if err != nil {
		return nil, nil, err
	}
	notes, err := readNotes(data)
	if err != nil {
		return nil, nil, err
	}
	head, err := s.decompressPart(partHeads)
	if err != nil {
		return nil, nil, err
	}
	listed := notePointers(clearDetailCounts(notes))
	words, err := index.ReadSegments(head, nil, nil, 0, listed)
	return listed, words, err
}

// ReadNotes returns the notes and the stamps of their files.
func (s *Snapshot) ReadNotes() ([]*note.Note, []note.Stamp, error) {
	if _, err := s.readPart(partNewest); err != nil { // if this part is invalid, distrust the others too
		return nil, nil, err
	}
	var data [partDetails + 1][]byte
	for i := partList; i <= partDetails; i++ {
		var err error
		if data[i], err = s.readPart(i); err != nil {
			return nil, nil, err
		}
	}
	notes, err := readNotes(data[partList])
	if err != nil {
		return nil, nil, err
	}
	stamps, err := readStamps(data[partStamps], notes)
	if err == nil {
		err = readDetails(data[partDetails], notes)
	}
	return notePointers(notes), stamps, err
}

// ReadAll returns the notes, the stamps and the index. The index goes on reading the file later; every byte of it has been
// checked once by then.
func (s *Snapshot) ReadAll() ([]*note.Note, []note.Stamp, *index.Segments, error) {
	var head, terms []byte
	var bodies io.ReaderAt
	var size int64
	var headErr, textErr error
	var done sync.WaitGroup
	done.Go(func() {
		head, headErr = s.decompressPart(partHeads)
		terms, bodies, size, textErr = s.openTexts()
	})
	notes, stamps, err := s.ReadNotes()
	done.Wait()
	if err = cmp.Or(err, headErr, textErr); err != nil {
		return nil, nil, nil, err
	}
	words, err := index.ReadSegments(head, terms, bodies, size, notes)
	return notes, stamps, words, err
}

// ReadForNames is ReadAll for queries that look for no words in the texts: what the index knows of the texts is neither read
// nor checked before a query needs it.
func (s *Snapshot) ReadForNames() ([]*note.Note, []note.Stamp, *index.Segments, error) {
	var head []byte
	var headErr error
	var done sync.WaitGroup
	done.Go(func() { head, headErr = s.decompressPart(partHeads) })
	notes, stamps, err := s.ReadNotes()
	done.Wait()
	if err = cmp.Or(err, headErr); err != nil {
		return nil, nil, nil, err
	}
	words, err := index.ReadSegmentsLazily(head, s.openTexts, notes)
	return notes, stamps, words, err
}

// openTexts opens what the index knows of the texts, and checks all of it.
func (s *Snapshot) openTexts() (terms []byte, bodies io.ReaderAt, size int64, err error) {
	if terms, err = s.decompressPart(partTerms); err != nil {
		return nil, nil, 0, err
	}
	body, err := s.OpenBodies()
	if err == nil {
		err = body.verify()
	}
	if err != nil {
		return nil, nil, 0, err
	}
	return terms, body, body.Size(), nil
}

// readPart reads part i and checks it. It never returns nil without an error.
func (s *Snapshot) readPart(i int) ([]byte, error) {
	b := make([]byte, s.parts[i].size)
	if _, err := s.r.ReadAt(b, s.parts[i].offset); err != nil && len(b) > 0 {
		return nil, err
	}
	if crc32.Checksum(b, castagnoliTable) != s.parts[i].checksum {
		return nil, ErrInvalid
	}
	return b, nil
}
