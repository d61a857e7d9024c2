package snapshot

import (
	"bufio"
	"encoding/binary"
	"sync"

	"quire/internal/note"
)

// Details stay packed in memory: they are ten times as much as a list shows, and of most notes nobody asks for them. A
// block has those of at most 64 notes, each behind its size; it is full when it has much.

const (
	detailNotes = 64
	detailBytes = 32 << 10
)

func writeDetails(to *bufio.Writer, notes []*note.Note) error {
	var block []byte
	n := 0
	flush := func() {
		if n > 0 {
			putUint(to, uint64(n))
			putBlock(to, block)
			block, n = block[:0], 0
		}
	}
	for _, one := range notes {
		packed := one.PackedDetails()
		block = binary.AppendUvarint(block, uint64(len(packed)))
		block = append(block, packed...)
		if n++; n == detailNotes || len(block) >= detailBytes {
			flush()
		}
	}
	flush()
	return to.Flush()
}

// details are a note.Kept of all notes. The number of a note has that of its block, and below it its place there.
type details struct {
	blocks [][]byte // packed

	mu     sync.Mutex
	recent [recentBlocks]*opened // what was asked for last
	next   int
}

const recentBlocks = 16

// opened is an unpacked block.
type opened struct {
	block int
	notes []string
}

// keepDetails reads what writeDetails wrote, and tells notes that theirs are in it.
func keepDetails(data []byte, notes []note.Note) error {
	d := &details{}
	for at := 0; len(data) > 0; {
		n, rest, ok := count(data)
		if !ok || n == 0 || n > detailNotes || n > len(notes)-at {
			return ErrOdd
		}
		size, rest, ok := count(rest)
		if !ok || size > len(rest) {
			return ErrOdd
		}
		for i := range n {
			notes[at+i].KeepDetails(d, len(d.blocks)*detailNotes+i)
		}
		d.blocks = append(d.blocks, rest[:size:size])
		if at, data = at+n, rest[size:]; len(data) == 0 && at != len(notes) {
			return ErrOdd
		}
	}
	if len(d.blocks) == 0 && len(notes) > 0 {
		return ErrOdd
	}
	return nil
}

// PackedDetails is for note.Kept.
func (d *details) PackedDetails(number int) string {
	block, i := number/detailNotes, number%detailNotes
	if o := d.open(block); i < len(o.notes) {
		return o.notes[i]
	}
	return ""
}

func (d *details) open(block int) *opened {
	d.mu.Lock()
	for _, o := range d.recent {
		if o != nil && o.block == block {
			d.mu.Unlock()
			return o
		}
	}
	d.mu.Unlock()
	o := openBlock(block, d.blocks[block])
	d.mu.Lock()
	d.recent[d.next] = o
	d.next = (d.next + 1) % recentBlocks
	d.mu.Unlock()
	return o
}

// openBlock unpacks a block; what is not one has no notes.
func openBlock(number int, packed []byte) *opened {
	o := &opened{block: number}
	text, err := unpack(packed)
	if err != nil {
		return o
	}
	for len(text) > 0 && len(o.notes) < detailNotes {
		n, size := binary.Uvarint([]byte(text[:min(len(text), binary.MaxVarintLen64)]))
		if size <= 0 || n > uint64(len(text)-size) {
			return o
		}
		o.notes = append(o.notes, text[size:size+int(n)])
		text = text[size+int(n):]
	}
	return o
}
