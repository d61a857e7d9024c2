package library

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"quire/internal/config"
	"quire/internal/links"
)

// generator describes a static site generator by its settings files.
type generator struct {
	files []string // slash paths of settings files, in the order in which they are tried
	// rootMarkers are those of the files that no other program uses: the folder of such a file is the root of a library.
	rootMarkers []string
	// site interprets the settings. declared is true if they are the settings of a site; err then says what part of them
	// is not used.
	site func(settings) (site links.Site, declared bool, err error)
}

// generators lists the supported generators in the order in which they are tried.
var generators = []generator{
	{
		files:       []string{"_config.yml", "_config.yaml", "_config.toml"},
		rootMarkers: []string{"_config.yml", "_config.yaml"}, site: jekyllSite,
	},
	{
		files:       hugoFiles(),
		rootMarkers: []string{"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"}, site: hugoSite,
	},
}

// hugoFiles returns the paths of Hugo's settings files
// (https://gohugo.io/configuration/introduction/).
func hugoFiles() []string {
	var files []string
	for _, stem := range []string{"hugo", "config", "config/_default/hugo", "config/_default/config"} {
		for _, ext := range []string{".toml", ".yaml", ".yml", ".json"} {
			files = append(files, stem+ext)
		}
	}
	return files
}

// parseSite parses one settings file. declared is false if the file does not describe a site: a config.json may belong to
// any program. If declared is true, err says what part of the file is not used.
func (g generator) parseSite(name string, text []byte) (site links.Site, declared bool, err error) {
	s, err := parseSettings(name, text)
	if err != nil {
		return site, false, err
	}
	return g.site(s)
}

// settings holds a parsed settings file. Keys are compared without case, but an exact match wins.
type settings map[string]any

// parseSettings parses text as TOML, JSON or YAML, by the extension of name.
func parseSettings(name string, text []byte) (s settings, err error) {
	defer func() {
		if cause := recover(); cause != nil { // a parser can panic on hostile text
			err = fmt.Errorf("the parser failed: %v", cause)
		}
	}()
	var value any
	switch path.Ext(name) {
	case ".toml":
		s, _, err = config.DecodeTOML(text)
		return s, err
	case ".json":
		err = json.Unmarshal(text, &value)
	default:
		value, err = decodeYAML(text)
	}
	if err != nil {
		return nil, err
	}
	if value == nil {
		return settings{}, nil
	}
	s, ok := value.(map[string]any)
	if !ok {
		return nil, errors.New("not a table of settings")
	}
	return s, nil
}

// lookup returns the value of key, or nil.
func (s settings) lookup(key string) any {
	if v, ok := s[key]; ok {
		return v
	}
	for k, v := range s {
		if strings.EqualFold(k, key) {
			return v
		}
	}
	return nil
}

// stringValue returns the string called key, or "" if it is missing or not a string.
func (s settings) stringValue(key string) string {
	v, _ := s.lookup(key).(string)
	return strings.TrimSpace(v)
}

// tableValue returns the table called key, or nil if it is missing or not a table.
func (s settings) tableValue(key string) settings {
	v, _ := s.lookup(key).(map[string]any)
	return v
}

// tableList returns the tables in the list called key.
func (s settings) tableList(key string) []settings {
	items, _ := s.lookup(key).([]any)
	var tables []settings
	for _, item := range items {
		if t, ok := item.(map[string]any); ok {
			tables = append(tables, t)
		}
	}
	return tables
}

// jekyllStyles maps the names of Jekyll's built-in permalink styles to their patterns
// (https://jekyllrb.com/docs/permalinks/#built-in-formats).
var jekyllStyles = map[string]string{
	"date":     "/:categories/:year/:month/:day/:title:output_ext",
	"pretty":   "/:categories/:year/:month/:day/:title/",
	"ordinal":  "/:categories/:year/:y_day/:title:output_ext",
	"weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
	"none":     "/:categories/:title:output_ext",
}

// permalinkSet collects the distinct permalink patterns of a site, within the bounds of package config.
type permalinkSet struct {
	patterns []string
	seen     map[string]bool
	dropped  error // why a pattern was left out, if any was
}

// add adds a pattern; an empty pattern is ignored.
func (p *permalinkSet) add(pattern string) {
	switch {
	case pattern == "" || p.seen[pattern]:
	case len(pattern) > config.MaxPermalink:
		p.dropped = fmt.Errorf("a permalink is longer than %d bytes", config.MaxPermalink)
	case len(p.patterns) == config.MaxPermalinks:
		p.dropped = fmt.Errorf("more than %d permalinks", config.MaxPermalinks)
	default:
		if p.seen == nil {
			p.seen = map[string]bool{}
		}
		p.seen[pattern] = true
		p.patterns = append(p.patterns, pattern)
	}
}

// addCollection adds the pattern, or named style, of a Jekyll collection, or of all notes if collection is empty.
func (p *permalinkSet) addCollection(collection, pattern string) {
	if style, ok := jekyllStyles[strings.ToLower(pattern)]; ok {
		pattern = style
	}
	if collection != "" && len(pattern) <= config.MaxPermalink && len(collection) <= config.MaxPermalink {
		pattern = strings.ReplaceAll(pattern, ":collection", collection)
	}
	p.add(pattern)
}

// jekyllSite interprets the settings of Jekyll. They always declare a site, since no other program uses the names of
// their files.
func jekyllSite(s settings) (links.Site, bool, error) {
	site := NewSite(s.stringValue("url"), []string{s.stringValue("domain")})
	if base := cleanBasePath(s.stringValue("baseurl")); base != "" {
		site.BasePath = base
	}
	posts := false
	var all permalinkSet
	add := func(pattern, collection string) {
		posts = posts || pattern != "" && (collection == "" || collection == "posts")
		all.addCollection(collection, pattern)
	}
	collections := s.tableValue("collections")
	for _, name := range slices.Sorted(maps.Keys(collections)) {
		add(collections.tableValue(name).stringValue("permalink"), name)
	}
	for _, d := range s.tableList("defaults") {
		add(d.tableValue("values").stringValue("permalink"), d.tableValue("scope").stringValue("type"))
	}
	add(s.stringValue("permalink"), "")
	if !posts {
		add("date", "")
	}
	site.Permalinks = all.patterns
	return site, true, all.dropped
}

// hugoSite interprets the settings of Hugo. They declare a site if they have a base URL or permalinks.
func hugoSite(s settings) (links.Site, bool, error) {
	site := NewSite(s.stringValue("baseURL"), nil)
	var all permalinkSet
	patterns := s.tableValue("permalinks")
	for _, section := range slices.Sorted(maps.Keys(patterns)) {
		if pattern := patterns.stringValue(section); pattern != "" {
			all.add(pattern)
			continue
		}
		kind := patterns.tableValue(section) // permalinks.page.posts
		for _, section := range slices.Sorted(maps.Keys(kind)) {
			all.add(kind.stringValue(section))
		}
	}
	site.Permalinks = all.patterns
	return site, len(site.Hosts) > 0 || len(site.Permalinks) > 0, all.dropped
}
