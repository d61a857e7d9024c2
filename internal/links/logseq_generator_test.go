package links

import (
	"slices"
	"testing"
)

// TestSite_Logseq follows https://docs.logseq.com/#/page/filename%20format, /page%20reference, /built-in%20properties and
// /config.edn%20file.
func TestSite_Logseq(t *testing.T) {
	files := libraryFiles{
		"logseq/config.edn": `{:meta/version 1 ; "no"
 :journal/page-title-format "EEEE, dd.MM.yyyy", :file/name-format :triple-lowbar
 :default-templates {:journals ""} :journals-directory "days"}`,
		"logseq/bak/pages/rope/1.md": "title:: Rope\n",
		"days/2025_03_04.md":         "- spliced [[Rope]]\n",
		"pages/rope.md":              "alias:: Cord, [[Hawser]]\n\n- # A heading\n",
		"pages/knot___bowline.md":    "- loop #rope\n",
		"pages/what%3F.md":           "",
		"pages/c-2.md":               "title:: Compost heap\n\n- turn it\n",
		"assets/knot.png":            "",
	}
	want := []string{
		"pages/rope.md: [[knot/bowline]] -> note pages/knot___bowline.md",
		"pages/rope.md: [[Knot/Bowline]] -> note pages/knot___bowline.md",
		"pages/rope.md: [[what?]] -> note pages/what%3F.md",
		"pages/rope.md: [[Compost heap]] -> note pages/c-2.md",
		"pages/rope.md: [[c-2]] -> broken ?pages/c-2.md",
		"pages/rope.md: [[bowline]] -> broken",
		"pages/rope.md: [[knot.png]] -> broken ?assets/knot.png",
		"pages/what%3F.md: [[cord]] -> note pages/rope.md",
		"pages/what%3F.md: [[Hawser]] -> note pages/rope.md",
		"days/2025_03_04.md: [[Rope]] -> note pages/rope.md",
		"pages/what%3F.md: [[rope]] -> note pages/rope.md",
		"pages/what%3F.md: [[Tuesday, 04.03.2025]] -> note days/2025_03_04.md",
		"pages/what%3F.md: !../assets/knot.png -> asset assets/knot.png",
		"pages/what%3F.md: ../days/2025_03_04.md -> note days/2025_03_04.md",
	}
	checkSite(t, files, "", want...)
	files[".obsidian/app.json"] = "{}"
	checkSite(t, files, "", "pages/rope.md: [[c-2]] -> note pages/c-2.md", "pages/what%3F.md: [[cord]] -> note pages/rope.md")
}

// TestSite_LogseqLabels follows https://docs.logseq.com/#/page/page%20reference%20with%20label.
func TestSite_LogseqLabels(t *testing.T) {
	r := siteResolver(t, libraryFiles{
		"logseq/config.edn": "{}",
		"pages/a.md":        "- [the rope]([[rope]]) and {{embed [[rope]]}}, ((64f0-11)) #rope #knots #[[two words]]\n",
		"pages/rope.md":     "",
	}, "")
	var got []string
	for l, target := range r.LinkTargets(r.Note("pages/a.md")) {
		got = append(got, l.Dest+" -> "+formatTarget(target))
	}
	if tags := r.Note("pages/a.md").Tags; !slices.Equal(tags, []string{"rope", "knots", "two words"}) {
		t.Errorf("tags: %q", tags)
	}
	if len(got) != 5 || got[2] != "two words -> broken" || got[3] != "#rope -> note pages/rope.md" || got[4] != "#knots -> generated" || got[0] != "[[rope]] -> note pages/rope.md" || got[1] != "{{embed [[rope]]}} -> note pages/rope.md" {
		t.Errorf("links: %q", got)
	}
}
