package links

import (
	"strings"
	"testing"
)

// TestSite_MkDocs follows https://www.mkdocs.org/user-guide/writing-your-docs/ and
// https://squidfunk.github.io/mkdocs-material/plugins/blog/.
func TestSite_MkDocs(t *testing.T) {
	files := libraryFiles{
		"mkdocs.yml": `site_name: Kiln
site_url: https://kiln.example/manual/
nav:
  - Home: index.md
  - The Wares:
      - Cups and Bowls: wares/cups.md
plugins:
  - search
  - material/blog:
      post_url_date_format: yyyy/MM
  - redirects:
      redirect_maps:
        old/place.md: wares/cups.md#foot
        gone.md: https://elsewhere.example/
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
extra:
  key: !ENV [KILN_KEY, "none"]
`,
		"README.md":                        "# Kiln\n",
		"docs/index.md":                    "# Welcome\n",
		"docs/wares/README.md":             "# Wares\n",
		"docs/wares/cups.md":               "# Cups\n\n## Foot\n",
		"docs/wares/glaze.md":              "# Glaze #blue\n",
		"docs/img/cup.png":                 "",
		"docs/blog/index.md":               "# News\n",
		"docs/blog/posts/2024/fired-up.md": "---\ndate: 2024-05-06\n---\n# Fired Up: again!\n",
		"docs/blog/posts/named.md":         "---\ndate:\n  created: 2024-05-07\nslug: own-name\n---\n# Named\n",
	}
	checkSite(t, files, "",
		"README.md: https://kiln.example/manual/ -> note docs/index.md",
		"README.md: https://kiln.example/manual/wares/cups/#foot -> note docs/wares/cups.md#foot",
		"README.md: https://kiln.example/elsewhere/ -> external https://kiln.example/elsewhere/",
		"docs/wares/cups.md: /manual/ -> note docs/index.md",
		"docs/wares/cups.md: glaze.md -> note docs/wares/glaze.md",
		"docs/wares/cups.md: ../glaze/ -> note docs/wares/glaze.md", // from the page /wares/cups/
		"docs/wares/cups.md: ../ -> note docs/wares/README.md",
		"docs/wares/cups.md: ../../img/cup.png -> asset docs/img/cup.png",
		"docs/wares/cups.md: ../../old/place/ -> self docs/wares/cups.md",
		"docs/index.md: old/place/ -> note docs/wares/cups.md",
		"docs/index.md: blog/2024/05/fired-up-again/ -> note docs/blog/posts/2024/fired-up.md",
		"docs/index.md: /manual/blog/2024/05/own-name/ -> note docs/blog/posts/named.md",
		"docs/index.md: blog/category/clay/ -> generated",
		"docs/index.md: cups/ -> broken ?docs/wares/cups.md",
		"docs/index.md: /nowhere/cups/ -> broken ?docs/wares/cups.md",
	)
	r := siteResolver(t, files, "")
	if r.Note("docs/wares/glaze.md").Tags != nil {
		t.Error("MkDocs knows no hashtags")
	}
	if got := r.sites.Of("docs/wares/cups.md").Titles["docs/wares/cups.md"]; got != "Cups and Bowls" {
		t.Errorf("title in the navigation: %q", got)
	}
	checkSite(t, files, "docs",
		"index.md: https://kiln.example/manual/wares/cups/ -> note wares/cups.md",
		"wares/cups.md: ../glaze/ -> note wares/glaze.md",
		"index.md: blog/2024/05/fired-up-again/ -> note blog/posts/2024/fired-up.md",
	)
}

func TestSite_MkDocsAddressesOfFiles(t *testing.T) {
	checkSite(t, libraryFiles{
		"mkdocs.yml":      "INHERIT: base.yml\nuse_directory_urls: false\n",
		"base.yml":        "site_name: Kiln\nsite_url: !ENV [SITE, 'https://kiln.example']\ndocs_dir: text\n",
		"text/a/cups.md":  "# Cups\n",
		"text/a/index.md": "# A\n",
		"text/b.md":       "# B\n",
	}, "",
		"text/a/cups.md: ../b.html -> note text/b.md",
		"text/a/cups.md: index.html -> note text/a/index.md",
		"text/b.md: https://kiln.example/a/cups.html -> note text/a/cups.md",
		"text/b.md: https://kiln.example/a/ -> note text/a/index.md",
	)
}

// TestSite_MkDocsLanguages follows https://ultrabug.github.io/mkdocs-static-i18n/getting-started/quick-start/.
func TestSite_MkDocsLanguages(t *testing.T) {
	settings := "site_name: Kiln\nplugins:\n  - i18n:\n      docs_structure: STRUCTURE\n      languages:\n        - locale: en\n          default: true\n        - locale: fr\n"
	checkSite(t, libraryFiles{
		"mkdocs.yml": strings.ReplaceAll(settings, "STRUCTURE", "folder"), "docs/en/a.md": "# A\n", "docs/en/b.md": "# B\n", "docs/fr/a.md": "# A\n",
	}, "",
		"docs/en/b.md: /a/ -> note docs/en/a.md",
		"docs/en/b.md: /fr/a/ -> note docs/fr/a.md",
		"docs/fr/a.md: /fr/b/ -> note docs/en/b.md",
	)
	checkSite(t, libraryFiles{
		"mkdocs.yml": strings.ReplaceAll(settings, "STRUCTURE", "suffix"), "docs/a.en.md": "# A\n", "docs/b.md": "# B\n", "docs/a.fr.md": "# A\n",
	}, "",
		"docs/b.md: /a/ -> note docs/a.en.md",
		"docs/b.md: /fr/a/ -> note docs/a.fr.md",
		"docs/a.fr.md: /fr/b/ -> note docs/b.md",
	)
}
