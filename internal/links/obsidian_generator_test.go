package links

import "testing"

// TestSite_Obsidian follows https://help.obsidian.md/links.
func TestSite_Obsidian(t *testing.T) {
	files := libraryFiles{
		".obsidian/app.json":   "{}",
		"Rope.md":              "# Rope #cordage\n\n## Uses\n",
		"knots/Bowline.md":     "---\naliases: [King of knots]\n---\n",
		"knots/end/Stopper.md": "",
		"media/Pasted 1.png":   "",
		"board.canvas":         "",
	}
	checkSite(t, files, "",
		"Rope.md: [[bowline]] -> note knots/Bowline.md",
		"Rope.md: [[King of Knots]] -> note knots/Bowline.md",
		"Rope.md: [[end/Stopper]] -> note knots/end/Stopper.md",
		"Rope.md: Bowline.md -> note knots/Bowline.md",
		"Rope.md: !Pasted%201.png -> asset media/Pasted 1.png",
		"knots/Bowline.md: [[Rope#Uses]] -> note Rope.md#uses",
		"knots/Bowline.md: [[board.canvas]] -> asset board.canvas",
		"knots/Bowline.md: end/Stopper.md -> note knots/end/Stopper.md",
		"knots/Bowline.md: Splice.md -> broken",
	)
	if r := siteResolver(t, files, ""); len(r.Note("Rope.md").Tags) != 1 {
		t.Error("Obsidian knows hashtags")
	}
	checkSite(t, files, "knots", "Bowline.md: Stopper.md -> note end/Stopper.md")
	// A generator decides the addresses, and Obsidian's wiki links stay.
	files["hugo.toml"] = "baseURL = 'https://knots.example/'\n"
	files["content/a/Splice.md"] = ""
	checkSite(t, files, "", "Rope.md: [[splice]] -> note content/a/Splice.md", "Rope.md: /a/splice/ -> note content/a/Splice.md")
}
