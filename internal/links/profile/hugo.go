package profile

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
)

func init() {
	register(generator{
		name: "Hugo", markers: hugoMarkers(), roots: []string{"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"},
		rank: rankSite, read: readHugo,
	})
}

// hugoMarkers returns the paths of Hugo's settings files, see https://gohugo.io/configuration/introduction/.
func hugoMarkers() []string {
	var files []string
	for _, stem := range []string{"hugo", "config", "config/_default/hugo", "config/_default/config"} {
		for _, ext := range []string{".toml", ".yaml", ".yml", ".json"} {
			files = append(files, stem+ext)
		}
	}
	return files
}

// hugo holds the settings of a Hugo site that give pages their addresses.
type hugo struct {
	languages map[string]string // language -> prefix of its addresses, such as "/fr" or ""
	main      string            // the default language
	pages     map[string]string // section -> pattern of its pages
	sections  map[string]string // section -> pattern of its own page
	isUgly    bool              // addresses end in .html
	keepsCase bool
	taxa      map[string]string // name of a taxonomy in addresses -> field
}

// readHugo reads Hugo's settings. They are those of a site if they have a key that only Hugo's have.
func readHugo(p *Profile, files Files, marker string) (bool, error) {
	s, err := readSettings(files, marker)
	if err != nil {
		return false, err
	}
	folder := path.Dir(marker)
	if folder == "." && !strings.HasPrefix(marker, "hugo.") && !isHugo(s, files) {
		return false, nil
	}
	if strings.HasPrefix(folder, "config/") { // each key may have a file of its own
		for _, key := range []string{"permalinks", "languages", "taxonomies", "module"} {
			for _, ext := range []string{".toml", ".yaml", ".yml", ".json"} {
				if part, err := readSettings(files, folder+"/"+key+ext); err == nil && part != nil && !s.has(key) {
					s[key] = map[string]any(part)
				}
			}
		}
	}
	p.setSite(s.stringValue("baseURL"))
	p.Parse.Hashtags = false
	p.Parse.Dialect.RawShortcodes = true
	h := &hugo{languages: map[string]string{}, pages: map[string]string{}, sections: map[string]string{}, taxa: map[string]string{"tags": "tag", "categories": "category"}}
	h.isUgly, h.keepsCase = s.boolValue("uglyURLs", false), s.boolValue("disablePathToLower", false)
	h.readPermalinks(s.tableValue("permalinks"))
	h.readLanguages(p, s)
	if t := s.tableValue("taxonomies"); t != nil {
		h.taxa = map[string]string{}
		for singular := range t {
			h.taxa[t.stringValue(singular)] = singular
		}
	}
	p.Static = append(p.Static, s.stringList("staticDir")...)
	if len(p.Static) == 0 {
		p.Static = []string{"static"}
	}
	p.Static = append(p.Static, cmp.Or(s.stringValue("assetDir"), "assets"))
	p.Publish, p.Generated, p.ListsFolders = h.publish, h.generated, true
	return true, checkPatterns(maps.Values(h.pages))
}

// isHugo reports whether the settings in a config.toml are those of a Hugo site. Zola and other programs use the name too.
func isHugo(s settings, files Files) bool {
	for _, key := range []string{"baseURL", "permalinks", "languageCode", "defaultContentLanguage", "taxonomies", "contentDir", "theme"} {
		if _, exact := s[key]; exact || key == "baseURL" && s.stringValue(key) != "" && !s.has("base_url") {
			return !s.has("base_url")
		}
	}
	return false
}

// readPermalinks reads the patterns by section, see https://gohugo.io/configuration/permalinks/.
func (h *hugo) readPermalinks(s settings) {
	for _, key := range slices.Sorted(maps.Keys(s)) {
		if pattern := s.stringValue(key); pattern != "" {
			h.pages[key] = pattern
			continue
		}
		for _, section := range slices.Sorted(maps.Keys(s.tableValue(key))) {
			switch pattern := s.tableValue(key).stringValue(section); key {
			case "page":
				h.pages[section] = pattern
			case "section":
				h.sections[section] = pattern
			}
		}
	}
}

// readLanguages reads the languages and the folders of the content, see https://gohugo.io/content-management/multilingual/.
func (h *hugo) readLanguages(p *Profile, s settings) {
	content := cmp.Or(s.stringValue("contentDir"), "content")
	languages := s.tableValue("languages")
	h.main = cmp.Or(strings.ToLower(s.stringValue("defaultContentLanguage")), "en")
	inFolder := s.boolValue("defaultContentLanguageInSubdir", false)
	for name := range languages {
		prefix := "/" + strings.ToLower(name)
		if strings.EqualFold(name, h.main) && !inFolder {
			prefix = ""
		}
		h.languages[strings.ToLower(name)] = prefix
		if dir, ok := cleanFolder(languages.tableValue(name).stringValue("contentDir")); ok && dir != "" {
			p.Mounts = append(p.Mounts, Mount{dir, cmp.Or(prefix, "/")})
		}
	}
	if dir, ok := cleanFolder(content); ok {
		if !slices.ContainsFunc(p.Mounts, func(m Mount) bool { return m.Folder == dir }) {
			p.Mounts = append(p.Mounts, Mount{dir, "/"})
		}
	}
	slices.SortFunc(p.Mounts, func(a, b Mount) int {
		return cmp.Or(cmp.Compare(len(b.Folder), len(a.Folder)), cmp.Compare(a.Folder, b.Folder))
	})
	if len(h.languages) > 0 {
		p.SplitLanguage = h.splitLanguage
	}
}

// splitLanguage splits the language off the name of a file.
func (h *hugo) splitLanguage(name string) (base, language string) {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		if _, ok := h.languages[strings.ToLower(name[i+1:])]; ok {
			return name[:i], strings.ToLower(name[i+1:])
		}
	}
	return name, ""
}

// publish returns where Hugo publishes a page, see https://gohugo.io/content-management/urls/.
func (h *hugo) publish(p *Profile, page Page) Published {
	m, rest, ok := p.Mounted(page.File)
	if !ok {
		return Published{}
	}
	dir, base := path.Split(strings.TrimSuffix(rest, path.Ext(rest)))
	base, language := h.splitLanguage(base)
	prefix := m.Address
	if language != "" {
		prefix = h.languages[language]
	} else if m.Address == "/" {
		prefix = h.languages[h.main]
	}
	own := h.address(page, strings.Trim(dir, "/"), base)
	out := Published{Address: joinAddress(prefix, own)}
	if declared := DeclaredAddresses(page); len(declared) > 0 {
		out.Address = declared[0]
	}
	for _, alias := range slices.Concat(page.Redirects, page.Aliases) {
		if !strings.HasPrefix(alias, "/") {
			alias = path.Join(path.Dir(strings.TrimSuffix(out.Address, "/")), alias)
		}
		out.Aliases = append(out.Aliases, alias)
	}
	return out
}

// address returns the address of a page below the prefix of its language. dir is its folder below the content, base its name
// without language and extension.
func (h *hugo) address(page Page, dir, base string) string {
	isBranch, isLeaf := base == "_index", base == "index"
	section, _, _ := strings.Cut(dir, "/")
	if dir == "" && isBranch || dir == "" && isLeaf {
		return "/"
	}
	if !isBranch && section != "" || isBranch && dir != "" {
		patterns := h.pages
		if isBranch {
			patterns = h.sections
		}
		if pattern, ok := patterns[section]; ok {
			page.Content = dir + "/" + base
			if compiled, ok := CompilePattern(strings.ReplaceAll(pattern, ":title", ":hugo_title")); ok {
				if address, ok := compiled.Fill(page); ok {
					return h.finish(h.urlize(address))
				}
			}
		}
	}
	at := dir
	if !isBranch && !isLeaf {
		at = joinPath(dir, base)
	}
	if page.Slug != "" && page.Slug != page.Name() && page.Slug != base && !isBranch && page.hasField("slug") {
		at = joinPath(dirOf(at), page.Slug)
	}
	return h.finish(h.urlize("/" + at))
}

// finish adds the end that addresses of the site have.
func (h *hugo) finish(address string) string {
	address = strings.TrimSuffix(address, "/")
	if h.isUgly {
		return address + ".html"
	}
	return address + "/"
}

// urlize returns a path as Hugo writes it into an address: in lower case, with dashes in place of spaces, without characters
// that have a meaning in an address.
func (h *hugo) urlize(s string) string {
	if !h.keepsCase {
		s = strings.ToLower(s)
	}
	parts := strings.Split(s, "/")
	for i, part := range parts {
		parts[i] = slugify(part, ".-_~@+", false)
	}
	return strings.Join(parts, "/")
}

// generated reports the pages that Hugo makes: the lists of sections and of taxonomies, and feeds.
func (h *hugo) generated(_ *Profile, address string) (query string, ok bool) {
	address = strings.Trim(address, "/")
	for _, prefix := range h.languages {
		if prefix = strings.Trim(prefix, "/"); prefix != "" && HasPathPrefix(address, prefix) {
			address = strings.TrimPrefix(address[len(prefix):], "/")
			break
		}
	}
	switch lastSegment(address) {
	case "index.xml", "sitemap.xml", "robots.txt":
		return "", true
	}
	taxonomy, term, hasTerm := strings.Cut(address, "/")
	if _, ok := h.taxa[taxonomy]; ok {
		if hasTerm && !strings.Contains(term, "/") && (taxonomy == "tags" || taxonomy == "categories") {
			return TagQuery(term), true
		}
		return "", true
	}
	return "", false
}
