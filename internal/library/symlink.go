package library

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"quire/internal/note"
)

// resolveSymlinks adds the files that the symbolic links found by the walk lead to, as notes or assets. The link to a note
// that is already listed becomes another path of that note, so that no file becomes two notes.
func (s *scan) resolveSymlinks() {
	slices.Sort(s.symlinks)
	bySize := map[int64][]*note.Note{}
	if len(s.symlinks) > 0 {
		for _, e := range s.notes {
			bySize[e.note.Size] = append(bySize[e.note.Size], e.note)
		}
	}
	others := map[*note.Note][]string{}
	for _, link := range s.symlinks {
		if s.ctx.Err() != nil {
			return
		}
		info, err := s.tree.stat(link)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			s.recordSkipped(link, "broken symbolic link", nil)
			continue
		case err != nil:
			s.recordSkipped(link, "symbolic link: "+explainError(err), err)
			continue
		case info.IsDir():
			s.recordSkipped(link, "symbolic link to a folder, not followed", nil)
			continue
		case !info.Mode().IsRegular():
			s.recordSkipped(link, "symbolic link to "+kindName(info.Mode()), nil)
			continue
		}
		if n := s.findListed(info, bySize[info.Size()]); n != nil {
			others[n] = append(others[n], link)
		} else if !IsNote(link) {
			s.assets = append(s.assets, link)
		} else if n := s.addSymlinkedNote(link); n != nil {
			bySize[n.Size] = append(bySize[n.Size], n)
		}
	}
	s.setOtherPaths(others)
}

// setOtherPaths sets the other paths of all notes to what the walk found. It changes copies of the notes, because an earlier
// or a partial catalog may share them.
func (s *scan) setOtherPaths(others map[*note.Note][]string) {
	for i := range s.notes {
		e := &s.notes[i]
		paths := others[e.note]
		if slices.Equal(e.note.OtherPaths, paths) {
			continue
		}
		changed := *e.note
		changed.OtherPaths = paths
		e.note = &changed
	}
}

// findListed returns the note of the file that info describes, or nil if the file is not listed. sameSize are the notes of
// the same size.
func (s *scan) findListed(info fs.FileInfo, sameSize []*note.Note) *note.Note {
	for _, n := range sameSize {
		if s.isSameFile(n, info) {
			return n
		}
	}
	return nil
}

// addSymlinkedNote adds and returns the note that a symbolic link leads to, or returns nil if the link is skipped.
func (s *scan) addSymlinkedNote(link string) *note.Note {
	r, err := s.tree.openFile(link)
	if err != nil {
		s.recordSkipped(link, "symbolic link: "+explainError(err), err)
		return nil
	}
	defer r.Close()
	if stamp := openFileStamp(r); s.lookup != nil && stamp != (note.Stamp{}) {
		if n, index := s.lookup(path.Dir(link), path.Base(link), stamp); n != nil {
			s.notes = append(s.notes, loadedNote{n, stamp, index})
			return n
		}
	}
	f, err := readFile(r)
	if err != nil {
		s.recordSkipped(link, "symbolic link: "+explainError(err), err)
		return nil
	}
	p := parseFile(link, f, s.parse)
	s.visit(p)
	s.notes = append(s.notes, loadedNote{p.Note, s.reliableStamp(f.stamp), -1})
	return p.Note
}

// isSameFile reports whether note n is the file that info describes. It compares the modification times first: that needs
// no system call, and different files rarely have the same.
func (s *scan) isSameFile(n *note.Note, info fs.FileInfo) bool {
	if !n.Modified.Equal(info.ModTime()) {
		return false
	}
	own, err := s.tree.stat(n.Path)
	return err == nil && s.tree.sameFile(own, info)
}
