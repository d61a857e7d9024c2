package search

import (
	"testing"

	"quire/internal/note"
)

func TestFolders_TellNotesOfOneTitleApart(t *testing.T) {
	var hits []Hit
	for _, n := range [][2]string{
		{"kb/Callouts.md", "Callouts"}, {"kb/edit/Callouts.md", "Callouts"}, {"kb/edit/Tables.md", "Tables"},
		{"kb/sync/setup.md", "Setup"}, {"kb/sync/setup-old.md", "Setup"},
	} {
		hits = append(hits, NewHit(&note.Note{Path: n[0], Title: n[1]}, 0, 0))
	}
	f := NewFolders(hits)
	for i, want := range []struct {
		folder string
		needed bool
	}{{"./", true}, {"edit/", true}, {"edit/", false}, {"sync/setup.md", true}, {"sync/setup-old.md", true}} {
		if folder, needed := f.Tell(hits[i]); folder != want.folder || needed != want.needed {
			t.Errorf("%s: %q %v, want %q %v", hits[i].Path(), folder, needed, want.folder, want.needed)
		}
	}
	if got := f.Below("kb/edit/Tables.md"); got != "edit/" {
		t.Errorf("below the common folder: %q", got)
	}
}

func TestFolders_OmitsFolderOfMostNotes(t *testing.T) {
	var hits []Hit
	for _, p := range []string{"posts/a.md", "posts/b.md", "posts/c.md", "about/me.md"} {
		hits = append(hits, NewHit(&note.Note{Path: p, Title: p}, 0, 0))
	}
	f := NewFolders(hits)
	if folder, _ := f.Tell(hits[0]); folder != "" {
		t.Errorf("a post shows %q", folder)
	}
	if folder, _ := f.Tell(hits[3]); folder != "about/" {
		t.Errorf("the other note shows %q", folder)
	}
}
