package library

import (
	"fmt"
	"io/fs"

	"quire/internal/note"
)

// parseFile parses the content of a file as a note, and never fails. A truncated file gives the note a problem.
func parseFile(path string, f fileContent, parse func(string, []byte) *note.Parsed) *note.Parsed {
	p := parseSafely(path, f.data, parse)
	p.Note.Size, p.Note.Modified = f.size, f.modified
	if f.truncated {
		p.AddProblem(note.Problem{Message: fmt.Sprintf(
			"file of %d MB: only the first %d KB are shown and searched", f.size>>20, len(f.data)>>10)})
	}
	return p
}

// parseSafely calls parse and recovers from a panic, so that a note on which the parser fails is listed by name and does
// not prevent the other notes from loading.
func parseSafely(path string, data []byte, parse func(string, []byte) *note.Parsed) (p *note.Parsed) {
	defer func() {
		if cause := recover(); cause != nil {
			p = note.Parse(path, nil)
			p.AddProblem(note.Problem{Message: fmt.Sprint("could not be parsed: ", cause)})
		}
	}()
	return parse(path, data)
}

// kindName names the kind of a file that is neither regular nor a folder, for the user.
func kindName(kind fs.FileMode) string {
	switch {
	case kind&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case kind&fs.ModeSocket != 0:
		return "a socket"
	case kind&fs.ModeDevice != 0:
		return "a device"
	}
	return "a special file"
}
