package profile

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"quire/internal/note"
)

// readLists reads which pages and feeds Hugo makes of its own.
func (h *hugo) readLists(s settings) {
	disabled := s.stringList("disableKinds")
	isDisabled := func(kind string) bool {
		return slices.ContainsFunc(disabled, func(d string) bool { return strings.EqualFold(d, kind) })
	}
	h.noTerms = isDisabled("term")
	h.noTaxonomies = isDisabled("taxonomy") || isDisabled("taxonomyTerm") && h.noTerms
	formats := s.tableValue("outputFormats")
	if !isDisabled("rss") {
		h.feeds = append(h.feeds, cmp.Or(formats.tableValue("rss").stringValue("baseName"), "index")+".xml")
	}
	for _, list := range s.tableValue("outputs") {
		names, _ := list.([]any)
		for _, name := range names {
			format, _ := name.(string)
			switch base := cmp.Or(formats.tableValue(format).stringValue("baseName"), "index"); strings.ToLower(format) {
			case "json":
				h.feeds = appendMissing(h.feeds, []string{base + ".json"})
			case "calendar":
				h.feeds = appendMissing(h.feeds, []string{base + ".ics"})
			}
		}
	}
	h.pageFolder = cmp.Or(s.tableValue("pagination").stringValue("path"), s.stringValue("paginatePath"), "page")
}

// findGenerated reports the pages that Hugo makes: taxonomies and their terms, further pages of a list, and feeds.
func (h *hugo) findGenerated(_ *Profile, address string) (query string, ok bool) {
	l, at := h.cutPrefix(address)
	if at == "sitemap.xml" || at == "robots.txt" || at == "404.html" || slices.Contains(h.feeds, lastSegment(at)) {
		return "", true
	}
	at = strings.TrimSuffix(strings.TrimSuffix(at, ".html"), "/index")
	if folder := dirOf(at); lastSegment(folder) == h.pageFolder {
		if _, err := strconv.Atoi(lastSegment(at)); err == nil {
			at = dirOf(folder)
			if query, ok = h.taxonomy(l, at); !ok {
				return "", true
			}
			return query, true
		}
	}
	return h.taxonomy(l, at)
}

// taxonomy reports the list of a taxonomy, and that of a term with the query for its notes.
func (h *hugo) taxonomy(l *hugoLanguage, at string) (query string, ok bool) {
	for _, rule := range l.permalinks { // [permalinks.term] tags = "/t/:slug/"
		before, _, hasPlaceholder := strings.Cut(rule.text, ":")
		if rule.kind == "term" && hasPlaceholder && l.taxonomies[rule.section] && !h.noTerms {
			if folder := strings.Trim(before, "/"); folder != "" && folder != rule.section && dirOf(at) == folder {
				return termQuery(rule.section, lastSegment(at)), true
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(l.taxonomies)) {
		switch {
		case at == h.normalize(name):
			return "", !h.noTaxonomies
		case HasPathPrefix(at, h.normalize(name)):
			return termQuery(name, at[len(name)+1:]), !h.noTerms
		}
	}
	return "", false
}

// termQuery returns the query for the notes with a term. Only the terms of some taxonomies are tags.
func termQuery(taxonomy, term string) string {
	switch taxonomy {
	case "tags", "categories", "keywords":
		return TagQuery(term)
	}
	return ""
}

// cutPrefix returns the language of an address and the path below the prefix of that language.
func (h *hugo) cutPrefix(address string) (*hugoLanguage, string) {
	at := strings.Trim(address, "/")
	first, _, _ := strings.Cut(at, "/")
	if l := h.languages[strings.ToLower(first)]; l != nil && l.prefix != "" {
		return l, strings.TrimPrefix(at[len(first):], "/")
	}
	return h.main, at
}

// languageAt returns the language of the pages below an address.
func (h *hugo) languageAt(address string) string {
	l, _ := h.cutPrefix(address)
	return l.code
}

// languagesOfFile returns the languages in which a file is published.
func (h *hugo) languagesOfFile(file string) []string {
	_, languages, _ := h.locate(file)
	var out []string
	for _, l := range languages {
		out = append(out, l.code)
	}
	return out
}

// pageKeys returns the paths below the content by which Hugo finds a page in each of its languages, without the name of an index
// file, and its bare name.
func (h *hugo) pageKeys(page Page) []string {
	p, languages, ok := h.locate(page.File)
	if !ok {
		return nil
	}
	var out []string
	for _, l := range languages {
		if !l.isDisabled {
			out = append(out, l.code+":/"+h.normalize(joinPath(p.container(), p.contentName())), l.code+":"+h.normalize(p.contentName()))
		}
	}
	return out
}

// linkKeys returns the keys of the pages that the destination of a link may mean, see
// https://gohugo.io/methods/page/getpage/.
func (h *hugo) linkKeys(from, dest string) []string {
	if !h.findsPages && trimPageExtension(dest) == dest && h.normalize(dest) != dest {
		return nil // an address, in which case counts
	}
	return h.keysOf(from, dest, "", false)
}

// refKeys returns the keys of the pages that the argument of ref and relref may mean, see
// https://gohugo.io/shortcodes/ref/. Only there does a bare name stand for a page anywhere.
func (h *hugo) refKeys(from, ref, language string) []string {
	return h.keysOf(from, ref, language, true)
}

// keysOf returns the keys that a path may mean: from the page's folder, then from the root of the content, then the name alone.
func (h *hugo) keysOf(from, ref, language string, isRef bool) []string {
	p, languages, ok := h.locate(from)
	if language == "" && ok && len(languages) > 0 {
		language = languages[0].code
	}
	language = strings.ToLower(cmp.Or(language, h.main.code))
	if h.languages[language] == nil {
		return nil
	}
	if ref = strings.TrimRight(ref, "/"); ref == "" {
		ref = "/"
	}
	hasExtension := trimPageExtension(ref) != ref
	var out []string
	add := func(dir, name string) { out = append(out, language+":"+h.key(path.Join("/", dir, name))) }
	if !strings.HasPrefix(ref, "/") {
		folder := p.container()
		if p.isBranch() || hasExtension && strings.HasPrefix(ref, "../") {
			folder = p.dir
		}
		if add(folder, ref); hasExtension && folder != p.dir {
			add(p.dir, ref) // the file itself
		}
	}
	if !strings.HasPrefix(ref, ".") {
		add("", ref)
	}
	if isRef && !strings.Contains(ref, "/") {
		out = append(out, language+":"+strings.TrimPrefix(h.key("/"+ref), "/"))
	}
	return out
}

// keyAddress returns the address of the list that stands for a key without a page, or "".
func (h *hugo) keyAddress(key string) string {
	code, at, _ := strings.Cut(key, ":")
	l := h.languages[code]
	if l == nil || !strings.HasPrefix(at, "/") {
		return ""
	}
	if other, _ := h.cutPrefix(l.prefix + at); other != l { // /fr is no section of the default language
		return ""
	}
	return l.prefix + at
}

// translations returns a key in the other languages.
func (h *hugo) translations(key string) []string {
	code, at, _ := strings.Cut(key, ":")
	var out []string
	for _, other := range slices.Sorted(maps.Keys(h.languages)) {
		if other != code {
			out = append(out, other+":"+at)
		}
	}
	return out
}

// trimPageExtension returns a name without the extension of a note or of an HTML page.
func trimPageExtension(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, note.ExtensionOf(name)), ".html")
}

// key returns the path of a page below the content as pageKeys writes it: without extension, language and the name of an index
// file.
func (h *hugo) key(at string) string {
	dir, name := path.Split(at)
	name, _ = h.splitLanguage(trimPageExtension(name))
	if name == "index" || name == "_index" {
		return h.normalize("/" + strings.Trim(dir, "/"))
	}
	return h.normalize(dir + name)
}
