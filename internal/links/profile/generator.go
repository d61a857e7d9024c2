package profile

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// generator is what quire knows of a site generator, or of another program that makes libraries. Each has a file of its own,
// which registers it.
type generator struct {
	name string
	// markers are the files and folders by which a folder is recognized as the root of a site, as slash paths from that
	// folder. A marker that ends in a slash is a folder; an asterisk stands for any characters of a name.
	markers []string
	// roots are those of the markers that no other program uses: the folder of such a file is the root of a library.
	roots []string
	// rank orders the generators: of two that recognize the same folder, the one with the lower rank counts. Programs that
	// make sites come before those that only edit notes.
	rank int
	// hasWikiLinks says that the generator makes links of [[x]], as all programs do that are not of rankSite.
	hasWikiLinks bool
	// read reads the settings. marker is the marker that was found. It returns false if the folder is no site of this generator
	// after all: a config.json may belong to any program. The error says what part of the settings is not used.
	read func(p *Profile, files Files, marker string) (ok bool, err error)
}

// Ranks of generators.
const (
	rankSite   = 10 // makes a site of the notes
	rankWiki   = 20 // shows the notes as a wiki
	rankEditor = 30 // edits notes
)

// registered holds all generators. Only register changes it, before the program starts.
var registered []generator

// register adds a generator. The file of each generator calls it from init.
func register(g generator) { registered = append(registered, g) }

// generators returns all generators in the order in which they are tried.
func generators() []generator {
	all := slices.Clone(registered)
	slices.SortFunc(all, func(a, b generator) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.name, b.name)) })
	return all
}

// Names returns the names of all generators.
func Names() []string {
	var names []string
	for _, g := range generators() {
		names = append(names, g.name)
	}
	return names
}

// RootMarkers returns the files and folders whose folder is the root of a library, as slash paths from that folder.
func RootMarkers() []string {
	var out []string
	for _, g := range generators() {
		out = append(out, g.roots...)
	}
	return out
}

// SettingsFiles returns the files of all generators that a folder may have as its settings, as slash paths or patterns of path.Match.
func SettingsFiles() []string {
	var out []string
	for _, g := range generators() {
		for _, m := range g.markers {
			if !strings.HasSuffix(m, "/") {
				out = append(out, m)
			}
		}
	}
	return out
}

// IsSettingsFile reports whether a file may be the settings of a site, by the end of its slash path.
func IsSettingsFile(name string) bool {
	parts := strings.Split(name, "/")
	return slices.ContainsFunc(SettingsFiles(), func(pattern string) bool {
		k := len(parts) - 1 - strings.Count(pattern, "/")
		if k < 0 {
			return false
		}
		ok, err := path.Match(pattern, strings.Join(parts[k:], "/"))
		return err == nil && ok
	})
}
