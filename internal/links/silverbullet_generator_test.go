package links

import "testing"

// TestSite_SilverBullet follows https://silverbullet.md/Link, https://silverbullet.md/Names and https://silverbullet.md/Paths.
func TestSite_SilverBullet(t *testing.T) {
	files := libraryFiles{
		"CONFIG.md":       "Settings.\n\n```space-lua\nconfig.set(\"a\", 1)\n```\n",
		"Rope.md":         "# Uses\n\n#cordage ${query[[from p = index.tag \"page\"]]}\n",
		"Object/Rope.md":  "",
		"Object/rope.md":  "",
		"Object/Twine.md": "---\naliases: [String]\n---\n",
		"Object/knot.png": "",
		"Library/Own.md":  "",
	}
	checkSite(t, files, "",
		"Object/Twine.md: [[Rope]] -> note Rope.md",
		"Object/Twine.md: [[Object/rope]] -> note Object/rope.md",
		"Object/Twine.md: [[Rope#Uses]] -> note Rope.md#uses",
		"Object/Twine.md: [[Rope@L3c2]] -> note Rope.md",
		"Object/Twine.md: [[Rope@123]] -> note Rope.md",
		"Object/Twine.md: [[^Library/Own]] -> note Library/Own.md",
		"Object/Twine.md: [[^Library/Std/Config]] -> generated",
		"Object/Twine.md: [[rope]] -> broken ?Object/Rope.md",
		"Object/Twine.md: [[Own]] -> broken ?Library/Own.md",
		"Object/Twine.md: [[knot.png]] -> broken ?Object/knot.png",
		"Object/Twine.md: [[Object/knot.png]] -> asset Object/knot.png",
		"Object/Twine.md: rope -> note Object/rope.md",
		"Object/Twine.md: ../Rope -> note Rope.md",
		"Object/Twine.md: /Rope.md -> note Rope.md",
	)
	if r := siteResolver(t, files, ""); len(r.Note("Rope.md").Tags) != 1 || len(r.Note("Rope.md").Details().Links) > 0 {
		t.Error("a hashtag is a tag, and an expression holds no links")
	}
	files["CONFIG.md"] = "Settings of the house.\n"
	checkSite(t, files, "", "Object/Twine.md: [[Own]] -> note Library/Own.md")
}
