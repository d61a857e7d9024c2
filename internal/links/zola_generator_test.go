package links

import "testing"

// The rules are those of https://www.getzola.org/documentation/content/page/, https://www.getzola.org/documentation/content/section/,
// https://www.getzola.org/documentation/content/linking/ and https://www.getzola.org/documentation/content/multilingual/.

func TestZola(t *testing.T) {
	files := libraryFiles{
		"config.toml": `base_url = "https://kiln.example/pots"
title = "Kiln"
default_language = "en"
taxonomies = [{name = "tags", feed = true}, {name = "Clay Kinds"}]
[languages.fr]
title = "Four"
taxonomies = [{name = "auteurs"}]
`,
		"content/_index.md":                       "+++\ntitle = \"Home\"\n+++\n",
		"content/blog/_index.md":                  "",
		"content/blog/2024-03-09-First Firing.md": "+++\ntitle = \"x\"\naliases = [\"old/firing.html\", \"/2019/firing\"]\n+++\n## Cones\n",
		"content/blog/2024-03-10_glaze/index.md":  "+++\ntitle = \"Glaze\"\n+++\n",
		"content/blog/2024-03-10_glaze/pot.png":   "",
		"content/blog/kiln.jpg":                   "",
		"content/blog/Été/a.md":                   "+++\nslug = \"Ça Va\"\n+++\n",
		"content/pages/about.md":                  "+++\npath = \"who/we-are\"\n+++\n",
		"content/blog/first.fr.md":                "",
		"content/_index.fr.md":                    "",
		"content/parts/hidden.md":                 "+++\nrender = false\n+++\n",
		"content/drawer/x.md":                     "",
		"static/logo.svg":                         "",
		"README.md":                               "",
	}
	const from = "content/blog/2024-03-09-First Firing.md: "
	checkSite(t, files, "",
		from+"@/blog/_index.md -> note content/blog/_index.md",
		from+"@/blog/2024-03-10_glaze/index.md -> note content/blog/2024-03-10_glaze/index.md",
		from+"@/blog/nothing.md -> broken",
		"content/_index.md: @/blog/2024-03-09-First%20Firing.md#cones -> note content/blog/2024-03-09-First Firing.md#cones",
		"content/_index.md: /blog/first-firing/#cones -> note content/blog/2024-03-09-First Firing.md#cones",
		"content/_index.md: https://kiln.example/pots/blog/first-firing -> note content/blog/2024-03-09-First Firing.md",
		"content/_index.md: https://kiln.example/shop/ -> external https://kiln.example/shop/",
		"content/_index.md: /old/firing.html -> note content/blog/2024-03-09-First Firing.md",
		"content/_index.md: /2019/firing -> note content/blog/2024-03-09-First Firing.md",
		from+"../glaze/ -> note content/blog/2024-03-10_glaze/index.md",
		from+"/blog/glaze/pot.png -> asset content/blog/2024-03-10_glaze/pot.png",
		"content/blog/2024-03-10_glaze/index.md: !pot.png -> asset content/blog/2024-03-10_glaze/pot.png",
		from+"/blog/kiln.jpg -> asset content/blog/kiln.jpg",
		from+"/blog/ete/ca-va/ -> note content/blog/Été/a.md",
		from+"/who/we-are/ -> note content/pages/about.md",
		from+"/pages/about/ -> note content/pages/about.md",
		from+"/fr/blog/first/ -> note content/blog/first.fr.md",
		from+"/fr/ -> note content/_index.fr.md",
		from+"/ -> note content/_index.md",
		from+"/logo.svg -> asset static/logo.svg",
		from+"/tags/ -> generated",
		from+"/tags/red-clay/ -> generated",
		from+"/tags/red-clay/page/2/ -> generated",
		from+"/clay-kinds/stone/ -> generated",
		from+"/fr/auteurs/x/ -> generated",
		from+"/authors/nobody/ -> broken",
		from+"/blog/page/2/ -> generated",
		from+"/blog/atom.xml -> generated",
		from+"/blog/nothing/ -> broken",
	)
	checkSite(t, files, "content",
		"_index.md: @/blog/_index.md -> note blog/_index.md",
		"_index.md: /blog/first-firing/ -> note blog/2024-03-09-First Firing.md",
		"_index.md: /logo.svg -> outside",
		"_index.md: @/../README.md -> outside",
	)
	checkSite(t, files, "content/blog",
		"_index.md: @/pages/about.md -> outside",
		"_index.md: @/blog/2024-03-10_glaze/index.md -> note 2024-03-10_glaze/index.md",
	)
}

func TestZola_Slugs(t *testing.T) {
	checkSite(t, libraryFiles{
		"content/Notes/README.md":        "",
		"config.toml":                    "base_url = \"/\"\nignored_content = [\"*/README.md\", \"*.{txt,org}\"]\n[slugify]\npaths = \"off\"\npaths_keep_dates = true\n",
		"content/_index.md":              "",
		"content/Blog/2024-03-09-One.md": "",
	}, "",
		"content/_index.md: /Blog/2024-03-09-One/ -> note content/Blog/2024-03-09-One.md",
		"content/_index.md: /Notes/ -> folder content/Notes/",
		"content/_index.md: @/Notes/README.md -> note content/Notes/README.md",
		"content/_index.md: /Blog/one/ -> broken ?content/Blog/2024-03-09-One.md",
	)
	checkSite(t, libraryFiles{
		"zola.toml":              "base_url = \"/\"\n[slugify]\npaths = \"safe\"\n",
		"content/_index.md":      "",
		"content/Où (là) ici.md": "",
	}, "",
		"content/_index.md: /Où_là_ici/ -> note content/Où (là) ici.md",
	)
}
