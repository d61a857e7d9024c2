package links

import "testing"

// [[x]] is a text to most generators: a broken link only where others like it lead somewhere.
func TestSite_WikiLinksOfGenerators(t *testing.T) {
	files := libraryFiles{"_config.yml": "title: x\n", "_posts/2020-01-01-a.md": "[[Bug #12]], [[Feature #3]]\n", "about.md": ""}
	checkSite(t, files, "", "about.md: [[Bug #12]] -> template", "about.md: [[about]] -> self about.md")
	files["about.md"] = "[[a]]\n"
	checkSite(t, files, "", "about.md: [[Bug #12]] -> broken")
	checkSite(t, libraryFiles{"_config.yml": "title: x\n", ".obsidian/app.json": "{}", "about.md": ""}, "", "about.md: [[gone]] -> broken")
}
