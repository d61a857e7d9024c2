package library

import (
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// parentFolders returns the folders above the root whose settings apply to the library: nearest first, up to the root of
// the enclosing git repository. It returns nil if the library's root has a .git itself or is in no repository.
func (l *Library) parentFolders() []string {
	if l.Root == "" || l.IsSingle() || hasGit(l.Root) {
		return nil
	}
	var dirs []string
	for dir := l.Root; ; {
		up := filepath.Dir(dir)
		if up == dir {
			return nil
		}
		dir = up
		dirs = append(dirs, dir)
		if hasGit(dir) {
			return dirs
		}
	}
}

// hasGit reports whether dir contains .git, either the folder or the file that replaces it in a work tree or submodule.
func hasGit(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	return err == nil
}

// readParentRules reads the ignore files of the parent folders, and reports those that could not be read.
func (l *Library) readParentRules() (*ignoreRules, []Skipped) {
	dirs := l.parentFolders()
	var rules *ignoreRules
	var skipped []Skipped
	for i := len(dirs) - 1; i >= 0; i-- {
		rel, err := filepath.Rel(dirs[i], l.Root)
		if err != nil {
			continue
		}
		var texts [len(ignoreFiles)][]byte
		for j, name := range ignoreFiles {
			if texts[j], err = readInParent(dirs[i], name, maxIgnoreFile); err != nil {
				skipped = append(skipped, newSkipped(strings.Repeat("../", i+1)+name, err))
			}
		}
		rules = rules.forParent(filepath.ToSlash(rel)+"/", texts)
	}
	return rules, skipped
}

// readInParent reads a regular file of at most limit bytes in dir, a folder above the root, with the same precautions as
// in the library. It returns nil without an error if there is no such regular file.
func readInParent(dir, name string, limit int) ([]byte, error) {
	info, err := os.Lstat(filepath.Join(dir, name))
	switch {
	case err != nil && isSystemFault(err):
		return nil, err
	case err != nil || !info.Mode().IsRegular():
		return nil, nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return readSmall(diskTree{root: root, path: dir}, name, limit)
}

// readSmall reads a file of at most limit bytes. It returns nil without an error if there is no such file.
func readSmall(t tree, name string, limit int) ([]byte, error) {
	if _, err := t.stat(name); err != nil {
		if isSystemFault(err) {
			return nil, err
		}
		return nil, nil
	}
	f, err := t.openFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
	if err == nil && len(text) > limit {
		return nil, errTooLong
	}
	return text, err
}

// listInParent returns the names of the files and folders in a folder of dir, a folder above the root; those of folders end in a
// slash.
func listInParent(dir, folder string) []string {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil
	}
	defer root.Close()
	f, err := root.Open(filepath.FromSlash(path.Join(".", folder)))
	if err != nil {
		return nil
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.IsDir() {
		return nil
	}
	entries, _ := f.ReadDir(-1)
	return entryNames(entries)
}
