package links

import (
	"path"
	"strings"

	"quire/internal/links/profile"

	"quire/internal/address"
	"quire/internal/note"
)

// resolveRelative resolves a relative path: from the folder of the note that contains the link, from the published page of the
// note, from the root, and where the profile says so as the name of a file anywhere.
func (lk lookup) resolveRelative(dest string) Target {
	p, frag := splitAddress(dest)
	plain, site := address.PercentDecode(p), lk.sourceSite()
	beside, onSite := lk.besidePage(plain)
	f, outside := lk.findRelativeFile(plain)
	if onSite && len(f.assets) == 0 && trimNoteExt(plain) == plain && lk.sites.At(site).PageFirst {
		if page := lk.findPublished(site, trimPageSuffix(strings.TrimSuffix(beside, "/"))); page.exists() {
			f, outside = page, false
			f.rule = ruleRelative
		}
	}
	for _, other := range []string{p, dest} { // file names that contain a %, a ? or a #
		if !f.exists() && other != plain {
			f, _ = lk.findRelativeFile(other)
			if f.exists() && other == dest {
				frag = ""
			}
		}
	}
	if !f.exists() {
		f = lk.findInFileRoots(plain)
	}
	keys := lk.linkKeys(site, p, "")
	isFirst := lk.sites.At(site).KeysFirst || trimNoteExt(plain) != plain
	if !f.exists() && isFirst {
		if t, ok := lk.resolveKeys(site, keys, ruleRelative, frag); ok {
			return t
		}
	}
	if !f.exists() && onSite {
		if f = lk.findAddress(site, strings.TrimSuffix(beside, "/")); f.exists() {
			f.rule = ruleRelative
		}
	}
	if !f.exists() && !isFirst {
		if t, ok := lk.resolveKeys(site, keys, ruleRelative, frag); ok {
			return t
		}
	}
	if !f.exists() {
		f = lk.findFromRoot(plain)
	}
	if !f.exists() && !strings.Contains(p, "/") {
		f = lk.findByFileName(plain)
	}
	if f.exists() {
		return lk.makeTarget(f, frag)
	}
	t := lk.resolveMissing(plain, beside, outside && !onSite)
	if t.Status == Broken {
		lk.suggestTranslation(&t, site, keys)
	}
	return t
}

// resolveMissing returns the target of a relative path at which there is no note or file. beside is its address on the site.
func (lk lookup) resolveMissing(p, beside string, outside bool) Target {
	if folder, ok := lk.findFolder(p); ok && !lk.allowAssets { // a folder is no picture
		return lk.folderTarget(lk.sites.At(lk.sourceSite()), folder, ruleRelative)
	}
	if beside != "" {
		if t, ok := lk.resolveGenerated(lk.sourceSite(), beside); ok {
			return t
		}
	}
	if outside {
		return Target{Status: Outside, Rule: ruleRelative, Reason: whyOutside}
	}
	if file, ok := joinInRoot(lk.sourceFolder(), "./"+p); ok && lk.sites.Excludes(file) {
		return Target{Status: Outside, Rule: ruleRelative, Reason: whyExcluded}
	}
	t := Target{Rule: ruleRelative, Reason: "no note or file " + p}
	lk.explainRelative(&t, p)
	return t
}

// findRelativeFile finds the file at p relative to the folder of the note that contains the link. outside reports whether p leads
// outside the library.
func (lk lookup) findRelativeFile(p string) (f findings, outside bool) {
	full, ok := joinInRoot(lk.sourceFolder(), "./"+p)
	if !ok {
		return findings{}, true
	}
	if f = lk.findFileInLanguage(full); f.exists() {
		f.rule = ruleRelative
	}
	return f, false
}

// besidePage returns the address of a relative path on the published page of the note that contains the link (RFC 3986, section
// 5.3). It is false if the site does not publish the note or the address lies outside of the site.
func (lk lookup) besidePage(p string) (string, bool) {
	if lk.source == nil {
		return "", false
	}
	lk.findSourcePage()
	if lk.sourcePage == "" {
		return "", false
	}
	beside, ok := joinInRoot(strings.Trim(lk.sourcePage, "/"), "./"+p)
	if base := strings.Trim(lk.sites.At(lk.sourceSite()).BasePath, "/"); !ok && base != "" { // above the site, and perhaps below again
		if beside, ok = joinInRoot(joinPath(base, strings.Trim(lk.sourcePage, "/")), "./"+p); ok {
			beside, ok = lk.belowBase(lk.sourceSite(), beside)
		}
	}
	if strings.HasSuffix(p, "/") {
		beside += "/"
	}
	return beside, ok
}

// findSourcePage finds where the site publishes the note that contains the link.
func (lk lookup) findSourcePage() {
	if lk.source != nil && !lk.sourcePageKnown {
		at := lk.sites.At(lk.sourceSite()).Published(lk.source)
		lk.sourcePage, lk.sourcePrefix, lk.sourcePageKnown = at.Folder(), at.Prefix, true
	}
}

// findInFileRoots finds the note at a path with extension below the folders from which the site lets links to files start.
func (lk lookup) findInFileRoots(p string) findings {
	site := lk.sites.At(lk.sourceSite())
	if site.FileRoots == nil || lk.source == nil || trimNoteExt(p) == p {
		return findings{}
	}
	for _, root := range site.FileRoots(site.Profile, site.File(lk.source.Path)) {
		file := path.Join(root, p)
		if root == "" && strings.HasPrefix(file, "..") || !profile.HasPathPrefix(file, root) {
			continue
		}
		if file, inside := site.LibraryPath(file); inside {
			if f := lk.findExactPath(file); f.exists() {
				f.rule = ruleRelative
				return f
			}
		}
	}
	return findings{}
}

// findFromRoot finds the file at p relative to the root of the library or, where the profile says so, of the content.
func (lk lookup) findFromRoot(p string) findings {
	if lk.hasKeys() || strings.HasPrefix(p, "../") || strings.HasPrefix(p, "./") { // the keys know the root of the content
		return findings{}
	}
	full, ok := joinInRoot("", "./"+p)
	if !ok {
		return findings{}
	}
	site := lk.sites.At(lk.sourceSite())
	f := findings{}
	if lk.sourceFolder() != "" {
		f = lk.findFileInLanguage(full)
	}
	if !f.exists() && site.LinksFromRoot {
		f = lk.findAddress(lk.sourceSite(), full)
	}
	if f.exists() {
		f.rule = ruleRelative
	}
	return f
}

// findShorthand returns the shorthand that a link begins with. Of several for the same prefix, it is that of the folder which the
// note that contains the link is in.
func (lk lookup) findShorthand(dest string) (found profile.Shorthand, ok bool) {
	site := lk.sites.At(lk.sourceSite())
	hasOwn := false
	for _, s := range site.Shorthands {
		if !strings.HasPrefix(dest, s.Prefix) {
			continue
		}
		isOwn := lk.source != nil && profile.HasPathPrefix(site.File(lk.source.Path), s.Folder)
		if !ok || isOwn && (!hasOwn || len(s.Folder) > len(found.Folder)) {
			found, ok, hasOwn = s, true, isOwn
		}
	}
	return found, ok
}

// resolveShorthand resolves a link whose beginning stands for a folder.
func (lk lookup) resolveShorthand(s profile.Shorthand, dest, rest string) Target {
	p, frag := splitAddress(rest)
	site := lk.sites.At(lk.sourceSite())
	file, ok := joinInRoot(s.Folder, "./"+address.PercentDecode(p))
	if !ok {
		return Target{Status: Outside, Rule: rulePath, Reason: whyOutside}
	}
	path, inside := site.LibraryPath(file)
	if !inside {
		return Target{Status: Outside, Rule: rulePath, Reason: whyOutside}
	}
	if f := lk.findFile(path); f.exists() {
		return lk.makeTarget(f, frag)
	}
	if lk.isOtherCheckout(site, s.Folder, file) {
		return Target{Status: Outside, Rule: rulePath, Reason: whyOutside}
	}
	t := Target{Rule: rulePath, Reason: "no note " + dest}
	lk.addSuggestion(&t, path)
	return t
}

// isOtherCheckout reports whether a file of the site lies in a folder beside another which the library does not have, as that of
// another repository which a build checks out there.
func (r *Resolver) isOtherCheckout(site profile.Site, beside, file string) bool {
	if profile.HasPathPrefix(file, beside) {
		return false
	}
	common := beside
	for !profile.HasPathPrefix(file, common) {
		common = dirOf(common)
	}
	first := firstSegment(file[len(common):])
	path, inside := site.LibraryPath(joinPath(common, first))
	return first != "" && inside && !r.hasFolder(path)
}

// findByFileName finds the files with this name in any folder, where the profile says so: Obsidian writes Markdown links this way.
// Without a generator that holds only for files that are not notes. It is case-sensitive, as all paths are.
func (lk lookup) findByFileName(name string) findings {
	site := lk.sites.At(lk.sourceSite())
	if site.Generator != "" && !site.NamesAnywhere {
		return findings{}
	}
	f := lk.findNameAnywhere(name)
	if !site.NamesAnywhere {
		f.notes = nil
	}
	return f
}

// findNameAnywhere finds the files with this name in any folder.
func (lk lookup) findNameAnywhere(name string) findings {
	f := findings{rule: ruleWiki}
	bare := trimNoteExt(name)
	for i := range lk.fileNames.items(note.FoldName(bare)) {
		if n := lk.notes[i]; lastSegment(n.ID) == bare && (bare == name || lastSegment(n.Path) == name) {
			f.notes = append(f.notes, i)
		}
	}
	if f.exists() {
		return f
	}
	return lk.findAssets(func(path string) bool { return lastSegment(path) == name }, name, ruleWiki)
}

// explainRelative sets the reason, and if possible a suggestion, for a relative path that leads nowhere.
func (lk lookup) explainRelative(t *Target, p string) {
	clean, ok := joinInRoot("", "./"+p)
	if !ok {
		clean = strings.TrimLeft(p, "./")
	}
	if f, _ := lk.findOnSite(lk.sourceSite(), clean); len(f.notes) == 1 && strings.Contains(clean, "/") {
		t.Suggestion = lk.notes[f.notes[0]].Path
		t.Reason = "no note or file " + p + " here; /" + clean + " exists"
		return
	}
	if slashed := strings.ReplaceAll(p, `\`, "/"); slashed != p {
		if f, _ := lk.findRelativeFile(slashed); len(f.notes) == 1 {
			t.Suggestion = lk.notes[f.notes[0]].Path
			t.Reason = "paths use /"
			return
		}
	}
	if looksLikeHost(clean) {
		t.Reason = "no scheme: did you mean https://" + clean + "?"
		return
	}
	lk.addSuggestion(t, clean)
}

// looksLikeHost reports whether the first segment of a path looks like a host name, so that
// the author probably forgot https://.
func looksLikeHost(p string) bool {
	host, rest, _ := strings.Cut(p, "/")
	i := strings.LastIndexByte(host, '.')
	if i <= 0 || rest == "" && !strings.HasPrefix(host, "www.") {
		return false
	}
	top := host[i+1:]
	if len(top) < 2 {
		return false
	}
	for _, c := range top {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return !strings.ContainsAny(host, " %@:")
}
