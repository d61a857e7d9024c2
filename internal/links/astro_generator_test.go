package links

import "testing"

// TestSite_Starlight follows https://starlight.astro.build/guides/pages/ and https://starlight.astro.build/guides/i18n/.
func TestSite_Starlight(t *testing.T) {
	files := libraryFiles{
		"astro.config.mjs": `import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
import { locales } from './config/locales';
const site = process.env.PREVIEW || 'https://tide.example/';
export default defineConfig({
	site, trailingSlash: 'always',
	redirects: { '/old': '/guides/moon/', '/older': { status: 301, destination: '/old' } },
	integrations: [starlight({ title: 'Tide', locales })],
});`,
		"config/locales.ts":                    "export const locales = { root: { label: 'English' }, de: { label: 'Deutsch' }, 'pt-br': { label: 'Português' } } satisfies L;",
		"README.md":                            "# Repository\n",
		"public/chart.pdf":                     "",
		"src/pages/play.astro":                 "",
		"src/content/docs/index.mdx":           "# Home\n",
		"src/content/docs/guides/Moon.md":      "# Moon #phase\n\n## New\n",
		"src/content/docs/guides/Two Tides.md": "# Two\n",
		"src/content/docs/ref.md":              "---\nslug: reference/all\n---\n# Reference\n",
		"src/content/docs/de/index.mdx":        "# Start\n",
		"src/content/docs/de/guides/moon.md":   "# Mond\n",
		"src/content/docs/_part.md":            "# Part\n",
	}
	checkSite(t, files, "",
		"src/content/docs/guides/Moon.md: / -> note src/content/docs/index.mdx",
		"src/content/docs/index.mdx: /guides/moon/#new -> note src/content/docs/guides/Moon.md#new",
		"src/content/docs/index.mdx: /guides/two-tides/ -> note src/content/docs/guides/Two Tides.md",
		"src/content/docs/index.mdx: /reference/all/ -> note src/content/docs/ref.md",
		"src/content/docs/index.mdx: /de/guides/moon/ -> note src/content/docs/de/guides/moon.md",
		"src/content/docs/de/index.mdx: /de/guides/two-tides/ -> note src/content/docs/guides/Two Tides.md", // not translated
		"src/content/docs/de/index.mdx: /pt-br/guides/moon/ -> note src/content/docs/guides/Moon.md",
		"src/content/docs/de/index.mdx: /guides/moon/ -> note src/content/docs/guides/Moon.md",
		"src/content/docs/de/guides/moon.md: ../../ -> note src/content/docs/de/index.mdx",
		"src/content/docs/guides/Moon.md: ../two-tides/ -> note src/content/docs/guides/Two Tides.md",
		"src/content/docs/guides/Moon.md: /older -> self src/content/docs/guides/Moon.md",
		"src/content/docs/guides/Moon.md: /play/ -> generated",
		"src/content/docs/guides/Moon.md: /chart.pdf -> asset public/chart.pdf",
		"src/content/docs/guides/Moon.md: /nowhere/two-tides/ -> broken ?src/content/docs/guides/Two Tides.md",
		"README.md: https://tide.example/guides/moon/ -> note src/content/docs/guides/Moon.md",
		"README.md: https://tide.example -> note src/content/docs/index.mdx",
	)
	r := siteResolver(t, files, "")
	if site := r.sites.At(0); site.Generator != "Starlight" || len(site.Remarks) != 1 {
		t.Errorf("got %s, %q", site.Generator, site.Remarks)
	}
	checkSite(t, files, "src/content/docs", "index.mdx: /de/guides/two-tides/ -> note guides/Two Tides.md")
}

func TestSite_StarlightDefaultLanguageInFolder(t *testing.T) {
	checkSite(t, libraryFiles{
		"astro.config.mjs": `import docs from '@astrojs/starlight';
export default { base: '/tide', integrations: [docs({ defaultLocale: 'en', locales: { en: {}, fr: {} } })] };`,
		"src/content/docs/en/index.md": "# Home\n",
		"src/content/docs/en/a.md":     "# A\n",
		"src/content/docs/fr/b.md":     "# B\n",
	}, "",
		"src/content/docs/en/a.md: /tide/ -> note src/content/docs/en/index.md",
		"src/content/docs/en/a.md: /tide/fr/a/ -> self src/content/docs/en/a.md",
		"src/content/docs/fr/b.md: /tide/fr/a/ -> note src/content/docs/en/a.md",
		"src/content/docs/fr/b.md: ../a/ -> note src/content/docs/en/a.md",
		"src/content/docs/en/a.md: /tide/en/b/ -> broken ?src/content/docs/fr/b.md",
	)
}

// TestSite_Astro follows https://docs.astro.build/en/basics/astro-pages/ and
// https://docs.astro.build/en/guides/content-collections/.
func TestSite_Astro(t *testing.T) {
	files := libraryFiles{
		"astro.config.ts": "export default defineConfig({ site: 'https://surf.example', integrations: [mdx(), sitemap()] })",
		"src/content.config.ts": `import { glob } from 'astro/loaders';
const notes = defineCollection({ loader: glob({ pattern: '**/*.md', base: './src/data/notes' }), schema: z.object({}) });
const blog = defineCollection({ schema: z.object({ title: z.string() }) });
export const collections = { blog, notes };`,
		"src/pages/index.astro":          "",
		"src/pages/rss.xml.js":           "",
		"src/pages/about.md":             "# About\n",
		"src/pages/blog/[...slug].astro": "",
		"src/pages/blog/index.astro":     "",
		"src/pages/notes/[id].astro":     "",
		"src/pages/tags/[tag].astro":     "",
		"src/content/blog/first-wave.md": "# First\n",
		"src/content/blog/2nd/index.mdx": "# Second\n",
		"src/content/authors/ann.md":     "# Ann\n",
		"src/data/notes/Board.md":        "# Board\n",
		"README.md":                      "# Repository\n",
	}
	checkSite(t, files, "",
		"src/pages/about.md: /blog/first-wave/ -> note src/content/blog/first-wave.md",
		"src/pages/about.md: /blog/2nd -> note src/content/blog/2nd/index.mdx",
		"src/pages/about.md: /notes/board/ -> note src/data/notes/Board.md",
		"src/content/blog/first-wave.md: /about -> note src/pages/about.md",
		"src/content/blog/first-wave.md: ../2nd/ -> note src/content/blog/2nd/index.mdx",
		"src/content/blog/first-wave.md: https://surf.example/about/ -> note src/pages/about.md",
		"src/content/blog/first-wave.md: / -> generated",
		"src/content/blog/first-wave.md: /rss.xml -> generated",
		"src/content/blog/first-wave.md: /tags/sea/ -> generated",
		"src/content/blog/first-wave.md: /blog/first-wav/ -> broken ?src/content/blog/first-wave.md",
		"src/content/blog/first-wave.md: /first-wave/ -> broken ?src/content/blog/first-wave.md",
		"src/content/blog/first-wave.md: ../../content/blog/2nd/index.mdx -> note src/content/blog/2nd/index.mdx",
	)
}
