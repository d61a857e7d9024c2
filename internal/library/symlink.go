package library

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"quire/internal/note"
)

// follow sees to the symbolic links that the walk has found. A file is a note
// once: a link to a note that is listed already is skipped.
func (s *scan) follow() {
	if len(s.links) == 0 {
		return
	}
	slices.Sort(s.links)
	bySize := make(map[int64][]*note.Note, len(s.notes))
	for _, e := range s.notes {
		bySize[e.note.Size] = append(bySize[e.note.Size], e.note)
	}
	for _, link := range s.links {
		if s.ctx.Err() != nil {
			return
		}
		info, err := s.tree.stat(link)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			s.skip(link, "a link that leads nowhere")
		case err != nil:
			s.skip(link, "a link: "+why(err))
		case info.IsDir():
			s.skip(link, "a link to a folder, which is not followed")
		case !info.Mode().IsRegular():
			s.skip(link, "a link to "+kindName(info.Mode()))
		case IsNote(link):
			if n := s.followNote(link, info, bySize[info.Size()]); n != nil {
				bySize[n.Size] = append(bySize[n.Size], n)
			}
		default:
			s.assets = append(s.assets, link)
		}
	}
}

// followNote reads what a link leads to, unless it is one of like, the notes of the same size.
func (s *scan) followNote(link string, info fs.FileInfo, like []*note.Note) *note.Note {
	for _, n := range like {
		if s.isFile(n, info) {
			s.skip(link, "a link to a note that is listed: "+n.Path)
			return nil
		}
	}
	r, err := s.tree.open(link)
	if err != nil {
		s.skip(link, "a link: "+why(err))
		return nil
	}
	defer r.Close()
	if stamp := stampOf(r); s.known != nil && stamp != (note.Stamp{}) {
		if n, place := s.known(path.Dir(link), path.Base(link), stamp); n != nil {
			s.notes = append(s.notes, entry{n, stamp, place})
			return n
		}
	}
	f, err := readFile(r)
	if err != nil {
		s.skip(link, "a link: "+why(err))
		return nil
	}
	p := parse(link, f, s.parse)
	s.visit(p)
	s.notes = append(s.notes, entry{p.Note, s.settled(f.stamp), -1})
	return p.Note
}

// isFile tells whether a note was read from this file. The time is asked
// first: it is at hand, and rarely the same for two files.
func (s *scan) isFile(n *note.Note, info fs.FileInfo) bool {
	if !n.Modified.Equal(info.ModTime()) {
		return false
	}
	own, err := s.tree.stat(n.Path)
	return err == nil && s.tree.same(own, info)
}
