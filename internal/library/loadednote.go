package library

import (
	"slices"
	"strings"

	"quire/internal/note"
)

// LookupFunc finds a note that is known from an earlier load: the note called name in the folder dir ("." is the root), if
// its file had the stamp s. index is the note's position among all known notes, sorted by path. A LookupFunc returns nil
// for other notes and is called from several goroutines at once.
type LookupFunc func(dir, name string, s note.Stamp) (n *note.Note, index int)

// loadedNote pairs a note with the stamp that its file had when it was read.
type loadedNote struct {
	note       *note.Note
	stamp      note.Stamp
	knownIndex int // position among the known notes; -1 if the note was read
}

// sortNotes sorts notes by path. It takes the known notes in their order and merges the others, usually few, into them.
func sortNotes(all []loadedNote) ([]*note.Note, []note.Stamp) {
	var fresh []loadedNote
	end := 0
	for _, e := range all {
		end = max(end, e.knownIndex+1)
	}
	known := make([]*loadedNote, end)
	for i := range all {
		if e := &all[i]; e.knownIndex >= 0 {
			known[e.knownIndex] = e
		} else {
			fresh = append(fresh, *e)
		}
	}
	slices.SortFunc(fresh, func(a, b loadedNote) int { return strings.Compare(a.note.Path, b.note.Path) })
	notes, stamps := make([]*note.Note, 0, len(all)), make([]note.Stamp, 0, len(all))
	add := func(e *loadedNote) { notes, stamps = append(notes, e.note), append(stamps, e.stamp) }
	for _, e := range known {
		if e == nil {
			continue
		}
		for len(fresh) > 0 && fresh[0].note.Path < e.note.Path {
			add(&fresh[0])
			fresh = fresh[1:]
		}
		add(e)
	}
	for i := range fresh {
		add(&fresh[i])
	}
	return notes, stamps
}
