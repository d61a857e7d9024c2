package links

import "testing"

// TestSite_Quartz follows https://quartz.jzhao.xyz/configuration, /features/wikilinks, /plugins/AliasRedirects, /plugins/CrawlLinks
// and /features/folder-and-tag-listings.
func TestSite_Quartz(t *testing.T) {
	files := libraryFiles{
		"quartz.config.ts": `import { QuartzConfig } from "./quartz/cfg"
const config: QuartzConfig = {
  configuration: { pageTitle: "Knots", baseUrl: "knots.example/garden", locale: "en-US" },
  plugins: { transformers: [Plugin.CrawlLinks({ markdownLinkResolution: "shortest" })] },
}
export default config`,
		"content/index.md":                    "# Garden\n",
		"content/Ropes & twines/Three lay.md": "#cordage\n",
		"content/knots/Bowline.md":            "---\naliases: [King of knots]\npermalink: /loop\n---\n",
		"content/knots/index.md":              "",
		"content/bends/Carrick.md":            "",
		"content/media/a.png":                 "",
		"README.md":                           "",
	}
	checkSite(t, files, "",
		"content/index.md: [[Three lay]] -> note content/Ropes & twines/Three lay.md",
		"content/index.md: [[King of knots]] -> note content/knots/Bowline.md",
		"content/index.md: knots/Bowline -> note content/knots/Bowline.md",
		"content/index.md: /Ropes--and--twines/Three-lay -> note content/Ropes & twines/Three lay.md",
		"content/index.md: /King-of-knots -> note content/knots/Bowline.md",
		"content/index.md: /loop -> note content/knots/Bowline.md",
		"content/index.md: /knots/ -> note content/knots/index.md",
		"content/index.md: /bends/ -> generated",
		"content/index.md: /tags/cordage -> generated",
		"content/index.md: /index.xml -> generated",
		"content/index.md: [[tags/cordage]] -> generated",
		"content/index.md: https://knots.example/garden/bends/Carrick -> note content/bends/Carrick.md",
		"content/index.md: https://knots.example/else -> external https://knots.example/else",
		"content/bends/Carrick.md: knots/Bowline -> note content/knots/Bowline.md",
		"content/bends/Carrick.md: knots/Bowline.md -> note content/knots/Bowline.md",
		"content/bends/Carrick.md: Bowline.md -> note content/knots/Bowline.md",
		"content/bends/Carrick.md: !a.png -> asset content/media/a.png",
	)
	if r := siteResolver(t, files, ""); len(r.Note("content/Ropes & twines/Three lay.md").Tags) != 1 {
		t.Error("Quartz knows hashtags")
	}
	checkSite(t, files, "content",
		"bends/Carrick.md: knots/Bowline -> note knots/Bowline.md",
		"bends/Carrick.md: /loop -> note knots/Bowline.md",
		"bends/Carrick.md: https://knots.example/garden/ -> note index.md",
	)
	checkSite(t, files, "content/bends", "Carrick.md: /loop -> outside")
}
