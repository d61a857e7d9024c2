package profile

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"path"
	"slices"
	"strings"

	"quire/internal/note"
)

// Files gives access to the files of one folder, which may be the root of a site. Names are slash paths below it.
type Files interface {
	// Name returns the name of the folder itself.
	Name() string
	// Read returns the text of a regular file, or nil if there is none. The text is bounded; a longer file is an error.
	Read(name string) ([]byte, error)
	// List returns the names of the files and folders in a folder, "" for the root; names of folders end in a slash. It
	// returns nil if there is no such folder.
	List(folder string) []string
}

// Place is a folder in which Find looks for the settings of a site.
type Place struct {
	Files  Files
	Prefix string // of the names of files in reports, such as "../"
	Below  string // path of the library's root from this folder, if the folder is above the library
	Folder string // path of this folder in the library, if it is within
}

// SettingsError says what is wrong with the settings of a site.
type SettingsError struct {
	File   string // with the prefix of its place
	Err    error
	IsPart bool // the rest of the file is used
}

func (e *SettingsError) Error() string { return e.File + ": " + e.Err.Error() }

func (e *SettingsError) Unwrap() error { return e.Err }

// Find returns the sites of a library. above are the library's root and the folders above it, the nearest first; the first
// that is a site of a generator counts. within are folders of the library that may be the roots of further sites. Settings
// override what the files say.
func Find(above, within []Place, s Settings) (Sites, []*SettingsError) {
	f := finder{digest: sha256.New()}
	fmt.Fprintln(f.digest, s.fingerprint())
	main := Site{Profile: newProfile()}
	for _, place := range above {
		if p := f.read(place, s.Generator); p != nil {
			main = Site{Profile: p, above: place.Below}
			break
		}
	}
	s.apply(main.Profile)
	sites := Sites{list: []Site{main}}
	for _, place := range within {
		if p := f.read(place, ""); p != nil && (p.Generator != main.Generator || main.Generator == "") {
			if s.Hashtags != nil {
				p.Parse.Hashtags = *s.Hashtags
			}
			sites.list = append(sites.list, Site{Profile: p, folder: place.Folder})
		}
	}
	sites.fingerprint = string(f.digest.Sum(nil))
	return sites, f.errs
}

// newProfile returns the profile of a library without a generator.
func newProfile() *Profile { return &Profile{Parse: note.DefaultOptions()} }

// finder reads the settings of sites.
type finder struct {
	digest hash.Hash // of everything that was read
	errs   []*SettingsError
}

// read returns the profile of the site that begins in a folder, or nil. wanted is the name of the generator that the user
// states, or "".
func (f *finder) read(place Place, wanted string) *Profile {
	if strings.EqualFold(wanted, NoGenerator) {
		return nil
	}
	files := &recordedFiles{Files: place.Files, digest: f.digest, lists: map[string][]string{}}
	for _, g := range generators() {
		if wanted != "" && !strings.EqualFold(g.name, wanted) {
			continue
		}
		for _, marker := range g.markers {
			found, ok := files.find(marker)
			if !ok && wanted == "" {
				continue
			}
			p := newProfile()
			p.Generator, p.Evidence = g.name, place.Prefix+found
			ok, err := g.read(p, files, found)
			if err != nil && found != "" {
				f.errs = append(f.errs, &SettingsError{File: place.Prefix + found, Err: err, IsPart: ok})
			}
			if ok {
				p.PlainBrackets = g.rank == rankSite && !g.hasWikiLinks && !slices.Contains(files.List(""), obsidianFolder)
				p.addHostRedirects(files)
				fmt.Fprintf(f.digest, "%s %q %q %q\n", g.name, place.Prefix, place.Below, place.Folder)
				return p
			}
			if wanted != "" && found == "" {
				break
			}
		}
	}
	return nil
}

// recordedFiles are files of which a digest is kept.
type recordedFiles struct {
	Files
	digest hash.Hash
	lists  map[string][]string
}

func (r *recordedFiles) Read(name string) ([]byte, error) {
	text, err := r.Files.Read(name)
	fmt.Fprintf(r.digest, "%q %q %v\n", name, text, err)
	return text, err
}

func (r *recordedFiles) List(folder string) []string {
	list, ok := r.lists[folder]
	if !ok {
		if folder == "" || slices.Contains(r.List(dirOf(folder)), lastSegment(folder)+"/") {
			list = r.Files.List(folder)
			slices.Sort(list)
		}
		r.lists[folder] = list
	}
	return list
}

// find returns the file or folder that a marker stands for.
func (r *recordedFiles) find(marker string) (found string, ok bool) {
	folder := strings.TrimSuffix(marker, "/")
	dir := dirOf(folder)
	pattern := lastSegment(folder)
	if folder != marker {
		pattern += "/"
	}
	names := r.List(dir)
	if !strings.Contains(pattern, "*") {
		if _, ok := slices.BinarySearch(names, pattern); !ok {
			return "", false
		}
		return strings.TrimSuffix(joinPath(dir, pattern), "/"), true
	}
	for _, name := range names {
		if matched, err := path.Match(pattern, name); err == nil && matched {
			return strings.TrimSuffix(joinPath(dir, name), "/"), true
		}
	}
	return "", false
}

// readSettings reads and parses a settings file. It returns nil if there is no such file.
func readSettings(files Files, name string) (settings, error) {
	text, err := files.Read(name)
	if err != nil || text == nil {
		return nil, err
	}
	s, err := parseSettings(name, text)
	if err != nil {
		return nil, fmt.Errorf("cannot be parsed: %w", err)
	}
	return s, nil
}

// errNoSettings says that a settings file vanished after it was found.
var errNoSettings = errors.New("not a settings file")
