// Package snapshot is what a library came to, as bytes: its notes, the stamps of their files and the words of its
// index, so that it opens without being read again. It is a cache and nothing more.
//
//	magic │ top │ shelf │ stamps │ rest │ heads │ terms │ bodies │ sums │ graph │ footer: where each is, its checksum, the key; checksum, magic
//
// top is what a list shows of the newest notes, shelf the same of all, stamps those of their files, and rest what is
// left of them; heads are the words of titles and tags, terms those of the texts, and bodies where these are: half of
// it all, which stays in the file and is read as it is needed; sums has a checksum for each page of it. So the first
// screen of a library of any size needs a few kilobytes. graph is what links.Resolver recalls. What the other rooms cannot make
// anew from that, and from the names of the files, is not in a snapshot: where links lead is resolved each time.
//
// The package touches no disk. Whatever is odd about the bytes is an error, the same for all, for which there is one
// answer: to do without. It must never be asked whether a snapshot is still true: that is told by the stamps.
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
	"quire/internal/note"
)

// Key is for whom a snapshot is: another library's, or one made by another program, is of no use.
type Key [32]byte

// ErrOdd means that something is not the snapshot it should be.
var ErrOdd = errors.New("not a snapshot of this library")

// The file's first and last bytes. The number grows with every change of the form.
const magic = "quire snapshot 7\n"

// The parts of a snapshot, in their order.
const (
	top = iota
	shelf
	stamps
	rest
	heads
	terms
	bodies
	sums
	graph
	parts
)

// part is where a part is.
type part struct {
	at, size int64
	sum      uint32
}

const footerSize = parts*(8+8+4) + len(Key{}) + 4 + len(magic)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Write writes a snapshot of notes, which are sorted by path, with the stamps, the words and the graph of links that belong to them.
func Write(w io.Writer, key Key, notes []*note.Note, all []note.Stamp, words *index.Words, kept []byte) error {
	out := &partWriter{w: w}
	if _, err := out.Write([]byte(magic)); err != nil {
		return err
	}
	var footer []byte
	var pages pageSummer
	for _, write := range [parts]func(*bufio.Writer) error{
		top:    func(b *bufio.Writer) error { return writeTop(b, len(notes), words.Newest(Newest)) },
		shelf:  func(b *bufio.Writer) error { return writeNotes(b, notes) },
		stamps: func(b *bufio.Writer) error { return writeStamps(b, notes, all) },
		rest:   func(b *bufio.Writer) error { return writeDetails(b, notes) },
		heads:  packed(func(b *bufio.Writer) error { return words.WriteHeads(b, notes) }),
		terms:  packed(words.WriteTerms),
		bodies: func(b *bufio.Writer) error {
			return words.WriteBodies(bufio.NewWriterSize(io.MultiWriter(b, &pages), 1<<16))
		},
		sums:  func(b *bufio.Writer) error { _, err := b.Write(pages.sums()); return err },
		graph: packed(func(b *bufio.Writer) error { _, err := b.Write(kept); return err }),
	} {
		at := out.at
		out.sum = 0
		b := bufio.NewWriterSize(out, 1<<18)
		if err := write(b); err != nil {
			return err
		}
		if err := b.Flush(); err != nil {
			return err
		}
		footer = binary.LittleEndian.AppendUint64(footer, uint64(at))
		footer = binary.LittleEndian.AppendUint64(footer, uint64(out.at-at))
		footer = binary.LittleEndian.AppendUint32(footer, out.sum)
	}
	footer = append(footer, key[:]...)
	footer = binary.LittleEndian.AppendUint32(footer, crc32.Checksum(footer, castagnoli))
	_, err := out.Write(append(footer, magic...))
	return err
}

// partWriter knows where it is and what the part came to so far.
type partWriter struct {
	w   io.Writer
	at  int64
	sum uint32
}

func (p *partWriter) Write(b []byte) (int, error) {
	n, err := p.w.Write(b)
	p.at += int64(n)
	p.sum = crc32.Update(p.sum, castagnoli, b[:n])
	return n, err
}

// Snapshot is a snapshot that is there, of which nothing has been read yet but where everything is.
type Snapshot struct {
	r     io.ReaderAt
	parts [parts]part
}

// Open looks at what is size bytes long. The error is that of r, or ErrOdd.
func Open(r io.ReaderAt, size int64, key Key) (*Snapshot, error) {
	if size < int64(len(magic)+footerSize) {
		return nil, ErrOdd
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
		binary.LittleEndian.Uint32(footer[len(summed):]) != crc32.Checksum(summed, castagnoli),
		string(summed[len(summed)-len(key):]) != string(key[:]):
		return nil, ErrOdd
	}
	s := &Snapshot{r: r}
	at := int64(len(magic))
	for i := range s.parts {
		b := footer[i*20:]
		p := part{int64(binary.LittleEndian.Uint64(b)), int64(binary.LittleEndian.Uint64(b[8:])), binary.LittleEndian.Uint32(b[16:])}
		if p.at != at || p.size < 0 || p.size > size-int64(footerSize)-at {
			return nil, ErrOdd
		}
		s.parts[i] = p
		at += p.size
	}
	if at != size-int64(footerSize) {
		return nil, ErrOdd
	}
	return s, nil
}

// In is the same snapshot read from elsewhere.
func (s *Snapshot) In(r io.ReaderAt) *Snapshot { return &Snapshot{r, s.parts} }

// Newest is how many notes stand in the top of a snapshot: more than a screen has rows.
const Newest = 128

func writeTop(to *bufio.Writer, total int, newest []*note.Note) error {
	putUint(to, uint64(total))
	return writeNotes(to, newest)
}

// Top is what a list shows of the newest notes, the newest first, and how many notes there are in all.
func (s *Snapshot) Top() (newest []*note.Note, total int, err error) {
	data, err := s.bytes(top)
	if err != nil {
		return nil, 0, err
	}
	total, data, ok := count(data)
	if !ok {
		return nil, 0, ErrOdd
	}
	notes, err := readNotes(data)
	if err == nil && total < len(notes) {
		err = ErrOdd
	}
	return pointers(withoutDetails(notes)), total, err
}

// Graph is where the links led.
func (s *Snapshot) Graph() ([]byte, error) { return s.unpacked(graph) }

// Shelf is what a list shows of the notes, and what finds them by title and tag.
func (s *Snapshot) Shelf() ([]*note.Note, *index.Words, error) {
	data, err := s.bytes(shelf)
	if err != nil {
		return nil, nil, err
	}
	notes, err := readNotes(data)
	if err != nil {
		return nil, nil, err
	}
	head, err := s.unpacked(heads)
	if err != nil {
		return nil, nil, err
	}
	listed := pointers(withoutDetails(notes))
	words, err := index.ReadWords(head, nil, nil, listed)
	return listed, words, err
}

// Notes are the notes, with the stamps of their files.
func (s *Snapshot) Notes() ([]*note.Note, []note.Stamp, error) {
	if _, err := s.bytes(top); err != nil { // where this is odd the rest is not trusted either
		return nil, nil, err
	}
	var data [rest + 1][]byte
	for i := shelf; i <= rest; i++ {
		var err error
		if data[i], err = s.bytes(i); err != nil {
			return nil, nil, err
		}
	}
	notes, err := readNotes(data[shelf])
	if err != nil {
		return nil, nil, err
	}
	all, err := readStamps(data[stamps], notes)
	if err == nil {
		err = keepDetails(data[rest], notes)
	}
	return pointers(notes), all, err
}

// All are the notes, the stamps and the words. These go on reading the file, of which every byte has been looked at once.
func (s *Snapshot) All() ([]*note.Note, []note.Stamp, *index.Words, error) {
	var head, term []byte
	var body *Pages
	var headErr, termErr, bodyErr error
	var done sync.WaitGroup
	done.Go(func() {
		head, headErr = s.unpacked(heads)
		term, termErr = s.unpacked(terms)
		if body, bodyErr = s.Bodies(); bodyErr == nil {
			bodyErr = body.check()
		}
	})
	notes, all, err := s.Notes()
	done.Wait()
	if err = cmp.Or(err, headErr, termErr, bodyErr); err != nil {
		return nil, nil, nil, err
	}
	words, err := index.ReadWords(head, term, body, notes)
	return notes, all, words, err
}

// bytes reads a part; they are never nil.
func (s *Snapshot) bytes(i int) ([]byte, error) {
	b := make([]byte, s.parts[i].size)
	if _, err := s.r.ReadAt(b, s.parts[i].at); err != nil && len(b) > 0 {
		return nil, err
	}
	if crc32.Checksum(b, castagnoli) != s.parts[i].sum {
		return nil, ErrOdd
	}
	return b, nil
}
