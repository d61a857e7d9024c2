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

// diskFolder is an open folder on disk. It reads files through the root of the library.
type diskFolder struct {
	tree diskTree
	path string
	file *os.File
}

func (t diskTree) openFolder(path string) (folder, error) {
	f, err := t.root.Open(filepath.FromSlash(path))
	if err != nil {
		return nil, err
	}
	return diskFolder{t, path, f}, nil
}

func (f diskFolder) readDir() ([]fs.DirEntry, error)       { return f.file.ReadDir(-1) }
func (f diskFolder) readSome(n int) ([]fs.DirEntry, error) { return f.file.ReadDir(n) }
func (f diskFolder) Close() error                          { return f.file.Close() }

func (f diskFolder) readFile(name string) (fileContent, error) {
	full := path.Join(f.path, name)
	info, err := f.tree.root.Lstat(filepath.FromSlash(full))
	if err != nil {
		return fileContent{}, err
	}
	if !info.Mode().IsRegular() {
		return fileContent{}, errNotRegular
	}
	r, err := f.tree.openFile(full)
	if err != nil {
		return fileContent{}, err
	}
	defer r.Close()
	return readFile(r)
}

func (f diskFolder) fileStamp(name string) note.Stamp {
	info, err := f.tree.root.Lstat(filepath.FromSlash(path.Join(f.path, name)))
	if err != nil || !info.Mode().IsRegular() {
		return note.Stamp{}
	}
	return statStamp(info)
}

// openFileStamp returns the stamp of an open file, or the zero stamp if it is not a file on disk.
func openFileStamp(f fs.File) note.Stamp {
	if _, ok := f.(*os.File); !ok {
		return note.Stamp{}
	}
	info, err := f.Stat()
	if err != nil {
		return note.Stamp{}
	}
	return statStamp(info)
}

// hasTreeStamps says that folders have stamps that change with the names in them.
const hasTreeStamps = false

func (f diskFolder) stamp() note.Stamp { return note.Stamp{} }

func statPath(string, bool) note.Stamp { return note.Stamp{} }

func statRegular(string) note.Stamp { return note.Stamp{} }

// statStamp returns the stamp of the file that info describes.
func statStamp(info fs.FileInfo) note.Stamp {
	return note.Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano()}
}
