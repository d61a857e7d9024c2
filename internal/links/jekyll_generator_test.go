package links

import (
	"maps"
	"testing"
)

// The addresses are those of https://jekyllrb.com/docs/permalinks/, https://jekyllrb.com/docs/collections/ and
// https://jekyllrb.com/docs/configuration/front-matter-defaults/.

func TestJekyll_Permalinks(t *testing.T) {
	for _, style := range []struct{ permalink, post, page, doc string }{
		{"date", "/tech/2024/03/09/first.html", "/about.html", "/recipes/rye.html"},
		{"pretty", "/tech/2024/03/09/first/", "/about/", "/recipes/rye/"},
		{"ordinal", "/tech/2024/069/first.html", "/about.html", "/recipes/rye.html"},
		{"weekdate", "/tech/2024/W10/Sat/first.html", "/about", "/recipes/rye"},
		{"none", "/tech/first.html", "/about.html", "/recipes/rye.html"},
		{"/blog/:short_year-:i_month/:slug/", "/blog/24-3/first/", "/about/", "/recipes/rye/"},
	} {
		t.Run(style.permalink, func(t *testing.T) {
			checkSite(t, libraryFiles{
				"_config.yml":                     "permalink: " + style.permalink + "\ncollections: {recipes: {output: true}}\n",
				"tech/_posts/2024-03-09-first.md": "", "about.md": "", "_recipes/rye.md": "", "index.md": "",
			}, "",
				"index.md: "+style.post+" -> note tech/_posts/2024-03-09-first.md",
				"index.md: "+style.page+" -> note about.md",
				"index.md: "+style.doc+" -> note _recipes/rye.md",
				"about.md: / -> note index.md",
			)
		})
	}
}

func TestJekyll_FrontMatter(t *testing.T) {
	files := libraryFiles{
		"_config.yml": `url: https://oven.example
baseurl: /kitchen
timezone: America/New_York
exclude: [drafts-of-menus, README.md]
include: [_pages]
collections:
  docs: {output: true, permalink: "/:collection/:name/"}
  secret: {output: false}
defaults:
  - {scope: {path: "", type: docs}, values: {permalink: "/d/:title.html"}}
  - {scope: {path: _docs/old}, values: {permalink: "/old/:path/"}}
`,
		"index.html":                          "",
		"README.md":                           "",
		"_posts/2024-1-2-short.md":            "---\ncategories: Web Ideas\ncategory: At Home\n---\n",
		"_posts/2024-01-03-moved.md":          "---\ndate: 2023-05-02 02:00:00 +0000\nslug: Gone_Away\n---\n",
		"_posts/2024-01-04-own.md":            "---\npermalink: /:year/x-:title/\nredirect_from: [before/own, /earlier/]\n---\n",
		"zh_cn/_posts/2024-01-05-category.md": "",
		"_docs/index.md":                      "",
		"_docs/old/way.md":                    "",
		"_secret/key.md":                      "",
		"_pages/contact.md":                   "",
		"_parts/part.md":                      "",
		"drafts-of-menus/soup.md":             "",
		"cakes/index.html":                    "", "cakes/README.md": "", "pies.html": "",
		"guide/README.md": "",
		"guide/start.md":  "---\npermalink: /:path/begin/\n---\n",
	}
	checkSite(t, files, "",
		"guide/start.md: /web/ideas/at%20home/2024/01/02/short.html -> note _posts/2024-1-2-short.md",
		"guide/start.md: /2023/05/01/Gone_Away.html -> note _posts/2024-01-03-moved.md",
		"guide/start.md: /kitchen/2024/x-own/ -> note _posts/2024-01-04-own.md",
		"guide/start.md: https://oven.example/kitchen/before/own -> note _posts/2024-01-04-own.md",
		"guide/start.md: https://oven.example/other/site -> external https://oven.example/other/site",
		"guide/start.md: /earlier/ -> note _posts/2024-01-04-own.md",
		"guide/start.md: /zh_cn/2024/01/05/category.html -> note zh_cn/_posts/2024-01-05-category.md",
		"guide/start.md: /d/index.html -> note _docs/index.md",
		"guide/start.md: /old/old/way/ -> note _docs/old/way.md",
		"guide/start.md: /secret/key.html -> broken ?_secret/key.md",
		"guide/start.md: /_pages/contact.html -> note _pages/contact.md",
		"guide/start.md: /guide/ -> note guide/README.md",
		"guide/start.md: /guide/begin/ -> self guide/start.md",
		"guide/start.md: ../../zh_cn/2024/01/05/category.html -> note zh_cn/_posts/2024-01-05-category.md",
		"guide/start.md: / -> asset index.html",
		"guide/start.md: /cakes/ -> asset cakes/index.html",
		"guide/start.md: /pies/ -> asset pies.html",
		"cakes/README.md: ../pies -> asset pies.html",
		"guide/start.md: /feed.xml -> generated",
		"guide/start.md: /tags/sour-dough/ -> generated",
	)
	checkSite(t, files, "_posts",
		"2024-01-04-own.md: /web/ideas/at%20home/2024/01/02/short.html -> note 2024-1-2-short.md",
		"2024-01-04-own.md: /img/x.png -> outside",
		"2024-01-04-own.md: {% link guide/start.md %} -> outside",
		"2024-01-04-own.md: {% post_url 2024-01-03-moved %} -> note 2024-01-03-moved.md",
	)
}

func TestJekyll_Folders(t *testing.T) {
	checkSite(t, libraryFiles{
		"_config.yml":                      "source: src\ncollections_dir: lists\ncollections: [tools]\npaginate: 5\npaginate_path: /blog/page:num/\njekyll-archives: {enabled: all, permalinks: {tag: '/about/:name/'}}\n",
		"src/lists/_tools/saw.md":          "",
		"src/lists/_posts/2024-01-02-x.md": "",
		"src/a.md":                         "",
		"outside.md":                       "",
	}, "",
		"src/a.md: /tools/saw.html -> note src/lists/_tools/saw.md",
		"src/a.md: /2024/01/02/x.html -> note src/lists/_posts/2024-01-02-x.md",
		"src/a.md: {% link _tools/saw.md %} -> note src/lists/_tools/saw.md",
		"src/a.md: {% link a.md %} -> self src/a.md",
		"src/a.md: /blog/page3/ -> generated",
		"src/a.md: /blog/pages/ -> broken",
		"src/a.md: /about/wood/ -> generated",
		"src/a.md: /2024/ -> generated",
		"src/a.md: / -> generated",
	)
}

func TestJekyll_Liquid(t *testing.T) {
	checkSite(t, libraryFiles{
		"_config.yml": `url: https://oven.example
baseurl: /kitchen
repository: baker/oven
version: 2
social: {github: "https://code.example/baker"}
docs: /docs
`,
		"docs/rye.md":                 "---\ntitle: Rye\nsource_url: https://rye.example\nedition: 2\n---\n# Rye\n\n## Crust\n",
		"tech/_posts/2024-01-02-x.md": "",
		"_posts/tips/2024-01-03-y.md": "",
		"_posts/2024-01-04-z.md":      "",
		"cats/_posts/2024-01-04-z.md": "",
		"docs/v2/index.md":            "",
	}, "",
		"docs/rye.md: {{ site.social.github }}/oven -> external https://code.example/baker/oven",
		"docs/rye.md: {{ site.github.repository_url }}/issues -> external https://github.com/baker/oven/issues",
		"docs/rye.md: {{ site.docs }}/v{{ site.version }}/ -> note docs/v2/index.md",
		"docs/rye.md: /docs/v{{site.version}}/ -> note docs/v2/index.md",
		"docs/rye.md: {{ page.source_url }}/a -> external https://rye.example/a",
		"docs/rye.md: {{ page.url }}#crust -> self docs/rye.md#crust",
		"docs/rye.md: {{ page.author_url }} -> template",
		"docs/rye.md: {{ site.data.links.home }} -> template",
		"docs/rye.md: {{ site.url }}/docs/rye.html -> external https://oven.example/docs/rye.html",
		"docs/rye.md: {{ site.url }}{{ site.baseurl }}/docs/v2/ -> note docs/v2/index.md",
		"docs/rye.md: {{ site.baseurl }}/docs/rye.html -> self docs/rye.md",
		`docs/rye.md: {{ "docs/v2/" | relative_url }} -> note docs/v2/index.md`,
		`docs/rye.md: {{ "/docs/v2/" | absolute_url }} -> note docs/v2/index.md`,
		`docs/rye.md: {{ site.docs | append: "/v2/" | relative_url }}#a -> note docs/v2/index.md !a`,
		`docs/rye.md: {{ site.missing | default: "/docs/v2/" }} -> note docs/v2/index.md`,
		`docs/rye.md: {{ "x" | where: "a", "b" }} -> template`,
		`docs/rye.md: {{ "/docs/v7/" | replace: "7", site.version }} -> note docs/v2/index.md`,
		`docs/rye.md: {{ "/docs/v2beta/" | remove: "beta" }} -> note docs/v2/index.md`,
		"docs/rye.md: {{ site.social['github'] }}/oven -> external https://code.example/baker/oven",
		"docs/rye.md: /docs/v{{ page.edition }}/ -> note docs/v2/index.md",
		"docs/rye.md: {{ site.baseurl }}{% post_url 2024-01-02-x %} -> note tech/_posts/2024-01-02-x.md",
		"docs/rye.md: {% post_url tech/2024-01-02-x %} -> note tech/_posts/2024-01-02-x.md",
		"docs/rye.md: {% post_url /tech/2024-01-02-x %} -> note tech/_posts/2024-01-02-x.md",
		"docs/rye.md: {% post_url other/2024-01-02-x %} -> broken ?tech/_posts/2024-01-02-x.md",
		"docs/rye.md: {% post_url tips/2024-01-03-y %} -> note _posts/tips/2024-01-03-y.md",
		"docs/rye.md: {% post_url 2024-1-3-y %} -> note _posts/tips/2024-01-03-y.md",
		"docs/rye.md: {% post_url 2024-01-04-z %} -> note _posts/2024-01-04-z.md",
		"docs/rye.md: {% post_url cats/2024-01-04-z %} -> note cats/_posts/2024-01-04-z.md",
		"docs/rye.md: /docs/{% if page.old %}v1/{% endif %}start -> template",
		"docs/rye.md: {% include url.html %} -> template",
		"docs/rye.md: {% link {{ page.next }} %} -> template",
		"docs/rye.md: {{ site.github.url }}/docs/v2/ -> note docs/v2/index.md",
	)
}

func TestJekyll_PostsOutside(t *testing.T) {
	checkSite(t, libraryFiles{"_config.yml": "title: x", "docs/a.md": "", "_posts/2024-01-02-x.md": ""}, "docs",
		"a.md: {% post_url 2024-01-02-x %} -> outside",
	)
}

// A browser starts in the page: https://www.rfc-editor.org/rfc/rfc3986#section-5.3.
func TestJekyll_PageFirst(t *testing.T) {
	checkSite(t, libraryFiles{
		"_config.yml":      "collections: {guides: {output: true, permalink: '/:path/'}}",
		"_guides/start.md": "", "_guides/ar/start.md": "", "_guides/ar/build.md": "",
	}, "",
		"_guides/ar/build.md: ../start/ -> note _guides/ar/start.md",
		"_guides/ar/build.md: ../start.md -> note _guides/start.md",
		"_guides/ar/build.md: ../../start -> note _guides/start.md",
	)
}

// Jekyll uses the time zone of the machine on which it runs if the settings name none:
// https://jekyllrb.com/docs/configuration/options/#global-configuration.
func TestJekyll_TimeZone(t *testing.T) {
	post := libraryFiles{"_posts/2024-01-03-late.md": "---\ndate: 2024-01-03 23:30:00 -0500\n---\n", "_posts/2024-01-03-plain.md": "---\ndate: 2024-01-02\n---\n"}
	want := map[string][]string{
		"title: x": {"2024/01/04/late -> self _posts/2024-01-03-late.md", "2024/01/03/late -> self _posts/2024-01-03-late.md"},
		"timezone: Asia/Tokyo": {
			"2024/01/04/late -> self _posts/2024-01-03-late.md", "2024/01/03/late -> broken ?_posts/2024-01-03-late.md", "2024/01/02/plain -> note _posts/2024-01-03-plain.md",
		},
	}
	for settings, addresses := range want {
		files := maps.Clone(post)
		files["_config.yml"] = settings
		for _, a := range addresses {
			checkSite(t, files, "", "_posts/2024-01-03-late.md: /"+a)
		}
	}
}
