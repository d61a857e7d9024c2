package library

import (
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"quire/internal/note"
)

// A scan records the stamps of the folders (note.Tree), so that a later process can tell whether a library still has the same
// files: IsUnchanged asks for one stamp a folder, and lists only the folders whose stamp is another or was not reliable.
// It also asks for the stamps of the ignore files and of what the symbolic links lead to, which change while the folder's
// stamp stays. What the site generator's settings say is not part of it: FindSites reads them anyway.

// Bounds beyond which a library has no note.Tree, or beyond which it counts as changed: scanning it is as fast.
const (
	maxTreeFiles   = 2000
	maxListedAgain = 300
	maxKnownNames  = 20_000 // in a folder whose list of names is kept for FindSites
)

// hashEntries returns a checksum of the names and kinds of those entries of a folder that a scan looks at, in any order.
func hashEntries(entries []fs.DirEntry) uint64 {
	sum := uint64(len(entryKinds))
	for _, e := range entries {
		name := e.Name()
		if name[0] == '.' && !slices.Contains(ignoreFiles[:], name) {
			continue
		}
		h := uint64(14695981039346656037) // FNV-1a, see RFC 9923
		for i := range len(name) {
			h = (h ^ uint64(name[i])) * 1099511628211
		}
		for k, kind := range entryKinds {
			if e.Type()&kind != 0 {
				h = (h ^ uint64(k+1)) * 1099511628211
			}
		}
		sum += (h ^ h>>29) * 0xbf58476d1ce4e5b9
	}
	return sum
}

// entryKinds are the kinds of entries that a scan tells apart, beside regular files.
var entryKinds = [...]fs.FileMode{fs.ModeDir, fs.ModeSymlink, fs.ModeIrregular | fs.ModeNamedPipe | fs.ModeSocket | fs.ModeDevice}

// recordTree records what a scan saw of a folder.
func (s *scan) recordTree(dir string, stamp note.Stamp, entries []fs.DirEntry) {
	f := note.Folder{Path: dir, Stamp: s.reliableStamp(stamp), Entries: hashEntries(entries)}
	s.mu.Lock()
	s.seen.Folders = append(s.seen.Folders, f)
	s.mu.Unlock()
}

// recordTreeFile records the stamp of a file that is no note.
func (s *scan) recordTreeFile(f note.TreeFile) {
	s.mu.Lock()
	s.seen.Files = append(s.seen.Files, f)
	s.mu.Unlock()
}

// treeOf returns what the scan saw of the folders and files, or nil if that cannot tell later whether the library is the same.
func (l *Library) treeOf(s *scan) *note.Tree {
	if !hasTreeStamps || l.embedded != nil || l.IsSingle() || len(s.seen.Files)+2*len(s.symlinks) > maxTreeFiles {
		return nil
	}
	t := s.seen
	for _, link := range s.symlinks {
		for _, follows := range []bool{false, true} {
			t.Files = append(t.Files, l.statTreeFile(note.TreeFile{Path: link, Follows: follows}))
		}
	}
	t.Files = append(t.Files, l.statParentRules()...)
	for _, f := range t.Files {
		if f.Stamp != (note.Stamp{}) && !f.Follows && s.reliableStamp(f.Stamp) != f.Stamp {
			return nil
		}
	}
	slices.SortFunc(t.Folders, func(a, b note.Folder) int { return strings.Compare(a.Path, b.Path) })
	lists := l.foundSites().lists
	for i := range t.Folders {
		if names, ok := lists[t.Folders[i].Path]; ok && len(names) <= maxKnownNames {
			t.Folders[i].Names, t.Folders[i].HasNames = names, true
		}
	}
	return &t
}

// statTreeFile returns f with the stamp that the file has now.
func (l *Library) statTreeFile(f note.TreeFile) note.TreeFile {
	f.Stamp = statPath(l.AbsPath(f.Path), f.Follows)
	return f
}

// statParentRules returns the ignore files of the folders above the root that there may be.
func (l *Library) statParentRules() []note.TreeFile {
	var all []note.TreeFile
	for i := range l.parentFolders() {
		for _, name := range ignoreFiles {
			all = append(all, l.statTreeFile(note.TreeFile{Path: strings.Repeat("../", i+1) + name}))
		}
	}
	return all
}

// IsUnchanged reports whether the library has the same files as when t was recorded; what is in them may be another. Until the
// next load, FindSites takes the names of the files in unchanged folders from t.
func (l *Library) IsUnchanged(t *note.Tree) bool {
	if !hasTreeStamps || l.embedded != nil || l.IsSingle() {
		return false
	}
	parents := 0
	for _, f := range t.Files {
		if l.statTreeFile(f) != f {
			return false
		}
		if strings.HasPrefix(f.Path, "../") {
			parents++
		}
	}
	if parents != len(ignoreFiles)*len(l.parentFolders()) {
		return false
	}
	lists, listed := map[string][]string{}, 0
	for _, f := range t.Folders {
		if f.Stamp != (note.Stamp{}) && statPath(l.AbsPath(f.Path), false) == f.Stamp {
			if f.HasNames {
				lists[f.Path] = f.Names
			}
			continue
		}
		if listed++; listed > maxListedAgain || !l.hasEntries(f) {
			return false
		}
	}
	l.mu.Lock()
	l.knownLists = lists
	l.mu.Unlock()
	return true
}

// hasEntries lists a folder and reports whether it has the same files as f.
func (l *Library) hasEntries(f note.Folder) bool {
	dir, err := l.currentTree().openFolder(f.Path)
	if err != nil {
		return false
	}
	defer dir.Close()
	entries, err := dir.readDir()
	return err == nil && hashEntries(entries) == f.Entries
}

// StampOf returns the stamp of a regular file at a slash path below the root, which is not that of a symbolic link, or the zero
// Stamp.
func (l *Library) StampOf(file string) note.Stamp {
	if l.Root == "" || !filepath.IsLocal(filepath.FromSlash(file)) {
		return note.Stamp{}
	}
	return statRegular(l.AbsPath(file))
}

// takeKnownLists returns the names that IsUnchanged knows, by folder, once.
func (l *Library) takeKnownLists() map[string][]string {
	l.mu.Lock()
	defer l.mu.Unlock()
	lists := l.knownLists
	l.knownLists = nil
	return lists
}

// listCache holds the names in the folders that FindSites lists, until it ends.
type listCache struct {
	known map[string][]string // of folders that have not changed
	mu    sync.Mutex
	found map[string][]string // nil after FindSites
}

// list returns the names in a folder, from the cache or from read.
func (c *listCache) list(folder string, read func() []string) []string {
	folder = path.Join(".", folder)
	c.mu.Lock()
	defer c.mu.Unlock()
	names, ok := c.known[folder]
	if !ok || c.found == nil {
		names = read()
	}
	if c.found != nil {
		c.found[folder] = names
	}
	return names
}

// end ends the cache and returns what it found.
func (c *listCache) end() map[string][]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := c.found
	c.found = nil
	return found
}
