package snapshot

import (
	"bufio"

	"quire/internal/note"
)

// stampColumns are the fields of a stamp. The number of a file is usually close to that of the file before.
var stampColumns = table[note.Stamp]{
	intColumn(1, func(s *note.Stamp) *int64 { return &s.Size }),
	intColumn(2, func(s *note.Stamp) *int64 { return &s.Modified }),
	intColumn(3, func(s *note.Stamp) *int64 { return &s.Changed }),
	deltaColumn(4, func(s *note.Stamp) *uint64 { return &s.File }),
}

// writeStamps writes the stamps of notes, relative to what the notes say already: all but the number of the file is mostly 0.
func writeStamps(w *bufio.Writer, notes []*note.Note, stamps []note.Stamp) error {
	rows := make([]note.Stamp, len(stamps))
	for i, s := range stamps {
		s.Changed -= s.Modified
		s.Size -= notes[i].Size
		s.Modified -= notes[i].Modified.UnixNano()
		rows[i] = s
	}
	var e encoder
	stampColumns.encodeRows(&e, rows)
	w.Write(e.buf)
	return w.Flush()
}

// readStamps decodes what writeStamps wrote.
func readStamps(data []byte, notes []note.Note) ([]note.Stamp, error) {
	stamps := make([]note.Stamp, len(notes))
	touchPages(stamps)
	if !stampColumns.decodeText(&decoder{}, string(data), stamps) {
		return nil, ErrInvalid
	}
	for i := range stamps {
		s := &stamps[i]
		s.Size += notes[i].Size
		s.Modified += notes[i].Modified.UnixNano()
		s.Changed += s.Modified
	}
	return stamps, nil
}
