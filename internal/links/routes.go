package links

import (
	"slices"
	"strconv"
	"strings"

	"quire/internal/note"
)

// SitePaths returns the known paths at which the site publishes a note, without slashes at their ends: the paths
// that the note declares, then those that the site's permalinks yield.
func (r *Resolver) SitePaths(n *note.Note) []string { return r.noteRoutes(n) }

// noteRoutes returns the routes of a note: those in its front matter, then those that the site's
// patterns yield. Without either, the note is published at its own path, which does not count as a route.
func (r *Resolver) noteRoutes(n *note.Note) []string {
	out := frontMatterRoutes(n)
	if r.jekyll() && !isPost(n) || lastSegment(n.ID) == "_index" { // Hugo publishes a section at its path
		return out
	}
	for _, p := range r.patterns() {
		if route, ok := p.noteRoute(n); ok && route != "" {
			out = append(out, route)
		}
	}
	return out
}

// frontMatterRoutes returns the routes that the front matter of n declares. An alias that begins
// with a slash is a route, as in Hugo.
func frontMatterRoutes(n *note.Note) []string {
	var out []string
	add := func(s string) {
		if s == "" || strings.Contains(s, "://") {
			return
		}
		if strings.Contains(s, "/:") { // Jekyll fills placeholders in front matter too
			if p, ok := compilePattern(s); ok {
				s, _ = p.noteRoute(n)
			}
		}
		if route, ok := normalizeRoute(s); ok {
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

// declaresRoute reports whether the front matter of n declares the route.
func declaresRoute(n *note.Note, route string) bool {
	return slices.Contains(frontMatterRoutes(n), route)
}

// isPost reports whether Jekyll's permalinks apply to a note: it is in a collection, or its name
// begins with a date.
func isPost(n *note.Note) bool {
	dir := dirOf(n.ID)
	return strings.HasPrefix(dir, "_") || strings.Contains(dir, "/_") || startsWithDate(lastSegment(n.ID))
}

// startsWithDate reports whether a file name has the form 2021-12-07-name.
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
