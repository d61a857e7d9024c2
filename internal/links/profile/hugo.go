package profile

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

func init() {
	register(generator{
		name: "Hugo", markers: hugoMarkers(), roots: []string{"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"},
		rank: rankSite, read: readHugo,
	})
}

// hugo holds the settings of a Hugo site that give pages their addresses.
type hugo struct {
	languages    map[string]*hugoLanguage // by code in lower case; the default language is always among them
	main         *hugoLanguage            // the default language
	mounts       []hugoMount              // the first that holds a file counts
	branches     map[string]bool          // folders of the content with an _index, if a permalink asks for the sections of a page
	keepsCase    bool
	dropsAccents bool
	dates        []string // keys of the front matter from which a page has its date, in order; :filename is the file's name
	feeds        []string // names of files that Hugo makes for lists, such as index.xml
	pageFolder   string   // of the pages of a long list: /posts/page/2/
	isMultihost  bool     // each language has a host of its own
	findsPages   bool     // a link is looked up as the path of a page first
	noTaxonomies bool     // pages of taxonomies are disabled
	noTerms      bool
}

// maxHugoMounts bounds the mounts of a site in all its languages; every address without a page is looked for in each.
const maxHugoMounts = 2000

// hugoLanguage holds the settings that may differ between the languages of a site.
type hugoLanguage struct {
	code       string
	prefix     string // of its addresses, such as "/fr", or ""
	isDisabled bool
	isUgly     bool            // addresses end in .html
	ugly       map[string]bool // sections whose addresses end in .html
	permalinks []hugoPermalink // the first that applies to a page counts
	taxonomies map[string]bool // names in addresses, such as tags
}

// hugoPermalink is a permalink of the pages of a kind in a section.
type hugoPermalink struct {
	kind    string         // page, section, taxonomy, term; "" for all
	section string         // path below the content; "/" for the pages without section, "" for all
	glob    *regexp.Regexp // of a page's path, in place of section
	text    string
	pattern hugoPattern
}

// hugoMount is a file or folder of the site that Hugo sees at a place below its content.
type hugoMount struct {
	source, target string
	languages      []*hugoLanguage // whose content it is
}

// readHugo reads Hugo's settings. They are those of a site if they have a key that only Hugo's have.
func readHugo(p *Profile, files Files, marker string) (bool, error) {
	s, err := readHugoSettings(files, marker)
	if s == nil {
		return false, err
	}
	if strings.HasPrefix(marker, "config.") && !isHugo(s, files) {
		return false, nil
	}
	p.setSite(s.stringValue("baseURL"))
	p.Parse.Hashtags, p.Parse.Dialect.RawShortcodes = false, true
	p.Parse.Dialect.TermIDs = s.tableValue("markup").tableValue("goldmark").tableValue("parser").boolValue("autoDefinitionTermID", false)
	h := &hugo{
		keepsCase: s.boolValue("disablePathToLower", false), dropsAccents: s.boolValue("removePathAccents", false),
		languages: map[string]*hugoLanguage{},
	}
	err = cmp.Or(err, h.readLanguages(p, s))
	h.readMounts(p, files, s)
	h.readDates(s)
	h.readLists(s)
	if h.usesSections() {
		h.findBranches(files)
	}
	p.Publish, p.Generated, p.ListsFolders, p.ListDepth = h.publish, h.findGenerated, true, 1
	p.SplitLanguage, p.IndexNames, p.PageEnds = h.splitLanguage, []string{"index", "_index"}, []string{".html", "/index.html", "/_index.html"}
	p.PageKeys, p.LinkKeys, p.RefKeys, p.KeyAddress = h.pageKeys, h.linkKeys, h.refKeys, h.keyAddress
	if len(h.languages) > 1 {
		p.LanguagesOf, p.LanguageAt, p.Translations = h.languagesOfFile, h.languageAt, h.translations
	}
	p.Absent = h.findAbsentMounts(p, files)
	h.findsPages = findsPagesOfLinks(s, files, len(h.languages) > 1)
	if words := readHookWords(s, files); len(words) > 0 {
		p.Replaces = func(dest string) bool { return words[dest] }
	}
	p.KeysFirst, p.PageFirst, p.Exact = h.findsPages, !h.findsPages, true
	return true, err
}

// readLanguages reads the languages, see https://gohugo.io/configuration/languages/.
func (h *hugo) readLanguages(p *Profile, s settings) error {
	var dropped error
	languages := s.tableValue("languages")
	main := strings.ToLower(cmp.Or(s.stringValue("defaultContentLanguage"), "en"))
	disabled := s.stringList("disableLanguages")
	names := slices.Sorted(maps.Keys(languages))
	if len(names) > maxLanguages {
		names, dropped = names[:maxLanguages], fmt.Errorf("more than %d languages", maxLanguages)
	}
	for _, name := range append(names, main) {
		code := strings.ToLower(name)
		if h.languages[code] != nil {
			continue
		}
		own := languages.tableValue(name)
		l := &hugoLanguage{code: code, isDisabled: own.boolValue("disabled", false)}
		l.isDisabled = l.isDisabled || slices.ContainsFunc(disabled, func(d string) bool { return strings.EqualFold(d, name) })
		merged := mergeHugoSettings(s, own)
		l.readUgly(merged)
		dropped = cmp.Or(dropped, l.readPermalinks(merged))
		l.readTaxonomies(merged)
		switch base := own.stringValue("baseURL"); {
		case base != "" && code == main:
			p.setSite(base)
		case base != "": // another host, which has no place among the addresses of this one
			h.isMultihost = true
		}
		h.languages[code] = l
	}
	h.main = h.languages[main]
	inFolder := s.boolValue("defaultContentLanguageInSubdir", false)
	for code, l := range h.languages {
		if l != h.main || inFolder {
			l.prefix = "/" + code
		}
	}
	return dropped
}

// readUgly reads for which pages addresses end in .html: all, or those of some sections.
func (l *hugoLanguage) readUgly(s settings) {
	l.isUgly = s.boolValue("uglyURLs", false)
	for section := range s.tableValue("uglyURLs") {
		if s.tableValue("uglyURLs").boolValue(section, false) {
			if l.ugly == nil {
				l.ugly = map[string]bool{}
			}
			l.ugly[section] = true
		}
	}
}

// readTaxonomies reads the names of the taxonomies, see https://gohugo.io/configuration/taxonomies/.
func (l *hugoLanguage) readTaxonomies(s settings) {
	l.taxonomies = map[string]bool{}
	if !s.has("taxonomies") {
		l.taxonomies["tags"], l.taxonomies["categories"] = true, true
	}
	for singular := range s.tableValue("taxonomies") {
		if plural := s.tableValue("taxonomies").stringValue(singular); plural != "" {
			l.taxonomies[strings.ToLower(plural)] = true
		}
	}
}

// readPermalinks reads the permalinks: by kind and section, by section alone, or as a list of targets; see
// https://gohugo.io/configuration/permalinks/. The error says which are not used.
func (l *hugoLanguage) readPermalinks(s settings) error {
	var patterns []string
	add := func(kind, section string, glob *regexp.Regexp, text string) {
		patterns = append(patterns, text)
		if pattern, ok := compileHugoPattern(text); ok && text != "" && len(l.permalinks) < maxPatterns {
			l.permalinks = append(l.permalinks, hugoPermalink{kind, section, glob, text, pattern})
		}
	}
	for _, entry := range s.tableList("permalinks") {
		target := entry.tableValue("target")
		glob := compileGlob(strings.ToLower(target.stringValue("path")))
		if glob != nil || target.stringValue("path") == "" {
			add(strings.ToLower(target.stringValue("kind")), "", glob, entry.stringValue("pattern"))
		}
	}
	table := s.tableValue("permalinks")
	for _, key := range slices.Sorted(maps.Keys(table)) {
		if text := table.stringValue(key); text != "" {
			add("page", cleanSection(key), nil, text)
			add("term", cleanSection(key), nil, text)
			continue
		}
		for _, section := range slices.Sorted(maps.Keys(table.tableValue(key))) {
			add(strings.ToLower(key), cleanSection(section), nil, table.tableValue(key).stringValue(section))
		}
	}
	slices.SortStableFunc(l.permalinks, func(a, b hugoPermalink) int { // deeper sections first
		return cmp.Compare(strings.Count(b.section, "/"), strings.Count(a.section, "/"))
	})
	return checkPatterns(slices.Values(patterns))
}

// cleanSection returns a section as its path below the content, "/" for the root.
func cleanSection(s string) string { return cmp.Or(strings.ToLower(strings.Trim(s, " /")), "/") }

// readMounts reads where the content and the files of the site's root lie: in folders for each language, or in mounts, which take
// the place of these folders. See https://gohugo.io/configuration/module/#mounts.
func (h *hugo) readMounts(p *Profile, files Files, s settings) {
	isMounted := map[string]bool{}
	for _, m := range s.tableValue("module").tableList("mounts") {
		source, ok := cleanFolder(m.stringValue("source"))
		component, target, _ := strings.Cut(strings.Trim(m.stringValue("target"), "/"), "/")
		if !ok || component == "" || len(target) > maxRoute || len(h.mounts)+len(p.Mounts) >= maxMounts {
			continue
		}
		isMounted[component] = true
		codes := append(m.stringList("lang"), m.tableValue("sites").tableValue("matrix").stringList("languages")...)
		switch component {
		case "content":
			h.mounts = append(h.mounts, hugoMount{source, target, h.languagesOf(codes)})
		case "static", "assets":
			if target == "" {
				p.Static = append(p.Static, source)
			} else {
				p.Mounts = append(p.Mounts, Mount{source, "/" + target})
			}
		}
	}
	languages := s.tableValue("languages")
	if content, ok := cleanFolder(cmp.Or(s.stringValue("contentDir"), "content")); ok && !isMounted["content"] {
		isShared := languages.tableValue(h.main.code) == nil // some language has no folder of its own
		for _, name := range slices.Sorted(maps.Keys(languages)) {
			dir, ok := cleanFolder(languages.tableValue(name).stringValue("contentDir"))
			if !ok || dir == "" || dir == content {
				isShared = true
				continue
			}
			h.mounts = append(h.mounts, hugoMount{dir, "", h.languagesOf([]string{name})})
		}
		if len(h.mounts) == 0 {
			h.addLanguageFolders(p, files, content)
		}
		if isShared {
			h.mounts = append(h.mounts, hugoMount{content, "", []*hugoLanguage{h.main}})
		}
		slices.SortStableFunc(h.mounts, func(a, b hugoMount) int { return cmp.Compare(len(b.source), len(a.source)) })
	}
	if !isMounted["static"] {
		p.Static = append(p.Static, staticFolders(s)...)
	}
	if !isMounted["assets"] {
		p.Static = append(p.Static, cmp.Or(s.stringValue("assetDir"), "assets"))
	}
	for _, theme := range s.stringList("theme") {
		if theme, ok := cleanFolder(theme); ok {
			p.Static = append(p.Static, "themes/"+theme+"/static", "themes/"+theme+"/assets")
		}
	}
	for _, m := range h.mounts {
		languages := m.languages
		if len(languages) == 1 && languages[0] == h.main { // the names of its files may state another language
			for _, code := range slices.Sorted(maps.Keys(h.languages)) {
				if l := h.languages[code]; l != h.main {
					languages = append(slices.Clip(languages), l)
				}
			}
		}
		for _, l := range languages[:min(len(languages), maxHugoMounts-min(len(p.Mounts), maxHugoMounts))] {
			p.Mounts = append(p.Mounts, Mount{m.source, path.Clean("/" + l.prefix + "/" + m.target)})
		}
	}
}

// addLanguageFolders adds the folders of the content that are called like the languages, if there is one for the default language:
// then the settings that say so are made when the site is built, or belong to a theme.
func (h *hugo) addLanguageFolders(p *Profile, files Files, content string) {
	folders := files.List(content)
	if len(h.languages) < 2 || !slices.Contains(folders, h.main.code+"/") {
		return
	}
	for _, name := range folders {
		if l := h.languages[strings.ToLower(strings.TrimSuffix(name, "/"))]; l != nil && strings.HasSuffix(name, "/") {
			h.mounts = append(h.mounts, hugoMount{joinPath(content, strings.TrimSuffix(name, "/")), "", []*hugoLanguage{l}})
		}
	}
	p.Remarks = append(p.Remarks, "folders of the content that are called like a language are taken for the content in that language")
}

// staticFolders returns the folders whose files are published at the root.
func staticFolders(s settings) []string {
	var out []string
	add := func(s settings) {
		for _, key := range []string{"", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"} {
			for _, folder := range s.stringList("staticDir" + key) {
				if folder, ok := cleanFolder(folder); ok {
					out = appendMissing(out, []string{folder})
				}
			}
		}
	}
	add(s)
	languages := s.tableValue("languages")
	for _, name := range slices.Sorted(maps.Keys(languages)) {
		add(languages.tableValue(name))
	}
	if len(out) == 0 {
		return []string{"static"}
	}
	return out
}

// languagesOf returns the languages with the given codes, or the default language.
func (h *hugo) languagesOf(codes []string) []*hugoLanguage {
	var out []*hugoLanguage
	for _, code := range codes {
		for _, known := range slices.Sorted(maps.Keys(h.languages)) {
			l := h.languages[known]
			if ok, err := path.Match(strings.ToLower(code), known); (code == "**" || err == nil && ok) && !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	if len(out) == 0 && len(codes) == 0 {
		return []*hugoLanguage{h.main}
	}
	return out
}
