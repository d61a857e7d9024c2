package links

import "strings"

// minForeignLinks is the minimum number of different addresses that show that something else publishes an area of a host.
const minForeignLinks = 5

// isForeignArea reports whether something else than the library publishes the area of a site's host that an address is in, which is
// the first segment of its path: links of the notes name several addresses in it, and none of them is a page or file of the site.
// The documentation of other versions or projects is often added when the site is built.
func (r *Resolver) isForeignArea(site int, plain string) bool {
	plain = strings.Trim(plain, "/")
	if below, ok := r.belowBase(site, plain); ok {
		plain = below
	}
	first, _, _ := strings.Cut(plain, "/")
	return first != "" && r.foreignAreas()[siteArea{site, first}]
}

// siteArea is the first segment of addresses on a site.
type siteArea struct {
	site    int
	segment string
}

// findForeignAreas implements isForeignArea for all links of the library.
func (r *Resolver) findForeignAreas() map[siteArea]bool {
	hosts := r.hosts()
	seen := map[siteArea]map[string]bool{}
	r.visitWebLinks(func(_ int, location hostSegment, p string) {
		own, ok := hosts[location.host]
		if !ok || own.isInferred() {
			return
		}
		if below, ok := r.belowBase(own.site, p); ok {
			p = below
		}
		first, rest, _ := strings.Cut(p, "/")
		area := siteArea{own.site, first}
		switch {
		case rest == "" || len(seen[area]) >= minForeignLinks:
			return
		case seen[area] == nil:
			seen[area] = map[string]bool{}
		}
		seen[area][p] = true
	})
	out := map[siteArea]bool{}
	for area, addresses := range seen {
		if len(addresses) >= minForeignLinks && !r.hasPagesIn(area) {
			out[area] = true
		}
	}
	return out
}

// hasPagesIn reports whether the site publishes a note in an area, or could have a folder or file of that name.
func (r *Resolver) hasPagesIn(area siteArea) bool {
	s := r.sites.At(area.site)
	for _, file := range append(s.FilesAt(area.segment), area.segment) {
		if path, ok := s.LibraryPath(file); ok && len(s.Mounts) > 0 && file != area.segment && r.hasFolder(path) {
			return true
		}
	}
	for i, n := range r.notes {
		if r.sites.IndexOf(n.Path) != area.site && len(r.published) > 1 {
			continue
		}
		at := s.Published(r.notes[i])
		for _, address := range append(at.Aliases, at.Address) {
			if first, _, _ := strings.Cut(strings.Trim(address, "/"), "/"); strings.EqualFold(first, area.segment) {
				return true
			}
		}
	}
	return false
}
