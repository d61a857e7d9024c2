package library

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"time"
	"unicode/utf8"

	"quire/internal/note"
)

// tree gives access to the files of a library, on disk or in an fs.FS. All paths are slash paths below its root.
type tree interface {
	// openFile opens a regular file without blocking. It follows symbolic links.
	openFile(path string) (fs.File, error)
	// stat describes a file. It follows symbolic links.
	stat(path string) (fs.FileInfo, error)
	openFolder(path string) (folder, error)
	// sameFile reports whether a and b describe the same file.
	sameFile(a, b fs.FileInfo) bool
}

// folder is an open folder. Its methods take the names of files directly in it.
type folder interface {
	readDir() ([]fs.DirEntry, error)
	// readFile reads a regular file. It does not follow a symbolic link.
	readFile(name string) (fileContent, error)
	// fileStamp returns the stamp of a regular file, or the zero stamp if there is no such file or the tree has no stamps.
	fileStamp(name string) note.Stamp
	// stamp returns the stamp of the folder itself, or the zero stamp.
	stamp() note.Stamp
	Close() error
}

// fileContent holds what was read of a file.
type fileContent struct {
	data      []byte
	size      int64 // of the whole file
	modified  time.Time
	truncated bool // data is only the first part of the file
	stamp     note.Stamp
}

var (
	errNotRegular = errors.New("not a regular file")
	errOutside    = errors.New("outside the library")
)

// readFile reads an open file, or only the first part of a file that is too long; see readSized.
func readFile(f fs.File) (fileContent, error) {
	stamp := openFileStamp(f)
	info, err := f.Stat()
	if err != nil {
		return fileContent{}, err
	}
	if !info.Mode().IsRegular() {
		return fileContent{}, errNotRegular
	}
	r, err := readSized(f.Read, info.Size(), info.ModTime())
	r.stamp = stamp
	return r, err
}

// readSized reads a file that should be size bytes long, with a single call of read if the size is right. A file longer
// than maxNote is truncated to headSize bytes, at the end of a line.
func readSized(read func([]byte) (int, error), size int64, modified time.Time) (fileContent, error) {
	limit := maxNote
	if size > maxNote {
		limit = headSize
	}
	enough := int(min(size, int64(limit)))
	buf := make([]byte, enough+1) // 1 more, to notice that the file has grown
	n, err := fillBuffer(read, buf, enough)
	for err == nil && n == len(buf) && n <= limit {
		buf = append(buf, make([]byte, max(512, len(buf)))...)
		var more int
		more, err = fillBuffer(read, buf[n:], -1)
		n += more
	}
	if err != nil {
		return fileContent{}, err
	}
	f := fileContent{size: max(size, int64(n)), modified: modified, data: buf[:n:n]}
	if f.truncated = f.size > int64(limit); f.truncated {
		f.data = trimToLine(buf[:min(n, headSize)])
	}
	return f, nil
}

// fillBuffer reads until buf is full or the file ends, or until a call ends after exactly enough bytes. It returns the
// number of bytes read.
func fillBuffer(read func([]byte) (int, error), buf []byte, enough int) (int, error) {
	n := 0
	for n < len(buf) {
		m, err := read(buf[n:])
		n += m
		switch {
		case errors.Is(err, io.EOF) || err == nil && m == 0:
			return n, nil
		case err != nil:
			return n, err
		case n == enough:
			return n, nil
		}
	}
	return n, nil
}

// trimToLine removes an incomplete line from the end of data, or at least an incomplete UTF-8 character if the second half
// of data has no line break.
func trimToLine(data []byte) []byte {
	half := len(data) / 2
	if i := bytes.LastIndexByte(data[half:], '\n'); i >= 0 {
		data = data[:half+i+1]
	} else {
		for i := 0; i < utf8.UTFMax && len(data) > 0 && data[len(data)-1] >= utf8.RuneSelf; i++ {
			data = data[:len(data)-1]
		}
	}
	return data[:len(data):len(data)]
}

// fsTree is the tree of an fs.FS, such as embedded files. It has no stamps.
type fsTree struct{ fs fs.FS }

func (t fsTree) openFile(path string) (fs.File, error) {
	f, err := t.fs.Open(path)
	if err != nil {
		return nil, err
	}
	return requireRegular(f)
}

// requireRegular returns f if it is a regular file. Otherwise it closes f and returns errNotRegular.
func requireRegular(f fs.File) (fs.File, error) {
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		f.Close()
		return nil, errNotRegular
	}
	return f, nil
}

func (t fsTree) stat(path string) (fs.FileInfo, error) { return fs.Stat(t.fs, path) }
func (t fsTree) sameFile(a, b fs.FileInfo) bool        { return false }

func (t fsTree) openFolder(path string) (folder, error) {
	return fsFolder{t, path}, nil
}

// fsFolder is a folder of an fsTree.
type fsFolder struct {
	tree fsTree
	path string
}

func (f fsFolder) readDir() ([]fs.DirEntry, error) { return fs.ReadDir(f.tree.fs, f.path) }
func (f fsFolder) fileStamp(string) note.Stamp     { return note.Stamp{} }
func (f fsFolder) stamp() note.Stamp               { return note.Stamp{} }
func (f fsFolder) Close() error                    { return nil }

func (f fsFolder) readFile(name string) (fileContent, error) {
	r, err := f.tree.openFile(path.Join(f.path, name))
	if err != nil {
		return fileContent{}, err
	}
	defer r.Close()
	return readFile(r)
}
