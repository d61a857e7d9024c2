package links

import (
	"strings"

	"quire/internal/address"
	"quire/internal/note"
)

// resolveSitePath resolves an address that begins with a slash: on the library's site, or as
// a path from its root. If rule is not "" it is reported as the rule that resolved the address.
func (lk lookup) resolveSitePath(dest, rule string) Target {
	p, frag := splitAddress(dest)
	f, why := lk.findOnSite(p, true)
	if rule != "" {
		f.rule = rule
	}
	if f.exists() {
		return lk.makeTarget(f, frag)
	}
	t := Target{Rule: f.rule, Reason: why}
	if why == whyOutside {
		t.Status = Refused
		return t
	}
	t.Reason = "no note at " + p
	lk.addSuggestion(&t, p)
	return t
}

const whyOutside = "leads outside the library"

// findOnSite finds the notes or assets at a path on the site, with or without the site's base
// path. bySlug also allows the loosest rules: the end of a path, and the slug of any note. If
// the path leads outside the library, it returns the reason.
func (r *Resolver) findOnSite(p string, bySlug bool) (findings, string) {
	plain, ok := joinInRoot("", "./"+address.PercentDecode(p))
	if !ok {
		return findings{}, whyOutside
	}
	if r.base != "" && hasPathPrefix(plain, r.base) {
		below := strings.TrimPrefix(plain[len(r.base):], "/")
		if f := r.findBelowBase(below, bySlug); f.exists() {
			return f, ""
		}
	}
	if f := r.findBelowBase(plain, bySlug); f.exists() {
		return f, ""
	}
	if raw, ok := joinInRoot("", "./"+p); ok && raw != plain { // a file whose name contains a %
		return r.findFile(raw), ""
	}
	return findings{}, ""
}

// hasPathPrefix reports whether prefix is empty, equals whole, or equals its first segments.
func hasPathPrefix(whole, prefix string) bool {
	return prefix == "" || strings.HasPrefix(whole, prefix) && (len(whole) == len(prefix) || whole[len(prefix)] == '/')
}

// findBelowBase implements findOnSite for a decoded path without the site's base path.
func (r *Resolver) findBelowBase(p string, bySlug bool) findings {
	page := trimPageSuffix(p)
	for _, q := range distinctPaths(p, page) {
		if f := r.findByRoute(q); f.exists() {
			return f
		}
	}
	if f := r.findFile(p); f.exists() {
		return f
	}
	if p == "" || !bySlug {
		return findings{}
	}
	for _, q := range distinctPaths(p, page) {
		if f := r.findByPathSuffix(q); f.exists() {
			return f
		}
	}
	for _, q := range distinctPaths(p, page) {
		if f := r.findBySlug(lastSegment(q)); f.exists() {
			return f
		}
	}
	return findings{}
}

// distinctPaths returns p and q, or only p if they are equal.
func distinctPaths(p, q string) []string {
	if p == q {
		return []string{p}
	}
	return []string{p, q}
}

// findByRoute finds the notes that the site publishes at a route.
func (r *Resolver) findByRoute(p string) findings {
	f := findings{rule: rulePermalink}
	for i := range r.routes.items(p) {
		f.notes = append(f.notes, i)
	}
	f.notes = r.preferPublished(f.notes)
	if len(f.notes) > 0 && declaresRoute(r.notes[f.notes[0]], p) {
		f.rule = ruleRoute
	}
	return f
}

// findByPathSuffix finds the notes, or else the assets, whose path ends in p: the site's root may
// be a folder of the library (content, static, docs). p must have at least two segments.
func (r *Resolver) findByPathSuffix(p string) findings {
	if !strings.Contains(p, "/") {
		return findings{}
	}
	f := findings{rule: rulePath}
	for i := range r.fileNames.items(note.FoldName(lastSegment(p))) {
		if hasPathSuffix(r.notes[i].ID, p) || hasPathSuffix(r.notes[i].Path, p) {
			f.notes = append(f.notes, i)
		}
	}
	if f.notes = r.preferPublished(f.notes); f.exists() {
		return f
	}
	for i := range r.slugs.items(note.FoldName(lastSegment(p))) { // content/posts/x/index.md at /posts/x
		if n := r.notes[i]; isIndexName(lastSegment(n.ID)) && hasPathSuffix(dirOf(n.ID), p) {
			f.notes = append(f.notes, i)
		}
	}
	if f.notes = r.preferPublished(f.notes); f.exists() {
		return f
	}
	return r.findAssets(func(path string) bool { return hasPathSuffix(path, p) }, lastSegment(p), rulePath)
}

// findAssets finds the assets with a base name, in any case, whose path keep accepts.
func (r *Resolver) findAssets(keep func(path string) bool, base, rule string) findings {
	f := findings{rule: rule}
	for i := range r.assetNames.items(note.FoldName(base)) {
		if keep(r.assets[i]) {
			f.assets = append(f.assets, r.assets[i])
		}
	}
	return f
}

// findBySlug finds the notes with exactly this slug.
func (r *Resolver) findBySlug(slug string) findings {
	f := findings{rule: ruleSlug}
	for i := range r.slugs.items(note.FoldName(slug)) {
		if slugOf(r.notes[i]) == slug {
			f.notes = append(f.notes, i)
		}
	}
	f.notes = r.preferPublished(f.notes)
	return f
}
