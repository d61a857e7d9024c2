package profile

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"quire/internal/address"
	"quire/internal/note"
)

// maxBranchFolders bounds the folders of the content in which findBranches looks.
const maxBranchFolders = 20_000

// usesSections reports whether a permalink needs the sections that a page is in.
func (h *hugo) usesSections() bool {
	for _, l := range h.languages {
		if slices.ContainsFunc(l.permalinks, func(p hugoPermalink) bool { return strings.Contains(p.text, ":sections") }) {
			return true
		}
	}
	return false
}

// findBranches finds the folders that are sections: those with an _index. See
// https://gohugo.io/content-management/sections/.
func (h *hugo) findBranches(files Files) {
	h.branches = map[string]bool{}
	left := maxBranchFolders
	for _, m := range h.mounts {
		queue := []string{""}
		for len(queue) > 0 && left > 0 {
			folder := queue[0]
			queue, left = queue[1:], left-1
			for _, name := range files.List(joinPath(m.source, folder)) {
				if strings.HasSuffix(name, "/") {
					queue = append(queue, joinPath(folder, strings.TrimSuffix(name, "/")))
				} else if strings.HasPrefix(name, "_index.") {
					h.branches[h.normalize(joinPath(m.target, folder))] = true
				}
			}
		}
	}
}

// sectionOf returns the section that a page is in, as its path below the content.
func (h *hugo) sectionOf(p hugoPage) string {
	if p.isBranch() {
		return p.dir
	}
	dir := p.container()
	for strings.Contains(dir, "/") && !h.branches[h.normalize(dir)] {
		dir = dirOf(dir)
	}
	return dir
}

// splitLanguage splits the language off the name of a file.
func (h *hugo) splitLanguage(name string) (base, language string) {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		code := name[i+1:]
		if h.languages[code] == nil {
			code = strings.ToLower(code)
		}
		if h.languages[code] != nil {
			return name[:i], code
		}
	}
	return name, ""
}

// locate returns the place of a file in the tree of the content, and the languages that it belongs to: that in its name, else
// those of its mount. It is false if the file is no content.
func (h *hugo) locate(file string) (p hugoPage, languages []*hugoLanguage, ok bool) {
	for _, m := range h.mounts {
		if !HasPathPrefix(file, m.source) {
			continue
		}
		rest := joinPath(m.target, strings.TrimPrefix(file[len(m.source):], "/"))
		name := lastSegment(rest)
		p.dir = dirOf(rest)
		base, code := h.splitLanguage(strings.TrimSuffix(name, note.ExtensionOf(name)))
		p.base = base
		if code != "" {
			return p, []*hugoLanguage{h.languages[code]}, true
		}
		return p, m.languages, true
	}
	return p, nil, false
}

// publish returns where Hugo publishes a page, see https://gohugo.io/content-management/urls/.
func (h *hugo) publish(_ *Profile, page Page) Published {
	p, languages, ok := h.locate(page.File)
	if !ok {
		return Published{}
	}
	p.Page = page
	p.slug = h.slugOf(p)
	var out Published
	for _, l := range languages {
		if l.isDisabled {
			continue
		}
		p.language = l
		at := h.address(p)
		if out.Address == "" {
			out.Address = at
			if h.isMultihost {
				out.Prefix = l.prefix
			}
			for _, alias := range page.Aliases {
				out.Aliases = append(out.Aliases, resolveAlias(at, alias))
			}
		} else {
			out.Aliases = append(out.Aliases, at)
		}
		if p.dir == "" && p.isBranch() && l == h.main {
			out.Aliases = append(out.Aliases, h.homeAliases()...)
		}
	}
	return out
}

// homeAliases returns the addresses from which Hugo leads to the home page in the default language.
func (h *hugo) homeAliases() []string {
	switch {
	case h.main.prefix != "":
		return []string{"/"}
	case len(h.languages) > 1:
		return []string{"/" + h.main.code + "/"}
	}
	return nil
}

// resolveAlias returns the address of an alias. One without a slash in front is beside the page, see
// https://gohugo.io/content-management/urls/#aliases.
func resolveAlias(page, alias string) string {
	if strings.HasPrefix(alias, "/") {
		return alias
	}
	return path.Join(path.Dir("/"+strings.Trim(page, "/")), alias)
}

// slugOf returns the slug that a page declares, or that Hugo takes from the name of its file; or "".
func (h *hugo) slugOf(p hugoPage) string {
	declared := ""
	if p.Slug != p.Name() && (!startsWithDate(p.Name()) || p.hasField("slug")) {
		declared = p.Slug
	}
	if declared == "" && slices.Contains(h.dates, ":filename") && startsWithDate(p.contentName()) {
		if _, isFromName := h.dateAndSource(p); isFromName {
			declared = strings.Trim(p.contentName()[len("2006-01-02"):], " -_")
		}
	}
	return declared
}

// address returns the address of a page in its language.
func (h *hugo) address(p hugoPage) string {
	isHome := p.dir == "" && (p.isBranch() || p.isLeaf())
	if len(p.Routes) > 0 && !isHome {
		if url := p.Field("url"); url != "" {
			return h.declaredAddress(p, url)
		}
	}
	section, _, _ := strings.Cut(p.dir, "/")
	isUgly := p.language.isUgly || p.language.ugly[section]
	at := p.language.prefix + "/"
	if own := h.path(p); own != "" {
		at += own + "/"
	}
	switch {
	case isUgly && p.isBranch() && !p.isTerm():
		return at + "index.html"
	case isUgly && !isHome:
		return strings.TrimSuffix(at, "/") + ".html"
	}
	return at
}

// declaredAddress returns the address of a page whose front matter declares it. Without a slash in front it is below the
// language.
func (h *hugo) declaredAddress(p hugoPage, url string) string {
	if strings.Contains(url, ":") {
		if pattern, ok := compileHugoPattern(url); ok {
			if filled, ok := pattern.fill(h, p); ok {
				url = filled
			}
		}
	}
	if !strings.HasPrefix(url, "/") {
		url = p.language.prefix + "/" + url
	}
	clean := path.Clean("/" + url)
	if clean != "/" && (strings.HasSuffix(url, "/") || !strings.Contains(url, ".")) {
		clean += "/"
	}
	return clean
}

// path returns the path of a page below its language: by a permalink, else by its file and slug.
func (h *hugo) path(p hugoPage) string {
	if text, ok := h.permalink(p); ok {
		text = path.Clean("/" + strings.ReplaceAll(address.PercentDecode(text), "+", " ")) // Hugo decodes it like a query
		return strings.Trim(path.Clean("/"+h.urlize(text)), "/")
	}
	dir, name := p.container(), p.contentName()
	if !h.keepsCase {
		dir, name = h.normalize(dir), h.normalize(name)
	}
	if p.slug != "" && !p.isBranch() {
		name = p.slug
	}
	return strings.Trim(path.Clean("/"+h.urlize(joinPath(dir, name))), "/")
}

// permalink returns the path that the first permalink for a page gives it. An empty path is none.
func (h *hugo) permalink(p hugoPage) (string, bool) {
	if len(p.language.permalinks) == 0 {
		return "", false
	}
	kind := "page"
	if p.isBranch() {
		switch {
		case p.dir == "":
			kind = "home"
		case p.isTerm():
			kind = "term"
		case p.language.taxonomies[strings.ToLower(p.dir)]:
			kind = "taxonomy"
		default:
			kind = "section"
		}
	}
	at := h.normalize(strings.Trim(joinPath(p.container(), p.contentName()), "/"))
	for _, rule := range p.language.permalinks {
		if (rule.kind == "" || rule.kind == kind) && rule.covers(at, kind) {
			text, ok := rule.pattern.fill(h, p)
			return text, ok && strings.Trim(text, "/") != ""
		}
	}
	return "", false
}

// covers reports whether a permalink is for the page of a kind at a path below the content.
func (r hugoPermalink) covers(at, kind string) bool {
	switch {
	case r.glob != nil:
		return r.glob.MatchString("/" + at)
	case r.section == "/":
		return !strings.Contains(at, "/") && kind != "section"
	}
	return r.section == "" || HasPathPrefix(at, r.section) && (kind != "page" || at != r.section)
}

// compileGlob compiles a pattern of paths in which two asterisks stand for any number of folders and braces hold alternatives. It
// returns nil for an empty or invalid pattern.
func compileGlob(pattern string) *regexp.Regexp {
	if pattern == "" || len(pattern) > maxPatternBytes {
		return nil
	}
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case strings.HasPrefix(pattern[i:], "**"):
			b.WriteString(".*")
			i++
		case c == '*':
			b.WriteString("[^/]*")
		case c == '?':
			b.WriteString("[^/]")
		case c == '{':
			b.WriteString("(?:")
		case c == '}':
			b.WriteByte(')')
		case c == ',':
			b.WriteByte('|')
		default:
			b.WriteString(regexp.QuoteMeta(string(c)))
		}
	}
	glob, err := regexp.Compile("^(?:" + b.String() + ")$")
	if err != nil {
		return nil
	}
	return glob
}
