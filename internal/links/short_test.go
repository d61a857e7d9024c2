package links

import (
	"maps"
	"slices"
	"testing"

	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/testcorpus"
)

// siteSettings are settings of each kind of site, with which a link may be resolved in other ways.
func siteSettings() []libraryFiles {
	return []libraryFiles{
		{},
		{"hugo.yaml": "baseURL: https://s.example/base/\nlanguages: {en: {}, fr: {}}\npermalinks: {posts: '/:year/:slug'}\nmarkup: {goldmark: {renderHooks: {link: {useEmbedded: always}}}}\n"},
		{"_config.yml": "url: https://s.example\nbaseurl: /base\npermalink: /:categories/:title\ncollections: {docs: {output: true}}\n"},
		{"mkdocs.yml": "site_url: https://s.example/base/\nplugins: [blog, tags, autorefs, {i18n: {languages: [{locale: en, default: true}, {locale: fr}]}}]\n"},
		{"book.toml": "[book]\nsrc = 'docs'\n[output.html]\nsite-url = '/base/'\n[output.html.redirect]\n'/x.html' = 'a.html'\n", "docs/SUMMARY.md": "- [A](a.md)\n"},
		{"zola.toml": "base_url = 'https://s.example/base'\n[languages.fr]\n[[taxonomies]]\nname = 'tags'\n"},
		{"docusaurus.config.js": "export default { url: 'https://s.example', baseUrl: '/base/', i18n: { defaultLocale: 'en', locales: ['en', 'fr'] }, presets: [['classic', { docs: { routeBasePath: '/' } }]] }"},
		{"astro.config.mjs": "export default { site: 'https://s.example', base: '/base', integrations: [starlight({ locales: { root: { lang: 'en' }, fr: {} } })], redirects: { '/old/[...x]': '/a' } }", "src/content/docs/x.md": ""},
		{".vitepress/config.ts": "export default { base: '/base/', cleanUrls: true, rewrites: { 'docs/:a': ':a' } }"},
		{".eleventy.js": "module.exports = (c) => { c.addPassthroughCopy('a'); return { pathPrefix: '/base/' } }"},
		{"next.config.mjs": "export default nextra({ contentDirBasePath: '/base' })({ i18n: { locales: ['en', 'fr'], defaultLocale: 'en' } })", "content/x.mdx": ""},
		{"quartz.config.ts": "export default { configuration: { baseUrl: 's.example/base' } }"},
		{"docfx.json": `{"build": {"content": [{"files": ["**.md"], "src": "docs", "dest": "base"}], "sitemap": {"baseUrl": "https://s.example"}}}`},
		{".openpublishing.publish.config.json": `{"docsets_to_publish": [{"build_source_folder": "docs", "docset_name": "base"}]}`, "docs/docfx.json": `{"build": {"content": [{"files": ["**.md"]}], "globalMetadata": {"breadcrumb_path": "/base/a/toc.json"}}}`, "docs/a/toc.yml": ""},
		{"_toc.yml": "format: jb-book\nroot: index\nchapters: [{file: docs/a}]\n"},
		{"logseq/config.edn": "{}", "pages/x___y.md": "alias:: z\n"},
		{"Home.md": "", "_Sidebar.md": ""},
		{"CONFIG.md": "", "_plug/x.js": ""},
		{".obsidian/app.json": "{}"},
		{".foam/x": ""},
	}
}

// TestResolve_EveryShortDestination resolves all short destinations on each kind of site.
func TestResolve_EveryShortDestination(t *testing.T) {
	signs := []string{"/", ".", "..", ":", "#", "?", "%", "%2f", "\\", "^", "|", "[", "]", "{{", "}}", "{% ", " %}", "\"", "'", "<", "(", " ", "a", "b.md", "fr", "_", "~", "*", "@", "-", "http://", "//s.example/base", "base", "mailto:", "é", "\x00", "\xff"}
	for _, settings := range siteSettings() {
		files := libraryFiles{
			"index.md": "# A\n", "docs/a.md": "# H\n\n## H\n\nx ^id\n", "docs/b.md": "", "docs/fr/a.md": "", "content/posts/a.md": "---\ndate: 2024-01-02\naliases: [/, x]\n---\n", "content/posts/b.fr.md": "",
			"content/_index.md": "", "_posts/2024-01-02-a.md": "---\ntags: [a]\npermalink: /:year/q\n---\n", "docs/a/p.png": "", "README.md": "", "#.md": "", "%.md": "",
		}
		maps.Copy(files, settings)
		r := siteResolver(t, files, "")
		sources := []*note.Note{nil, r.Note("docs/a.md"), r.Note("content/posts/a.md")}
		testcorpus.TryShortTexts(t, signs, testcorpus.ShortLength(2), func(dest string) {
			for _, from := range sources {
				for _, form := range []markdown.Form{markdown.Inline, markdown.Wiki} {
					checkTarget(t, files, from, r.Resolve(from, markdown.Link{Form: form, Dest: dest}))
				}
			}
			checkTarget(t, files, nil, r.ResolveName(dest))
		})
		if t.Failed() {
			t.Fatalf("on the site of %v", slices.Sorted(maps.Keys(settings)))
		}
	}
}
