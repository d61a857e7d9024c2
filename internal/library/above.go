package library

import (
	"io"
	"os"
	"path/filepath"
)

// foldersAbove returns the folders above the root, nearest first, up to the
// one that holds .git. Where the root itself does, or none does, there are
// none: what lies above is then none of the library's business.
func (l *Library) foldersAbove() []string {
	if l.Root == "" || hasGit(l.Root) {
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

// hasGit also finds the file that stands for .git in a work tree or a submodule.
func hasGit(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	return err == nil
}

// rulesAbove reads the ignore files of the folders above the root.
func (l *Library) rulesAbove() *ignoreRules {
	dirs := l.foldersAbove()
	var rules *ignoreRules
	for i := len(dirs) - 1; i >= 0; i-- {
		rel, err := filepath.Rel(dirs[i], l.Root)
		if err != nil {
			continue
		}
		var texts [len(ignoreFiles)][]byte
		for j, name := range ignoreFiles {
			texts[j], _ = readAbove(dirs[i], name, maxIgnoreFile)
		}
		rules = rules.above(filepath.ToSlash(rel)+"/", texts)
	}
	return rules
}

// readAbove reads one small regular file of a folder outside the root, as
// carefully as if the folder were the root. It is empty when there is none.
func readAbove(dir, name string, limit int) ([]byte, error) {
	if info, err := os.Lstat(filepath.Join(dir, name)); err != nil || !info.Mode().IsRegular() {
		return nil, nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return readSmall(diskTree{root: root, path: dir}, name, limit)
}

// readSmall reads a file of at most limit bytes. It is empty when there is none.
func readSmall(t tree, name string, limit int) ([]byte, error) {
	if _, err := t.stat(name); err != nil {
		return nil, nil
	}
	f, err := t.open(name)
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
