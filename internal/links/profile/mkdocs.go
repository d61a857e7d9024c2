package profile

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

func init() {
	register(generator{
		name: "MkDocs", markers: []string{"mkdocs.yml", "mkdocs.yaml"}, roots: []string{"mkdocs.yml"},
		rank: rankSite, read: readMkDocs,
	})
}

// mkdocs holds the settings of a MkDocs site that give pages their addresses.
type mkdocs struct {
	style     Style
	blogs     []mkdocsBlog
	redirects map[string]string // address without slashes at its ends -> address
	languages map[string]string // language -> prefix of its addresses, without slashes
}

// mkdocsBlog is a blog of Material for MkDocs, see https://squidfunk.github.io/mkdocs-material/plugins/blog/.
type mkdocsBlog struct{ folder, posts, format, date string }

// maxInherited is the maximum number of settings files that inherit from each other.
const maxInherited = 4

// readMkDocs reads mkdocs.yml, see https://www.mkdocs.org/user-guide/configuration/.
func readMkDocs(p *Profile, files Files, marker string) (bool, error) {
	s, err := readInherited(files, marker, maxInherited)
	if s == nil {
		s = settings{}
	}
	p.Parse.Hashtags = false
	if site := lastString(s.lookup("site_url")); strings.Contains(site, "://") {
		p.setSite(site)
	}
	docs, ok := contentFolder(s.stringValue("docs_dir"))
	if !ok || docs == "" && s.stringValue("docs_dir") == "" {
		docs = "docs"
	}
	p.Mounts = []Mount{{docs, "/"}}
	p.addCNAME(files, docs)
	m := &mkdocs{style: Style{Folders: true}, redirects: map[string]string{}, languages: map[string]string{}}
	if !s.boolValue("use_directory_urls", true) {
		m.style = Style{HTML: true}
	}
	p.Titles = map[string]string{}
	addNavTitles(p.Titles, docs, s.lookup("nav"), 0)
	m.readPlugins(p, docs, s)
	p.Exact, p.PageFirst, p.Publish, p.Generated, p.Redirect = true, true, m.publish, m.findGenerated, m.redirect
	return true, err
}

// addCNAME adds the host that the file CNAME in a folder declares, as GitHub Pages reads it.
func (p *Profile) addCNAME(files Files, folder string) {
	if !slices.Contains(files.List(folder), "CNAME") {
		return
	}
	if text, err := files.Read(joinPath(folder, "CNAME")); err == nil {
		if host := strings.TrimSpace(string(text)); strings.Contains(host, ".") && !strings.ContainsAny(host, " /\n") {
			p.addHost(host)
		}
	}
}

// readInherited reads a settings file and the file that it inherits from, see
// https://www.mkdocs.org/user-guide/configuration/#configuration-inheritance.
func readInherited(files Files, name string, left int) (settings, error) {
	s, err := readSettings(files, name)
	parent := s.stringValue("INHERIT")
	if err != nil || parent == "" || left == 0 {
		return s, err
	}
	parent = path.Join(path.Dir(name), parent)
	if strings.HasPrefix(parent, "../") {
		return s, nil
	}
	base, err := readInherited(files, parent, left-1)
	return mergeSettings(base, s), err
}

// mergeSettings returns base with the values of s, which win. Tables are merged.
func mergeSettings(base, s settings) settings {
	out := settings{}
	for k, v := range base {
		out[k] = v
	}
	for k, v := range s {
		if table, ok := v.(map[string]any); ok && base.tableValue(k) != nil {
			v = map[string]any(mergeSettings(base.tableValue(k), table))
		}
		out[k] = v
	}
	return out
}

// lastString returns a text, or the last text of a list: !ENV [NAME, "default"] is read as a list.
func lastString(v any) string {
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[len(list)-1]
	}
	s, _ := v.(string)
	return strings.TrimSpace(s)
}

// addNavTitles adds the titles that the navigation gives to files.
func addNavTitles(titles map[string]string, docs string, nav any, depth int) {
	switch v := nav.(type) {
	case []any:
		for _, item := range v {
			if depth < 20 {
				addNavTitles(titles, docs, item, depth+1)
			}
		}
	case map[string]any:
		for _, title := range sortedKeys(v) {
			below := v[title]
			if file, ok := below.(string); ok && path.Ext(file) != "" && !strings.Contains(file, "://") {
				titles[path.Join(docs, file)] = title
			} else if depth < 20 {
				addNavTitles(titles, docs, below, depth+1)
			}
		}
	}
}

// readPlugins reads the plugins that give pages addresses: the blog of Material for MkDocs, mkdocs-redirects and
// mkdocs-static-i18n.
func (m *mkdocs) readPlugins(p *Profile, docs string, s settings) {
	plugins := map[string]settings{}
	list, _ := s.lookup("plugins").([]any)
	for _, item := range append(list, s.lookup("plugins")) {
		switch v := item.(type) {
		case string:
			plugins[v] = settings{}
		case map[string]any:
			for name := range v {
				plugins[name] = settings(v).tableValue(name)
			}
		}
	}
	for _, name := range sortedKeys(plugins) {
		switch o := plugins[name]; strings.TrimPrefix(name, "material/") {
		case "blog":
			folder, _ := cleanFolder(cmp.Or(o.stringValue("blog_dir"), "blog"))
			posts := strings.ReplaceAll(cmp.Or(o.stringValue("post_dir"), "{blog}/posts"), "{blog}", folder)
			m.blogs = append(m.blogs, mkdocsBlog{
				folder, path.Clean(posts), cmp.Or(o.stringValue("post_url_format"), "{date}/{slug}"),
				cmp.Or(o.stringValue("post_url_date_format"), "yyyy/MM/dd"),
			})
		case "redirects":
			for _, from := range sortedKeys(o.tableValue("redirect_maps")) {
				if to, _ := o.tableValue("redirect_maps")[from].(string); !strings.Contains(to, "://") {
					to, _, _ = strings.Cut(to, "#")
					m.redirects[strings.Trim(m.style.Address(from), "/")] = m.style.Address(to)
				}
			}
		case "i18n":
			m.readLanguages(p, docs, o)
		}
	}
}

// readLanguages reads the settings of https://ultrabug.github.io/mkdocs-static-i18n/: languages are folders or ends of names.
func (m *mkdocs) readLanguages(p *Profile, docs string, o settings) {
	for _, language := range o.tableList("languages") {
		name := language.stringValue("locale")
		isDefault := language.boolValue("default", false)
		if name == "" || len(m.languages) >= maxLanguages {
			continue
		}
		if m.languages[name] = name; isDefault {
			m.languages[name] = ""
			if o.stringValue("docs_structure") == "folder" {
				p.Mounts = append(p.Mounts, Mount{joinPath(docs, name), "/"})
			}
		}
	}
	if o.stringValue("docs_structure") != "folder" && len(m.languages) > 0 {
		p.SplitLanguage = func(name string) (base, language string) {
			if i := strings.LastIndexByte(name, '.'); i > 0 {
				if _, ok := m.languages[name[i+1:]]; ok {
					return name[:i], name[i+1:]
				}
			}
			return name, ""
		}
	}
}

// publish returns where MkDocs publishes a page, see https://www.mkdocs.org/user-guide/writing-your-docs/#file-layout.
func (m *mkdocs) publish(p *Profile, page Page) Published {
	mount, rest, ok := p.Mounted(page.File)
	if !ok {
		return Published{}
	}
	for _, b := range m.blogs {
		if HasPathPrefix(rest, b.posts) && rest != b.posts {
			return m.publishPost(b, page)
		}
	}
	address := m.style.Address(rest)
	if p.SplitLanguage != nil {
		ext := path.Ext(rest)
		if name, language := p.SplitLanguage(strings.TrimSuffix(path.Base(rest), ext)); language != "" {
			address = joinAddress(m.languages[language], m.style.Address(joinPath(dirOf(rest), name+ext)))
		}
	}
	return Published{Address: joinAddress(mount.Address, address)}
}

// blogDates maps the parts of date formats, as Babel writes them, to Go's.
var blogDates = strings.NewReplacer("yyyy", "2006", "yy", "06", "y", "2006", "MMMM", "January", "MMM", "Jan", "MM", "01", "M", "1", "dd", "02", "d", "2")

// publishPost returns where Material for MkDocs publishes a post of a blog.
func (m *mkdocs) publishPost(b mkdocsBlog, page Page) Published {
	slug := page.Field("slug")
	if slug == "" {
		slug = pythonSlug(page.Title)
	}
	if strings.Contains(b.format, "{date}") && page.Date.IsZero() {
		return Published{}
	}
	fill := func(slug string) string {
		address := strings.NewReplacer("{date}", page.Date.Format(blogDates.Replace(b.date)), "{slug}", slug, "{file}", page.Name(), "{categories}", "").Replace(b.format)
		return m.style.Address(joinPath(b.folder, path.Clean(strings.Trim(address, "/"))) + ".md")
	}
	out := Published{Address: fill(slug)}
	if one := dashes().ReplaceAllString(slug, "-"); one != slug {
		out.Aliases = []string{fill(one)}
	}
	return out
}

var dashes = compileOnUse("-+")

// pythonSlug returns the slug of a title as PyMdown Extensions make it by default: without signs, in lower case, with dashes in
// place of spaces; see https://facelessuser.github.io/pymdown-extensions/extras/slugs/.
func pythonSlug(title string) string {
	return strings.ReplaceAll(strings.TrimSpace(noWord().ReplaceAllString(strings.ToLower(norm.NFC.String(title)), "")), " ", "-")
}

var noWord = compileOnUse(`[^\p{L}\p{N}\p{M}_\- ]`)

// findGenerated reports the pages that MkDocs and its usual plugins make.
func (m *mkdocs) findGenerated(_ *Profile, address string) (query string, ok bool) {
	address = strings.Trim(address, "/")
	switch address {
	case "sitemap.xml", "sitemap.xml.gz", "search.html", "search", "404.html", "feed_rss_created.xml", "feed_rss_updated.xml":
		return "", true
	}
	for _, b := range m.blogs {
		rest, ok := strings.CutPrefix(address+"/", b.folder+"/")
		if b.folder == "" {
			rest, ok = address, true
		}
		switch first, _, _ := strings.Cut(rest, "/"); {
		case ok && (first == "archive" || first == "category" || first == "page" || first == "author"):
			return "", true
		}
	}
	return "", false
}

// redirect returns the address to which mkdocs-redirects sends, or that of the page in the default language.
func (m *mkdocs) redirect(_ *Profile, address string) (target string, ok bool) {
	address = strings.Trim(address, "/")
	if target, ok = m.redirects[address]; ok {
		return target, true
	}
	for _, language := range sortedKeys(m.languages) {
		if prefix := m.languages[language]; prefix != "" && HasPathPrefix(address, prefix) {
			return "/" + strings.TrimPrefix(address[len(prefix):], "/"), true
		}
	}
	return "", false
}
