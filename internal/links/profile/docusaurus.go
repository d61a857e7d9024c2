package profile

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

func init() {
	var markers []string
	for _, ext := range []string{".ts", ".js", ".mjs", ".cjs", ".mts"} {
		markers = append(markers, "docusaurus.config"+ext)
	}
	register(generator{name: "Docusaurus", markers: markers, roots: markers, rank: rankSite, read: readDocusaurus})
}

// docusaurus holds the settings of a Docusaurus site that give pages their addresses.
type docusaurus struct {
	trailingSlash any // bool, or nil if addresses are left as they are
	translations  string
	main          string                    // the language whose addresses have no prefix
	source        string                    // the language of the content that is not a translation
	prefixes      map[string]string         // language -> prefix of its addresses, such as "/fr" or ""
	parts         map[string]docusaurusPart // by folder
	redirects     map[string]string         // address without slashes at its ends -> address
	made          [][]string                // addresses of pages that are programs, see routeOf
}

// docusaurusPart is a folder of the content: one version of the documents in one language, a blog or the single pages.
type docusaurusPart struct {
	kind        string // docs, blog or pages
	address     string // without the prefix of the language
	language    string
	original    string // the folder of which this is a translation, or the folder itself
	exclude     []string
	keepsNumber bool
}

// readDocusaurus reads the configuration, see https://docusaurus.io/docs/api/docusaurus-config.
func readDocusaurus(p *Profile, files Files, marker string) (bool, error) {
	s, err := readScript(files, marker)
	p.remarkOnScript(cmp.Or(marker, "the configuration of Docusaurus"))
	p.Parse.Hashtags = false
	format := s.tableValue("markdown").stringValue("format")
	p.Parse.Dialect.MDX = format == "" || format == "mdx" // also in files called .md
	p.setSite(s.stringValue("url"))
	p.BasePath = cmp.Or(cleanBasePath(s.stringValue("baseUrl")), p.BasePath)
	for _, folder := range append(s.stringList("staticDirectories"), "static") {
		if folder, ok := cleanFolder(folder); ok && !slices.Contains(p.Static, folder) {
			p.Static = append(p.Static, folder)
			p.addCNAME(files, folder)
		}
	}
	d := &docusaurus{trailingSlash: s.lookup("trailingSlash"), parts: map[string]docusaurusPart{}, redirects: map[string]string{}}
	d.readLanguages(files, s.tableValue("i18n"))
	d.readPresets(p, files, s.lookup("presets"))
	for _, plugin := range namedOptions(s.lookup("plugins")) {
		switch options := settings(plugin.options); {
		case strings.Contains(plugin.name, "content-docs"):
			d.addDocs(p, files, options)
		case strings.Contains(plugin.name, "content-blog"):
			d.addBlog(p, files, options)
		case strings.Contains(plugin.name, "content-pages"):
			d.addPages(p, files, options)
		case strings.Contains(plugin.name, "client-redirects"):
			for _, r := range options.tableList("redirects") {
				for _, from := range r.stringList("from") {
					d.redirects[strings.Trim(from, "/")] = r.stringValue("to")
				}
			}
		}
	}
	p.Shorthands = []Shorthand{{"@site/", ""}}
	p.Exact, p.PageFirst, p.Publish, p.Generated, p.Redirect, p.FileRoots = true, true, d.publish, d.findGenerated, d.redirect, d.fileRoots
	return true, err
}

// readLanguages reads the languages, see https://docusaurus.io/docs/i18n/introduction. Where even the default language has
// translations, the content itself is in the first language that has none.
func (d *docusaurus) readLanguages(files Files, s settings) {
	d.translations, _ = cleanFolder(cmp.Or(s.stringValue("path"), "i18n"))
	d.main = cmp.Or(s.stringValue("defaultLocale"), "en")
	d.source, d.prefixes = d.main, map[string]string{d.main: ""}
	locales := s.stringList("locales")
	locales = locales[:min(len(locales), maxLanguages)]
	for _, name := range locales {
		d.prefixes[name] = "/" + name
		if base := s.tableValue("localeConfigs").tableValue(name).stringValue("baseUrl"); base != "" {
			d.prefixes[name] = cleanBasePath(base)
		}
	}
	d.prefixes[d.main] = ""
	if d.hasTranslations(files, d.main) {
		for _, name := range locales {
			if !d.hasTranslations(files, name) {
				d.source = name
				break
			}
		}
	}
}

// hasTranslations reports whether there are documents in a language.
func (d *docusaurus) hasTranslations(files Files, language string) bool {
	folder := joinPath(d.translations, language)
	return slices.ContainsFunc(files.List(folder), func(name string) bool {
		return strings.HasPrefix(name, "docusaurus-plugin-content-docs") && slices.ContainsFunc(files.List(joinPath(folder, strings.TrimSuffix(name, "/"))),
			func(version string) bool { return strings.HasSuffix(version, "/") })
	})
}

// namedOption is a plugin or preset with its options.
type namedOption struct {
	name    string
	options map[string]any
}

// namedOptions reads a list of plugins or presets: each is a name, or a list of a name and options.
func namedOptions(list any) []namedOption {
	items, _ := list.([]any)
	var out []namedOption
	for _, item := range items {
		var o namedOption
		parts, isList := item.([]any)
		if !isList {
			parts = []any{item}
		}
		for _, part := range parts {
			switch v := part.(type) {
			case string:
				o.name = cmp.Or(o.name, v)
			case call: // require.resolve("name")
				if len(v.args) > 0 {
					name, _ := v.args[0].(string)
					o.name = cmp.Or(o.name, name)
				}
			case map[string]any:
				o.options = v
			}
		}
		out = append(out, o)
	}
	return out
}

// readPresets reads the documents, the blog and the single pages of the classic preset.
func (d *docusaurus) readPresets(p *Profile, files Files, presets any) {
	options := settings{}
	for _, preset := range namedOptions(presets) {
		if strings.Contains(preset.name, "classic") || preset.options["docs"] != nil || preset.options["blog"] != nil {
			options = preset.options
			break
		}
	}
	for _, plugin := range []struct { // the first to claim a folder has it
		key string
		add func(*Profile, Files, settings)
	}{{"docs", d.addDocs}, {"blog", d.addBlog}, {"pages", d.addPages}} {
		if options.lookup(plugin.key) != false {
			plugin.add(p, files, options.tableValue(plugin.key))
		}
	}
}

// addPart adds a folder of the content and its translations. plugin and folder name the translations: i18n/fr/PLUGIN/FOLDER.
func (d *docusaurus) addPart(p *Profile, files Files, part docusaurusPart, plugin, version string) {
	if len(d.parts) >= maxMounts {
		return
	}
	part.language = d.source
	add := func(folder string, part docusaurusPart) {
		if _, known := d.parts[folder]; !known {
			d.parts[folder] = part
			p.Mounts = append(p.Mounts, Mount{folder, joinAddress(d.prefixes[part.language], "/"+strings.Trim(part.address, "/"))})
		}
	}
	add(part.original, part)
	for _, name := range sortedKeys(d.prefixes) {
		folder := joinPath(d.translations, name)
		if slices.Contains(files.List(folder), plugin+"/") {
			part.language = name
			add(path.Join(folder, plugin, version), part)
		}
	}
}

// pluginName returns the name of the folder of a plugin's translations. All but the default instance add their id.
func pluginName(kind string, o settings) string {
	name := "docusaurus-plugin-content-" + kind
	if id := o.stringValue("id"); id != "" && id != "default" {
		name += "-" + id
	}
	return name
}

// addDocs adds the documents of a plugin in all versions, see https://docusaurus.io/docs/versioning.
func (d *docusaurus) addDocs(p *Profile, files Files, o settings) {
	folder, ok := contentFolder(cmp.Or(o.stringValue("path"), "docs"))
	if !ok {
		return
	}
	route := "/" + strings.Trim(cmp.Or(o.stringValue("routeBasePath"), "docs"), "/")
	stem := ""
	if id := o.stringValue("id"); id != "" && id != "default" {
		stem = id + "_"
	}
	part := docusaurusPart{kind: "docs", exclude: o.stringList("exclude"), keepsNumber: o.lookup("numberPrefixParser") == false}
	var versions []string
	if !o.boolValue("disableVersioning", false) {
		versions = readStringList(files, stem+"versions.json")
	}
	last := o.stringValue("lastVersion")
	if last == "" && len(versions) > 0 {
		last = versions[0]
	}
	for _, name := range append([]string{"current"}, versions...) {
		version := o.tableValue("versions").tableValue(name)
		part.original = folder
		translated, below := "current", "next"
		if name != "current" {
			part.original = stem + "versioned_docs/version-" + name
			translated, below = "version-"+name, name
		}
		if name == last || len(versions) == 0 {
			below = ""
		}
		if version.has("path") {
			below = version.stringValue("path")
		}
		part.address = path.Join(route, below)
		d.addPart(p, files, part, pluginName("docs", o), translated)
	}
}

// maxVersions bounds the versions of the documents of a site.
const maxVersions = 200

// readStringList reads a JSON file that is a list of texts.
func readStringList(files Files, name string) []string {
	text, err := files.Read(name)
	if err != nil || text == nil {
		return nil
	}
	all := &scripts{files: files, loaded: map[string]*script{}}
	list := settings{"list": all.parse(name, string(text)).exportedValue()}.stringList("list")
	return list[:min(len(list), maxVersions)]
}

// addBlog adds a blog, see https://docusaurus.io/docs/blog.
func (d *docusaurus) addBlog(p *Profile, files Files, o settings) {
	if folder, ok := contentFolder(cmp.Or(o.stringValue("path"), "blog")); ok {
		part := docusaurusPart{kind: "blog", address: cmp.Or(o.stringValue("routeBasePath"), "blog"), original: folder, exclude: o.stringList("exclude")}
		d.addPart(p, files, part, pluginName("blog", o), "")
	}
}

// addPages adds single pages, see https://docusaurus.io/docs/creating-pages. Those that are programs are not notes.
func (d *docusaurus) addPages(p *Profile, files Files, o settings) {
	folder, ok := contentFolder(cmp.Or(o.stringValue("path"), "src/pages"))
	if !ok {
		return
	}
	part := docusaurusPart{kind: "pages", address: cmp.Or(o.stringValue("routeBasePath"), "/"), original: folder, exclude: o.stringList("exclude")}
	d.addPart(p, files, part, pluginName("pages", o), "")
	for _, file := range listTree(files, folder) {
		switch ext := path.Ext(file); ext {
		case ".js", ".jsx", ".ts", ".tsx":
			stem := strings.TrimPrefix(strings.TrimSuffix(file, ext), folder+"/")
			if route := routeOf(strings.Trim(joinPath(strings.Trim(part.address, "/"), stem), "/")); len(route) > 0 {
				d.made = append(d.made, route)
			}
		}
	}
}
