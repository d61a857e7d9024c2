package profile

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"quire/internal/note"
)

func init() {
	var markers []string
	for _, ext := range []string{".js", ".mjs", ".ts", ".cjs", ".mts"} {
		markers = append(markers, "next.config"+ext)
	}
	register(generator{name: "Next", markers: markers, roots: markers, rank: rankSite + 1, read: readNext})
}

// next holds the settings of a site of Next or Nextra that give pages their addresses.
type next struct {
	app       string // folder whose files page.mdx are pages, see https://nextjs.org/docs/app/getting-started/project-structure
	content   string // folder of Nextra's content, see https://nextra.site/docs/file-conventions/content-directory
	end       string // of addresses that are not the home page
	locales   []string
	main      string // the language whose addresses have no prefix; "" if all have one
	made      [][]string
	redirects []rewrite
}

// Addresses in the settings and in the layout that are no literals of the exported object.
var (
	nextRedirect     = compileOnUse(`source:\s*['"]/([^'"]*)['"],\s*destination:\s*['"](/[^'"]*)['"]`)
	nextMetadataBase = compileOnUse(`metadataBase:\s*new URL\(\s*['"](https?://[^'"]+)['"]`)
)

// readNext reads the configuration, see https://nextjs.org/docs/app/api-reference/config/next-config-js. Without a folder of pages
// the site is not known to publish notes.
func readNext(p *Profile, files Files, marker string) (bool, error) {
	marker = cmp.Or(marker, "next.config.js")
	text, err := files.Read(marker)
	s, nextra := readNextScript(files, marker, string(text))
	p.remarkOnScript(marker)
	p.Parse.Hashtags = false
	n := &next{main: s.tableValue("i18n").stringValue("defaultLocale"), locales: s.tableValue("i18n").stringList("locales")}
	if s.boolValue("trailingSlash", false) {
		n.end = "/"
	}
	n.findFolders(p, files, nextra)
	if len(p.Mounts) == 0 {
		return false, err
	}
	p.Static = []string{"public"}
	for _, name := range []string{"next-sitemap.config.js", "next-sitemap.config.mjs", "next-sitemap.js"} {
		if sitemap, readErr := readScript(files, name); readErr == nil {
			p.setSite(sitemap.stringValue("siteUrl"))
		}
	}
	for _, ext := range []string{".tsx", ".jsx", ".js"} {
		if layout, readErr := files.Read(joinPath(n.app, "layout"+ext)); n.app != "" && readErr == nil {
			if m := nextMetadataBase().FindSubmatch(layout); m != nil {
				p.setSite(string(m[1]))
			}
		}
	}
	p.addCNAME(files, "public")
	p.BasePath = cmp.Or(cleanBasePath(s.stringValue("basePath")), p.BasePath)
	for _, m := range nextRedirect().FindAllStringSubmatch(string(text), maxPatterns) {
		if r, ok := compileRewrite(m[1], m[2]); ok {
			n.redirects = append(n.redirects, r)
		}
	}
	if n.content != "" && n.main != "" { // of Nextra 4, where all languages have a prefix
		n.main = ""
	}
	p.Exact, p.PageFirst = true, true
	p.Publish, p.Generated, p.Redirect, p.SplitLanguage = n.publish, n.findGenerated, n.redirect, n.splitLanguage
	return true, err
}

// readNextScript returns the settings of Next, and those of Nextra, which is called in the same file. The latter are nil without it.
func readNextScript(files Files, marker, text string) (s, nextra settings) {
	all := &scripts{files: files, loaded: map[string]*script{}}
	script := all.parse(marker, text)
	s = settingsOf(script.exportedValue())
	if pkg, err := files.Read("package.json"); strings.Contains(text, "nextra") || err == nil && strings.Contains(string(pkg), `"nextra"`) {
		nextra = settings{}
	}
	for _, name := range sortedKeys(script.declared) {
		if c, ok := script.valueOf(name).(call); ok && strings.Contains(strings.ToLower(c.name+c.module), "nextra") {
			if found := settingsOf(c); len(found) > 0 {
				nextra = found
			}
		}
	}
	return s, nextra
}

// findFolders finds the folders of pages and the pages in them that are programs.
func (n *next) findFolders(p *Profile, files Files, nextra settings) {
	for _, source := range []string{"", "src"} {
		list := files.List(source)
		for _, kind := range []string{"app", "pages", "content"} {
			folder, address := joinPath(source, kind), "/"
			if !slices.Contains(list, kind+"/") {
				continue
			}
			switch {
			case kind == "content" && (nextra == nil || n.content != ""):
				continue // of another library, which gives the pages addresses
			case kind == "content":
				n.content = folder
				address = cmp.Or(cleanBasePath(nextra.stringValue("contentDirBasePath")), "/")
			case kind == "app":
				n.app = cmp.Or(n.app, folder)
			}
			p.Mounts = append(p.Mounts, Mount{folder, address})
		}
	}
	for _, m := range p.Mounts {
		if m.Folder == n.content {
			continue
		}
		for _, file := range listTree(files, m.Folder) {
			ext := path.Ext(file)
			if rel := strings.TrimPrefix(file, m.Folder+"/"); slices.Contains([]string{".tsx", ".jsx", ".js", ".ts"}, ext) {
				n.addProgram(m.Folder, strings.TrimSuffix(rel, ext))
			}
		}
	}
}

// addProgram adds the addresses of the pages that a program makes; stem is its path below the folder, without extension.
func (n *next) addProgram(folder, stem string) {
	if folder == n.app {
		route, ok := appRoute(stem)
		if !ok {
			return
		}
		stem = joinPath(route, "index")
	}
	if strings.HasPrefix(path.Base(stem), "_") || strings.Contains(stem, "[...") && n.content != "" {
		return // the page for all notes of the content
	}
	stem = strings.NewReplacer("[[...", "[...", "]]", "]").Replace(stem)
	if route := routeOf(stem); len(route) > 0 {
		n.made = append(n.made, route)
	}
}

// appRoute returns the address of a file below app/, without slashes at its ends. Only files called page are pages, and folders in
// parentheses or with an @ are not part of the address.
func appRoute(stem string) (string, bool) {
	if path.Base(stem) != "page" {
		return "", false
	}
	var parts []string
	for _, part := range strings.Split(dirOf(stem), "/") {
		switch {
		case strings.HasPrefix(part, "_"):
			return "", false
		case part != "" && part[0] != '(' && part[0] != '@':
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "/"), true
}

// splitLanguage splits the language off the name of a file, as in older versions of Nextra: index.fr.mdx.
func (n *next) splitLanguage(name string) (base, language string) {
	if i := strings.LastIndexByte(name, '.'); i > 0 && slices.Contains(n.locales, name[i+1:]) {
		return name[:i], name[i+1:]
	}
	return name, ""
}

// publish returns where a page is published.
func (n *next) publish(p *Profile, page Page) Published {
	m, rest, ok := p.Mounted(page.File)
	if !ok {
		return Published{}
	}
	stem, language := n.splitLanguage(strings.TrimSuffix(rest, note.ExtensionOf(rest)))
	if m.Folder == n.app {
		if stem, ok = appRoute(stem); !ok {
			return Published{}
		}
	} else if stem == "index" || strings.HasSuffix(stem, "/index") {
		stem = dirOf(stem)
	}
	if strings.HasPrefix(path.Base(stem), "_") || strings.Contains(stem, "[") {
		return Published{}
	}
	prefix := ""
	if language != "" && language != n.main {
		prefix = "/" + language
	} else if first, _, _ := strings.Cut(rest, "/"); language == "" && slices.Contains(n.locales, first) {
		prefix = "/" + first
	}
	address := joinAddress(m.Address, "/"+strings.Trim(stem, "/"))
	out := Published{Prefix: prefix, Aliases: DeclaredAliases(page)}
	if prefix != "" && !HasPathPrefix(address, prefix) {
		address = prefix + address
	}
	out.Address = cmp.Or(strings.TrimSuffix(address, "/"), "/")
	if out.Address != "/" {
		out.Address += n.end
	}
	return out
}

// findGenerated reports the pages that programs make.
func (n *next) findGenerated(_ *Profile, address string) (query string, ok bool) {
	at := strings.Split(strings.Trim(address, "/"), "/")
	return "", slices.ContainsFunc(n.made, func(route []string) bool { return matchesRoute(route, at) })
}

// redirect returns where the settings redirect an address, and for one without language the page in the first language.
func (n *next) redirect(_ *Profile, address string) (string, bool) {
	at := strings.Trim(address, "/")
	for _, r := range n.redirects {
		if m := r.from.FindStringSubmatchIndex(at); m != nil {
			return string(r.from.ExpandString(nil, r.to, at, m)), true
		}
	}
	first, _, _ := strings.Cut(at, "/")
	if n.content != "" && len(n.locales) > 0 && !slices.Contains(n.locales, first) {
		return "/" + n.locales[0] + "/" + at, true
	}
	return "", false
}
