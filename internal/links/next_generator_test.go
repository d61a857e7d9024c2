package links

import "testing"

// TestSite_NextPages follows https://nextjs.org/docs/pages/building-your-application/routing and
// https://nextjs.org/docs/app/api-reference/config/next-config-js.
func TestSite_NextPages(t *testing.T) {
	files := libraryFiles{
		"next.config.mjs": `import nextra from 'nextra'
const withNextra = nextra({ theme: 'nextra-theme-docs', themeConfig: './theme.config.jsx' })
export default withNextra({
  basePath: '/knots',
  i18n: { locales: ['en', 'fr'], defaultLocale: 'en' },
  redirects: async () => [{ source: '/old/:path*', destination: '/docs/:path*', permanent: true },
    { source: "/faq", destination: "/docs/questions" }],
})`,
		"next-sitemap.config.js":    "module.exports = { siteUrl: process.env.SITE_URL || 'https://ropes.example' }",
		"pages/index.mdx":           "# Home #no-tag\n",
		"pages/_app.mdx":            "",
		"pages/docs/index.mdx":      "",
		"pages/docs/bowline.mdx":    "## Uses\n",
		"pages/docs/bowline.fr.mdx": "",
		"pages/docs/questions.mdx":  "",
		"pages/shop.tsx":            "",
		"pages/blog/[slug].jsx":     "",
		"public/img/a.png":          "",
		"README.md":                 "",
	}
	checkSite(t, files, "",
		"pages/index.mdx: /docs/bowline#uses -> note pages/docs/bowline.mdx#uses",
		"pages/index.mdx: /docs -> note pages/docs/index.mdx",
		"pages/index.mdx: /fr/docs/bowline -> note pages/docs/bowline.fr.mdx",
		"pages/docs/index.mdx: ./bowline.mdx -> note pages/docs/bowline.mdx",
		"pages/docs/index.mdx: docs/bowline -> note pages/docs/bowline.mdx",
		"pages/docs/bowline.mdx: questions -> note pages/docs/questions.mdx",
		"pages/docs/bowline.mdx: / -> note pages/index.mdx",
		"pages/docs/bowline.mdx: /shop -> generated",
		"pages/docs/bowline.mdx: /blog/anything -> generated",
		"pages/docs/bowline.mdx: /old/questions -> note pages/docs/questions.mdx",
		"pages/docs/bowline.mdx: /faq -> note pages/docs/questions.mdx",
		"pages/docs/bowline.mdx: !/img/a.png -> asset public/img/a.png",
		"README.md: https://ropes.example/knots/docs/questions -> note pages/docs/questions.mdx",
		"README.md: https://ropes.example/docs/questions -> external https://ropes.example/docs/questions",
	)
	if r := siteResolver(t, files, ""); len(r.Note("pages/index.mdx").Tags) > 0 {
		t.Error("Next knows no hashtags")
	}
	checkSite(t, files, "pages", "docs/bowline.mdx: /docs/questions -> note docs/questions.mdx")
}

// TestSite_NextApp follows https://nextjs.org/docs/app/getting-started/project-structure and
// https://nextra.site/docs/file-conventions/content-directory.
func TestSite_NextApp(t *testing.T) {
	files := libraryFiles{
		"next.config.ts":                        "import nextra from 'nextra'\nconst withDocs = nextra({ contentDirBasePath: '/guide' })\nexport default withDocs({ trailingSlash: true })",
		"src/app/layout.tsx":                    "export const metadata = { metadataBase: new URL('https://knots.example') }",
		"src/app/page.mdx":                      "",
		"src/app/(info)/about/page.mdx":         "## Us\n",
		"src/app/about/_parts/page.mdx":         "",
		"src/app/guide/[[...mdxPath]]/page.tsx": "",
		"src/app/team/[name]/page.tsx":          "",
		"src/content/index.md":                  "",
		"src/content/bends/carrick.md":          "",
		"src/content/_meta.ts":                  "",
	}
	checkSite(t, files, "",
		"src/content/index.md: /about#us -> note src/app/(info)/about/page.mdx#us",
		"src/content/index.md: / -> note src/app/page.mdx",
		"src/content/index.md: /guide/bends/carrick -> note src/content/bends/carrick.md",
		"src/content/index.md: bends/carrick/ -> note src/content/bends/carrick.md",
		"src/content/bends/carrick.md: ../../ -> note src/content/index.md",
		"src/content/bends/carrick.md: /guide -> note src/content/index.md",
		"src/content/bends/carrick.md: /guide/no -> broken",
		"src/content/bends/carrick.md: /team/ann -> generated",
		"src/content/bends/carrick.md: https://knots.example/about/ -> note src/app/(info)/about/page.mdx",
	)
	// Without a folder of pages, and content that another library publishes.
	checkSite(t, libraryFiles{"next.config.js": "module.exports = {}", "content/a.md": "", "content/b.md": "", "docs/c.md": ""}, "",
		"content/a.md: /content/b -> note content/b.md",
		"docs/c.md: ../content/b.md -> note content/b.md",
	)
}
