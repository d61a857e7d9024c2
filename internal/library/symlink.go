package library

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"quire/internal/note"
)

// resolveSymlinks adds the files that the symbolic links found by the walk lead to, as notes or assets. A link to a note
// that is already listed is skipped, so that no file becomes two notes.
func (s *scan) resolveSymlinks() {
	if len(s.symlinks) == 0 {
		return
	}
	slices.Sort(s.symlinks)
	bySize := make(map[int64][]*note.Note, len(s.notes))
	for _, e := range s.notes {
		bySize[e.note.Size] = append(bySize[e.note.Size], e.note)
	}
	for _, link := range s.symlinks {
		if s.ctx.Err() != nil {
			return
		}
		info, err := s.tree.stat(link)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			s.recordSkipped(link, "broken symbolic link", nil)
		case err != nil:
			s.recordSkipped(link, "symbolic link: "+explainError(err), err)
		case info.IsDir():
			s.recordSkipped(link, "symbolic link to a folder, not followed", nil)
		case !info.Mode().IsRegular():
			s.recordSkipped(link, "symbolic link to "+kindName(info.Mode()), nil)
		case IsNote(link):
			if n := s.addSymlinkedNote(link, info, bySize[info.Size()]); n != nil {
				bySize[n.Size] = append(bySize[n.Size], n)
			}
		default:
			s.assets = append(s.assets, link)
		}
	}
}

// addSymlinkedNote adds and returns the note that a symbolic link leads to, or returns nil if the link is skipped. info
// describes the link's target, and sameSize lists the notes of the same size, which may be the same file.
func (s *scan) addSymlinkedNote(link string, info fs.FileInfo, sameSize []*note.Note) *note.Note {
	for _, n := range sameSize {
		if s.isSameFile(n, info) {
			s.recordSkipped(link, "symbolic link to a note already listed: "+n.Path, nil)
			return nil
		}
	}
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
