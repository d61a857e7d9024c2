package links

import (
	"slices"
	"strconv"
	"strings"

	"quire/internal/note"
)

// Addresses are the paths, without slashes at their ends, at which the site publishes a note, as far as that is
// known: those that it declares, then those that the site's patterns make.
func (r *Resolver) Addresses(n *note.Note) []string { return r.addresses(n) }

// addresses are the routes of a note: the declared ones, then those that the
// site's patterns make. Where nothing says anything its path is its address, which is no route.
func (r *Resolver) addresses(n *note.Note) []string {
	out := declaredRoutes(n)
	if r.jekyll() && !isPost(n) || lastSegment(n.ID) == "_index" { // Hugo publishes a section at its path
		return out
	}
	for _, p := range r.patterns() {
		if route, ok := p.address(n); ok && route != "" {
			out = append(out, route)
		}
	}
	return out
}

// declaredRoutes are the addresses that the note's own front matter names. An
// alias is one when it begins with a slash, as Hugo's do.
func declaredRoutes(n *note.Note) []string {
	var out []string
	add := func(s string) {
		if s == "" || strings.Contains(s, "://") {
			return
		}
		if strings.Contains(s, "/:") { // Jekyll fills placeholders in front matter too
			if p, ok := compile(s); ok {
				s, _ = p.address(n)
			}
		}
		if route, ok := cleanSite(s); ok {
			out = append(out, route)
		}
	}
	for _, s := range n.Routes {
		add(s)
	}
	for _, s := range n.Aliases {
		if strings.HasPrefix(s, "/") {
			add(s)
		}
	}
	return out
}

func declares(n *note.Note, route string) bool { return slices.Contains(declaredRoutes(n), route) }

// isPost reports whether a note is of the kind that Jekyll's permalinks are for:
// it lies in a collection, or its name begins with a date.
func isPost(n *note.Note) bool {
	dir := dirOf(n.ID)
	return strings.HasPrefix(dir, "_") || strings.Contains(dir, "/_") || startsWithDate(lastSegment(n.ID))
}

func startsWithDate(name string) bool {
	parts := strings.SplitN(name, "-", 4)
	if len(parts) < 4 || len(parts[0]) != 4 {
		return false
	}
	for _, p := range parts[:3] {
		if _, err := strconv.ParseUint(p, 10, 16); err != nil {
			return false
		}
	}
	return true
}
