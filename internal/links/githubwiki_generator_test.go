package links

import "testing"

// TestSite_GitHubWiki follows
// https://docs.github.com/en/communities/documenting-your-project-with-wikis/editing-wiki-content and
// https://github.com/gollum/gollum/wiki#page-links.
func TestSite_GitHubWiki(t *testing.T) {
	files := libraryFiles{
		".git/config":              "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = git@github.com:Rope-Makers/Knots.wiki.git\n",
		"Home.md":                  "# Knots\n",
		"_Sidebar.md":              "",
		"Getting-Started.md":       "# Start #here\n\n## First steps\n",
		"FAQ.md":                   "",
		"ref/Bends-and-Hitches.md": "",
		"images/Knot.png":          "",
	}
	checkSite(t, files, "",
		"Home.md: [[Getting Started]] -> note Getting-Started.md",
		"Home.md: [[getting started#First steps]] -> note Getting-Started.md#first-steps",
		"Home.md: [[Bends and hitches]] -> note ref/Bends-and-Hitches.md",
		"Home.md: [[Frequent Questions]] -> broken",
		"Home.md: Getting-Started -> note Getting-Started.md",
		"Home.md: getting-started#first-steps -> note Getting-Started.md#first-steps",
		"Home.md: Bends%20and%20Hitches -> note ref/Bends-and-Hitches.md",
		"ref/Bends-and-Hitches.md: FAQ -> note FAQ.md",
		"ref/Bends-and-Hitches.md: ../wiki/faq -> note FAQ.md",
		"ref/Bends-and-Hitches.md: ../../issues -> outside",
		"ref/Bends-and-Hitches.md: ../FAQ.md -> note FAQ.md",
		"FAQ.md: Home -> note Home.md",
		"FAQ.md: !images/Knot.png -> asset images/Knot.png",
		"FAQ.md: https://github.com/Rope-Makers/Knots/wiki -> note Home.md",
		"FAQ.md: https://github.com/rope-makers/knots/wiki/Bends-and-hitches -> note ref/Bends-and-Hitches.md",
		"FAQ.md: https://github.com/Rope-Makers/Knots/issues/1 -> external https://github.com/Rope-Makers/Knots/issues/1",
		"FAQ.md: https://github.com/rope-makers/twine/wiki/FAQ -> external https://github.com/rope-makers/twine/wiki/FAQ",
		"FAQ.md: https://github.com/rope-makers/knots/wiki/Splices -> broken",
		"FAQ.md: /Rope-Makers/Knots/wiki/FAQ -> self FAQ.md",
	)
	if r := siteResolver(t, files, ""); len(r.Note("Getting-Started.md").Tags) > 0 {
		t.Error("GitHub's wikis know no hashtags")
	}
	delete(files, ".git/config")
	checkSite(t, files, "", "FAQ.md: ../wiki/Getting-Started -> note Getting-Started.md", "FAQ.md: https://github.com/Rope-Makers/Knots/wiki -> external https://github.com/Rope-Makers/Knots/wiki")
	delete(files, "_Sidebar.md")
	checkSite(t, files, "", "Home.md: [[Getting Started]] -> broken ?Getting-Started.md")
}
