package links

import (
	"strings"
	"testing"

	"quire/internal/markdown"
)

// harbour is a site of Hugo in one language.
func harbour() libraryFiles {
	return libraryFiles{
		"hugo.toml":                       "baseURL = 'https://harbour.example/base/'\n[permalinks.term]\ncrew = '/people/:slug/'\n[taxonomies]\ntag = 'tags'\nmate = 'crew'\n",
		"README.md":                       "",
		"content/_index.md":               "",
		"content/docs/_index.md":          "",
		"content/docs/README.md":          "",
		"content/docs/tides.md":           "## Spring\n",
		"content/docs/Deep Water.md":      "",
		"content/docs/guide/_index.md":    "",
		"content/docs/guide/charts.md":    "",
		"content/docs/plain/x.md":         "",
		"content/logs/reef/index.md":      "---\naliases: [/docs/tides/, sandbank]\n---\n",
		"content/logs/reef/reef.png":      "",
		"content/logs/shoal.md":           "",
		"content/tags/red-lead/_index.md": "",
		"static/chart.pdf":                "",
		"content/search.html":             "", "content/team/_index.html": "",
		"assets/icons/buoy.svg": "",
	}
}

func TestHugo_Addresses(t *testing.T) {
	checkSite(t, harbour(), "",
		"content/docs/tides.md: /docs/ -> note content/docs/_index.md",
		"content/docs/tides.md: /docs/readme/ -> note content/docs/README.md",
		"content/docs/tides.md: /docs/tides/ -> self content/docs/tides.md", // a page beats an alias
		"content/logs/shoal.md: /docs/tides/#spring -> note content/docs/tides.md#spring",
		"content/docs/tides.md: https://harbour.example/base/logs/sandbank -> note content/logs/reef/index.md",
		"content/docs/tides.md: /docs/deep-water/ -> note content/docs/Deep Water.md",
		"content/docs/tides.md: /docs/Tides/ -> broken ?content/docs/tides.md",
		"content/docs/tides.md: /tags/red-lead/ -> note content/tags/red-lead/_index.md",
		"content/docs/tides.md: /logs/ -> generated",
		"content/docs/tides.md: /logs/index.xml -> generated",
		"content/docs/tides.md: /logs/page/2/ -> generated",
		"content/docs/tides.md: /docs/plain/ -> folder content/docs/plain/", // only folders at the top are sections without _index
		"content/docs/tides.md: /tags/ -> generated",
		"content/docs/tides.md: /tags/paint/ -> generated",
		"content/docs/tides.md: /people/ann/ -> generated",
		"content/docs/tides.md: /categories/x/ -> broken ?content/docs/plain/x.md",
		"content/docs/tides.md: /search/ -> asset content/search.html",
		"content/docs/tides.md: /team -> asset content/team/_index.html",
		"content/docs/tides.md: /chart.pdf -> asset static/chart.pdf",
		"content/docs/tides.md: !/icons/buoy.svg -> asset assets/icons/buoy.svg",
		"content/docs/tides.md: !/logs/reef/reef.png -> asset content/logs/reef/reef.png",
		"content/docs/tides.md: /guide/charts/ -> broken ?content/docs/guide/charts.md",
	)
}

func TestHugo_GeneratedTermHasQuery(t *testing.T) {
	r := siteResolver(t, harbour(), "")
	if got := r.Resolve(r.Note("README.md"), markdown.Link{Form: markdown.Inline, Dest: "/tags/red-hot/page/3/"}); got.Query != `#red-hot OR #"red hot"` {
		t.Errorf("query %q", got.Query)
	}
}

// The folder of the content and the root of the repository give the same answers; what lies above is outside.
func TestHugo_OpenedFolder(t *testing.T) {
	for _, opened := range []string{"", "content", "content/docs"} {
		prefix := strings.TrimPrefix("content/", opened+"/")
		if opened == "" {
			prefix = "content/"
		}
		if opened == "content/docs" {
			checkSite(t, harbour(), opened,
				"tides.md: /docs/guide/charts/ -> note guide/charts.md",
				"tides.md: {{< ref \"/docs/guide/charts.md\" >}} -> note guide/charts.md",
				"tides.md: ../guide/charts/ -> note guide/charts.md",
				"tides.md: /logs/shoal/ -> outside",
				"tides.md: /chart.pdf -> outside",
				"tides.md: {{< ref \"/logs/shoal\" >}} -> outside",
			)
			continue
		}
		checkSite(t, harbour(), opened,
			prefix+"docs/tides.md: /docs/guide/charts/ -> note "+prefix+"docs/guide/charts.md",
			prefix+"docs/tides.md: ../guide/charts/ -> note "+prefix+"docs/guide/charts.md",
			prefix+"docs/tides.md: guide/charts.md -> note "+prefix+"docs/guide/charts.md",
			prefix+"docs/tides.md: docs/guide/charts.md -> note "+prefix+"docs/guide/charts.md",
			prefix+"docs/tides.md: {{% relref \"guide/charts\" %}} -> note "+prefix+"docs/guide/charts.md",
			prefix+"docs/tides.md: / -> note "+prefix+"_index.md",
			prefix+"docs/tides.md: /logs/ -> generated",
		)
	}
}

// A site may begin in a folder of the library.
func TestHugo_SiteInFolder(t *testing.T) {
	files := libraryFiles{"README.md": "", "pkg/doc.md": ""}
	for name, text := range harbour() {
		files["website/"+name] = text
	}
	checkSite(t, files, "",
		"website/content/docs/tides.md: /docs/deep-water/ -> note website/content/docs/Deep Water.md",
		"website/content/docs/tides.md: {{< ref \"guide/charts\" >}} -> note website/content/docs/guide/charts.md",
		"website/content/docs/tides.md: /logs/ -> generated",
		"website/content/docs/tides.md: /chart.pdf -> asset website/static/chart.pdf",
		"README.md: website/content/docs/tides.md -> note website/content/docs/tides.md",
		"README.md: https://harbour.example/base/docs/tides/ -> note website/content/docs/tides.md",
	)
}

// Without a hook for links a destination is an address, as a browser follows it from the page; only then does it name a file.
func TestHugo_RelativeLinksStartFromPage(t *testing.T) {
	checkSite(t, harbour(), "",
		"content/docs/tides.md: .. -> note content/docs/_index.md",
		"content/docs/tides.md: ../guide/charts/ -> note content/docs/guide/charts.md",
		"content/docs/tides.md: guide/charts.md -> note content/docs/guide/charts.md",
		"content/docs/tides.md: guide/charts -> note content/docs/guide/charts.md",
		"content/docs/_index.md: tides -> note content/docs/tides.md",
		"content/logs/reef/index.md: ../shoal -> note content/logs/shoal.md",
		"content/logs/reef/index.md: README.md -> broken ?README.md", // never the one beside the content
		"content/logs/reef/index.md: shoal.md -> note content/logs/shoal.md",
		"content/logs/reef/index.md: !reef.png -> asset content/logs/reef/reef.png",
	)
}

// https://gohugo.io/shortcodes/ref/
func TestHugo_References(t *testing.T) {
	files := harbour()
	files["content/logs/deep/tides.md"] = ""
	const from = "content/docs/guide/charts.md: "
	checkSite(t, files, "",
		from+`{{< ref "/docs/deep water.md" >}} -> note content/docs/Deep Water.md`,
		from+`{{< ref "docs/deep-water" >}} -> note content/docs/Deep Water.md`,
		from+`{{< ref "../tides.md#spring" >}} -> note content/docs/tides.md#spring`,
		from+`{{% relref "/docs/tides/" %}}#spring -> note content/docs/tides.md#spring`,
		from+`{{< relref "reef" >}} -> note content/logs/reef/index.md`,
		from+`{{< relref "/logs/reef/index.md" >}} -> note content/logs/reef/index.md`,
		from+`{{< ref "/docs/guide/_index.md" >}} -> note content/docs/guide/_index.md`,
		from+`{{< ref "/" >}} -> note content/_index.md`,
		from+`{{< ref "/logs" >}} -> generated`,
		from+`{{< ref "/team" >}} -> asset content/team/_index.html`,
		from+`{{< ref "tides" >}} -> ambiguous content/docs/tides.md content/logs/deep/tides.md`,
		from+`{{< ref "./tides" >}} -> broken ?content/docs/tides.md`,
		from+`{{< ref path="shoal.md" outputFormat="rss" >}} -> note content/logs/shoal.md`,
	)
}

// tour is a site of Hugo in two languages, in which the names of files state the language.
func tour() libraryFiles {
	return libraryFiles{
		"hugo.yaml":         "baseURL: https://tour.example/\ndefaultContentLanguage: en\nlanguages: {en: {}, fr: {}}\n",
		"content/_index.md": "", "content/_index.fr.md": "",
		"content/a.md": "", "content/a.fr.md": "",
		"content/english.md": "", "content/seul.fr.md": "",
		"content/posts/b/index.md": "", "content/posts/b/index.fr.md": "", "content/posts/b/map.png": "",
		"content/posts/only/index.fr.md": "",
		"content/walks/w.fr.md":          "",
	}
}

func TestHugo_Languages(t *testing.T) {
	checkSite(t, tour(), "",
		"content/a.md: /fr/a/ -> note content/a.fr.md",
		"content/a.md: /fr/english/ -> broken ?content/english.md",
		"content/a.md: /seul/ -> broken ?content/seul.fr.md",
		"content/a.md: /posts/only/ -> broken ?content/posts/only/index.fr.md",
		"content/a.md: /fr/posts/b/map.png -> asset content/posts/b/map.png",
		"content/a.md: /en/ -> note content/_index.md",
		"content/a.md: /fr/walks/ -> generated",
		"content/a.md: /walks/ -> broken",
		"content/a.md: /fr/tags/x/ -> generated",
		"content/a.fr.md: english.md -> broken ?content/english.md",
		"content/a.fr.md: english -> broken ?content/english.md",
		"content/a.fr.md: posts/b/ -> note content/posts/b/index.fr.md",
		"content/a.fr.md: posts/b/index.md -> note content/posts/b/index.fr.md",
		"content/a.fr.md: english.md -> broken ?content/english.md",
		"content/seul.fr.md: a.md -> note content/a.fr.md",
		"content/seul.fr.md: a.en.md -> note content/a.fr.md",
		"content/a.md: a.fr.md -> note content/a.fr.md",
		"content/a.md: {{< ref path=\"a\" lang=\"fr\" >}} -> note content/a.fr.md",
		"content/a.md: {{< ref lang=fr path=english >}} -> broken ?content/english.md",
		"content/a.md: {{< ref path=\"a\" lang=\"xx\" >}} -> broken ?content/a.md",
		"content/seul.fr.md: {{< relref \"/posts/b\" >}} -> note content/posts/b/index.fr.md",
	)
}

// On sites in several languages Hugo's own hook looks for the page of a link in the language of the page that contains the link,
// see https://gohugo.io/render-hooks/links/#embedded. A hook of the site takes its place.
func TestHugo_LinkHooks(t *testing.T) {
	const translated, plain = "content/seul.fr.md: /a/ -> note content/a.fr.md", "content/seul.fr.md: /a/ -> note content/a.md"
	checkSite(t, tour(), "", translated, "content/seul.fr.md: /english/ -> note content/english.md", "content/seul.fr.md: / -> note content/_index.fr.md")
	files := tour()
	files["layouts/_default/_markup/render-link.html"] = `<a href="{{ .Destination | safeURL }}">{{ .Text }}</a>`
	checkSite(t, files, "", plain, "content/seul.fr.md: /english/ -> note content/english.md")
	files["layouts/_default/_markup/render-link.html"] = `{{ partial "link.html" . }}`
	files["layouts/partials/link.html"] = `{{ with .PageInner.GetPage .Destination }}{{ .RelPermalink }}{{ end }}`
	checkSite(t, files, "", translated)
	files = tour()
	files["hugo.yaml"] += "markup: {goldmark: {renderHooks: {link: {useEmbedded: never}}}}\n"
	checkSite(t, files, "", plain)
}

// Where each language has a host, an address is one on the host of the page that contains the link, see
// https://gohugo.io/content-management/multilingual/#configure-multilingual-multihost.
func TestHugo_HostForEachLanguage(t *testing.T) {
	files := tour()
	files["hugo.yaml"] = "languages: {en: {baseURL: 'https://en.example/'}, fr: {baseURL: 'https://fr.example/'}}\n"
	checkSite(t, files, "",
		"content/seul.fr.md: /a/ -> note content/a.fr.md",
		"content/english.md: /a/ -> note content/a.md",
		"content/english.md: https://en.example/a/ -> note content/a.md",
		"content/english.md: https://fr.example/a/ -> external https://fr.example/a/",
	)
}

// With a folder of content for each language, three links to French addresses do not make /fr the address of the English folder.
func TestHugo_LanguagesInFolders(t *testing.T) {
	files := libraryFiles{
		"hugo.toml":       "baseURL = 'https://tour.example/'\n[languages.en]\ncontentDir = 'content/en'\n[languages.fr]\ncontentDir = 'content/fr'\n",
		"content/en/x.md": "[1](/fr/a/) [2](/fr/b/) [3](/fr/c/)\n", "content/en/a.md": "", "content/en/b.md": "", "content/en/c.md": "", "content/en/d.md": "",
		"content/fr/a.md": "", "content/fr/b.md": "", "content/fr/c.md": "",
	}
	checkSite(t, files, "",
		"content/en/x.md: /fr/a/ -> note content/fr/a.md",
		"content/en/x.md: /fr/d/ -> broken ?content/en/d.md",
		"content/en/x.md: /a/ -> note content/en/a.md",
		"content/fr/a.md: d.md -> broken ?content/en/d.md",
		"content/fr/a.md: b.md -> note content/fr/b.md",
		"content/en/x.md: /content/fr/b.md -> note content/fr/b.md",
		"content/fr/a.md: /d.md -> broken ?content/en/d.md",
		"content/fr/a.md: ../en/d.md -> broken ?content/en/d.md",
	)
	delete(files, "hugo.toml") // folders that only the build declares
	files["hugo.toml"] = "baseURL = 'https://tour.example/'\n[languages.en]\n[languages.fr]\n"
	checkSite(t, files, "", "content/en/x.md: /a/ -> note content/en/a.md", "content/fr/a.md: /fr/b/ -> note content/fr/b.md")
}
