package snapshot

import (
	"bufio"
	"encoding/binary"
	"sync/atomic"

	"quire/internal/cores"
	"quire/internal/note"
)

// Notes stand in blocks, packed, each preceded by its size, so that several can be read at once.
const blockNotes = 256

func pointers(all []note.Note) []*note.Note {
	out := make([]*note.Note, len(all))
	for i := range all {
		out[i] = &all[i]
	}
	return out
}

func writeNotes(to *bufio.Writer, notes []*note.Note) error {
	putUint(to, uint64(len(notes)))
	var block []byte
	for at := 0; at < len(notes); at += blockNotes {
		block = block[:0]
		for _, n := range notes[at:min(at+blockNotes, len(notes))] {
			block = note.Append(block, n)
		}
		putBlock(to, block)
	}
	return to.Flush()
}

func putUint(to *bufio.Writer, v uint64) { to.Write(binary.AppendUvarint(to.AvailableBuffer(), v)) }

// readNotes reads what writeNotes wrote.
func readNotes(data []byte) ([]note.Note, error) {
	n, data, ok := count(data)
	if !ok {
		return nil, ErrOdd
	}
	all, ok := blocks(data)
	if !ok || n > len(all)*blockNotes || len(all) != (n+blockNotes-1)/blockNotes {
		return nil, ErrOdd
	}
	notes := make([]note.Note, n)
	var bad atomic.Bool
	cores.EachWith(len(all), func() func(int) {
		d := note.NewDecoder("")
		return func(i int) {
			text, err := unpack(all[i])
			d.End(text)
			for j := i * blockNotes; j < min((i+1)*blockNotes, n); j++ {
				d.Next(&notes[j])
			}
			if err != nil || !d.End("") {
				bad.Store(true)
			}
		}
	})
	if bad.Load() {
		return nil, ErrOdd
	}
	return notes, nil
}

// withoutDetails are notes as a list alone has them: what was counted in their details is not there to be asked for.
func withoutDetails(notes []note.Note) []note.Note {
	for i := range notes {
		notes[i].LinkCount, notes[i].ProblemCount = 0, 0
	}
	return notes
}

// count is the number that data begins with, and what is behind it.
func count(data []byte) (int, []byte, bool) {
	n, size := binary.Uvarint(data)
	if size <= 0 || n > 1<<31 {
		return 0, nil, false
	}
	return int(n), data[size:], true
}

// blocks cuts data, which is nothing but blocks, into them. They are still packed.
func blocks(data []byte) ([][]byte, bool) {
	var all [][]byte
	for len(data) > 0 {
		n, rest, ok := count(data)
		if !ok || n > len(rest) {
			return nil, false
		}
		all, data = append(all, rest[:n:n]), rest[n:]
	}
	return all, true
}
