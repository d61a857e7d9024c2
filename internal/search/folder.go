package search

import (
	"context"
	"path"
	"strings"
)

// Folders tells the notes of a library apart by where they lie. The zero value knows no library and no folder. It never
// changes, and may be used from several goroutines.
type Folders struct {
	shared   string          // the folder that holds all notes, with a slash at its end; "" for the root
	usual    string          // the folder that holds more than half of the notes, or "-" if none does
	repeated map[string]bool // titles that several notes have
	alike    map[string]bool // folder + title, where several notes share both
}

// NewFolders compares the paths and titles of notes, which are all notes of a library.
func NewFolders(notes []Hit) Folders {
	f := Folders{usual: "-", repeated: map[string]bool{}, alike: map[string]bool{}}
	count := map[string]int{}
	titles, places := make(map[string]bool, len(notes)), make(map[string]bool)
	for i, h := range notes {
		folder := folderOf(h.Path())
		if i == 0 {
			f.shared = folder
		}
		for !strings.HasPrefix(folder, f.shared) {
			f.shared = folderOf(strings.TrimSuffix(f.shared, "/"))
		}
		if count[folder]++; count[folder] > len(notes)/2 {
			f.usual = folder
		}
		if titles[h.Title()] {
			f.repeated[h.Title()] = true
		}
		titles[h.Title()] = true
	}
	for _, h := range notes {
		if !f.repeated[h.Title()] {
			continue
		}
		at := folderOf(h.Path()) + h.Title()
		if places[at] {
			f.alike[at] = true
		}
		places[at] = true
	}
	return f
}

// ReadFolders returns the Folders of the library that s searches.
func ReadFolders(ctx context.Context, s Searcher) (Folders, error) {
	found, err := s.Search(ctx, Request{Sort: Path})
	if err != nil {
		return Folders{}, err
	}
	return NewFolders(found.Hits), nil
}

// folderOf returns the folder of a path with a slash at its end, or "" at the root.
func folderOf(p string) string {
	folder, _ := path.Split(p)
	return folder
}

// Below returns the folder of the note at a path, with a slash at its end, without the folder that all notes have in common. It is
// "" there.
func (f Folders) Below(p string) string {
	return strings.TrimPrefix(folderOf(p), f.shared)
}

// Tell returns what a list shows beside the title of h: its folder, or its path where another note of the same folder has the
// same title. needed is true if another note has the title. Otherwise the folder is "" where it is that of most notes, which says
// nothing about one of them.
func (f Folders) Tell(h Hit) (folder string, needed bool) {
	switch {
	case f.repeated[h.Title()] && f.alike[folderOf(h.Path())+h.Title()]:
		return strings.TrimPrefix(h.Path(), f.shared), true
	case f.repeated[h.Title()]:
		if folder = f.Below(h.Path()); folder == "" {
			folder = "./"
		}
		return folder, true
	case folderOf(h.Path()) == f.usual:
		return "", false
	}
	return f.Below(h.Path()), false
}
