package links

import (
	"iter"
	"slices"

	"quire/internal/note"
	"quire/internal/text"
)

// A note has more names than its path: the names of the symbolic links that lead to it, and every spelling of a name that
// Unicode calls canonically equivalent. The tables of the resolver hold the former; their lookups find the latter.

// allPaths returns an iterator over the path of a note, and then those of the symbolic links that lead to it.
func allPaths(n *note.Note) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(n.Path) {
			return
		}
		for _, p := range n.OtherPaths {
			if !yield(p) {
				return
			}
		}
	}
}

// fillIDs fills the table of the IDs of notes, and of the paths without extension of the links to them.
func (r *Resolver) fillIDs(t *nameTable, i int, n *note.Note) {
	t.add(n.ID, i)
	for _, p := range n.OtherPaths {
		t.add(trimNoteExt(p), i)
	}
}

// fillFileNames fills the table of the file names of notes, and of the links to them.
func (r *Resolver) fillFileNames(t *nameTable, i int, n *note.Note) {
	t.add(note.FoldName(lastSegment(n.ID)), i)
	for _, p := range n.OtherPaths {
		t.add(note.FoldName(lastSegment(trimNoteExt(p))), i)
	}
}

// findNoteFile returns the index of the note whose file, or a symbolic link to it, is at path.
func (r *Resolver) findNoteFile(path string) (int32, bool) {
	if i, ok := r.noteIndex(path); ok {
		return int32(i), true
	}
	nfc := text.NFC(path)
	for i := range r.ids.items(trimNoteExt(path)) {
		for p := range allPaths(r.notes[i]) {
			if text.NFC(p) == nfc {
				return i, true
			}
		}
	}
	return 0, false
}

// assetsAt returns the asset at path, or if there is none, the assets with a canonically equivalent path.
func (r *Resolver) assetsAt(path string) []string {
	if path == "" {
		return nil
	}
	if _, ok := slices.BinarySearch(r.assets, path); ok {
		return []string{path}
	}
	if isASCII(path) {
		return nil
	}
	nfc := text.NFC(path)
	var found []string
	for i := range r.assetNames.items(note.FoldName(lastSegment(path))) {
		if text.NFC(r.assets[i]) == nfc {
			found = append(found, r.assets[i])
		}
	}
	return found
}

// hasNoteFolder reports whether the folder p has notes below it.
func (r *Resolver) hasNoteFolder(p string) bool {
	folders := r.folders()
	if _, ok := folders[p]; ok {
		return true
	}
	_, ok := folders[text.NFC(p)]
	return ok
}

// collectFolders returns all folders that contain notes or links to notes, at any depth, without the root. A folder is
// there under its own name, and in NFC.
func (r *Resolver) collectFolders() map[string]struct{} {
	folders := map[string]struct{}{}
	add := func(p string) {
		for dir := dirOf(p); dir != ""; dir = dirOf(dir) {
			if _, known := folders[dir]; known {
				break
			}
			folders[dir] = struct{}{}
		}
	}
	for _, n := range r.notes {
		for p := range allPaths(n) {
			add(p)
			if nfc := text.NFC(p); nfc != p {
				add(nfc)
			}
		}
	}
	return folders
}

// isASCII reports whether all bytes of s are ASCII.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
