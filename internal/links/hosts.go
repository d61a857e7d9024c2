package links

import (
	"strings"

	"quire/internal/markdown"
)

// hostSet maps the library's own hosts, in the form of hostKey, to the first segments of the paths
// at which they publish the library's notes. The value is nil for a declared host: all its paths count.
type hostSet map[string]segmentSet

// segmentSet is a set of first path segments.
type segmentSet map[string]bool

// parseHosts parses the hosts in a configuration: host names or complete addresses.
func parseHosts(list []string) hostSet {
	out := hostSet{}
	for _, h := range list {
		scheme, rest := "https", strings.TrimSpace(h)
		if s, after, ok := strings.Cut(rest, "://"); ok {
			scheme, rest = strings.ToLower(s), after
		}
		authority, _ := splitAuthority(strings.TrimPrefix(rest, "//"))
		if key := hostKey(scheme, authority); key != "" {
			out[key] = nil
		}
	}
	return out
}

// hostSegment is a host with the first segment of a path on it.
type hostSegment struct{ host, segment string }

// minHostLinks is the minimum number of different links to notes that make a host the library's own.
const minHostLinks = 3

// inferHosts returns the hosts that appear to publish the library. For such a host at least minHostLinks different
// links end in the slug of a note, and they are at least half of all links to that host with the same first path
// segment. Links from the note with that slug do not count: a note often links to a page about its own subject elsewhere.
func (r *Resolver) inferHosts() hostSet {
	hits := map[hostSegment]map[string]bool{}
	r.visitWebLinks(func(from int, location hostSegment, p string) {
		if slug := lastSegment(p); r.hasOtherNoteWithSlug(from, slug) {
			if hits[location] == nil {
				hits[location] = map[string]bool{}
			}
			hits[location][p] = true
		}
	})
	linksAt := map[hostSegment]map[string]bool{}
	for location, found := range hits {
		if len(found) >= minHostLinks {
			linksAt[location] = map[string]bool{}
		}
	}
	if len(linksAt) == 0 {
		return nil
	}
	r.visitWebLinks(func(_ int, location hostSegment, p string) {
		if paths := linksAt[location]; paths != nil {
			paths[p] = true
		}
	})
	out := hostSet{}
	for location, paths := range linksAt {
		if len(hits[location])*2 < len(paths) {
			continue
		}
		if out[location.host] == nil {
			out[location.host] = segmentSet{}
		}
		out[location.host][location.segment] = true
	}
	return out
}

// hasOtherNoteWithSlug reports whether a note other than notes[from] has this slug.
func (r *Resolver) hasOtherNoteWithSlug(from int, slug string) bool {
	f := r.findBySlug(slug)
	return len(f.notes) > 0 && (len(f.notes) > 1 || int(f.notes[0]) != from)
}

// visitWebLinks calls visit for each link of all notes to an http or https address, except wiki
// links, embeds and images. from is the index of the note; p is the path in the form of a route.
func (r *Resolver) visitWebLinks(visit func(from int, location hostSegment, p string)) {
	for i, n := range r.notes {
		for _, l := range n.Details().Links {
			if l.Form.HasNames() || l.Form == markdown.Image {
				continue
			}
			scheme, rest, ok := splitScheme(l.Dest)
			if !ok || scheme != "http" && scheme != "https" || !strings.HasPrefix(rest, "//") {
				continue
			}
			authority, p := splitAuthority(rest[2:])
			p, _ = splitAddress(p)
			if p, ok := normalizeRoute(p); ok && p != "" {
				visit(i, hostSegment{hostKey(scheme, authority), firstSegment(p)}, p)
			}
		}
	}
}

// firstSegment returns the first folder of a path on the site; "" for a page at its root.
func firstSegment(p string) string {
	first, _, below := strings.Cut(strings.TrimPrefix(p, "/"), "/")
	if !below {
		return ""
	}
	return first
}
