package library

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"quire/internal/config"
	"quire/internal/links"
)

// generator is a program that publishes notes, known by its settings.
type generator struct {
	files []string // slash paths, in the order in which they are tried
	site  func(settings) (site links.Site, declared bool)
}

var generators = []generator{
	{files: []string{"_config.yml", "_config.yaml", "_config.toml"}, site: jekyllSite},
	{files: hugoFiles(), site: hugoSite},
}

func hugoFiles() []string {
	var files []string
	for _, stem := range []string{"hugo", "config", "config/_default/hugo", "config/_default/config"} {
		for _, ext := range []string{".toml", ".yaml", ".yml", ".json"} {
			files = append(files, stem+ext)
		}
	}
	return files
}

// parse reads one file. Declared is false when the file says nothing about a
// site: a config.json may belong to anything.
func (g generator) parse(name string, text []byte) (site links.Site, declared bool, err error) {
	s, err := parseSettings(name, text)
	if err != nil {
		return site, false, err
	}
	site, declared = g.site(s)
	return site, declared, nil
}

// settings is a parsed file: a table whose keys are compared without case.
type settings map[string]any

func parseSettings(name string, text []byte) (s settings, err error) {
	defer func() {
		if cause := recover(); cause != nil { // parsers of hostile text have been known to
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
		err = yaml.Unmarshal(text, &value)
	}
	if err != nil {
		return nil, err
	}
	if value == nil {
		return settings{}, nil
	}
	s, ok := value.(map[string]any)
	if !ok {
		return nil, errors.New("no table of settings")
	}
	return s, nil
}

func (s settings) get(key string) any {
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

func (s settings) text(key string) string {
	v, _ := s.get(key).(string)
	return strings.TrimSpace(v)
}

func (s settings) table(key string) settings {
	v, _ := s.get(key).(map[string]any)
	return v
}

func (s settings) list(key string) []settings {
	items, _ := s.get(key).([]any)
	var tables []settings
	for _, item := range items {
		if t, ok := item.(map[string]any); ok {
			tables = append(tables, t)
		}
	}
	return tables
}

// jekyllStyles are the permalink styles that have a name
// (https://jekyllrb.com/docs/permalinks/#built-in-formats).
var jekyllStyles = map[string]string{
	"date":     "/:categories/:year/:month/:day/:title:output_ext",
	"pretty":   "/:categories/:year/:month/:day/:title/",
	"ordinal":  "/:categories/:year/:y_day/:title:output_ext",
	"weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
	"none":     "/:categories/:title:output_ext",
}

// jekyllSite reads _config.yml. It always declares a site: no other program uses the name.
func jekyllSite(s settings) (links.Site, bool) {
	site := SiteOf(s.text("url"), []string{s.text("domain")})
	if base := cleanBase(s.text("baseurl")); base != "" {
		site.BasePath = base
	}
	posts := false
	add := func(pattern, collection string) {
		if pattern == "" {
			return
		}
		if style, ok := jekyllStyles[strings.ToLower(pattern)]; ok {
			pattern = style
		}
		if collection != "" {
			pattern = strings.ReplaceAll(pattern, ":collection", collection)
		}
		site.Permalinks = union(site.Permalinks, []string{pattern})
		posts = posts || collection == "" || collection == "posts"
	}
	collections := s.table("collections")
	for _, name := range slices.Sorted(maps.Keys(collections)) {
		add(collections.table(name).text("permalink"), name)
	}
	for _, d := range s.list("defaults") {
		add(d.table("values").text("permalink"), d.table("scope").text("type"))
	}
	add(s.text("permalink"), "")
	if !posts {
		add("date", "")
	}
	return site, true
}

// hugoSite reads Hugo's configuration.
func hugoSite(s settings) (links.Site, bool) {
	site := SiteOf(s.text("baseURL"), nil)
	patterns := s.table("permalinks")
	for _, section := range slices.Sorted(maps.Keys(patterns)) {
		if pattern := patterns.text(section); pattern != "" {
			site.Permalinks = union(site.Permalinks, []string{pattern})
			continue
		}
		kind := patterns.table(section) // permalinks.page.posts
		for _, section := range slices.Sorted(maps.Keys(kind)) {
			if pattern := kind.text(section); pattern != "" {
				site.Permalinks = union(site.Permalinks, []string{pattern})
			}
		}
	}
	return site, len(site.Hosts) > 0 || len(site.Permalinks) > 0
}
