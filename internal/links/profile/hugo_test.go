package profile

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"quire/internal/note"
)

// memoryFiles are files of a site in memory.
type memoryFiles map[string]string

func (f memoryFiles) Name() string { return "site" }

func (f memoryFiles) Read(name string) ([]byte, error) {
	if text, ok := f[name]; ok {
		return []byte(text), nil
	}
	return nil, nil
}

func (f memoryFiles) List(folder string) []string {
	found := map[string]bool{}
	for name := range f {
		rest := name
		if folder != "" {
			var ok bool
			if rest, ok = strings.CutPrefix(name, folder+"/"); !ok {
				continue
			}
		}
		first, _, below := strings.Cut(rest, "/")
		if below {
			first += "/"
		}
		found[first] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// checkAddresses checks where a site publishes its notes. Each line of want is a file and its addresses, the aliases after it.
func checkAddresses(t *testing.T, files memoryFiles, want ...string) {
	t.Helper()
	sites, errs := Find([]Place{{Files: files}}, nil, Settings{})
	for _, err := range errs {
		t.Error(err)
	}
	for _, line := range want {
		file, addresses, _ := strings.Cut(line, ": ")
		text, ok := files[file]
		if !ok {
			t.Fatalf("no file %s", file)
		}
		at := sites.At(0).Published(note.Parse(file, []byte(text)).Note)
		if got := strings.TrimSpace(at.Address + " " + strings.Join(at.Aliases, " ")); got != addresses {
			t.Errorf("%s: got %s, want %s", file, got, addresses)
		}
	}
}

// https://gohugo.io/content-management/urls/ and https://gohugo.io/content-management/organization/
func TestHugo_AddressesFromPaths(t *testing.T) {
	checkAddresses(t, memoryFiles{
		"hugo.toml":                        "baseURL = 'https://tide.example/'\n",
		"README.md":                        "",
		"content/_index.md":                "",
		"content/harbour/_index.md":        "---\nslug: ignored\n---\n",
		"content/harbour/README.md":        "",
		"content/harbour/North Quay.md":    "",
		"content/harbour/a & b (old).md":   "",
		"content/harbour/two  -- dash.md":  "",
		"content/harbour/v1.2 rc.md":       "",
		"content/harbour/2024-05-06-x.md":  "",
		"content/harbour/slug.md":          "---\nslug: Other Name\n---\n",
		"content/harbour/Crane/index.md":   "---\naliases: [winch, /old/crane/, ../hoist]\n---\n",
		"content/harbour/url.md":           "---\nurl: /At/Sea/\n---\n",
		"content/harbour/file.md":          "---\nurl: sea.html\n---\n",
		"content/harbour/notaHugoField.md": "---\npermalink: /x/\n---\n",
	},
		"README.md: ",
		"content/_index.md: /",
		"content/harbour/_index.md: /harbour/",
		"content/harbour/README.md: /harbour/readme/",
		"content/harbour/North Quay.md: /harbour/north-quay/",
		"content/harbour/a & b (old).md: /harbour/a--b-old/",
		"content/harbour/two  -- dash.md: /harbour/two-----dash/",
		"content/harbour/v1.2 rc.md: /harbour/v1.2-rc/",
		"content/harbour/2024-05-06-x.md: /harbour/2024-05-06-x/",
		"content/harbour/slug.md: /harbour/other-name/",
		"content/harbour/Crane/index.md: /harbour/crane/ /harbour/winch /old/crane/ /hoist",
		"content/harbour/url.md: /At/Sea/",
		"content/harbour/file.md: /sea.html",
		"content/harbour/notaHugoField.md: /harbour/notahugofield/",
	)
}

// https://gohugo.io/configuration/all/#disablepathtolower and https://gohugo.io/configuration/ugly-urls/
func TestHugo_CaseAccentsAndEnds(t *testing.T) {
	checkAddresses(t, memoryFiles{
		"config.yaml":             "baseURL: https://tide.example/\ndisablePathToLower: true\nremovePathAccents: true\nuglyURLs: {posts: true}\n",
		"content/a/Čluny Malé.md": "",
		"content/posts/_index.md": "",
		"content/posts/One.md":    "",
	},
		"content/a/Čluny Malé.md: /a/Cluny-Male/",
		"content/posts/_index.md: /posts/index.html",
		"content/posts/One.md: /posts/One.html",
	)
}

// https://gohugo.io/configuration/permalinks/
func TestHugo_Permalinks(t *testing.T) {
	dated := "---\ntitle: On the Reef, at Last\ndate: 2024-03-09\n---\n"
	checkAddresses(t, memoryFiles{
		"hugo.toml": "baseURL = 'https://tide.example/'\n[permalinks.page]\nlogs = '/:year/:monthname/:2/:slug/'\ndocs = '/d/:sections[1:]/:slugorcontentbasename'\n" +
			"walks = '/:sections[last]/:title'\n[permalinks.section]\nlogs = '/journal/'\n",
		"content/logs/_index.md":          "",
		"content/logs/reef.md":            dated,
		"content/logs/named.md":           strings.Replace(dated, "date", "slug: short\ndate", 1),
		"content/logs/published.md":       "---\ntitle: P\npublishDate: 2022-05-06\n---\n",
		"content/logs/2023-01-02-none.md": "---\ntitle: No date\n---\n",
		"content/logs/headed.md":          "# Only a heading\n",
		"content/docs/_index.md":          "",
		"content/docs/in/_index.md":       "",
		"content/docs/in/page.md":         "",
		"content/docs/in/plain/deep.md":   "",
		"content/docs/in/leaf/index.md":   "---\nslug: Leaf It\n---\n",
		"content/walks/far/x.md":          "---\ntitle: Far & Wide\n---\n",
		"content/other/x.md":              dated,
	},
		"content/logs/_index.md: /journal/",
		"content/logs/reef.md: /2024/march/9/on-the-reef-at-last/",
		"content/logs/named.md: /2024/march/9/short/",
		"content/logs/published.md: /2022/may/6/p/",
		"content/logs/2023-01-02-none.md: /1/january/1/no-date/",
		"content/docs/in/page.md: /d/in/page/",
		"content/docs/in/plain/deep.md: /d/in/deep/",
		"content/docs/in/leaf/index.md: /d/in/leaf-it/",
		"content/walks/far/x.md: /walks/far-wide/",
		"content/other/x.md: /other/x/",
	)
	checkAddresses(t, memoryFiles{ // the form with targets
		"hugo.yaml":        "baseURL: https://tide.example/\npermalinks:\n- target: {kind: page, path: '{/a,/a/**}'}\n  pattern: /t/:contentbasename\n- target: {kind: section}\n  pattern: /s/:contentbasename\n",
		"content/a/b/x.md": "", "content/b/x.md": "", "content/b/_index.md": "",
	},
		"content/a/b/x.md: /t/x/",
		"content/b/x.md: /b/x/",
		"content/b/_index.md: /s/b/",
	)
}

// https://gohugo.io/configuration/front-matter/#dates
func TestHugo_DatesFromFileNames(t *testing.T) {
	checkAddresses(t, memoryFiles{
		"hugo.toml":                      "baseURL = 'https://tide.example/'\n[frontmatter]\ndate = [':filename', ':default']\n[permalinks]\nlogs = '/:year/:month/:slug/'\n",
		"content/logs/2023-01-02-ebb.md": "---\ntitle: T\ndate: 2024-03-09\n---\n",
		"content/logs/flow.md":           "---\ntitle: Flow\nlastmod: 2021-03-09\n---\n",
	},
		"content/logs/2023-01-02-ebb.md: /2023/01/ebb/",
		"content/logs/flow.md: /2021/03/flow/",
	)
}

// https://gohugo.io/configuration/languages/ and https://gohugo.io/content-management/multilingual/
func TestHugo_Languages(t *testing.T) {
	checkAddresses(t, memoryFiles{
		"hugo.toml": "baseURL = 'https://tide.example/'\ndefaultContentLanguage = 'en'\n[languages.en]\n[languages.fr]\n[languages.fr.permalinks]\nlogs = '/journal/:slug/'\n" +
			"[languages.de]\ndisabled = true\n",
		"content/_index.md": "", "content/_index.fr.md": "", "content/a.md": "", "content/a.fr.md": "", "content/a.de.md": "",
		"content/b/index.fr.md":  "---\naliases: [vieux, /ancien/]\n---\n",
		"content/logs/x.fr.md":   "---\ntitle: Marée haute\n---\n",
		"content/url.fr.md":      "---\nurl: ici/\n---\n",
		"content/absolute.fr.md": "---\nurl: /partout/\n---\n",
	},
		"content/_index.md: / /en/", "content/_index.fr.md: /fr/", "content/a.md: /a/", "content/a.fr.md: /fr/a/", "content/a.de.md: ",
		"content/b/index.fr.md: /fr/b/ /fr/vieux /ancien/",
		"content/logs/x.fr.md: /fr/journal/marée-haute/",
		"content/url.fr.md: /fr/ici/",
		"content/absolute.fr.md: /partout/",
	)
	checkAddresses(t, memoryFiles{ // settings in a folder, and a folder of content for each language
		"config/_default/hugo.yaml":         "baseURL: https://tide.example/\ndefaultContentLanguageInSubdir: true\n",
		"config/_default/languages.en.yaml": "contentDir: content/english\n",
		"config/_default/languages.fr.yaml": "contentDir: content/french\n",
		"config/production/permalinks.yaml": "logs: /:section/p/:contentbasename\n",
		"content/english/_index.md":         "",
		"content/english/a.md":              "", "content/french/a.md": "", "content/french/logs/x.md": "", "content/stray.md": "",
	},
		"content/english/_index.md: /en/ /", "content/english/a.md: /en/a/", "content/french/a.md: /fr/a/", "content/french/logs/x.md: /fr/logs/p/x/", "content/stray.md: ",
	)
}

// https://gohugo.io/configuration/module/#mounts
func TestHugo_Mounts(t *testing.T) {
	checkAddresses(t, memoryFiles{
		"hugo.toml": "baseURL = 'https://tide.example/'\n[languages.en]\n[languages.fr]\n[[module.mounts]]\nsource = 'notes'\ntarget = 'content/log'\n" +
			"[[module.mounts]]\nsource = 'traduit'\ntarget = 'content'\nlang = 'fr'\n[[module.mounts]]\nsource = 'shared/both.md'\ntarget = 'content/both.md'\n" +
			"[module.mounts.sites.matrix]\nlanguages = ['en', 'fr']\n",
		"notes/a.md": "", "traduit/b.md": "", "shared/both.md": "", "content/c.md": "",
	},
		"notes/a.md: /log/a/", "traduit/b.md: /fr/b/", "shared/both.md: /both/ /fr/both/", "content/c.md: ",
	)
}

func TestHugo_TooManyPermalinksAreReported(t *testing.T) {
	text := "baseURL = 'https://tide.example/'\n[permalinks.page]\n"
	for i := range maxPatterns + 1 {
		text += "s" + strings.Repeat("x", i) + " = '/:slug/'\n"
	}
	sites, errs := Find([]Place{{Files: memoryFiles{"hugo.toml": text}}}, nil, Settings{})
	if len(errs) != 1 || !errs[0].IsPart || sites.At(0).Generator != "Hugo" {
		t.Errorf("%s: %v", sites.At(0).Generator, errs)
	}
}

// A config.toml may belong to Zola, and a config.yaml to any program.
func TestHugo_OnlyItsOwnSettings(t *testing.T) {
	for text, want := range map[string]string{
		"base_url = 'https://tide.example'\ntitle = 'x'\n": "",
		"title = 'x'\n":                            "",
		"baseURL = 'https://tide.example'\n":       "Hugo",
		"languageCode = 'en-us'\n":                 "Hugo",
		"theme = 'anchor'\n[permalinks]\na='/b'\n": "Hugo",
	} {
		files := memoryFiles{"config.toml": text}
		if strings.Contains(text, "theme") {
			files["content/a.md"] = ""
		}
		sites, _ := Find([]Place{{Files: files}}, nil, Settings{})
		if got := sites.At(0).Generator; got != want && !(want == "" && got == "Zola") {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
