package profile

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
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
	permalink   string            // of all notes, a pattern; "" if not set
	isPretty    bool              // pages are published as folders
	collections map[string]string // name of a collection -> its pattern, or ""
	defaults    []jekyllDefault
}

// jekyllDefault is an entry of defaults with a permalink; see https://jekyllrb.com/docs/configuration/front-matter-defaults/.
type jekyllDefault struct{ folder, kind, permalink string }

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
	p.Variables = jekyllVariables(s)
	j := &jekyll{permalink: styleOf(s.stringValue("permalink")), collections: map[string]string{"posts": ""}}
	j.isPretty = s.stringValue("permalink") == "pretty" || strings.HasSuffix(j.permalink, "/")
	collections := s.tableValue("collections")
	for _, name := range slices.Sorted(maps.Keys(collections))[:min(len(collections), maxPatterns)] {
		j.collections[name] = styleOf(strings.ReplaceAll(collections.tableValue(name).stringValue("permalink"), ":collection", name))
	}
	dropped := checkPatterns(maps.Values(j.collections))
	if len(collections) > maxPatterns {
		dropped = fmt.Errorf("more than %d permalinks", maxPatterns)
	}
	for _, name := range s.stringList("collections") {
		j.collections[name] = ""
	}
	for _, d := range s.tableList("defaults") {
		scope := d.tableValue("scope")
		if pattern := styleOf(d.tableValue("values").stringValue("permalink")); pattern != "" {
			j.defaults = append(j.defaults, jekyllDefault{strings.Trim(scope.stringValue("path"), "/"), scope.stringValue("type"), pattern})
		}
	}
	if len(j.defaults) > maxPatterns {
		j.defaults, dropped = j.defaults[:maxPatterns], fmt.Errorf("more than %d permalinks", maxPatterns)
	}
	if len(j.permalink) > maxPatternBytes {
		dropped = checkPatterns(slices.Values([]string{j.permalink}))
	}
	p.Publish = j.publish
	p.Generated = jekyllGenerated
	return true, dropped
}

// styleOf returns the pattern of a permalink that may be the name of a style.
func styleOf(permalink string) string {
	if style, ok := jekyllStyles[strings.ToLower(permalink)]; ok {
		return style
	}
	return permalink
}

// jekyllVariables returns the settings as the template variables site.KEY, see https://jekyllrb.com/docs/variables/#site-variables.
func jekyllVariables(s settings) map[string]string {
	out := map[string]string{"site.url": "", "site.baseurl": ""}
	addVariables(out, "site", s, 3)
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
	out := Published{Aliases: DeclaredAliases(page)}
	if declared := DeclaredAddresses(page); len(declared) > 0 {
		out.Address, out.Aliases = declared[0], append(out.Aliases, declared[1:]...)
		return out
	}
	kind := j.kindOf(page)
	for _, pattern := range j.patternsFor(page, kind) {
		if compiled, ok := CompilePattern(strings.ReplaceAll(pattern, ":collection", kind)); ok {
			if address, ok := compiled.Fill(page); ok && address != "/" {
				out.Address = address
				return out
			}
		}
	}
	if kind == "" {
		out.Address = Style{HTML: !j.isPretty, Folders: j.isPretty}.Address(page.File)
	}
	return out
}

// kindOf returns the collection of a page, or "" for a page that is in none.
func (j *jekyll) kindOf(page Page) string {
	for dir := page.Folder(); dir != ""; dir = dirOf(dir) {
		name := lastSegment(dir)
		if name == "_posts" || name == "_drafts" {
			return "posts"
		}
		if _, ok := j.collections[strings.TrimPrefix(name, "_")]; ok && strings.HasPrefix(name, "_") {
			return name[1:]
		}
	}
	return ""
}

// patternsFor returns the patterns that apply to a page of a kind, the first that has an address for it counts.
func (j *jekyll) patternsFor(page Page, kind string) []string {
	var out []string
	for _, d := range slices.Backward(j.defaults) { // the most specific folder wins, then the later entry
		isKind := d.kind == "" || d.kind == kind || d.kind == "pages" && kind == "" || d.kind == "drafts" && kind == "posts" && page.Draft
		if isKind && (HasPathPrefix(page.File, d.folder) || matchesScope(d.folder, page.File)) {
			out = append(out, d.permalink)
		}
	}
	if kind != "" && j.collections[kind] != "" {
		out = append(out, j.collections[kind])
	}
	switch {
	case kind == "posts" && j.permalink != "":
		out = append(out, j.permalink)
	case kind == "posts":
		out = append(out, jekyllStyles["date"])
	case kind != "" && j.isPretty:
		out = append(out, "/:collection/:path/")
	case kind != "":
		out = append(out, "/:collection/:path:output_ext")
	}
	return out
}

// matchesScope reports whether the path of a scope with asterisks matches a file or a folder above it.
func matchesScope(pattern, file string) bool {
	for p := file; p != "" && strings.Contains(pattern, "*"); p = dirOf(p) {
		if ok, err := path.Match(pattern, p); err == nil && ok {
			return true
		}
	}
	return false
}

// jekyllGenerated reports the pages that common plugins of Jekyll make: the feed and the site map.
func jekyllGenerated(_ *Profile, address string) (query string, ok bool) {
	switch strings.Trim(address, "/") {
	case "feed.xml", "sitemap.xml", "robots.txt", "atom.xml":
		return "", true
	}
	return "", false
}
