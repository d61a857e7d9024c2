package library

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quire/internal/links/profile"
)

// siteFacts are what the tests compare of a profile.
type siteFacts struct {
	Generator string
	Hosts     []string
	BasePath  string
}

func (f siteFacts) equal(p profile.Site) bool {
	return f.Generator == p.Generator && slices.Equal(f.Hosts, p.Hosts) && f.BasePath == p.BasePath
}

func TestLoad_ReadsSiteSettings(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		want  siteFacts
	}{
		"nothing": {nil, siteFacts{}},
		"quire.toml": {
			map[string]string{"quire.toml": "site = 'https://me.dev:8080/notes/'\nhosts = ['Old.dev', 'https://older.dev/x']"},
			siteFacts{Hosts: []string{"me.dev:8080", "old.dev", "older.dev"}, BasePath: "/notes"},
		},
		"jekyll": {
			map[string]string{"_config.yml": "url: https://a.com # comment\ndomain: a.com\nbaseurl: /blog/\npermalink: pretty\ncollections:\n  docs:\n    permalink: /:collection/:path\n"},
			siteFacts{Generator: "Jekyll", Hosts: []string{"a.com"}, BasePath: "/blog"},
		},
		"jekyll defaults": {
			map[string]string{"_config.yaml": "url: ''\ndefaults:\n- scope: {path: '', type: posts}\n  values: {permalink: '/p/:title'}\n"},
			siteFacts{Generator: "Jekyll"},
		},
		"jekyll without a word": {
			map[string]string{"_config.yml": ""},
			siteFacts{Generator: "Jekyll"},
		},
		"hugo toml": {
			map[string]string{"hugo.toml": "baseURL = 'https://h.org/'\n[permalinks]\nposts = '/:year/:slug/'\n[permalinks.page]\nnotes = '/n/:slug/'\n"},
			siteFacts{Generator: "Hugo", Hosts: []string{"h.org"}},
		},
		"hugo yaml": {
			map[string]string{"config.yml": "baseurl: http://h.org/sub\n"},
			siteFacts{Generator: "Hugo", Hosts: []string{"h.org"}, BasePath: "/sub"},
		},
		"hugo json": {
			map[string]string{"config/_default/hugo.json": `{"baseURL": "//h.org"}`},
			siteFacts{Generator: "Hugo", Hosts: []string{"h.org"}},
		},
		"another's config.json": {
			map[string]string{"config.json": `["x"]`, "config.toml": "x = 1", "hugo.yaml": "baseURL: https://h.org"},
			siteFacts{Generator: "Hugo", Hosts: []string{"h.org"}},
		},
		"own before generator": {
			map[string]string{"quire.toml": "site = 'a.dev'", "_config.yml": "url: https://b.dev\npermalink: /:title"},
			siteFacts{Generator: "Jekyll", Hosts: []string{"a.dev", "b.dev"}},
		},
	} {
		dir := t.TempDir()
		writeFiles(t, dir, test.files)
		if got := loadLibrary(t, openLibrary(t, dir)).Sites.At(0); !test.want.equal(got) {
			t.Errorf("%s: %+v, want %+v", name, got.Profile, test.want)
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
	near := siteFacts{Generator: "Jekyll", Hosts: []string{"near.com"}}
	own := near
	own.Hosts = []string{"own.dev", "near.com"}
	for root, want := range map[string]siteFacts{
		"repo/site/posts": own,
		"repo/site":       own,
		"repo":            near,
		"repo/bad/posts":  near,
		"repo/dir":        near,
		"plain/posts":     {},
	} {
		c := loadLibrary(t, openLibrary(t, filepath.Join(dir, root)))
		if got := c.Sites.At(0); !want.equal(got) {
			t.Errorf("%s: %+v, want %+v", root, got.Profile, want)
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
		if len(c.Notes) != 1 || len(c.Sites.At(0).Hosts) != 0 || len(c.Skipped) != 1 || c.Skipped[0].Path != "_config.yml" {
			t.Errorf("%s: %d notes, %+v, %v", name, len(c.Notes), c.Sites.At(0).Profile, c.Skipped)
		}
	}
}

func TestSiteOf_ParsesAddress(t *testing.T) {
	for address, want := range map[string]siteFacts{
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
		if got := profile.FromSettings(profile.Settings{Site: address}).At(0); !want.equal(got) {
			t.Errorf("%q: %+v", address, got.Profile)
		}
	}
}
