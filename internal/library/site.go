package library

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"quire/internal/config"
	"quire/internal/links/profile"
	"quire/internal/note"
)

// maxSettings bounds a settings file of a site in bytes; a longer file is not used.
const maxSettings = 256 << 10

var errTooLong = errors.New("too long")

// Bounds of the folders of a library in which the settings of further sites are looked for.
const (
	maxSiteFolders = 200
	maxSiteDepth   = 2
	maxSiteEntries = 250 // a folder with more files and folders is full of notes, and not the root of a site
)

// FindSites finds out of which sites the library consists: from quire.toml and from the settings of site generators, in the
// root, else in the nearest parent folder that has such a file (see parentFolders), and in the folders near the root. From then
// on, notes are read as these sites want it. stated are the settings of the user, which come before those of quire.toml.
func (l *Library) FindSites(stated profile.Settings) profile.Sites {
	if l.IsSingle() {
		return l.findSingleSite(stated)
	}
	t := l.currentTree()
	lists := &listCache{known: l.takeKnownLists(), found: map[string][]string{}}
	above := []profile.Place{{Files: siteFiles{tree: t, name: l.Name, lists: lists}}}
	below := path.Base(filepath.ToSlash(l.Root))
	for i, dir := range l.parentFolders() {
		above = append(above, profile.Place{Files: parentFiles{dir}, Prefix: strings.Repeat("../", i+1), Below: below})
		below = path.Base(filepath.ToSlash(dir)) + "/" + below
	}
	var within []profile.Place
	for _, folder := range l.siteFolders(t, lists) {
		within = append(within, profile.Place{Files: siteFiles{t, folder, path.Base(folder), true, lists}, Prefix: folder + "/", Folder: folder})
	}
	own, skipped := readOwnSettings(above)
	sites, errs := profile.Find(above, within, stated.Or(own))
	for _, e := range errs {
		s := newSkipped(e.File, e.Err)
		switch {
		case s.Unreadable:
		case e.IsPart:
			s.Reason = "only partly used: " + e.Err.Error()
		default:
			s.Reason = e.Err.Error()
		}
		skipped = append(skipped, s)
	}
	sites = sites.WithExcluded(l.newExcludedFiles(t).contains)
	l.sites.Store(&foundSites{sites, skipped, lists.end()})
	return sites
}

// currentSites returns the sites that FindSites found last.
func (l *Library) currentSites() profile.Sites { return l.foundSites().sites }

// SiteKey identifies the sites that FindSites found last, and how notes are read.
func (l *Library) SiteKey() string { return l.ParseKey() + "\x00" + l.currentSites().Fingerprint() }

// HasSiteFaults reports whether FindSites could not use a settings file.
func (l *Library) HasSiteFaults() bool { return len(l.foundSites().skipped) > 0 }

// foundSites are the sites of a library, and the settings files that were not used.
type foundSites struct {
	sites   profile.Sites
	skipped []Skipped
	lists   map[string][]string // the names in folders that were listed
}

func (l *Library) foundSites() *foundSites {
	if l.sites.Load() == nil {
		l.FindSites(profile.Settings{})
	}
	return l.sites.Load()
}

// ParseKey returns a checksum of how the notes are read: notes that were read under the same key are the same.
func (l *Library) ParseKey() string { return l.currentSites().ParseKey() }

// readOwnSettings reads what the nearest quire.toml says about the site.
func readOwnSettings(places []profile.Place) (s profile.Settings, skipped []Skipped) {
	for _, place := range places {
		text, err := place.Files.Read(config.LibraryFile)
		if err != nil {
			skip := newSkipped(place.Prefix+config.LibraryFile, err)
			skip.Unreadable = skip.Unreadable && place.Prefix != "" // loading the configuration reports that of the root
			skipped = append(skipped, skip)
		}
		if text != nil {
			// Loading the configuration reports the problems of this file.
			c, _ := config.ParseLibrary(place.Prefix+config.LibraryFile, text)
			return SiteSettings(c), skipped
		}
	}
	return s, skipped
}

// SiteSettings returns what a configuration says about the site of a library.
func SiteSettings(c config.Config) profile.Settings {
	s := profile.Settings{Generator: c.Generator, Site: c.Site, Hosts: c.Hosts, Permalinks: c.Permalinks, Static: c.Static, Relative: c.Relative}
	for _, m := range c.Mounts {
		folder, address, _ := strings.Cut(m, "=")
		if mount, ok := profile.CleanMount(folder, address); ok {
			s.Mounts = append(s.Mounts, mount)
		}
	}
	return s
}

// siteFolders returns the folders near the root that may be the roots of further sites.
func (l *Library) siteFolders(t tree, lists *listCache) []string {
	var out []string
	folders := []string{""}
	for range maxSiteDepth {
		var next []string
		for _, dir := range folders {
			for _, name := range (siteFiles{tree: t, folder: dir, lists: lists}).List("") {
				folder, isFolder := strings.CutSuffix(name, "/")
				if !isFolder || folder[0] == '.' || folder[0] == '_' || folder == "node_modules" || len(out) >= maxSiteFolders {
					continue
				}
				next = append(next, path.Join(dir, folder))
				out = append(out, path.Join(dir, folder))
			}
		}
		folders = slices.DeleteFunc(next, func(f string) bool { return !isSiteFolderParent(f) })
	}
	return out
}

// isSiteFolderParent reports whether sites are often in folders of a folder with this name.
func isSiteFolderParent(folder string) bool {
	switch path.Base(folder) {
	case "docs", "doc", "documentation", "site", "sites", "website", "web", "www", "packages", "apps":
		return true
	}
	return false
}

// siteFiles are the files of a folder of a library.
type siteFiles struct {
	tree     tree
	folder   string
	name     string
	isWithin bool // the folder is not the root of the library: List may leave out one with more than maxSiteEntries
	lists    *listCache
}

// Name returns the name of the folder.
func (f siteFiles) Name() string { return f.name }

// Read returns the text of a file, or nil if there is none.
func (f siteFiles) Read(name string) ([]byte, error) {
	return readSmall(f.tree, path.Join(f.folder, name), maxSettings)
}

// List returns the names in a folder; see profile.Files.
func (f siteFiles) List(folder string) []string {
	if folder != "" || f.lists == nil {
		return f.read(folder)
	}
	names := f.lists.list(f.folder, func() []string { return f.read("") })
	if f.isWithin && len(names) > maxSiteEntries {
		return nil
	}
	return names
}

// read lists a folder, or returns nil if it has too many files to be the root of a site.
func (f siteFiles) read(folder string) []string {
	dir, err := f.tree.openFolder(path.Join(".", f.folder, folder))
	if err != nil {
		return nil
	}
	defer dir.Close()
	if d, ok := dir.(interface {
		readSome(n int) ([]fs.DirEntry, error)
	}); ok && f.isWithin && folder == "" {
		entries, _ := d.readSome(maxSiteEntries + 1)
		if len(entries) > maxSiteEntries {
			return nil
		}
		return entryNames(entries)
	}
	entries, _ := dir.readDir()
	return entryNames(entries)
}

// parentFiles are the files of a folder above a library.
type parentFiles struct{ dir string }

// Name returns the name of the folder.
func (f parentFiles) Name() string { return filepath.Base(f.dir) }

// Read returns the text of a file, or nil if there is none.
func (f parentFiles) Read(name string) ([]byte, error) {
	return readInParent(f.dir, filepath.FromSlash(name), maxSettings)
}

// List returns the names in a folder; see profile.Files.
func (f parentFiles) List(folder string) []string {
	return listInParent(f.dir, folder)
}

// entryNames returns the names of files and folders; those of folders end in a slash.
func entryNames(entries []fs.DirEntry) []string {
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		switch {
		case e.IsDir():
			names = append(names, e.Name()+"/")
		case e.Type().IsRegular():
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names
}

// noteParser returns the parser of notes that parse makes of the options of a site, with the titles that the site gives.
func (l *Library) noteParser(parse func(note.Options) func(string, []byte) *note.Parsed) func(string, []byte) *note.Parsed {
	sites := l.currentSites()
	return func(path string, raw []byte) *note.Parsed {
		site := sites.Of(path)
		p := parse(site.Parse)(path, raw)
		if title := site.Titles[site.File(path)]; title != "" && p.Note.TitleFrom != note.FromFrontMatter {
			p.Note.Title, p.Note.TitleFrom = title, note.FromFrontMatter
		}
		return p
	}
}
