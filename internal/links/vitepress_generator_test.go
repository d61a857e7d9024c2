package links

import "testing"

// TestSite_VitePress follows https://vitepress.dev/guide/routing and https://vitepress.dev/reference/site-config.
func TestSite_VitePress(t *testing.T) {
	files := libraryFiles{
		".vitepress/config.mts": `import { defineConfig } from 'vitepress'
export default defineConfig({
  base: '/ropes/', srcDir: './src', cleanUrls: true,
  sitemap: { hostname: 'https://knots.example' },
  rewrites: { 'en/:rest*': ':rest*', 'packages/:pkg/src/(.*)': ':pkg/index.md' },
})`,
		"README.md":                    "# Repository\n",
		"src/index.md":                 "# Home\n",
		"src/guide/bowline.md":         "# Bowline #knot\n\n## Uses\n",
		"src/guide/index.md":           "# Guide\n",
		"src/en/hitch.md":              "# Hitch\n",
		"src/packages/core/src/doc.md": "# Core\n",
		"src/public/logo.svg":          "",
		"src/README.md":                "# Read me\n",
	}
	checkSite(t, files, "",
		"src/guide/bowline.md: / -> note src/index.md",
		"src/guide/bowline.md: /guide/ -> note src/guide/index.md",
		"src/guide/index.md: /guide/bowline#uses -> note src/guide/bowline.md#uses",
		"src/guide/index.md: /guide/bowline.md -> note src/guide/bowline.md",
		"src/guide/index.md: /guide/bowline.html -> note src/guide/bowline.md",
		"src/guide/index.md: ./bowline -> note src/guide/bowline.md",
		"src/guide/index.md: ../en/hitch.md -> note src/en/hitch.md",
		"src/guide/index.md: /hitch -> note src/en/hitch.md",
		"src/guide/index.md: /hitch.md -> note src/en/hitch.md",
		"src/guide/index.md: ../hitch -> note src/en/hitch.md",
		"src/guide/index.md: /core/ -> note src/packages/core/src/doc.md",
		"src/guide/index.md: /README -> note src/README.md",
		"src/guide/index.md: !/logo.svg -> asset src/public/logo.svg",
		"src/guide/index.md: https://knots.example/ropes/guide/bowline -> note src/guide/bowline.md",
		"src/guide/index.md: https://knots.example/other -> external https://knots.example/other",
		"src/guide/index.md: /bowline -> broken ?src/guide/bowline.md",
	)
	if r := siteResolver(t, files, ""); len(r.Note("src/guide/bowline.md").Tags) > 0 {
		t.Error("VitePress knows no hashtags")
	}
	checkSite(t, files, "src", "guide/index.md: /guide/bowline -> note guide/bowline.md", "guide/index.md: /hitch -> note en/hitch.md")
}

func TestSite_VitePressInFolder(t *testing.T) {
	checkSite(t, libraryFiles{
		"README.md":                 "# Code\n",
		"docs/.vitepress/config.js": "export default { head: [['meta', { property: 'og:url', content: 'https://knots.example/' }]] }",
		"docs/index.md":             "# Home\n",
		"docs/a/b.md":               "# B\n",
	}, "",
		"README.md: https://knots.example/a/b.html -> note docs/a/b.md",
		"README.md: https://knots.example -> note docs/index.md",
		"docs/index.md: /a/b -> note docs/a/b.md",
		"docs/a/b.md: / -> note docs/index.md",
		"docs/a/b.md: .. -> note docs/index.md",
	)
}

func TestSite_ContentsMarkIsNoLink(t *testing.T) {
	checkSite(t, libraryFiles{".vitepress/config.js": "export default {}", "a.md": "", "b.md": ""}, "",
		"a.md: [[toc]] -> generated",
		"a.md: [[TOC]] -> generated",
		"a.md: [[c]] -> template",
	)
	checkSite(t, libraryFiles{".vitepress/config.js": "export default {}", "a.md": "", "toc.md": ""}, "", "a.md: [[toc]] -> note toc.md")
	checkSite(t, libraryFiles{".obsidian/app.json": "{}", "a.md": ""}, "", "a.md: [[toc]] -> broken")
}
