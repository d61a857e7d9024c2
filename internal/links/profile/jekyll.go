package profile

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

func init() {
	register(generator{
		name: "Jekyll", markers: []string{"_config.yml", "_config.yaml", "_config.toml", "_posts/"},
		roots: []string{"_config.yml", "_config.yaml"}, rank: rankSite, read: readJekyll,
	})
}

// jekyllStyles maps Jekyll's named permalink styles to patterns, see https://jekyllrb.com/docs/permalinks/#built-in-formats.
var jekyllStyles = map[string]string{
	"date":     "/:categories/:year/:month/:day/:title:output_ext",
	"pretty":   "/:categories/:year/:month/:day/:title/",
	"ordinal":  "/:categories/:year/:y_day/:title:output_ext",
	"weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
	"none":     "/:categories/:title:output_ext",
}

// jekyll holds the settings of a Jekyll site that give pages their addresses.
type jekyll struct {
	pageEnd        string                      // what the global permalink appends to the addresses of pages and of collections
	collections    map[string]jekyllCollection // by name; "posts" is always among them
	collectionsDir string                      // folder of the collections; "" for the root
	defaults       []jekyllDefault
	exclude        []string       // files and folders of which no pages are made
	include        []string       // files and folders of which pages are made although their names say otherwise
	zone           *time.Location // nil: that of the machine on which the site is made
	generated      jekyllPages
}

// jekyllCollection is a collection, see https://jekyllrb.com/docs/collections/.
type jekyllCollection struct {
	pattern  string
	isHidden bool // no pages are made of it
}

// readJekyll reads _config.yml, see https://jekyllrb.com/docs/configuration/options/. A folder with _posts is a site also
// without settings.
func readJekyll(p *Profile, files Files, marker string) (bool, error) {
	s := settings{}
	if marker != "_posts" && marker != "" {
		var err error
		if s, err = readSettings(files, marker); err != nil {
			return false, err
		}
	}
	p.Parse.Hashtags = false
	p.setSite(s.stringValue("url"))
	p.addHost(s.stringValue("domain"))
	if base := cleanBasePath(s.stringValue("baseurl")); base != "" {
		p.BasePath = base
	}
	if text, err := files.Read("CNAME"); err == nil { // of GitHub Pages
		if name := strings.TrimSpace(string(text)); !strings.ContainsAny(name, " \n") {
			p.addHost(name)
		}
	}
	if source, ok := cleanFolder(s.stringValue("source")); ok && source != "" {
		p.Mounts = []Mount{{source, "/"}}
	}
	p.Variables = jekyllVariables(s)
	j := &jekyll{
		pageEnd: jekyllPageEnd(s.stringValue("permalink")),
		exclude: append(s.stringList("exclude"), "node_modules", "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/"),
		include: s.stringList("include"), generated: readJekyllPages(s),
	}
	if name := s.stringValue("timezone"); name != "" {
		if zone, err := time.LoadLocation(name); err == nil {
			j.zone = zone
		}
	}
	j.collectionsDir, _ = cleanFolder(s.stringValue("collections_dir"))
	dropped := errors.Join(j.readCollections(s), j.readDefaults(s))
	p.Publish, p.Generated, p.PageFirst = j.publish, j.generated.find, true
	// A plugin of the site's own, or one for languages, may change any address.
	p.Exact = dropped == nil && marker != "_posts" && len(files.List("_plugins")) == 0 && !s.has("languages")
	return true, dropped
}

// jekyllPageEnd returns what a global permalink appends to the addresses of pages, see
// https://jekyllrb.com/docs/permalinks/#global.
func jekyllPageEnd(permalink string) string {
	switch {
	case permalink == "pretty" || strings.HasSuffix(permalink, "/"):
		return "/"
	case jekyllStyles[permalink] != "" || permalink == "" || strings.HasSuffix(permalink, ":output_ext"):
		return ".html"
	}
	return ""
}

// readCollections reads the collections and the permalink of the posts.
func (j *jekyll) readCollections(s settings) (dropped error) {
	j.collections = map[string]jekyllCollection{}
	for _, name := range s.stringList("collections") {
		j.collections[name] = jekyllCollection{}
	}
	collections := s.tableValue("collections")
	for i, name := range sortedKeys(collections) {
		table := collections.tableValue(name)
		c := jekyllCollection{pattern: table.stringValue("permalink"), isHidden: !table.boolValue("output", true)}
		if i >= maxPatterns || filledLen(c.pattern, name) > maxPatternBytes {
			c.pattern, dropped = "", fmt.Errorf("more than %d permalinks, or one longer than %d bytes", maxPatterns, maxPatternBytes)
		}
		j.collections[name] = c
	}
	permalink := s.stringValue("permalink")
	if len(permalink) > maxPatternBytes {
		permalink, dropped = "", fmt.Errorf("the permalink is longer than %d bytes", maxPatternBytes)
	}
	posts := cmp.Or(j.collections["posts"].pattern, jekyllStyles[permalink], permalink, jekyllStyles["date"])
	j.collections["posts"] = jekyllCollection{pattern: posts}
	return dropped
}

// jekyllVariables returns the settings as the template variables site.KEY, see https://jekyllrb.com/docs/variables/#site-variables.
func jekyllVariables(s settings) map[string]string {
	out := map[string]string{"site.url": "", "site.baseurl": ""}
	addVariables(out, "site", s, 3)
	if owner, name, ok := strings.Cut(s.stringValue("repository"), "/"); ok && !strings.ContainsAny(name, "/:") {
		out["site.github.repository_nwo"] = owner + "/" + name
		out["site.github.repository_url"] = "https://github.com/" + owner + "/" + name
		out["site.github.owner_name"], out["site.github.repository_name"] = owner, name
	}
	return out
}

// addVariables adds the scalars of a table as prefix.KEY, and those of its tables down to a depth.
func addVariables(out map[string]string, prefix string, s settings, depth int) {
	for key, value := range s {
		name := prefix + "." + key
		switch v := value.(type) {
		case string:
			out[name] = v
		case int, int64, bool:
			out[name] = fmt.Sprint(v)
		case float64:
			out[name] = strconv.FormatFloat(v, 'g', -1, 64)
		case map[string]any:
			if depth > 0 {
				addVariables(out, name, v, depth-1)
			}
		}
	}
}

// publish returns where Jekyll publishes a page: by its front matter, the defaults for its folder, its collection or the
// permalink of the site, in this order.
func (j *jekyll) publish(p *Profile, page Page) Published {
	_, file, ok := p.Mounted(page.File)
	if !ok {
		return Published{}
	}
	if rest, ok := strings.CutPrefix(file, j.collectionsDir+"/"); ok && strings.HasPrefix(rest, "_") {
		file = rest
	}
	page.File = file
	kind := j.kindOf(file)
	if j.isExcluded(file, kind) || j.collections[kind].isHidden {
		return Published{}
	}
	out := Published{Address: j.address(page, kind), Aliases: DeclaredAliases(page)}
	if page.Date.HasTime && !page.Date.FromName { // a time without a zone is in UTC
		written := out.Address
		n := *page.Note
		n.Date.Time = n.Date.In(cmp.Or(j.zone, time.UTC))
		out.Address = j.address(Page{page.File, page.Content, &n}, kind)
		if j.zone == nil && written != out.Address {
			out.Aliases = append(out.Aliases, written)
		}
	}
	if kind == "" && out.Address == j.pageAddress(file) && IsIndexName(page.Name()) && !strings.EqualFold(page.Name(), "index") {
		// README stands for its folder if there is no index.
		out.Aliases = append(out.Aliases, "/"+strings.TrimSuffix(file, path.Ext(file)))
	}
	return out
}

// address returns the address of a page by its date as it is.
func (j *jekyll) address(page Page, kind string) string {
	for _, permalink := range slices.Concat(page.Routes, j.defaultPermalinks(page.File, kind, page.Draft)) {
		if address, ok := fillJekyll(permalink, page, kind); ok {
			return address
		}
	}
	if kind == "" {
		return j.pageAddress(page.File)
	}
	address, _ := fillJekyll(cmp.Or(j.collections[kind].pattern, "/:collection/:path"+j.pageEnd), page, kind)
	return address
}

// pageAddress returns the address of a page that is in no collection.
func (j *jekyll) pageAddress(file string) string {
	bare := "/" + strings.TrimSuffix(file, path.Ext(file))
	if IsIndexName(lastSegment(bare)) {
		return dirOf(bare) + "/"
	}
	return bare + j.pageEnd
}

// fillJekyll returns the address that a permalink gives to a page of a kind.
func fillJekyll(permalink string, page Page, kind string) (string, bool) {
	if permalink == "" || strings.Contains(permalink, "://") || filledLen(permalink, kind) > maxPatternBytes {
		return "", false
	}
	if !strings.Contains(permalink, ":") {
		return CleanAddress(permalink)
	}
	permalink = strings.ReplaceAll(permalink, ":collection", kind)
	if kind == "" { // of a page, few placeholders are filled
		folder, end := page.Folder(), ".html"
		return CleanAddress(strings.NewReplacer(":path", folder, ":basename", page.Name(), ":output_ext", end).Replace(permalink))
	}
	compiled, ok := CompilePattern(jekyllSpelling(permalink))
	if !ok {
		return "", false
	}
	return compiled.Fill(page)
}

// filledLen returns the length of a permalink with the name of its collection filled in.
func filledLen(permalink, collection string) int {
	return len(permalink) + strings.Count(permalink, ":collection")*len(collection)
}

// kindOf returns the collection of a page, or "" for a page that is in none.
func (j *jekyll) kindOf(file string) string {
	name, isHidden := strings.CutPrefix(firstSegment(file), "_")
	if _, ok := j.collections[name]; ok && isHidden {
		return name
	}
	for dir := dirOf(file); dir != ""; dir = dirOf(dir) {
		if name := lastSegment(dir); name == "_posts" || name == "_drafts" {
			return "posts"
		}
	}
	return ""
}

// isExcluded reports whether Jekyll makes no page of a file, see
// https://jekyllrb.com/docs/configuration/options/#global-configuration.
func (j *jekyll) isExcluded(file, kind string) bool {
	for at := file; at != ""; at = dirOf(at) {
		name := lastSegment(at)
		if matchesJekyllEntry(j.include, at) || matchesJekyllEntry(j.include, name) {
			continue
		}
		if matchesJekyllEntry(j.exclude, at) {
			return true
		}
		isSpecial := strings.ContainsRune("._#~", rune(name[0])) || strings.HasSuffix(name, "~")
		if isSpecial && kind == "" {
			return true
		}
	}
	return false
}

// matchesJekyllEntry reports whether an entry of exclude or include names a file or folder, or one above it.
func matchesJekyllEntry(entries []string, file string) bool {
	return slices.ContainsFunc(entries, func(entry string) bool {
		entry = strings.Trim(entry, "/")
		ok, err := path.Match(entry, file)
		return entry != "" && (HasPathPrefix(file, entry) || err == nil && ok)
	})
}
