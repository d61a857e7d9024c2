package links

import "testing"

// The rules are those of https://www.11ty.dev/docs/permalinks/, https://www.11ty.dev/docs/config/,
// https://www.11ty.dev/docs/data-template-dir/, https://www.11ty.dev/docs/copy/ and
// https://www.11ty.dev/docs/plugins/inputpath-to-url/.

func TestEleventy(t *testing.T) {
	files := libraryFiles{
		"eleventy.config.js": `import plugin from "x"; // dir: { input: "wrong" }
export default async function (eleventyConfig) {
	eleventyConfig.addPassthroughCopy({ "./public/": "/", "shared/art": "art" });
	eleventyConfig.addPassthroughCopy("pages/img");
	eleventyConfig.addFilter("x", (a) => { return a ? "y" : 'z' });
};
export const config = { dir: { input: 'pages', includes: "_parts" }, pathPrefix: "/oven/" };
`,
		"pages/_data/metadata.js":         "export default { title: \"Oven\", url: \"https://oven.example/\" }",
		"pages/index.njk":                 "",
		"pages/about.njk":                 "",
		"pages/docs/config.md":            "## Keys\n",
		"pages/docs/docs.md":              "",
		"pages/posts/posts.json":          `{"permalink": "/blog/{{ page.fileSlug }}/"}`,
		"pages/posts/2024-01-02-first.md": "",
		"pages/posts/own.md":              "---\npermalink: whole/{{ title | slugify }}/index.html\ntitle: \"My Öwn & True!\"\n---\n",
		"pages/posts/dated.md":            "---\npermalink: \"{{ page.date | date: '%Y/%m' }}/{{ page.fileSlug }}.html\"\ndate: 2024-03-04\n---\n",
		"pages/posts/asked.md":            "---\npermalink: \"{% if x %}a{% endif %}\"\n---\n",
		"pages/log/log.11tydata.js":       "module.exports = { permalink: (data) => `/x/${data.a}/` };",
		"pages/log/entry.md":              "",
		"pages/kept/2024-01-03-day.md":    "",
		"pages/none.md":                   "---\npermalink: false\n---\n",
		"pages/_parts/part.md":            "",
		"pages/img/a.png":                 "",
		"public/logo.svg":                 "",
		"shared/art/b.png":                "",
	}
	checkSite(t, files, "",
		"pages/docs/docs.md: /docs/config.md#keys -> note pages/docs/config.md#keys",
		"pages/docs/docs.md: config.md -> note pages/docs/config.md",
		"pages/docs/docs.md: ./posts/own.md -> note pages/posts/own.md",
		"pages/docs/docs.md: /docs/config/ -> note pages/docs/config.md",
		"pages/docs/docs.md: /oven/docs/config/ -> note pages/docs/config.md",
		"pages/docs/docs.md: ../docs/config/ -> note pages/docs/config.md",
		"pages/docs/docs.md: https://oven.example/oven/docs/config -> note pages/docs/config.md",
		"pages/docs/config.md: /docs/ -> note pages/docs/docs.md",
		"pages/docs/config.md: ../ -> note pages/docs/docs.md",
		"pages/docs/config.md: /blog/first/ -> note pages/posts/2024-01-02-first.md",
		"pages/docs/config.md: /whole/my-oewn-and-true/ -> note pages/posts/own.md",
		"pages/docs/config.md: /2024/03/dated.html -> note pages/posts/dated.md",
		"pages/docs/config.md: /kept/2024-01-03-day/ -> note pages/kept/2024-01-03-day.md",
		"pages/docs/config.md: /about/ -> generated",
		"pages/docs/config.md: / -> generated",
		"pages/docs/config.md: /tags/rye/ -> generated",
		"pages/docs/config.md: /feed/feed.xml -> generated",
		"pages/docs/config.md: /img/a.png -> asset pages/img/a.png",
		"pages/docs/config.md: /logo.svg -> asset public/logo.svg",
		"pages/docs/config.md: /art/b.png -> asset shared/art/b.png",
		"pages/docs/config.md: /nowhere/ -> broken",
	)
	checkSite(t, files, "pages/docs",
		"config.md: /docs/ -> note docs.md",
		"config.md: /img/a.png -> outside",
	)
}

func TestEleventy_OldConfiguration(t *testing.T) {
	checkSite(t, libraryFiles{
		".eleventy.js": `module.exports = function (eleventyConfig) {
	if (process.env.X) { return }
	return { dir: { input: "./src", output: "dist" } };
};`,
		"src/a.md": "", "src/b/index.md": "", "README.md": "",
	}, "",
		"src/a.md: /b/ -> note src/b/index.md",
		"src/b/index.md: ../a/ -> note src/a.md",
		"src/a.md: ../README.md -> note README.md",
	)
	checkSite(t, libraryFiles{
		"eleventy.config.mjs": "export default function (c) { c.setInputDirectory('content'); }",
		"content/a.md":        "", "content/b.md": "",
	}, "",
		"content/a.md: /b/ -> note content/b.md",
	)
}
