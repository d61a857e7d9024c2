package profile

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode"

	"quire/internal/note"
)

func init() {
	markers := []string{"astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.mts", "astro.config.cjs"}
	register(generator{name: "Starlight", markers: markers, roots: markers, rank: rankSite, read: readStarlight})
	register(generator{name: "Astro", markers: markers, roots: markers, rank: rankSite + 1, read: readAstro})
}

// astro holds the settings of an Astro site that give pages their addresses.
type astro struct {
	end       string            // of addresses that are not the home page
	pages     string            // folder of src/pages
	files     []string          // in that folder
	made      [][]string        // addresses of pages that are not notes, by segments; * stands for any segment, ** for any number
	redirects map[string]string // address without slashes at its ends -> address
	locales   []string          // languages that have a prefix
	fallback  string            // prefix of the language whose pages stand in for missing ones, without slashes
}

// readAstroSite reads what Astro and Starlight have in common, see https://docs.astro.build/en/reference/configuration-reference/.
func readAstroSite(p *Profile, files Files, marker string) (a *astro, s settings, source string, err error) {
	s, err = readScript(files, marker)
	p.remarkOnScript(cmp.Or(marker, "the configuration of Astro"))
	p.Parse.Hashtags = false
	p.setSite(s.stringValue("site"))
	p.BasePath = cmp.Or(cleanBasePath(s.stringValue("base")), p.BasePath)
	public, _ := cleanFolder(cmp.Or(s.stringValue("publicDir"), "public"))
	p.Static = []string{public}
	p.addCNAME(files, public)
	source, _ = cleanFolder(cmp.Or(s.stringValue("srcDir"), "src"))
	a = &astro{end: "/", pages: joinPath(source, "pages"), redirects: map[string]string{}}
	switch {
	case s.tableValue("build").stringValue("format") == "file":
		a.end = ".html"
	case s.stringValue("trailingSlash") == "never":
		a.end = ""
	}
	redirects := s.tableValue("redirects")
	for _, from := range sortedKeys(redirects) {
		to := cmp.Or(redirects.stringValue(from), redirects.tableValue(from).stringValue("destination"))
		if strings.HasPrefix(to, "/") {
			a.redirects[strings.Trim(from, "/")] = to
		}
	}
	a.files = listTree(files, a.pages)
	for _, file := range a.files {
		rel := strings.TrimPrefix(file, a.pages+"/")
		if ext := path.Ext(rel); ext == ".astro" || ext == ".ts" || ext == ".js" || ext == ".html" {
			if route := routeOf(strings.TrimSuffix(rel, ext)); len(route) > 0 {
				a.made = append(a.made, route)
			}
		}
	}
	p.Exact, p.PageFirst, p.Publish, p.Generated, p.Redirect = true, true, a.publish, a.findGenerated, a.redirect
	return a, s, source, err
}

// Bounds of the files that listTree returns.
const (
	maxTreeFiles = 1000
	maxTreeDepth = 6
)

// listTree returns the files in a folder and in its folders.
func listTree(files Files, folder string) []string {
	var out []string
	folders := []string{folder}
	for range maxTreeDepth {
		var next []string
		for _, dir := range folders {
			for _, name := range files.List(dir) {
				if sub, ok := strings.CutSuffix(name, "/"); ok {
					next = append(next, joinPath(dir, sub))
				} else if out = append(out, joinPath(dir, name)); len(out) >= maxTreeFiles {
					return out
				}
			}
		}
		folders = next
	}
	return out
}

// routeOf returns the segments of the addresses that a file below src/pages makes, with * for [name] and ** for [...name]. It
// returns nil for a file that makes no page and for one that makes all of them.
func routeOf(stem string) []string {
	parts := strings.Split(stem, "/")
	if last := len(parts) - 1; parts[last] == "index" {
		if parts = parts[:last]; last == 0 {
			return []string{""}
		}
	}
	isOpen := true
	for i, part := range parts {
		switch {
		case strings.HasPrefix(part, "_"):
			return nil
		case strings.HasPrefix(part, "[...") && strings.HasSuffix(part, "]"):
			parts[i] = "**"
		case strings.Contains(part, "["):
			parts[i] = "*"
		default:
			isOpen = false
		}
	}
	if isOpen {
		return nil
	}
	return parts
}

// matchesRoute reports whether the segments of an address match those of a route.
func matchesRoute(route, at []string) bool {
	for i, part := range route {
		switch {
		case part == "**":
			return true
		case i >= len(at) || part != "*" && part != at[i]:
			return false
		}
	}
	return len(route) == len(at)
}

// readStarlight reads the settings of Starlight among those of Astro. Without them the site is not Starlight's.
func readStarlight(p *Profile, files Files, marker string) (bool, error) {
	a, s, source, err := readAstroSite(p, files, marker)
	starlight, ok := findIntegration(s, "@astrojs/starlight", "starlight")
	content := joinPath(source, "content/docs")
	isLikely := !s.has("integrations") && slices.Contains(files.List(joinPath(source, "content")), "docs/")
	if !ok && !isLikely && marker != "" {
		*p = *newProfile()
		return false, nil
	}
	p.Mounts = []Mount{{content, "/"}, {a.pages, "/"}}
	a.readLocales(starlight)
	a.made = append(a.made, []string{"404"}, []string{"404.html"}, []string{"sitemap-index.xml"}, []string{"sitemap-0.xml"})
	return true, err
}

// findIntegration returns the settings with which Astro's integration is called that is imported from a module or has a name.
func findIntegration(s settings, module, name string) (settings, bool) {
	list, _ := s.lookup("integrations").([]any)
	for _, item := range list {
		if c, ok := item.(call); ok && (c.module == module || c.module == "" && c.name == name) {
			return settingsOf(c), true
		}
	}
	return nil, false
}

// readLocales reads the languages, see https://starlight.astro.build/guides/i18n/.
func (a *astro) readLocales(s settings) {
	locales := s.tableValue("locales")
	for _, name := range sortedKeys(locales) {
		if name != "root" && len(a.locales) < maxLanguages {
			a.locales = append(a.locales, name)
		}
	}
	if _, ok := locales["root"]; !ok {
		a.fallback = s.stringValue("defaultLocale")
	}
}

// readAstro reads the settings of an Astro site without Starlight.
func readAstro(p *Profile, files Files, marker string) (bool, error) {
	a, _, source, err := readAstroSite(p, files, marker)
	p.Mounts = []Mount{{a.pages, "/"}}
	collections := a.readCollections(files, source)
	for _, name := range sortedKeys(collections) {
		if at, ok := a.addressOf(name, len(collections)); ok {
			p.Mounts = append(p.Mounts, Mount{collections[name], at})
			a.made = slices.DeleteFunc(a.made, func(route []string) bool { // its pages are the notes of the collection
				return strings.Join(route[:len(route)-1], "/") == at[1:] && strings.HasPrefix(route[len(route)-1], "*")
			})
		}
	}
	a.made = append(a.made, []string{"404"}, []string{"404.html"}, []string{"sitemap-index.xml"}, []string{"sitemap-0.xml"})
	return true, err
}

// readCollections returns the folders of the site's collections by their names, see
// https://docs.astro.build/en/guides/content-collections/.
func (a *astro) readCollections(files Files, source string) map[string]string {
	out := map[string]string{}
	for _, dir := range files.List(source + "/content") {
		if name, ok := strings.CutSuffix(dir, "/"); ok {
			out[name] = source + "/content/" + name
		}
	}
	for _, file := range []string{source + "/content.config.ts", source + "/content.config.mjs", source + "/content.config.js", source + "/content/config.ts"} {
		text, err := files.Read(file)
		if err != nil || text == nil {
			continue
		}
		all := &scripts{files: files, loaded: map[string]*script{}}
		declared, _ := all.parse(file, string(text)).valueOf("collections").(map[string]any)
		for name, v := range declared {
			loader, _ := settingsOf(v).lookup("loader").(call)
			if base, ok := cleanFolder(settingsOf(loader).stringValue("base")); ok && base != "" {
				out[name] = base
			}
		}
		break
	}
	return out
}

// addressOf returns the address below which a site publishes a collection: that of the folder of src/pages which has a page for
// any name and is called like the collection, or is the only such folder.
func (a *astro) addressOf(name string, collections int) (string, bool) {
	var open []string
	for _, file := range a.files {
		rel := strings.TrimPrefix(file, a.pages+"/")
		if i := strings.IndexByte(rel, '['); i >= 0 && (i == 0 || rel[i-1] == '/') && path.Ext(rel) == ".astro" {
			dir := strings.TrimSuffix(rel[:i], "/")
			if dir == name {
				return "/" + name, true
			}
			if !slices.Contains(open, dir) {
				open = append(open, dir)
			}
		}
	}
	switch {
	case len(open) == 1 && (collections == 1 || open[0] == ""):
		return "/" + open[0], true
	case len(a.files) == 0:
		return "/" + name, true
	}
	return "", false
}

// publish returns where Astro publishes a page. The id of an entry of a collection is its path, as a slug; see
// https://docs.astro.build/en/reference/content-loader-reference/#glob-loader.
func (a *astro) publish(p *Profile, page Page) Published {
	mount, rest, ok := p.Mounted(page.File)
	if !ok || strings.HasPrefix(rest, "_") || strings.Contains(rest, "/_") {
		return Published{}
	}
	id := strings.TrimSuffix(rest, note.ExtensionOf(rest))
	if mount.Folder != a.pages {
		if slug := page.Field("slug"); slug != "" {
			id = strings.Trim(slug, "/")
		} else {
			parts := strings.Split(id, "/")
			for i, part := range parts {
				parts[i] = githubSlug(part)
			}
			id = strings.Join(parts, "/")
		}
	}
	if id = strings.TrimSuffix("/"+id, "/index"); id == "" {
		return Published{Address: joinAddress(mount.Address, "/")}
	}
	return Published{Address: joinAddress(mount.Address, id+a.end)}
}

// githubSlug returns a name as github-slugger writes it: in lower case, without signs, with dashes in place of spaces.
func githubSlug(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', unicode.IsLetter(r), unicode.IsMark(r), unicode.IsNumber(r), unicode.Is(unicode.Pc, r):
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// findGenerated reports the pages that the site's programs make.
func (a *astro) findGenerated(_ *Profile, address string) (query string, ok bool) {
	at := strings.Split(strings.Trim(address, "/"), "/")
	return "", slices.ContainsFunc(a.made, func(route []string) bool { return matchesRoute(route, at) })
}

// redirect returns the address to which the site redirects, or that of the page in the language whose pages stand in for missing
// ones.
func (a *astro) redirect(_ *Profile, address string) (target string, ok bool) {
	address = strings.Trim(address, "/")
	if target, ok = a.redirects[address]; ok {
		return target, true
	}
	if address == "" && a.fallback != "" {
		return "/" + a.fallback, true
	}
	for _, name := range a.locales {
		if HasPathPrefix(address, name) && name != a.fallback {
			return "/" + joinPath(a.fallback, strings.TrimPrefix(address[len(name):], "/")), true
		}
	}
	return "", false
}
