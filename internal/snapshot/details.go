package snapshot

import (
	"bufio"
	"encoding/binary"
	"strings"
	"sync"

	"quire/internal/markdown"
	"quire/internal/note"
)

// detailColumns are the fields of the details of a note, which are a list of one record.
var detailColumns = table[note.Details]{
	listColumn(1, func(d *note.Details) *[]note.Field { return &d.Fields }, &fieldColumns),
	listColumn(2, func(d *note.Details) *[]note.Heading { return &d.Headings }, &headingColumns),
	listColumn(3, func(d *note.Details) *[]note.Block { return &d.Blocks }, &blockColumns),
	listColumn(4, func(d *note.Details) *[]note.Link { return &d.Links }, &linkColumns),
	listColumn(5, func(d *note.Details) *[]note.Problem { return &d.Problems }, &problemColumns),
}

// headingColumns are the fields of a heading.
var headingColumns = table[note.Heading]{
	textColumn(1, func(h *note.Heading) *string { return &h.Text }),
	derivedColumn(2, func(h *note.Heading) *string { return &h.Anchor }, func(h *note.Heading) *string { return &h.Text }, plainAnchor, isPlainAnchor),
	textsColumn(3, func(h *note.Heading) *[]string { return &h.Alt }),
	intColumn(4, func(h *note.Heading) *int { return &h.Level }),
	deltaColumn(5, func(h *note.Heading) *int { return &h.Line }),
}

// blockColumns are the fields of a block that can be linked to.
var blockColumns = table[note.Block]{
	textColumn(1, func(b *note.Block) *string { return &b.ID }),
	deltaColumn(2, func(b *note.Block) *int { return &b.Line }),
	boolColumn(3, func(b *note.Block) *bool { return &b.IsElementID }),
}

// linkColumns are the fields of a link. Its text is mostly its address.
var linkColumns = table[note.Link]{
	textColumn(1, func(l *note.Link) *string { return &l.Dest }),
	derivedColumn(2, func(l *note.Link) *string { return &l.Text }, func(l *note.Link) *string { return &l.Dest }, sameText, equalTexts),
	intColumn(3, func(l *note.Link) *markdown.Form { return &l.Form }),
	deltaColumn(4, func(l *note.Link) *int { return &l.Offset }),
	deltaColumn(5, func(l *note.Link) *int { return &l.Line }),
	intColumn(6, func(l *note.Link) *int { return &l.Column }),
}

// problemColumns are the fields of a problem.
var problemColumns = table[note.Problem]{
	textColumn(1, func(p *note.Problem) *string { return &p.Message }),
	intColumn(2, func(p *note.Problem) *int { return &p.Line }),
	intColumn(3, func(p *note.Problem) *int { return &p.Column }),
}

// fieldColumns are the fields of an entry of the front matter.
var fieldColumns table[note.Field]

func init() { // an initializer would be a cycle: a value may hold fields
	fieldColumns = table[note.Field]{
		valueColumn(1, func(w *encoder, f *note.Field) { w.putKnownString(commonKeys, f.Key) }, func(r *decoder, f *note.Field) { f.Key = r.readKnownString(commonKeys) }),
		valueColumn(2, func(w *encoder, f *note.Field) { w.putValue(f.Value) }, func(r *decoder, f *note.Field) { f.Value = r.readValue() }),
		deltaColumn(3, func(f *note.Field) *int { return &f.Line }),
	}
}

func sameText(s string) string { return s }

func equalTexts(a, b string) bool { return a == b }

// packedDetails holds the details of one note in memory, as bytes.
type packedDetails string

// PackDetails moves the details of n into a compact form, which shares no memory with the file that n was parsed from.
// They can only be read together with the texts of n, which must not change any more.
func PackDetails(n *note.Note) { n.UseStore(packedDetails(encodeDetails(n)), 0) }

// LoadDetails implements note.DetailsStore.
func (p packedDetails) LoadDetails(n *note.Note, _ int) *note.Details {
	return decodeDetails(n, string(p))
}

// encodeDetails returns the details of n as bytes, or as they are if they come from a store of this package.
func encodeDetails(n *note.Note) string {
	switch s, i := n.Store(); s := s.(type) {
	case packedDetails:
		return string(s)
	case *detailsStore:
		return s.readNote(i)
	}
	d := [1]note.Details{*n.Details()}
	w := encoderPool.Get().(*encoder)
	defer encoderPool.Put(w)
	w.buf, w.repeatable = w.buf[:0], appendRepeatable(w.repeatable[:0], n)
	detailColumns.encodeRows(w, d[:])
	clear(w.repeatable) // otherwise the pool would keep the note in memory
	return string(w.buf)
}

// encoderPool reuses encoders, since each note that is read has its details encoded.
var encoderPool = sync.Pool{New: func() any { return new(encoder) }}

// decodeDetails returns the details of n from text, whose memory they share. Invalid text yields no details.
func decodeDetails(n *note.Note, text string) *note.Details {
	var d [1]note.Details
	r := decoder{repeatable: appendRepeatable(nil, n)}
	if !detailColumns.decodeText(&r, text, d[:]) {
		return &note.Details{}
	}
	return &d[0]
}

// Details stay compressed in memory: they are ten times as large as what a list shows, and most are never asked for. A
// block holds the details of up to maxBlockNotes notes, each preceded by its size, and is closed early once it has
// fullBlockBytes.

const (
	maxBlockNotes  = 64
	fullBlockBytes = 32 << 10
)

func writeDetails(w *bufio.Writer, notes []*note.Note) error {
	var block []byte
	n := 0
	flush := func() {
		if n > 0 {
			writeUvarint(w, uint64(n))
			writeBlock(w, block)
			block, n = block[:0], 0
		}
	}
	for _, note := range notes {
		packed := encodeDetails(note)
		block = binary.AppendUvarint(block, uint64(len(packed)))
		block = append(block, packed...)
		if n++; n == maxBlockNotes || len(block) >= fullBlockBytes {
			flush()
		}
	}
	flush()
	return w.Flush()
}

// detailsStore holds the details of all notes for package note, compressed in blocks. Note i of block b has the number
// b*maxBlockNotes + i. It is safe for concurrent use.
type detailsStore struct {
	blocks [][]byte // compressed

	mu       sync.Mutex
	cache    [cachedBlocks]*detailsBlock // ring buffer of the blocks decompressed last
	nextSlot int
}

const cachedBlocks = 16

// detailsBlock is a decompressed block.
type detailsBlock struct {
	number int
	notes  []string
}

// readDetails decodes what writeDetails wrote, and attaches the details to notes.
func readDetails(data []byte, notes []note.Note) error {
	d := &detailsStore{}
	for first := 0; len(data) > 0; {
		n, rest, ok := readCount(data)
		if !ok || n == 0 || n > maxBlockNotes || n > len(notes)-first {
			return ErrInvalid
		}
		size, rest, ok := readCount(rest)
		if !ok || size > len(rest) {
			return ErrInvalid
		}
		for i := range n {
			notes[first+i].UseStore(d, len(d.blocks)*maxBlockNotes+i)
		}
		d.blocks = append(d.blocks, rest[:size:size])
		if first, data = first+n, rest[size:]; len(data) == 0 && first != len(notes) {
			return ErrInvalid
		}
	}
	if len(d.blocks) == 0 && len(notes) > 0 {
		return ErrInvalid
	}
	return nil
}

// LoadDetails implements note.DetailsStore. A note whose number or block is invalid has no details.
func (d *detailsStore) LoadDetails(n *note.Note, number int) *note.Details {
	// Without the copy a heading that is kept would keep the details of all notes of the block in memory.
	return decodeDetails(n, strings.Clone(d.readNote(number)))
}

// readNote returns the encoded details of a note, or "" for an invalid number or block.
func (d *detailsStore) readNote(number int) string {
	block, i := number/maxBlockNotes, number%maxBlockNotes
	if b := d.getBlock(block); i < len(b.notes) {
		return b.notes[i]
	}
	return ""
}

// getBlock returns a block from the cache, or decompresses it. It does not hold the lock meanwhile, so two goroutines
// may decompress the same block.
func (d *detailsStore) getBlock(block int) *detailsBlock {
	d.mu.Lock()
	for _, b := range d.cache {
		if b != nil && b.number == block {
			d.mu.Unlock()
			return b
		}
	}
	d.mu.Unlock()
	b := decodeDetailsBlock(block, d.blocks[block])
	d.mu.Lock()
	d.cache[d.nextSlot] = b
	d.nextSlot = (d.nextSlot + 1) % cachedBlocks
	d.mu.Unlock()
	return b
}

// decodeDetailsBlock decompresses a block and splits it into notes. An invalid block has only the notes before the
// error.
func decodeDetailsBlock(number int, packed []byte) *detailsBlock {
	b := &detailsBlock{number: number}
	text, err := decompressBlock(packed)
	if err != nil {
		return b
	}
	for len(text) > 0 && len(b.notes) < maxBlockNotes {
		n, size := binary.Uvarint([]byte(text[:min(len(text), binary.MaxVarintLen64)]))
		if size <= 0 || n > uint64(len(text)-size) {
			return b
		}
		b.notes = append(b.notes, text[size:size+int(n)])
		text = text[size+int(n):]
	}
	return b
}
