package links

import (
	"slices"
	"strings"

	"quire/internal/address"
	"quire/internal/links/profile"
)

// Some generators find pages not only by address or file but by keys of their own, such as the path below the content in the
// language of the page that contains the link. See profile.Profile.PageKeys.

// fillKeys adds the keys of the notes of a site.
func (r *Resolver) fillKeys(site int, t *publishedTables) {
	if t.site.PageKeys == nil {
		return
	}
	t.keys.reserve(2 * len(r.notes) / len(r.published))
	for i, n := range r.notes {
		if len(r.published) > 1 && r.sites.IndexOf(n.Path) != site {
			continue
		}
		for _, key := range t.site.PageKeys(t.site.Page(n)) {
			t.keys.add(key, i)
		}
	}
}

// linkKeys returns the keys of the pages that a path in a link may mean. A link that another rule takes for an address has none.
func (lk lookup) linkKeys(site int, p, rule string) []string {
	s := lk.sites.At(site)
	if rule != "" || lk.source == nil || s.LinkKeys == nil {
		return nil
	}
	return s.LinkKeys(s.File(lk.source.Path), address.PercentDecode(p))
}

// resolveKeys resolves the first of some keys that a note has, or for which the generator makes a page.
func (lk lookup) resolveKeys(site int, keys []string, rule, frag string) (Target, bool) {
	s := lk.sites.At(site)
	for _, key := range keys {
		f := findings{rule: rule}
		for i := range lk.published[site].keys.items(key) {
			f.notes = append(f.notes, i)
		}
		if f.notes = lk.preferPublished(f.notes); f.exists() {
			return lk.makeTarget(f, frag), true
		}
		if s.KeyAddress == nil || s.KeyAddress(key) == "" {
			continue
		}
		if f := lk.findAddress(site, strings.Trim(s.KeyAddress(key), "/")); len(f.notes) == 0 && f.exists() { // a page in HTML
			return lk.makeTarget(f, frag), true
		}
		if t, ok := lk.resolveGenerated(site, s.KeyAddress(key)); ok && t.Status == Generated {
			return t, true
		}
	}
	return Target{}, false
}

// hasKeys reports whether the note that contains the link is one that the generator finds by keys.
func (lk lookup) hasKeys() bool {
	site := lk.sites.At(lk.sourceSite())
	return lk.source != nil && site.PageKeys != nil && len(site.PageKeys(site.Page(lk.source))) > 0
}

// suggestTranslation suggests the first note that has one of some keys in another language, if there is one.
func (lk lookup) suggestTranslation(t *Target, site int, keys []string) bool {
	s := lk.sites.At(site)
	if s.Translations == nil {
		return false
	}
	for _, key := range keys {
		for _, other := range s.Translations(key) {
			for i := range lk.published[site].keys.items(other) {
				t.Suggestion = lk.notes[i].Path
				t.Reason += " in this language"
				return true
			}
		}
	}
	return false
}

// isInLanguage reports whether a site publishes a note in a language. It is true for sites with one language.
func (r *Resolver) isInLanguage(site profile.Site, i int32, language string) bool {
	return site.LanguagesOf == nil || slices.Contains(site.LanguagesOf(site.File(r.notes[i].Path)), language)
}

// findFileInLanguage finds a file like findFile, but a path that names no language finds only notes in the language of the note
// which contains the link.
func (lk lookup) findFileInLanguage(p string) findings {
	site := lk.sites.At(lk.sourceSite())
	if site.LanguagesOf == nil || lk.source == nil {
		return lk.findFile(p)
	}
	languages := site.LanguagesOf(site.File(lk.source.Path))
	if _, named := site.SplitLanguage(lastSegment(trimNoteExt(p))); named != "" || len(languages) == 0 {
		return lk.findFile(p)
	}
	bare := trimNoteExt(trimPageSuffix(p))
	for _, id := range []string{bare, joinPath(bare, "index"), joinPath(bare, "_index")} {
		for i := range lk.ids.items(id + "." + languages[0]) {
			return singleNote(rulePath, i)
		}
	}
	f := lk.findFile(p)
	f.notes = slices.DeleteFunc(f.notes, func(i int32) bool {
		return !lk.isInLanguage(site, i, languages[0])
	})
	return f
}

// keepLanguageAt returns findings without notes in another language than that of an address.
func (r *Resolver) keepLanguageAt(site profile.Site, f findings, p string) findings {
	if site.LanguageAt != nil {
		language := site.LanguageAt(p)
		f.notes = slices.DeleteFunc(f.notes, func(i int32) bool { return !r.isInLanguage(site, i, language) })
	}
	return f
}

// keepLanguage returns findings without notes in another language than that of the note which contains the link, if the link
// names the file of a note and no language.
func (lk lookup) keepLanguage(f findings, p string) findings {
	site := lk.sites.At(lk.sourceSite())
	if site.LanguagesOf == nil || lk.source == nil || trimNoteExt(p) == p {
		return f
	}
	languages := site.LanguagesOf(site.File(lk.source.Path))
	if _, named := site.SplitLanguage(lastSegment(trimNoteExt(p))); named != "" || len(languages) == 0 {
		return f
	}
	f.notes = slices.DeleteFunc(slices.Clone(f.notes), func(i int32) bool {
		isWhole := site.File(lk.notes[i].Path) == strings.TrimPrefix(p, "/") // from the root of the repository, as on GitHub
		return !isWhole && !lk.isInLanguage(site, i, languages[0])
	})
	return f
}
