package snapshot

import (
	"bufio"
	"encoding/binary"

	"quire/internal/note"
)

// A stamp is written as far as it differs from what is known: of its note, and of the file before, whose number and time
// of change are most often near.

func writeStamps(to *bufio.Writer, notes []*note.Note, stamps []note.Stamp) error {
	var b []byte
	var file uint64
	for i, s := range stamps {
		b = binary.AppendVarint(b[:0], s.Size-notes[i].Size)
		b = binary.AppendVarint(b, s.Modified-notes[i].Modified.UnixNano())
		b = binary.AppendVarint(b, s.Changed-s.Modified)
		b = binary.AppendVarint(b, int64(s.File-file))
		file = s.File
		to.Write(b)
	}
	return to.Flush()
}

func readStamps(data []byte, notes []note.Note) ([]note.Stamp, error) {
	stamps := make([]note.Stamp, len(notes))
	bad := false
	get := func() int64 {
		v, n := binary.Varint(data)
		if n <= 0 {
			bad, data = true, nil
			return 0
		}
		data = data[n:]
		return v
	}
	var file uint64
	for i := range stamps {
		s := &stamps[i]
		s.Size = notes[i].Size + get()
		s.Modified = notes[i].Modified.UnixNano() + get()
		s.Changed = s.Modified + get()
		file += uint64(get())
		s.File = file
	}
	if bad || len(data) > 0 {
		return nil, ErrOdd
	}
	return stamps, nil
}
