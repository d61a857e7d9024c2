package library

import (
	"os"
	"path/filepath"
	"slices"

	"quire/internal/config"
	"quire/internal/links/profile"
)

// rootMarkers lists files and folders that mark the root of a library or of a git repository, in addition to those of the
// generators.
var rootMarkers = []string{".git", ".obsidian", config.LibraryFile}

// Locate finds the library of the file path. root is the nearest folder above the file that looks like the root of a
// library or of a git repository, or else the file's folder; notePath is the slash path of the file below root. If path is
// a folder, root is that folder and notePath is empty.
//
// The file need not have the name of a note, and symbolic links are followed. For anything but a file or folder, such as a
// pipe, the error is an *OpenError that wraps fs.ErrInvalid.
func Locate(path string) (root, notePath string, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", "", newOpenError(path, err)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", "", newOpenError(path, err)
	}
	if info.IsDir() {
		return abs, "", nil
	}
	if !info.Mode().IsRegular() {
		return "", "", &OpenError{Path: path, Reason: kindName(info.Mode()) + ", not a file", Hint: "to read a stream: quire - < " + path, Err: os.ErrInvalid}
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	dir := filepath.Dir(abs)
	root = findRoot(dir)
	rel, err := filepath.Rel(root, abs)
	if err != nil {
		return dir, filepath.Base(abs), nil
	}
	return root, filepath.ToSlash(rel), nil
}

// findRoot returns the nearest folder with a marker, starting at dir and going up, or dir if there is no such folder.
func findRoot(dir string) string {
	for d := dir; ; {
		if LooksLikeRoot(d) {
			return d
		}
		up := filepath.Dir(d)
		if up == d {
			return dir
		}
		d = up
	}
}

// LooksLikeRoot reports whether a folder looks like the root of a library or of a git repository.
func LooksLikeRoot(dir string) bool {
	return hasAny(dir, rootMarkers) || hasAny(dir, profile.RootMarkers())
}

// hasAny reports whether one of the names exists in a folder.
func hasAny(dir string, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		_, err := os.Lstat(filepath.Join(dir, name))
		return err == nil
	})
}
