package links

import (
	"slices"
	"sync"

	"quire/internal/links/profile"
	"quire/internal/note"
)

// publishedTables are the addresses at which one site of the library publishes its notes, in the form of normalizeRoute.
type publishedTables struct {
	site    profile.Site
	once    sync.Once
	fill    func(*publishedTables)
	pages   nameTable // the notes' own addresses
	aliases nameTable // further addresses of the notes
	keys    nameTable // the keys of the notes, see profile.Profile.PageKeys
}

func (t *publishedTables) ensureFilled() { t.once.Do(func() { t.fill(t) }) }

// fold returns the form of a route in which the site compares addresses.
func (t *publishedTables) fold(route string) string {
	if t.site.FoldAddress == nil {
		return route
	}
	return t.site.FoldAddress(route)
}

// maxAliases bounds the further addresses of all notes together, of which patterns of the user may make many; each takes about 100
// bytes. Every note may have minAliases.
const (
	maxAliases = 1 << 20
	minAliases = 16
)

// fillPublished adds the addresses of the notes of a site.
func (r *Resolver) fillPublished(site int, t *publishedTables) {
	t.pages.reserve(len(r.notes) / len(r.published))
	for i, n := range r.notes {
		if len(r.published) > 1 && r.sites.IndexOf(n.Path) != site {
			continue
		}
		at := t.site.Published(n)
		if at.Address != "" {
			if route, ok := normalizeRoute(at.Address); ok {
				t.pages.add(t.fold(route), i)
			}
		}
		for _, alias := range at.Aliases[:min(len(at.Aliases), max(minAliases, maxAliases/len(r.notes)))] {
			if route, ok := normalizeRoute(alias); ok {
				t.aliases.add(t.fold(route), i)
			}
		}
	}
}

// SitePaths returns the known paths at which the site publishes a note, without slashes at their ends: the note's own address
// and then its aliases.
func (r *Resolver) SitePaths(n *note.Note) []string {
	at := r.sites.Of(n.Path).Published(n)
	var out []string
	for _, a := range append([]string{at.Address}, at.Aliases...) {
		if route, ok := normalizeRoute(a); ok && route != "" && !slices.Contains(out, route) {
			out = append(out, route)
		}
	}
	return out
}

// findPublished finds the notes that a site publishes at a route. A page at that address beats an alias.
func (r *Resolver) findPublished(site int, route string) findings {
	t := &r.published[site]
	t.ensureFilled()
	f := findings{rule: rulePermalink}
	for _, table := range []*nameTable{&t.pages, &t.aliases} {
		for i := range table.items(t.fold(route)) {
			f.notes = append(f.notes, i)
		}
		if f.notes = r.preferIndex(r.preferPublished(f.notes)); len(f.notes) > 0 {
			break
		}
	}
	if len(f.notes) > 0 && declaresRoute(t.site, r.notes[f.notes[0]], route) {
		f.rule = ruleRoute
	}
	return f
}

// declaresRoute reports whether the front matter of n declares the route.
func declaresRoute(site profile.Site, n *note.Note, route string) bool {
	page := site.Page(n)
	for _, a := range slices.Concat(profile.DeclaredAddresses(page), profile.DeclaredAliases(page), n.Aliases) {
		if r, ok := normalizeRoute(a); ok && r == route {
			return true
		}
	}
	return false
}

// preferIndex returns the notes whose name comes first in indexNames, if one has such a name: of index and README in a folder,
// the first is its page.
func (r *Resolver) preferIndex(notes []int32) []int32 {
	if len(notes) < 2 {
		return notes
	}
	for _, name := range indexNames {
		if out := preferWhere(notes, func(i int32) bool { return lastSegment(r.notes[i].ID) == name }); len(out) < len(notes) {
			return out
		}
	}
	return notes
}
