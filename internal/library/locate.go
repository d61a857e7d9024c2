package library

import (
	"os"
	"path/filepath"
)

// markers are what the root of a library is known by.
var markers = []string{
	".git", ".obsidian", "quire.toml", "_config.yml", "_config.yaml",
	"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json",
}

// Locate finds the library of a file that is to be read: its folder, or the
// nearest one above it that looks like the root of a library or of a git
// repository. notePath is the slash path of the file below root. For a folder
// root is the folder and notePath empty.
//
// The file need not be named like a note, and a symbolic link is followed:
// whoever names it means what it leads to. What is neither a file nor a folder
// is an *OpenError around fs.ErrInvalid: a pipe is to be read as a stream.
func Locate(path string) (root, notePath string, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", "", openError(path, err)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", "", openError(path, err)
	}
	if info.IsDir() {
		return abs, "", nil
	}
	if !info.Mode().IsRegular() {
		return "", "", &OpenError{Path: path, Why: kindName(info.Mode()) + ", not a file", Hint: "to read a stream: quire - < " + path, Err: os.ErrInvalid}
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	dir := filepath.Dir(abs)
	root = enclosing(dir)
	rel, err := filepath.Rel(root, abs)
	if err != nil {
		return dir, filepath.Base(abs), nil
	}
	return root, filepath.ToSlash(rel), nil
}

// enclosing returns the nearest folder with a marker, from dir upwards, or dir.
func enclosing(dir string) string {
	for d := dir; ; {
		for _, m := range markers {
			if _, err := os.Lstat(filepath.Join(d, m)); err == nil {
				return d
			}
		}
		up := filepath.Dir(d)
		if up == d {
			return dir
		}
		d = up
	}
}
