package library

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// diskTree is the tree of a folder on disk. It opens everything through an os.Root, which cannot be made to leave the
// folder.
type diskTree struct {
	root *os.Root
	path string // absolute path of root
}

func (t diskTree) openFile(path string) (fs.File, error) {
	name, err := t.resolveName(filepath.FromSlash(path))
	if err != nil {
		return nil, err
	}
	info, err := t.root.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errors.New("is a folder")
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	f, err := t.root.OpenFile(name, openFlags, 0)
	if err != nil {
		return nil, err
	}
	// A pipe may have replaced the file since the check; with openFlags, opening it did not block.
	return requireRegular(f)
}

func (t diskTree) stat(path string) (fs.FileInfo, error) {
	name, err := t.resolveName(filepath.FromSlash(path))
	if err != nil {
		return nil, err
	}
	return t.root.Stat(name)
}

func (t diskTree) sameFile(a, b fs.FileInfo) bool { return os.SameFile(a, b) }

// resolveName returns the name to pass to root for name. They differ only if name is a symbolic link to an absolute path
// below the root: os.Root refuses to follow such a link, so resolveName replaces it by its target, once.
func (t diskTree) resolveName(name string) (string, error) {
	if !filepath.IsLocal(name) {
		return "", errOutside
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
	return "", errOutside
}

// explainError describes err in a few words for the user, without the path.
func explainError(err error) string {
	var text string
	switch {
	case errors.Is(err, fs.ErrPermission):
		text = "permission denied"
	case errors.Is(err, fs.ErrNotExist):
		text = "no such file"
	case errors.Is(err, syscall.ELOOP):
		text = "loop of symbolic links"
	case IsOutside(err):
		text = errOutside.Error()
	default:
		text = err.Error()
		if p, ok := errors.AsType[*fs.PathError](err); ok {
			text = p.Err.Error()
		}
	}
	return text
}
