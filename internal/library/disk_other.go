//go:build !unix

package library

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"quire/internal/note"
)

const openFlags = os.O_RDONLY

// diskFolder reads the files of one folder through the root.
type diskFolder struct {
	tree diskTree
	path string
	file *os.File
}

func (t diskTree) folder(path string) (folder, error) {
	f, err := t.root.Open(filepath.FromSlash(path))
	if err != nil {
		return nil, err
	}
	return diskFolder{t, path, f}, nil
}

func (f diskFolder) entries() ([]fs.DirEntry, error) { return f.file.ReadDir(-1) }
func (f diskFolder) Close() error                    { return f.file.Close() }

func (f diskFolder) read(name string) (file, error) {
	full := path.Join(f.path, name)
	info, err := f.tree.root.Lstat(filepath.FromSlash(full))
	if err != nil {
		return file{}, err
	}
	if !info.Mode().IsRegular() {
		return file{}, errNotRegular
	}
	r, err := f.tree.open(full)
	if err != nil {
		return file{}, err
	}
	defer r.Close()
	return readFile(r)
}

func (f diskFolder) stamp(name string) note.Stamp {
	info, err := f.tree.root.Lstat(filepath.FromSlash(path.Join(f.path, name)))
	if err != nil || !info.Mode().IsRegular() {
		return note.Stamp{}
	}
	return stampFrom(info)
}

// stampOf is the stamp of an open file, zero when it is none of a disk.
func stampOf(f fs.File) note.Stamp {
	if _, ok := f.(*os.File); !ok {
		return note.Stamp{}
	}
	info, err := f.Stat()
	if err != nil {
		return note.Stamp{}
	}
	return stampFrom(info)
}

func stampFrom(info fs.FileInfo) note.Stamp {
	return note.Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano()}
}
