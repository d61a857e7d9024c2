package links

import (
	"slices"
	"strings"

	"quire/internal/address"
	"quire/internal/links/profile"
	"quire/internal/note"
)

// resolveRooted resolves a link that begins with a slash: a file below the folders from which the site lets links to files start, a
// page in the language of the note that contains the link, or any address of the site.
func (lk lookup) resolveRooted(dest string) Target {
	p, frag := splitAddress(dest)
	if plain, ok := decodedPath(p); ok {
		f := lk.findInFileRoots(plain)
		if lk.findSourcePage(); !f.exists() && lk.sourcePrefix != "" {
			if below, ok := lk.belowBase(lk.sourceSite(), plain); ok {
				plain = below
			}
			f = lk.findAddress(lk.sourceSite(), strings.Trim(joinPath(lk.sourcePrefix, plain), "/"))
		}
		if f.exists() {
			return lk.makeTarget(f, frag)
		}
	}
	t := lk.resolveSitePath(lk.sourceSite(), dest, "")
	if plain, ok := normalizeRoute(p); ok && t.Status == Broken && lk.isForeignArea(lk.sourceSite(), plain) {
		return Target{Status: External, URL: "https://" + lk.sites.At(lk.sourceSite()).Hosts[0] + dest, Rule: rulePermalink}
	}
	return t
}

// resolveSitePath resolves an address that begins with a slash: on a site of the library, or as a path from its root. If rule is
// not "" it is reported as the rule that resolved the address.
func (lk lookup) resolveSitePath(site int, dest, rule string) Target {
	p, frag := splitAddress(dest)
	s := lk.sites.At(site)
	if s.Owns != nil {
		if plain, ok := normalizeRoute(p); ok && !s.Owns(plain) {
			return Target{Status: External, URL: "https://" + s.Hosts[0] + dest, Rule: rulePermalink}
		}
	}
	keys := lk.linkKeys(site, p, rule)
	isFirst := s.KeysFirst || trimNoteExt(p) != p
	if isFirst {
		if t, ok := lk.resolveKeys(site, keys, rulePath, frag); ok {
			return t
		}
	}
	f, why := lk.findOnSite(site, p)
	if len(keys) > 0 {
		f = lk.keepLanguage(f, p)
	}
	if !f.exists() && !isFirst {
		if t, ok := lk.resolveKeys(site, keys, rulePath, frag); ok {
			return t
		}
	}
	if rule != "" {
		f.rule = rule
	}
	if f.exists() {
		return lk.makeTarget(f, frag)
	}
	t := Target{Rule: f.rule, Reason: why}
	if why == whyOutside {
		t.Status = Outside
		return t
	}
	if made, ok := lk.resolveGenerated(site, p); ok {
		return made
	}
	if s := lk.sites.At(site); len(s.Mounts) == 0 && !lk.allowAssets {
		if folder, ok := decodedPath(p); ok && folder != "" && lk.hasFolder(folder) {
			return lk.folderTarget(s, folder, rulePath)
		}
	}
	t.Reason = "no note at " + p
	if !lk.suggestTranslation(&t, site, keys) {
		lk.addSuggestion(&t, p)
	}
	return t
}

// whyOutside is the reason of an Outside target.
const whyOutside = "outside the opened folder"

// whyExcluded is the reason of an Outside target that the library leaves out, see profile.Sites.WithExcluded.
const whyExcluded = "not in the library: ignored, or in a hidden folder"

// findOnSite finds the notes or assets at a path on a site, with or without the site's base path. If the path leads outside the
// library, it returns the reason.
func (r *Resolver) findOnSite(site int, p string) (findings, string) {
	plain, ok := decodedPath(p)
	if !ok {
		return findings{}, whyOutside
	}
	if below, ok := r.belowBase(site, plain); ok {
		if f := r.findBelowBase(site, below); f.exists() {
			return f, ""
		}
	}
	if f := r.findBelowBase(site, plain); f.exists() {
		return f, ""
	}
	if raw, ok := joinInRoot("", "./"+p); ok && raw != plain { // a file whose name contains a %
		return r.findFile(raw), ""
	}
	return findings{}, ""
}

// findBelowBase implements findOnSite for a decoded path without the site's base path.
func (r *Resolver) findBelowBase(site int, p string) findings {
	if f := r.findAddress(site, p); f.exists() || p == "" || r.sites.At(site).Exact {
		return f
	}
	for _, q := range distinctPaths(p, trimPageSuffix(p)) {
		if f := r.findMounted(site, q); f.exists() {
			return f
		}
	}
	if strings.Contains(p, "/") {
		return r.findAssets(func(path string) bool { return hasPathSuffix(path, p) }, lastSegment(p), rulePath)
	}
	return findings{}
}

// findAddress finds what a site has at a whole address: a page, or a file below the root, a mount or a static folder.
func (r *Resolver) findAddress(site int, p string) findings {
	for _, q := range distinctPaths(p, trimPageSuffix(p)) {
		if f := r.findPublished(site, q); f.exists() {
			return r.preferIndexFile(site, f, q)
		}
	}
	s := r.sites.At(site)
	files := s.FilesAt(p)
	if !s.Exact || trimNoteExt(p) != p || strings.Contains(lastSegment(p), ".") {
		files = append(files, p) // as on GitHub
	}
	for _, file := range files {
		if path, ok := s.LibraryPath(file); ok {
			f := r.preferIndexFile(site, r.findFile(path), p)
			if file != p {
				f = r.keepLanguageAt(s, f, p)
			}
			if f.exists() && !r.isUnpublishedIndex(site, f, path) {
				return f
			}
		}
	}
	if f := r.findInBundle(site, p); f.exists() {
		return f
	}
	if s.Generator != "" {
		for _, file := range append(files, p) {
			if f := r.findPageFile(s, file); f.exists() {
				return f
			}
		}
	}
	if bare := trimNoteExt(p); s.FoldAddress != nil && bare != p { // the address that a file in another case has
		if f := r.findPublished(site, bare); f.exists() {
			return f
		}
	}
	return r.findRedirected(site, p)
}

// findPageFile finds the file of a page that is written in HTML: a.html or a/index.html at the address /a.
func (r *Resolver) findPageFile(s profile.Site, file string) findings {
	file = strings.Trim(file, "/")
	for _, name := range []string{joinPath(file, "index.html"), file + ".html"} {
		if path, ok := s.LibraryPath(name); ok {
			if f := r.findExactPath(path); len(f.assets) > 0 {
				return f
			}
		}
	}
	return findings{}
}

// preferIndexFile returns f, or the index.html beside the note in it if that note is the README of a folder at p: generators make
// the page of a folder of its README only if it has no index.
func (r *Resolver) preferIndexFile(site int, f findings, p string) findings {
	if len(f.notes) != 1 || r.sites.At(site).Generator == "" {
		return f
	}
	n := r.notes[f.notes[0]]
	if name := lastSegment(n.ID); !strings.EqualFold(name, "readme") || strings.EqualFold(lastSegment(p), name) {
		return f
	}
	if index := r.findExactPath(joinPath(dirOf(n.Path), "index.html")); len(index.assets) > 0 {
		return index
	}
	return f
}

// isUnpublishedIndex reports whether f is the note that stands for the folder at a path of the library, but the site makes no
// page of it.
func (r *Resolver) isUnpublishedIndex(site int, f findings, path string) bool {
	if len(f.notes) != 1 || r.sites.At(site).Publish == nil {
		return false
	}
	n := r.notes[f.notes[0]]
	return dirOf(n.Path) == path && r.sites.At(site).Published(n).Address == ""
}

// findInBundle finds a file beside a note that stands for its folder, by the address at which the site publishes the folder.
func (r *Resolver) findInBundle(site int, p string) findings {
	for at := dirOf(p); at != ""; at = dirOf(at) {
		f := r.findPublished(site, at)
		if len(f.notes) != 1 {
			continue
		}
		if n := r.notes[f.notes[0]]; slices.Contains(r.indexNamesOf(n.Path), r.baseName(n)) {
			f := r.findExactPath(joinPath(dirOf(n.Path), strings.TrimPrefix(p[len(at):], "/")))
			return r.keepLanguageAt(r.sites.At(site), f, p)
		}
	}
	return findings{}
}

// baseName returns the name of a note's file without extension and language.
func (r *Resolver) baseName(n *note.Note) string {
	name := lastSegment(n.ID)
	if split := r.sites.Of(n.Path).SplitLanguage; split != nil {
		name, _ = split(name)
	}
	return name
}

// resolveGenerated returns the target of an address at which no note or file lies, if there is something nevertheless: a page
// that the generator makes, a folder without an index note, or what lies beside the opened folder.
func (r *Resolver) resolveGenerated(site int, dest string) (Target, bool) {
	s := r.sites.At(site)
	p, ok := decodedPath(dest)
	if !ok {
		return Target{}, false
	}
	if below, ok := r.belowBase(site, p); ok {
		p = below
	}
	if s.Generated != nil {
		if query, ok := s.Generated(s.Profile, "/"+p); ok {
			return Target{Status: Generated, Query: query, Rule: rulePermalink, Reason: "the site generator makes this page; it is not a note"}, true
		}
	}
	if source, ok := s.AbsentAt(p); ok {
		return Target{Status: Outside, Rule: rulePermalink, Reason: "part of the site that is not here: " + source}, true
	}
	outside, files := 0, s.FilesAt(p)
	if _, inside := s.LibraryPath(p); !inside && len(s.Mounts) == 0 {
		files = append(files, p)
	}
	for _, file := range files {
		path, inside := s.LibraryPath(file)
		switch {
		case !inside:
			outside++
		case path != "" && r.hasFolder(path) && r.hasPagesAt(s, path, p):
			return r.folderTarget(s, path, rulePath), true
		case r.sites.Excludes(path):
			return Target{Status: Outside, Rule: rulePermalink, Reason: whyExcluded}, true
		}
	}
	hasExtension := strings.Contains(lastSegment(p), ".") && trimPageSuffix(p) == p
	if outside > 0 && (outside == len(files) || hasExtension) {
		return Target{Status: Outside, Rule: rulePermalink, Reason: whyOutside}, true
	}
	return Target{}, false
}

// hasPagesAt reports whether a folder has pages in the language of an address. It is true for sites with one language.
func (r *Resolver) hasPagesAt(s profile.Site, folder, p string) bool {
	if s.LanguageAt == nil {
		return true
	}
	first, _ := slices.BinarySearchFunc(r.notes, folder+"/", func(n *note.Note, to string) int { return strings.Compare(n.Path, to) })
	for i := first; i < len(r.notes) && strings.HasPrefix(r.notes[i].Path, folder+"/"); i++ {
		if r.isInLanguage(s, int32(i), s.LanguageAt(p)) {
			return true
		}
	}
	return false
}

// distinctPaths returns p and q, or only p if they are equal.
func distinctPaths(p, q string) []string {
	if p == q {
		return []string{p}
	}
	return []string{p, q}
}

// findByPathSuffix finds the notes, or else the assets, whose path ends in p, which must have at least two segments.
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
		if n := r.notes[i]; profile.IsIndexName(lastSegment(n.ID)) && hasPathSuffix(dirOf(n.ID), p) {
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

// decodedPath returns the path of an address without escapes, below the root. It is false if the path leads outside.
func decodedPath(p string) (string, bool) { return joinInRoot("", "./"+address.PercentDecode(p)) }
