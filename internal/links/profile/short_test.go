package profile

import (
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/testcorpus"
)

// shortSigns are the signs that settings and addresses are made of.
var shortSigns = []string{"/", ".", ":", "*", "{", "}", "[", "]", "(", ")", "'", "\"", "`", "\\", "$", "#", "-", "=", ",", " ", "\n", "a", "1"}

func TestReadScript_EveryShortText(t *testing.T) {
	signs := append([]string{"=>", "...", "//", "/*", "?", "!", "<", "+", "|", "${", "return ", "function ", "as "}, shortSigns...)
	for _, frame := range [][2]string{{"", ""}, {"export default ", ""}, {"export default { a: ", " }"}, {"export default { ", "}"}, {"const a", "\nexport default a"}, {"import a ", "'./b'"}, {"export default `", "`"}} {
		testcorpus.TryShortTexts(t, signs, testcorpus.ShortLength(3), func(text string) {
			_, _ = readScript(mapFiles{"c": frame[0] + text + frame[1], "b.js": "module.exports = c"}, "c")
		})
	}
}

func TestReadEDN_EveryShortText(t *testing.T) {
	for _, frame := range [][2]string{{"", ""}, {"{:a ", "}"}, {"{:a \"", ""}} {
		testcorpus.TryShortTexts(t, append([]string{";", "#_"}, shortSigns...), testcorpus.ShortLength(3), func(text string) {
			readEDN(frame[0] + text + frame[1])
		})
	}
}

func TestPatterns_EveryShortText(t *testing.T) {
	page := Page{File: "content/a/b.md", Content: "a/b.md", Note: note.Parse("content/a/b.md", []byte("---\ndate: 2024-01-02\n---\n")).Note}
	signs := append([]string{":title", ":year", ":sections", ":categories", "last", ":1", "%", "é"}, shortSigns...)
	testcorpus.TryShortTexts(t, signs, testcorpus.ShortLength(3), func(text string) {
		for _, pattern := range []string{text, jekyllSpelling(text)} {
			if p, ok := CompilePattern(pattern); ok {
				if address, ok := p.Fill(page); ok && (address[0] != '/' || strings.Contains(address, "/../")) {
					t.Errorf("%q gives the address %q", text, address)
				}
			}
		}
	})
}

// siteFrames are settings of each generator; values are put in place of @.
var siteFrames = []memoryFiles{
	{"hugo.toml": "baseURL = '@'\n"},
	{"hugo.yaml": "baseURL: 'https://a.b/c/'\ndefaultContentLanguage: @\nlanguages: {en: {contentDir: @, weight: 1}, @: {baseURL: @}}\n"},
	{"hugo.json": `{"permalinks": {"page": {"a": "@"}, "section": "@", "term": {"tags": "@"}, "a": "@"}, "taxonomies": {"tag": "@", "@": "b"}}`},
	{"hugo.yaml": "contentDir: @\npaginatePath: @\npagination: {path: @}\nuglyURLs: {@: true}\nmarkup: {goldmark: {renderHooks: {link: {useEmbedded: @}}}}\ndisableKinds: @\nfrontmatter: {date: @}\nlayoutDir: @\n"},
	{"hugo.yaml": "module: {mounts: [{source: @, target: @}, {source: content, target: content/@}], imports: [@]}\noutputFormats: {@: {path: @, baseName: @}}\noutputs: {home: @}\n"},
	{"_config.yml": "permalink: @\nurl: @\nbaseurl: @\ncollections: {a: {output: true, permalink: @}, @: @}\ncollections_dir: @\n"},
	{"_config.yml": "defaults: [{scope: {path: @, type: @}, values: {permalink: @}}]\nexclude: @\ninclude: [@]\npaginate_path: @\njekyll-archives: {permalinks: {tag: @}}\nplugins: @\nsource: @\ntimezone: @\n"},
	{"mkdocs.yml": "site_url: @\ndocs_dir: @\nuse_directory_urls: @\nnav: [@, {@: @}]\nplugins: [@, {blog: {blog_dir: @, post_dir: @, post_url_format: @, post_url_date_format: @}}, {redirects: {redirect_maps: {@: @}}}, {i18n: {docs_structure: @, languages: [{locale: @, default: @}]}}]\n"},
	{"mkdocs.yml": "INHERIT: @\ntheme: @\nnav: @\nplugins: @\nexclude_docs: @\nextra: @\n"},
	{"book.toml": "[book]\nsrc = '@'\nlanguage = '@'\n[output.html]\nsite-url = '@'\ncname = '@'\n[output.html.redirect]\n'@' = '@'\n", "src/SUMMARY.md": "- [@](@)\n[@]: @\n"},
	{"zola.toml": "base_url = '@'\ndefault_language = '@'\n[languages.a]\n[slugify]\npaths = '@'\nanchors = '@'\n[[taxonomies]]\nname = '@'\nfeed = true\n"},
	{"docusaurus.config.js": "export default { url: '@', baseUrl: '@', trailingSlash: '@', i18n: { defaultLocale: '@', locales: ['@'] }, presets: [['classic', { docs: { path: '@', routeBasePath: '@', lastVersion: '@', numberPrefixParser: '@' }, blog: { path: '@', routeBasePath: '@' }, pages: { path: '@' } }]], staticDirectories: ['@'], plugins: ['@', ['@', { id: '@', redirects: [{ from: '@', to: '@' }] }]] }"},
	{"docusaurus.config.js": "export default { presets: @, plugins: @, i18n: @, url: @, baseUrl: @ }", "versions.json": "[@]"},
	{"astro.config.mjs": "export default { site: '@', base: '@', srcDir: '@', publicDir: '@', trailingSlash: '@', build: { format: '@' }, redirects: { '@': '@' }, integrations: [starlight({ locales: { '@': { lang: '@' } }, defaultLocale: '@' })] }", "src/content.config.ts": "export const collections = { '@': defineCollection({ loader: glob({ base: '@', pattern: '@' }) }) }"},
	{".vitepress/config.ts": "export default { base: '@', srcDir: '@', cleanUrls: '@', rewrites: { '@': '@', ':a/@': '@/:a' }, locales: { '@': { link: '@' } } }"},
	{".eleventy.js": "module.exports = function (c) { c.addPassthroughCopy('@'); c.addPassthroughCopy({ '@': '@' }); return { dir: { input: '@', output: '@', includes: '@' }, pathPrefix: '@' } }", "a/a.json": `{"permalink": "@"}`, "a/a.11tydata.js": "module.exports = { permalink: '@' }"},
	{"next.config.mjs": "export default nextra({ contentDirBasePath: '@' })({ basePath: '@', trailingSlash: '@', i18n: { locales: ['@'], defaultLocale: '@' } })"},
	{"quartz.config.ts": "const config = { configuration: { baseUrl: '@' }, plugins: { transformers: [Plugin.CrawlLinks({ markdownLinkResolution: '@' })] } }\nexport default config"},
	{"docfx.json": `{"build": {"content": [{"files": ["@"], "src": "@", "dest": "@", "exclude": "@"}], "dest": "@", "sitemap": {"baseUrl": "@"}, "globalMetadata": {"breadcrumb_path": "@"}}}`},
	{".openpublishing.publish.config.json": `{"docsets_to_publish": [{"docset_name": "@", "build_source_folder": "@", "build_output_subfolder": "@"}], "redirection_files": ["@", "r.json"]}`, "r.json": `{"redirections": [{"source_path": "@", "source_path_from_root": "@", "redirect_url": "@"}]}`},
	{"_toc.yml": "format: @\nroot: @\nchapters: [{file: @}]\nparts: @\n", "_config.yml": "html: {baseurl: @}\n"},
	{"logseq/config.edn": "{:journal/page-title-format \"@\" :pages-directory \"@\" :a @}"},
	{"CONFIG.md": "```space-lua\nconfig.set('a', '@')\n```\n@\n", "_plug/x": ""},
	{"mkdocs.yml": "", "_redirects": "@ @ @\n", "netlify.toml": "[[redirects]]\nfrom = '@'\nto = '@'\n", "vercel.json": `{"redirects": [{"source": "@", "destination": "@"}]}`},
}

// useSite calls all that the profile of a site can do.
func useSite(t *testing.T, site Site, pages []Page) {
	t.Helper()
	addresses := []string{"", "/", "a", "a/b", "/a/b/", "..", ":", "%", "#", "tags/a", "a/page/2"}
	for _, page := range pages {
		if _, rest, ok := site.Mounted(page.File); ok {
			page.Content = rest
		}
		published := site.PublishedAt(page)
		if a := published.Address; a != "" && a[0] != '/' {
			t.Errorf("published at %q", a)
		}
		addresses = append(addresses, published.Address)
		if site.PageKeys != nil {
			site.PageKeys(page)
		}
		if site.LanguagesOf != nil {
			site.LanguagesOf(page.File)
		}
		if site.FileRoots != nil {
			site.FileRoots(site.Profile, page.File)
		}
		if site.SplitLanguage != nil {
			site.SplitLanguage(page.Name())
		}
	}
	for _, a := range addresses {
		site.useAddress(a)
	}
}

// useAddress calls all that the profile can do with an address or a name.
func (p *Profile) useAddress(a string) {
	if p.Owns != nil {
		p.Owns(a)
	}
	if p.FoldAddress != nil {
		p.FoldAddress(a)
	}
	if p.Generated != nil {
		p.Generated(p, a)
	}
	if p.Redirect != nil {
		p.Redirect(p, a)
	}
	if p.Replaces != nil {
		p.Replaces(a)
	}
	if p.HeadingName != nil {
		p.HeadingName(a)
	}
	if p.LanguageAt != nil {
		p.LanguageAt(a)
	}
	if p.Translations != nil {
		p.Translations(a)
	}
	if p.LinkKeys != nil {
		p.LinkKeys("a/b.md", a)
	}
	if p.KeyAddress != nil {
		p.KeyAddress(a)
	}
	if p.RefKeys != nil {
		p.RefKeys("a/b.md", a, "")
		p.RefKeys("a/b.md", a, a)
	}
}

// samplePages are pages in the folders that generators read.
func samplePages() (pages []Page) {
	for _, file := range []string{
		"index.md", "a/b.md", "content/a/b.md", "docs/1-a/index.md", "_posts/2024-01-02-a.md", "src/a.b.md", "content/a/index.en.md", "docs/posts/a.md", "blog/2024-01-02-a.md",
	} {
		pages = append(pages, Page{File: file, Content: file, Note: note.Parse(file, []byte("---\ndate: 2024-01-02\ntags: [a]\n---\n# A\n")).Note})
	}
	return pages
}

// trySite reads a site with these pages and the settings that fill makes of each file's text, and asks it for all that it knows.
func trySite(t *testing.T, pages []Page, settings memoryFiles, fill func(name, text string) string) {
	t.Helper()
	files := memoryFiles{}
	for name, text := range settings {
		files[name] = fill(name, text)
	}
	for _, p := range pages {
		files[p.File] = ""
	}
	sites, _ := Find([]Place{{Files: files}}, nil, Settings{})
	useSite(t, sites.At(0), pages)
}

// TestFind_EveryShortValue reads the settings of each generator with any short text as their values.
func TestFind_EveryShortValue(t *testing.T) {
	pages := samplePages()
	signs := []string{"/", ".", ":", "*", "{", "}", "[", "]", "'", "\"", "\\", "$", "%", "#", "-", "|", "<", ",", " ", "\n", "a", "1", "http://", "é", "\x00"}
	for _, settings := range siteFrames {
		testcorpus.TryShortTexts(t, signs, testcorpus.ShortLength(2), func(value string) {
			trySite(t, pages, settings, func(_, text string) string { return strings.ReplaceAll(text, "@", value) })
		})
	}
}

// TestFind_EveryKindOfValue reads the settings of each generator with values of other kinds than they should be, one at a time.
func TestFind_EveryKindOfValue(t *testing.T) {
	pages := samplePages()
	values := []string{
		"", "''", "[]", "{}", "[[]]", "[{}]", "{'a': {}}", "{'a': []}", "{'': ''}", "[['a', {}]]", "[null]", "null", "0", "-1", "1e99", "true", "false", "'/'", "'//'", "'..'", "'../..'", "'./'", "'/a/../..'", "'*'", "'**/*'",
		"'['", "'('", "':'", "'/:a'", "':a*'", "':year'", "'/:sections[1:'", "'http://'", "'https://[::1'", "'%'", "'.'", "'~'", "'_'", "'#'", "'?'", "'{}'", "'{{'", "'${a}'", "'a/'", "' '",
	}
	if testing.Short() {
		values = values[:12]
	}
	for _, settings := range siteFrames {
		for name := range settings {
			for slot := range strings.Count(settings[name], "@") {
				testcorpus.TryShortTexts(t, values, 1, func(value string) {
					trySite(t, pages, settings, func(file, text string) string {
						if file != name {
							return strings.ReplaceAll(text, "@", "a")
						}
						parts := strings.Split(text, "@")
						before, after := strings.Join(parts[:slot+1], "a"), strings.Join(parts[slot+1:], "a")
						inQuotes := before != "" && after != "" && before[len(before)-1] == after[0] && strings.ContainsAny(after[:1], "'\"")
						if inQuotes && value != "" {
							return before[:len(before)-1] + strings.ReplaceAll(value, "'", after[:1]) + after[1:]
						}
						return before + value + after
					})
				})
			}
		}
	}
}
