package links

import (
	"strings"

	"quire/internal/markdown"
)

// hosts are the library's own hosts by hostKey. The value is nil for a declared
// host; for an inferred one it says under which first segments of its paths the library's notes stand.
type hosts map[string]segments

type segments map[string]bool

// declaredHosts reads what a configuration says: host names, or whole addresses.
func declaredHosts(list []string) hosts {
	out := hosts{}
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

// place is a host and the first segment of the paths on it.
type place struct{ host, segment string }

// Three different links to notes make a host the library's own, when they
// are at least half of the links beside them.
const enoughHits = 3

// inferHosts finds the hosts that the notes treat as their own: those with enough different links that end
// in the slug of a note, at least half of all that share the first segment of their path. A
// note that links to its own subject's page elsewhere says nothing, so links from the note with that slug do not count.
func (r *Resolver) inferHosts() hosts {
	hits := map[place]map[string]bool{}
	r.eachWebLink(func(from int, at place, p string) {
		if slug := lastSegment(p); r.otherHasSlug(from, slug) {
			if hits[at] == nil {
				hits[at] = map[string]bool{}
			}
			hits[at][p] = true
		}
	})
	all := map[place]map[string]bool{}
	for at, found := range hits {
		if len(found) >= enoughHits {
			all[at] = map[string]bool{}
		}
	}
	if len(all) == 0 {
		return nil
	}
	r.eachWebLink(func(_ int, at place, p string) {
		if paths := all[at]; paths != nil {
			paths[p] = true
		}
	})
	out := hosts{}
	for at, paths := range all {
		if len(hits[at])*2 < len(paths) {
			continue
		}
		if out[at.host] == nil {
			out[at.host] = segments{}
		}
		out[at.host][at.segment] = true
	}
	return out
}

func (r *Resolver) otherHasSlug(from int, slug string) bool {
	f := r.bySlug(slug)
	return len(f.notes) > 0 && (len(f.notes) > 1 || int(f.notes[0]) != from)
}

// eachWebLink visits the links of all notes to http and https addresses, with
// the path in the form of a route.
func (r *Resolver) eachWebLink(visit func(from int, at place, p string)) {
	for i, n := range r.notes {
		for _, l := range n.Details().Links {
			if l.Form == markdown.Wiki || l.Form == markdown.Embed || l.Form == markdown.Image {
				continue
			}
			scheme, rest, ok := splitScheme(l.Dest)
			if !ok || scheme != "http" && scheme != "https" || !strings.HasPrefix(rest, "//") {
				continue
			}
			authority, p := splitAuthority(rest[2:])
			p, _ = splitAddress(p)
			if p, ok := cleanSite(p); ok && p != "" {
				visit(i, place{hostKey(scheme, authority), firstSegment(p)}, p)
			}
		}
	}
}

// firstSegment is the first folder of a site's path; "" for what stands at its root.
func firstSegment(p string) string {
	first, _, below := strings.Cut(strings.TrimPrefix(p, "/"), "/")
	if !below {
		return ""
	}
	return first
}
