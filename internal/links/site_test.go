package links

import (
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"quire/internal/links/profile"
	"quire/internal/markdown"
	"quire/internal/note"
)

// siteFolder is a folder of a library in memory, in which profile.Find looks for settings.
type siteFolder struct {
	files  libraryFiles
	folder string
}

func (f siteFolder) Name() string { return path.Base("/" + f.folder) }

func (f siteFolder) Read(name string) ([]byte, error) {
	if text, ok := f.files[joinPath(f.folder, name)]; ok {
		return []byte(text), nil
	}
	return nil, nil
}

func (f siteFolder) List(folder string) []string {
	found := map[string]bool{}
	dir := path.Join(f.folder, folder)
	for name := range f.files {
		rest, ok := strings.CutPrefix(name, dir+"/")
		if dir == "" {
			rest, ok = name, true
		}
		if first, _, below := strings.Cut(rest, "/"); ok && below {
			found[first+"/"] = true
		} else if ok {
			found[first] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// siteResolver returns the resolver of a site: its settings, notes and assets. opened is the folder of the site that is opened as
// a library, "" for all of it. Folders within it may be sites of their own.
func siteResolver(t testing.TB, files libraryFiles, opened string) *Resolver {
	t.Helper()
	above := []profile.Place{{Files: siteFolder{files, opened}}}
	for dir := opened; dir != ""; {
		dir = dirOf(dir)
		above = append(above, profile.Place{Files: siteFolder{files, dir}, Prefix: "../", Below: strings.TrimPrefix(strings.TrimPrefix(opened, dir), "/")})
	}
	library := libraryFiles{}
	folders := map[string]bool{}
	for name, text := range files {
		if rest, ok := strings.CutPrefix(name, opened+"/"); ok || opened == "" {
			if opened == "" {
				rest = name
			}
			library[rest] = text
			for dir := dirOf(rest); dir != ""; dir = dirOf(dir) {
				folders[dir] = true
			}
		}
	}
	var within []profile.Place
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		within = append(within, profile.Place{Files: siteFolder{library, dir}, Prefix: dir + "/", Folder: dir})
	}
	sites, errs := profile.Find(above, within, profile.Settings{})
	for _, err := range errs {
		t.Error(err)
	}
	var notes []*note.Note
	var assets []string
	for _, name := range slices.Sorted(maps.Keys(library)) {
		if trimNoteExt(name) == name {
			assets = append(assets, name)
			continue
		}
		notes = append(notes, sites.Of(name).Parse.Parse(name, []byte(library[name])).Note)
	}
	return New(notes, assets, sites)
}

// checkSite checks where links lead on a site of files. Each line of want has the form
//
//	from.md: address -> status to#heading
//
// where status and target are written as formatTarget writes them. An address that begins with ! is that of an image, one in [[ ]]
// a wiki link. opened is as for siteResolver.
func checkSite(t *testing.T, files libraryFiles, opened string, want ...string) {
	t.Helper()
	r := siteResolver(t, files, opened)
	for _, line := range want {
		from, rest, ok := strings.Cut(line, ": ")
		dest, target, arrow := strings.Cut(rest, " -> ")
		if !ok || !arrow {
			t.Fatalf("%q: want the form from: address -> target", line)
		}
		l := markdown.Link{Form: markdown.Inline, Dest: dest}
		if name, isImage := strings.CutPrefix(dest, "!"); isImage {
			l = markdown.Link{Form: markdown.Image, Dest: name}
		} else if strings.HasPrefix(dest, "[[") {
			l = markdown.Link{Form: markdown.Wiki, Dest: strings.Trim(dest, "[]")}
		}
		n := r.Note(from)
		if n == nil {
			t.Fatalf("%q: no such note", line)
		}
		if got := r.Resolve(n, l); formatTarget(got) != target {
			t.Errorf("%s: %s\n got %s (via %s: %s)\nwant %s", from, dest, formatTarget(got), got.Rule, got.Reason, target)
		}
	}
}
