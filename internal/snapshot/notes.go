package snapshot

import (
	"bufio"
	"encoding/binary"
	"slices"
	"sync/atomic"
	"time"

	"quire/internal/note"
	"quire/internal/workers"
)

// noteColumns are the fields of a note.
var noteColumns = table[note.Note]{
	textColumn(1, func(n *note.Note) *string { return &n.Path }),
	substringColumn(2, func(n *note.Note) *string { return &n.ID }, func(n *note.Note) *string { return &n.Path }),
	substringColumn(3, func(n *note.Note) *string { return &n.Slug }, func(n *note.Note) *string { return &n.Path }),
	textColumn(4, func(n *note.Note) *string { return &n.Title }),
	intColumn(5, func(n *note.Note) *note.TitleSource { return &n.TitleFrom }),
	timeColumn(6, func(n *note.Note) *time.Time { return &n.Date.Time }),
	boolColumn(7, func(n *note.Note) *bool { return &n.Date.HasTime }),
	boolColumn(8, func(n *note.Note) *bool { return &n.Date.FromName }),
	textsColumn(9, func(n *note.Note) *[]string { return &n.Tags }),
	textColumn(10, func(n *note.Note) *string { return &n.Author }),
	textColumn(11, func(n *note.Note) *string { return &n.Description }),
	textColumn(12, func(n *note.Note) *string { return &n.Series }),
	textColumn(13, func(n *note.Note) *string { return &n.Lang }),
	floatColumn(14, func(n *note.Note) *float64 { return &n.Weight }),
	boolColumn(15, func(n *note.Note) *bool { return &n.Draft }),
	textsColumn(16, func(n *note.Note) *[]string { return &n.Routes }),
	textsColumn(17, func(n *note.Note) *[]string { return &n.Aliases }),
	intColumn(18, func(n *note.Note) *int { return &n.Words }),
	timeColumn(19, func(n *note.Note) *time.Time { return &n.Modified }),
	intColumn(20, func(n *note.Note) *int64 { return &n.Size }),
	countColumn(21, func(n *note.Note) *int { return &n.LinkCount }),
	countColumn(22, func(n *note.Note) *int { return &n.ProblemCount }),
	textsColumn(23, func(n *note.Note) *[]string { return &n.Redirects }),
	textsColumn(24, func(n *note.Note) *[]string { return &n.OtherPaths }),
	textColumn(25, func(n *note.Note) *string { return &n.FieldData }),
	intColumn(27, func(n *note.Note) *int32 { return &n.TaskCount }),
	intColumn(28, func(n *note.Note) *int32 { return &n.OpenTaskCount }),
}

// notesPerBlock is how many notes share columns and are compressed together. Blocks are decoded in parallel.
const notesPerBlock = 256

func notePointers(notes []note.Note) []*note.Note {
	pointers := make([]*note.Note, len(notes))
	for i := range notes {
		pointers[i] = &notes[i]
	}
	return pointers
}

func writeNotes(w *bufio.Writer, notes []*note.Note) error {
	writeUvarint(w, uint64(len(notes)))
	var e encoder
	rows := make([]note.Note, 0, notesPerBlock)
	for block := range slices.Chunk(notes, notesPerBlock) {
		e.buf, rows = e.buf[:0], rows[:0]
		for _, n := range block {
			rows = append(rows, *n)
		}
		noteColumns.encodeRows(&e, rows)
		writeBlock(w, e.buf)
	}
	return w.Flush()
}

func writeUvarint(w *bufio.Writer, v uint64) { w.Write(binary.AppendUvarint(w.AvailableBuffer(), v)) }

// readNotes decodes what writeNotes wrote.
func readNotes(data []byte) ([]note.Note, error) {
	n, data, ok := readCount(data)
	if !ok {
		return nil, ErrInvalid
	}
	blocks, ok := splitBlocks(data)
	if !ok || n > len(blocks)*notesPerBlock || len(blocks) != (n+notesPerBlock-1)/notesPerBlock {
		return nil, ErrInvalid
	}
	notes := make([]note.Note, n)
	var bad atomic.Bool
	var pool *workers.Pool // all done before a user would notice: nothing yields to keys
	pool.ForEachWith(len(blocks), func() func(int) {
		r := &decoder{slabs: true}
		return func(i int) {
			text, err := decompressBlock(blocks[i])
			rows := notes[i*notesPerBlock : min((i+1)*notesPerBlock, n)]
			touchPages(rows)
			if err != nil || !noteColumns.decodeText(r, text, rows) {
				bad.Store(true)
			}
		}
	})
	if bad.Load() {
		return nil, ErrInvalid
	}
	return notes, nil
}

// clearDetailCounts sets the counts of links and problems to 0, for notes that have no details to show for them.
func clearDetailCounts(notes []note.Note) []note.Note {
	for i := range notes {
		notes[i].LinkCount, notes[i].ProblemCount = 0, 0
	}
	return notes
}

// readCount decodes the number at the start of data and returns the bytes after it. It fails for numbers above 1<<31.
func readCount(data []byte) (int, []byte, bool) {
	n, size := binary.Uvarint(data)
	if size <= 0 || n > 1<<31 {
		return 0, nil, false
	}
	return int(n), data[size:], true
}

// splitBlocks splits data into its compressed blocks, each of which is preceded by its size.
func splitBlocks(data []byte) ([][]byte, bool) {
	var blocks [][]byte
	for len(data) > 0 {
		n, rest, ok := readCount(data)
		if !ok || n > len(rest) {
			return nil, false
		}
		blocks, data = append(blocks, rest[:n:n]), rest[n:]
	}
	return blocks, true
}
