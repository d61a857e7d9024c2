package profile

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"

	"quire/internal/note"
)

// Site is a profile with its place in a library: either the library lies within the site, or the site within the library.
type Site struct {
	*Profile
	folder string // of the library, where the site begins; "" for all of it
	above  string // path of the library's root from the root of the site; "" if the site begins in the library
}

// Folder returns the folder of the library in which the site begins, "" for the site of the whole library.
func (s Site) Folder() string { return s.folder }

// File returns the path in the site of a file of the library; it begins with ../ if the file lies beside the site.
func (s Site) File(libraryPath string) string {
	if !HasPathPrefix(libraryPath, s.folder) {
		return relativePath(s.folder, libraryPath)
	}
	return joinPath(s.above, strings.TrimPrefix(strings.TrimPrefix(libraryPath, s.folder), "/"))
}

// LibraryPath returns the path in the library of a file of the site. It is false if the file lies outside of the library.
func (s Site) LibraryPath(file string) (string, bool) {
	if strings.HasPrefix(file, "../") {
		p := path.Join(s.folder, file)
		return p, s.above == "" && p != ".." && !strings.HasPrefix(p, "../")
	}
	if !HasPathPrefix(file, s.above) {
		return "", false
	}
	return joinPath(s.folder, strings.TrimPrefix(file[len(s.above):], "/")), true
}

// Page returns a note of the library as a page of the site.
func (s Site) Page(n *note.Note) Page {
	file := s.File(n.Path)
	if _, rest, ok := s.Mounted(file); ok {
		return Page{File: file, Content: rest, Note: n}
	}
	return Page{File: file, Content: file, Note: n}
}

// Published returns where the site publishes a note of the library.
func (s Site) Published(n *note.Note) Published { return s.PublishedAt(s.Page(n)) }

// Sites are the sites of a library: that of the whole library first, and then those that begin in a folder of it.
type Sites struct {
	list        []Site
	fingerprint string
	excluded    func(file string) bool // see WithExcluded; may be nil
}

// WithExcluded returns the sites with a function that reports whether the library leaves out a file, by its slash path below the
// root: one that a build makes and ignore files name, or one in a hidden folder. Several goroutines may call it.
func (s Sites) WithExcluded(contains func(file string) bool) Sites {
	s.excluded = contains
	return s
}

// Excludes reports whether the library leaves out the file at a slash path below its root.
func (s Sites) Excludes(file string) bool { return s.excluded != nil && s.excluded(file) }

// NewSites returns the sites of a library that is itself the root of a single site.
func NewSites(p *Profile) Sites { return Sites{list: []Site{{Profile: p}}} }

// Len returns the number of sites; it is at least 1.
func (s Sites) Len() int { return max(len(s.list), 1) }

// At returns the i-th site.
func (s Sites) At(i int) Site {
	if len(s.list) == 0 {
		return Site{Profile: &Profile{Parse: note.DefaultOptions()}}
	}
	return s.list[i]
}

// IndexOf returns the number of the site that a file of the library belongs to: the one with the deepest folder, its own or that
// of content which lies beside it.
func (s Sites) IndexOf(libraryPath string) int {
	best, depth := 0, 0
	for i, site := range s.list {
		if i == 0 {
			continue
		}
		if HasPathPrefix(libraryPath, site.folder) && len(site.folder) > depth {
			best, depth = i, len(site.folder)
		}
		for _, m := range site.Mounts {
			folder, ok := site.LibraryPath(m.Folder)
			if ok && strings.HasPrefix(m.Folder, "../") && HasPathPrefix(libraryPath, folder) && len(folder) > depth {
				best, depth = i, len(folder)
			}
		}
	}
	return best
}

// relativePath returns the path of a file as it is written from a folder that it is not in: ../docs/a.md.
func relativePath(folder, file string) string {
	up := ""
	for ; folder != "" && !HasPathPrefix(file, folder); folder = dirOf(folder) {
		up += "../"
	}
	return up + strings.TrimPrefix(strings.TrimPrefix(file, folder), "/")
}

// Of returns the site that a file of the library belongs to.
func (s Sites) Of(libraryPath string) Site { return s.At(s.IndexOf(libraryPath)) }

// ParseKey returns a checksum of what the sites say about the parsing of notes: notes that were parsed under the same key
// are the same.
func (s Sites) ParseKey() string {
	h := sha256.New()
	for i := range s.Len() {
		site := s.At(i)
		fmt.Fprintf(h, "%q %q %+v %d\n", site.folder, site.above, site.Parse, len(site.Titles))
		for _, file := range sortedKeys(site.Titles) {
			fmt.Fprintf(h, "%q %q\n", file, site.Titles[file])
		}
	}
	return string(h.Sum(nil))
}

// Fingerprint returns a checksum of all settings that the sites were made from: links of the same notes lead to the same
// targets under the same fingerprint.
func (s Sites) Fingerprint() string { return s.fingerprint + s.ParseKey() }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare)
	return keys
}
