package library

import (
	"path"
	"slices"
	"strings"
	"sync"
)

// excludedFiles tells which files the library leaves out. It reads a folder when it is first asked about a file in it, so it costs
// nothing unless a link leads to no note. It may be called from several goroutines.
type excludedFiles struct {
	tree   tree
	parent func() *ignoreRules

	mu      sync.Mutex
	folders map[string]excludedFolder
}

// excludedFolder is what excludedFiles knows of a folder.
type excludedFolder struct {
	names []string     // see entryNames
	rules *ignoreRules // that apply in the folder
}

// maxExcludedFolders bounds the folders that excludedFiles remembers.
const maxExcludedFolders = 1000

func (l *Library) newExcludedFiles(t tree) *excludedFiles {
	return &excludedFiles{tree: t, folders: map[string]excludedFolder{}, parent: sync.OnceValue(func() *ignoreRules {
		rules, _ := l.readParentRules()
		return rules
	})}
}

// contains reports whether a slash path below the root is that of a file which ignore files exclude, such as one that a build makes,
// or of a file in a hidden folder or in node_modules that exists. Of the former it cannot be known whether they exist where the
// library is published.
func (x *excludedFiles) contains(file string) bool {
	if file == "" || strings.HasPrefix(file, "../") {
		return false
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	folder, isHidden := ".", false
	segments := strings.Split(file, "/")
	for i, name := range segments {
		in := x.load(folder)
		full, isFolder := path.Join(folder, name), i < len(segments)-1
		if in.rules.isIgnored(full, isFolder) {
			return true
		}
		isHidden = isHidden || strings.HasPrefix(name, ".") || name == "node_modules"
		if isFolder {
			name += "/"
		}
		isThere := slices.Contains(in.names, name) || !isFolder && slices.Contains(in.names, name+"/")
		if !isThere {
			return false
		}
		folder = full
	}
	return isHidden
}

// load returns what is known of a folder. The folder above it must be loaded.
func (x *excludedFiles) load(dir string) excludedFolder {
	if f, ok := x.folders[dir]; ok {
		return f
	}
	f := excludedFolder{}
	if dir == "." {
		f.rules = x.parent()
	} else {
		f.rules = x.folders[path.Dir(dir)].rules
	}
	files := siteFiles{tree: x.tree, folder: dir}
	f.names = files.List("")
	var texts [len(ignoreFiles)][]byte
	found := false
	for i, name := range ignoreFiles {
		if slices.Contains(f.names, name) {
			texts[i], _ = files.Read(name) // scanning reports a file that cannot be read
			found = found || texts[i] != nil
		}
	}
	if found {
		f.rules = f.rules.forFolder(dir, texts)
	}
	if len(x.folders) >= maxExcludedFolders {
		clear(x.folders)
	}
	x.folders[dir] = f
	return f
}
