package library

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"quire/internal/links/profile"
	"quire/internal/note"
)

// OpenSingle opens a file that is in no library: a library that lists this file and nothing else, however many files its folder
// has. root is the folder of the file and name its name in it, as Locate returns them. Such a library reads no settings of a
// site and no ignore files. ReadFile, OpenFile and ParseNote open other files below the folder, too, when they are asked for by
// path. The error is an *OpenError.
func OpenSingle(root, name string) (*Library, error) {
	l, err := Open(root)
	if err == nil {
		l.single = name
	}
	return l, err
}

// IsSingle reports whether the library was opened by OpenSingle.
func (l *Library) IsSingle() bool { return l.single != "" }

// findSingleSite sets the site of a library of a single file.
func (l *Library) findSingleSite(stated profile.Settings) profile.Sites {
	sites, _ := profile.Find([]profile.Place{{Files: noFiles{l.Name}}}, nil, stated)
	sites = sites.WithExcluded(func(file string) bool { return isHiddenPath(file) && l.hasFile(file) })
	l.sites.Store(&foundSites{sites: sites})
	return sites
}

// noFiles is a folder of which nothing is read.
type noFiles struct{ name string }

func (f noFiles) Name() string              { return f.name }
func (noFiles) Read(string) ([]byte, error) { return nil, nil }
func (noFiles) List(string) []string        { return nil }

// isHiddenPath reports whether a slash path below the root leads through what every library leaves out: hidden files and
// folders, and node_modules.
func isHiddenPath(file string) bool {
	for name := range strings.SplitSeq(file, "/") {
		if strings.HasPrefix(name, ".") || name == "node_modules" {
			return true
		}
	}
	return false
}

// hasFile reports whether there is a file or folder at a slash path below the root.
func (l *Library) hasFile(file string) bool {
	_, err := l.currentTree().stat(file)
	return err == nil
}

// scanSingle records the file of a library of a single file, and reads it if it is a note.
func (s *scan) scanSingle(name string) error {
	f, err := s.tree.openFolder(".")
	if err != nil {
		return err
	}
	defer f.Close()
	var found folderNames
	switch {
	case IsNote(name):
		found.notes = []string{name}
	default:
		found.assets = []string{name}
	}
	s.recordFolder(".", found)
	if s.visit != nil {
		s.readNotes(f, ".", found.notes)
	}
	return nil
}

// Kind says what is at a path of a library.
type Kind uint8

// What can be at a path. Special files, such as pipes, and what no library contains are Missing.
const (
	Missing Kind = iota
	NoteFile
	OtherFile
	Folder
)

// Stat says what is at a slash path below the root, and how long it is. It reads no file. What every library leaves out, such
// as hidden files, is Missing, and so is a file outside the root.
func (l *Library) Stat(file string) (Kind, os.FileInfo) {
	if !filepath.IsLocal(filepath.FromSlash(file)) || file != path.Clean(file) || file != "." && isHiddenPath(file) {
		return Missing, nil
	}
	if _, err := os.Lstat(l.AbsPath(file)); err != nil { // mostly, and in one system call
		return Missing, nil
	}
	info, err := l.currentTree().stat(file)
	switch {
	case err != nil:
		return Missing, nil
	case info.IsDir():
		return Folder, info
	case !info.Mode().IsRegular():
		return Missing, nil
	case IsNote(file):
		return NoteFile, info
	}
	return OtherFile, info
}

// Describe returns a note of which only the path is known, and what the system says about its file, without reading it.
func (l *Library) Describe(file string, info os.FileInfo) *note.Note {
	n := l.currentSites().Of(file).Parse.Parse(file, nil).Note
	n.Size, n.Modified = info.Size(), info.ModTime()
	return n
}
