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

// tree is where files come from: a folder on disk or an embedded one. All
// paths are slash paths below its root.
type tree interface {
	// open opens a regular file, or what a symbolic link leads to, without waiting.
	open(path string) (fs.File, error)
	// stat tells of a file, or of what a symbolic link leads to.
	stat(path string) (fs.FileInfo, error)
	folder(path string) (folder, error)
	// same tells whether two files are one.
	same(a, b fs.FileInfo) bool
}

// folder is an open folder.
type folder interface {
	entries() ([]fs.DirEntry, error)
	// read reads a regular file of the folder; a symbolic link is not followed.
	read(name string) (file, error)
	// stamp is that of a regular file of the folder, zero where there is none.
	stamp(name string) note.Stamp
	Close() error
}

// file is a file that was read.
type file struct {
	data     []byte
	size     int64 // of the whole file
	modified time.Time
	cut      bool // data is the beginning only
	stamp    note.Stamp
}

var (
	errNotRegular = errors.New("not a regular file")
	errLeaves     = errors.New("leads out of the library")
)

// readFile reads an open file: whole, or the beginning of one that is too long.
func readFile(f fs.File) (file, error) {
	stamp := stampOf(f)
	info, err := f.Stat()
	if err != nil {
		return file{}, err
	}
	if !info.Mode().IsRegular() {
		return file{}, errNotRegular
	}
	r, err := readSized(f.Read, info.Size(), info.ModTime())
	r.stamp = stamp
	return r, err
}

// readSized reads what is expected to be size bytes with the fewest calls: one
// where the size is right.
func readSized(read func([]byte) (int, error), size int64, modified time.Time) (file, error) {
	limit := maxNote
	if size > maxNote {
		limit = headSize
	}
	enough := int(min(size, int64(limit)))
	buf := make([]byte, enough+1) // one more tells a file that has grown
	n, err := fill(read, buf, enough)
	for err == nil && n == len(buf) && n <= limit {
		buf = append(buf, make([]byte, max(512, len(buf)))...)
		var more int
		more, err = fill(read, buf[n:], -1)
		n += more
	}
	if err != nil {
		return file{}, err
	}
	f := file{size: max(size, int64(n)), modified: modified, data: buf[:n:n]}
	if f.cut = f.size > int64(limit); f.cut {
		f.data = cutAtLine(buf[:min(n, headSize)])
	}
	return f, nil
}

// fill reads until buf is full, the file ends, or exactly enough bytes are there.
func fill(read func([]byte) (int, error), buf []byte, enough int) (int, error) {
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

// cutAtLine takes an unfinished line, or at least an unfinished letter, off the end.
func cutAtLine(data []byte) []byte {
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

// embeddedTree is a tree in memory.
type embeddedTree struct{ fs fs.FS }

func (t embeddedTree) open(path string) (fs.File, error) {
	f, err := t.fs.Open(path)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		f.Close()
		return nil, errNotRegular
	}
	return f, nil
}

func (t embeddedTree) stat(path string) (fs.FileInfo, error) { return fs.Stat(t.fs, path) }
func (t embeddedTree) same(a, b fs.FileInfo) bool            { return false }

func (t embeddedTree) folder(path string) (folder, error) {
	return embeddedFolder{t, path}, nil
}

type embeddedFolder struct {
	tree embeddedTree
	path string
}

func (f embeddedFolder) entries() ([]fs.DirEntry, error) { return fs.ReadDir(f.tree.fs, f.path) }
func (f embeddedFolder) stamp(string) note.Stamp         { return note.Stamp{} }
func (f embeddedFolder) Close() error                    { return nil }

func (f embeddedFolder) read(name string) (file, error) {
	r, err := f.tree.open(path.Join(f.path, name))
	if err != nil {
		return file{}, err
	}
	defer r.Close()
	return readFile(r)
}
