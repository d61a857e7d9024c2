package links

import (
	"slices"
	"testing"

	"quire/internal/note"
)

func TestNotesLinkedFrom_CountsLinksPerNote(t *testing.T) {
	var notes []*note.Note
	for _, f := range [][2]string{
		{"a.md", "[c](c.md) [b](b.md) [c again](c.md#x) [self](a.md) [[a]] [gone](d.md) [out](https://example.org)\n"},
		{"b.md", "none\n"},
		{"c.md", "[[a]]\n"},
	} {
		notes = append(notes, note.Parse(f[0], []byte(f[1])).Note)
	}
	r := newResolver(notes, nil, testSite{})
	got := r.NotesLinkedFrom("a.md")
	want := []Neighbour{{notes[2], 2}, {notes[1], 1}}
	if !slices.Equal(got, want) {
		t.Errorf("a links to %v, want %v", got, want)
	}
	for _, n := range got { // NotesLinkingTo is the inverse of NotesLinkedFrom
		if !slices.Contains(r.NotesLinkingTo(n.Note.Path), notes[0]) {
			t.Errorf("a is not among the linkers of %s", n.Note.Path)
		}
	}
	if got := r.NotesLinkedFrom("b.md"); got != nil {
		t.Errorf("b links to %v", got)
	}
	if got := r.NotesLinkedFrom("nowhere.md"); got != nil {
		t.Errorf("a note that does not exist links to %v", got)
	}
}
