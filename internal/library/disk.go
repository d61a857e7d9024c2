package library

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// diskTree is a folder on disk. All goes through root, which the kernel and
// the os package keep from leading elsewhere.
type diskTree struct {
	root *os.Root
	path string // absolute, of the root
}

func (t diskTree) open(path string) (fs.File, error) {
	name, err := t.inside(filepath.FromSlash(path))
	if err != nil {
		return nil, err
	}
	info, err := t.root.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errors.New("a folder")
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	f, err := t.root.OpenFile(name, openFlags, 0)
	if err != nil {
		return nil, err
	}
	// What was a file a moment ago may be a pipe now; openFlags made sure
	// that opening it did not wait.
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		f.Close()
		return nil, errNotRegular
	}
	return f, nil
}

func (t diskTree) stat(path string) (fs.FileInfo, error) {
	name, err := t.inside(filepath.FromSlash(path))
	if err != nil {
		return nil, err
	}
	return t.root.Stat(name)
}

func (t diskTree) same(a, b fs.FileInfo) bool { return os.SameFile(a, b) }

// inside returns the name by which root is to be asked for name. It is another
// one only for a symbolic link with an absolute target below the root, which
// os.Root refuses to follow although it stays inside. It is followed once.
func (t diskTree) inside(name string) (string, error) {
	if !filepath.IsLocal(name) {
		return "", errLeaves
	}
	info, err := t.root.Lstat(name)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return name, err
	}
	target, err := t.root.Readlink(name)
	if err != nil || !filepath.IsAbs(target) {
		return name, err
	}
	real, err := filepath.EvalSymlinks(t.path)
	if err != nil {
		real = t.path
	}
	for _, root := range []string{t.path, real} {
		if rel, err := filepath.Rel(root, target); err == nil && filepath.IsLocal(rel) {
			return rel, nil
		}
	}
	return "", errLeaves
}

// why says in a few words what went wrong, without the path.
func why(err error) string {
	var text string
	switch {
	case errors.Is(err, fs.ErrPermission):
		text = "no permission to read it"
	case errors.Is(err, fs.ErrNotExist):
		text = "there is no such file"
	case errors.Is(err, syscall.ELOOP):
		text = "the link leads round in a circle"
	case errors.Is(err, errLeaves), strings.HasSuffix(err.Error(), "path escapes from parent"):
		text = errLeaves.Error()
	default:
		text = err.Error()
		if p, ok := errors.AsType[*fs.PathError](err); ok {
			text = p.Err.Error()
		}
	}
	return text
}
