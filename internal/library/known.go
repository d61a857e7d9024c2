package library

import (
	"slices"
	"strings"

	"quire/internal/note"
)

// Known is what is known of the notes already: the note in a folder ("." is the root) of this name, if its file still has
// that stamp; and its place among all notes that are known, which are sorted by path. It is asked from several
// goroutines at once.
type Known func(dir, name string, s note.Stamp) (n *note.Note, place int)

// entry is a note with the stamp that its file had when it was read.
type entry struct {
	note  *note.Note
	stamp note.Stamp
	place int // among the known; -1 for one that was read
}

// arranged sorts notes by path. Those that were known have their places; the others, most often few, are put between them.
func arranged(all []entry) ([]*note.Note, []note.Stamp) {
	var fresh []entry
	end := 0
	for _, e := range all {
		end = max(end, e.place+1)
	}
	known := make([]*entry, end)
	for i := range all {
		if e := &all[i]; e.place >= 0 {
			known[e.place] = e
		} else {
			fresh = append(fresh, *e)
		}
	}
	slices.SortFunc(fresh, func(a, b entry) int { return strings.Compare(a.note.Path, b.note.Path) })
	notes, stamps := make([]*note.Note, 0, len(all)), make([]note.Stamp, 0, len(all))
	add := func(e *entry) { notes, stamps = append(notes, e.note), append(stamps, e.stamp) }
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
