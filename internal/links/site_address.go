package links

import (
	"strings"

	"quire/internal/note"
)

// absolute resolves an address that begins with a slash: on the library's own
// site, or below its root. A via that is not "" replaces the rule's own name.
func (a ask) absolute(dest, via string) Target {
	p, frag := splitAddress(dest)
	f, why := a.onSite(p, true)
	if via != "" {
		f.via = via
	}
	if f.ok() {
		return a.target(f, frag)
	}
	t := Target{Via: f.via, Why: why}
	if why == whyOutside {
		t.Status = Refused
		return t
	}
	t.Why = "no note at " + p
	a.suggest(&t, p)
	return t
}

const whyOutside = "leads outside the library"

// onSite finds what stands at the path of an address. bySlug allows the last
// rule: that the last segment is the slug of a note, wherever it stands.
func (r *Resolver) onSite(p string, bySlug bool) (found, string) {
	plain, ok := join("", "./"+decode(p))
	if !ok {
		return found{}, whyOutside
	}
	if r.base != "" && endsAfter(plain, r.base) {
		below := strings.TrimPrefix(plain[len(r.base):], "/")
		if f := r.below(below, bySlug); f.ok() {
			return f, ""
		}
	}
	if f := r.below(plain, bySlug); f.ok() {
		return f, ""
	}
	if raw, ok := join("", "./"+p); ok && raw != plain { // a file whose name holds a %
		return r.file(raw), ""
	}
	return found{}, ""
}

// endsAfter reports whether prefix is empty, whole, or the first segments of whole.
func endsAfter(whole, prefix string) bool {
	return prefix == "" || strings.HasPrefix(whole, prefix) && (len(whole) == len(prefix) || whole[len(prefix)] == '/')
}

// below is onSite for a decoded path without the site's prefix.
func (r *Resolver) below(p string, bySlug bool) found {
	page := trimPage(p)
	for _, q := range distinct(p, page) {
		if f := r.route(q); f.ok() {
			return f
		}
	}
	if f := r.file(p); f.ok() {
		return f
	}
	if p == "" || !bySlug {
		return found{}
	}
	for _, q := range distinct(p, page) {
		if f := r.bySuffix(q); f.ok() {
			return f
		}
	}
	for _, q := range distinct(p, page) {
		if f := r.bySlug(lastSegment(q)); f.ok() {
			return f
		}
	}
	return found{}
}

func distinct(p, q string) []string {
	if p == q {
		return []string{p}
	}
	return []string{p, q}
}

// route finds the notes that are published at a route.
func (r *Resolver) route(p string) found {
	f := found{via: viaPermalink}
	for i := range r.routes.all(p) {
		f.notes = append(f.notes, i)
	}
	f.notes = r.published(f.notes)
	if len(f.notes) > 0 && declares(r.notes[f.notes[0]], p) {
		f.via = viaRoute
	}
	return f
}

// bySuffix finds the one file whose path ends in p, where the site's root
// is a folder of the library (content, static, docs).
func (r *Resolver) bySuffix(p string) found {
	if !strings.Contains(p, "/") {
		return found{}
	}
	f := found{via: viaPath}
	for i := range r.names.all(note.Fold(lastSegment(p))) {
		if endsWith(r.notes[i].ID, p) || endsWith(r.notes[i].Path, p) {
			f.notes = append(f.notes, i)
		}
	}
	if f.notes = r.published(f.notes); f.ok() {
		return f
	}
	for i := range r.slugs.all(note.Fold(lastSegment(p))) { // content/posts/x/index.md at /posts/x
		if n := r.notes[i]; isIndex(lastSegment(n.ID)) && endsWith(dirOf(n.ID), p) {
			f.notes = append(f.notes, i)
		}
	}
	if f.notes = r.published(f.notes); f.ok() {
		return f
	}
	return r.assetBy(func(path string) bool { return endsWith(path, p) }, lastSegment(p), viaPath)
}

// assetBy finds the assets of that base name that keep accepts.
func (r *Resolver) assetBy(keep func(path string) bool, base, via string) found {
	f := found{via: via}
	for i := range r.files.all(note.Fold(base)) {
		if keep(r.assets[i]) {
			f.assets = append(f.assets, r.assets[i])
		}
	}
	return f
}

func (r *Resolver) bySlug(slug string) found {
	f := found{via: viaSlug}
	for i := range r.slugs.all(note.Fold(slug)) {
		if slugOf(r.notes[i]) == slug {
			f.notes = append(f.notes, i)
		}
	}
	f.notes = r.published(f.notes)
	return f
}
