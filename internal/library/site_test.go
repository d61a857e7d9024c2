package library

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quire/internal/links"
)

func equalSites(a, b links.Site) bool {
	return slices.Equal(a.Hosts, b.Hosts) && a.BasePath == b.BasePath && slices.Equal(a.Permalinks, b.Permalinks)
}

func TestLoad_ReadsSiteSettings(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		want  links.Site
	}{
		"nothing": {nil, links.Site{}},
		"quire.toml": {
			map[string]string{"quire.toml": "site = 'https://me.dev:8080/notes/'\nhosts = ['Old.dev', 'https://older.dev/x']"},
			links.Site{Hosts: []string{"me.dev:8080", "old.dev", "older.dev"}, BasePath: "/notes"},
		},
		"jekyll": {
			map[string]string{"_config.yml": "url: https://a.com # comment\ndomain: a.com\nbaseurl: /blog/\npermalink: pretty\ncollections:\n  docs:\n    permalink: /:collection/:path\n"},
			links.Site{Hosts: []string{"a.com"}, BasePath: "/blog", Permalinks: []string{"/docs/:path", "/:categories/:year/:month/:day/:title/"}},
		},
		"jekyll defaults": {
			map[string]string{"_config.yaml": "url: ''\ndefaults:\n- scope: {path: '', type: posts}\n  values: {permalink: '/p/:title'}\n"},
			links.Site{Permalinks: []string{"/p/:title"}},
		},
		"jekyll without a word": {
			map[string]string{"_config.yml": ""},
			links.Site{Permalinks: []string{"/:categories/:year/:month/:day/:title:output_ext"}},
		},
		"hugo toml": {
			map[string]string{"hugo.toml": "baseURL = 'https://h.org/'\n[permalinks]\nposts = '/:year/:slug/'\n[permalinks.page]\nnotes = '/n/:slug/'\n"},
			links.Site{Hosts: []string{"h.org"}, Permalinks: []string{"/n/:slug/", "/:year/:slug/"}},
		},
		"hugo yaml": {
			map[string]string{"config.yml": "baseurl: http://h.org/sub\n"},
			links.Site{Hosts: []string{"h.org"}, BasePath: "/sub"},
		},
		"hugo json": {
			map[string]string{"config/_default/hugo.json": `{"baseURL": "//h.org"}`},
			links.Site{Hosts: []string{"h.org"}},
		},
		"another's config.json": {
			map[string]string{"config.json": `["x"]`, "config.toml": "x = 1", "hugo.yaml": "baseURL: https://h.org"},
			links.Site{Hosts: []string{"h.org"}},
		},
		"own before generator": {
			map[string]string{"quire.toml": "site = 'a.dev'", "_config.yml": "url: https://b.dev\npermalink: /:title"},
			links.Site{Hosts: []string{"a.dev", "b.dev"}, Permalinks: []string{"/:title"}},
		},
	} {
		dir := t.TempDir()
		writeFiles(t, dir, test.files)
		if got := loadLibrary(t, openLibrary(t, dir)).Site; !equalSites(got, test.want) {
			t.Errorf("%s: %+v, want %+v", name, got, test.want)
		}
	}
}

// Settings in parent folders apply only inside a git repository, and the nearest file applies.
func TestLoad_ReadsSiteSettingsOfParents(t *testing.T) {
	dir := t.TempDir()
	writeFiles(t, dir, map[string]string{
		"_config.yml":               "url: https://far.com\npermalink: /:title",
		"quire.toml":                "site = 'far.dev'",
		"repo/.git":                 "gitdir: elsewhere",
		"repo/_config.yml":          "url: https://near.com\npermalink: /:title",
		"repo/site/quire.toml":      "hosts = ['own.dev']",
		"repo/site/posts/a.md":      "",
		"plain/posts/a.md":          "",
		"plain/_config.yml":         "url: https://plain.com\npermalink: /:title",
		"repo/bad/_config.yml":      "url: [",
		"repo/bad/posts/a.md":       "",
		"repo/dir/_config.yml/x.md": "",
	})
	near := links.Site{Hosts: []string{"near.com"}, Permalinks: []string{"/:title"}}
	own := near
	own.Hosts = []string{"own.dev", "near.com"}
	for root, want := range map[string]links.Site{
		"repo/site/posts": own,
		"repo/site":       own,
		"repo":            near,
		"repo/bad/posts":  near,
		"repo/dir":        near,
		"plain/posts":     {},
	} {
		c := loadLibrary(t, openLibrary(t, filepath.Join(dir, root)))
		if !equalSites(c.Site, want) {
			t.Errorf("%s: %+v, want %+v", root, c.Site, want)
		}
		if root == "repo/bad/posts" && (len(c.Skipped) != 1 || c.Skipped[0].Path != "../_config.yml") {
			t.Errorf("the broken file is not reported: %v", c.Skipped)
		}
	}
}

func TestLoad_HostileSiteSettings(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'z'; c++ {
		last := string(c - 1)
		bomb += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+last+",", 9) + "]\n"
	}
	for name, text := range map[string]string{
		"bomb":   bomb,
		"long":   "url: https://x.dev\n#" + strings.Repeat("x", maxSettings),
		"tabs":   "\turl: x",
		"binary": "\x00\xff\x1b",
		"deep":   strings.Repeat("[", 100_000),
	} {
		dir := t.TempDir()
		writeFiles(t, dir, map[string]string{"_config.yml": text, "a.md": "x"})
		c := loadLibrary(t, openLibrary(t, dir))
		if len(c.Notes) != 1 || len(c.Site.Hosts) != 0 || len(c.Skipped) != 1 || c.Skipped[0].Path != "_config.yml" {
			t.Errorf("%s: %d notes, %+v, %v", name, len(c.Notes), c.Site, c.Skipped)
		}
	}
}

func TestSiteOf_ParsesAddress(t *testing.T) {
	for address, want := range map[string]links.Site{
		"":                       {},
		"me.dev":                 {Hosts: []string{"me.dev"}},
		"HTTPS://Me.dev/":        {Hosts: []string{"me.dev"}},
		"me.dev/a/b/":            {Hosts: []string{"me.dev"}, BasePath: "/a/b"},
		"http://localhost:4000":  {Hosts: []string{"localhost:4000"}},
		"ftp://me.dev":           {},
		"/docs":                  {},
		"https://":               {},
		"https://[::1":           {},
		"javascript://x/alert()": {},
	} {
		if got := NewSite(address, nil); !equalSites(got, want) {
			t.Errorf("%q: %+v", address, got)
		}
	}
}

// A settings file that marks a root is one from which the site's settings are read, and the folder that holds it is a root.
func TestLooksLikeRoot_ByGenerators(t *testing.T) {
	for _, g := range generators {
		if len(g.rootMarkers) == 0 {
			t.Errorf("nothing marks the root of a library with %s", g.files[0])
		}
		for _, name := range g.rootMarkers {
			if !slices.Contains(g.files, name) {
				t.Errorf("%s marks a root and is not read", name)
			}
			dir := t.TempDir()
			if LooksLikeRoot(dir) {
				t.Fatal("an empty folder is a root")
			}
			writeFiles(t, dir, map[string]string{name: ""})
			if !LooksLikeRoot(dir) {
				t.Errorf("a folder with %s is no root", name)
			}
		}
	}
	dir := t.TempDir()
	writeFiles(t, dir, map[string]string{"config.toml": "", "config.yaml": "", "_config.toml": ""}) // names that others use too
	if LooksLikeRoot(dir) {
		t.Error("any folder with settings is a root")
	}
}
