package links

import (
	"strings"

	"quire/internal/markdown"
	"quire/internal/note"
)

// hostSet maps the library's own hosts, in the form of hostKey, to their sites.
type hostSet map[string]hostSite

// hostSite is the site of a host.
type hostSite struct {
	site int
	// segments are the first segments of the paths at which an inferred host publishes the library's notes. It is nil for a
	// declared host: all its paths count.
	segments segmentSet
}

func (h hostSite) isInferred() bool { return h.segments != nil }

// segmentSet is a set of first path segments.
type segmentSet map[string]bool

// declaredHosts returns the hosts that the sites declare.
func (r *Resolver) declaredHosts() hostSet {
	out := hostSet{}
	for i := range r.sites.Len() {
		for key := range parseHosts(r.sites.At(i).Hosts) {
			if _, known := out[key]; !known {
				out[key] = hostSite{site: i}
			}
		}
	}
	return out
}

// parseHosts parses the hosts in a configuration: host names or complete addresses.
func parseHosts(list []string) map[string]bool {
	out := map[string]bool{}
	for _, h := range list {
		scheme, rest := "https", strings.TrimSpace(h)
		if s, after, ok := strings.Cut(rest, "://"); ok {
			scheme, rest = strings.ToLower(s), after
		}
		authority, _ := splitAuthority(strings.TrimPrefix(rest, "//"))
		if key := hostKey(scheme, authority); key != "" {
			out[key] = true
		}
	}
	return out
}

// hostSegment is a host with the first segment of a path on it.
type hostSegment struct{ host, segment string }

// minHostLinks is the minimum number of different links to notes that make a host the library's own.
const minHostLinks = 3

// inferHosts returns the hosts that appear to publish the library. For such a host at least minHostLinks different links equal
// whole addresses of notes, and they are at least half of all links to that host with the same first path segment. Links from
// a note with the same slug do not count: a note, and each of its translations, often links to a page about its own subject
// elsewhere.
func (r *Resolver) inferHosts() hostSet {
	hits := map[hostSegment]map[string]bool{}
	r.visitWebLinks(func(from int, location hostSegment, p string) {
		if r.hasOtherNoteAt(from, p) {
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
		if out[location.host].segments == nil {
			out[location.host] = hostSite{segments: segmentSet{}}
		}
		out[location.host].segments[location.segment] = true
	}
	return out
}

// hasOtherNoteAt reports whether a whole address is that of a note which is about something else than notes[from].
func (r *Resolver) hasOtherNoteAt(from int, p string) bool {
	f := r.findAddress(0, p)
	if len(f.notes) == 0 && strings.Contains(p, "/") {
		f = r.findMounted(0, p)
		if len(f.notes) == 1 {
			if key := mountOf(p, r.notes[f.notes[0]]); key.address == "" && key.folder != "" {
				return false // only the end of its path
			}
		}
	}
	if len(f.notes) == 0 {
		return false
	}
	own := note.FoldName(slugOf(r.notes[from]))
	return note.FoldName(slugOf(r.notes[f.notes[0]])) != own
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
