package links

import "testing"

// TestSite_DocFX follows https://dotnet.github.io/docfx/docs/links-and-cross-references.html and
// https://dotnet.github.io/docfx/reference/docfx-json-reference.html.
func TestSite_DocFX(t *testing.T) {
	files := libraryFiles{
		"docfx.json": "\ufeff" + `{ "metadata": [{ "src": "../src", "dest": "api" }], "build": { // built by hand
  "content": [{ "files": ["**/*.{md,yml}"] }, { "src": "../api", "files": ["*.yml"], "dest": "api" }, { "src": "guides", "files": ["**.md"], "dest": "learn" }],
  "sitemap": { "baseUrl": "https://knots.example/docs" }, } }`,
		"index.md":          "# Knots #not-a-tag\n",
		"ropes/lay.md":      "# [Hemp](#tab/hemp)\n\n## Strands\n",
		"ropes/index.md":    "",
		"ropes/toc.yml":     "",
		"guides/bowline.md": "",
		"images/a.png":      "",
	}
	checkSite(t, files, "",
		"index.md: ropes/lay.md#strands -> note ropes/lay.md#strands",
		"ropes/lay.md: ~/guides/bowline.md -> note guides/bowline.md",
		"ropes/lay.md: ~/guides/no.md -> broken",
		"ropes/lay.md: /guides/bowline.md -> note guides/bowline.md",
		"ropes/lay.md: /learn/bowline.html -> note guides/bowline.md",
		"ropes/lay.md: ../learn/bowline.html -> note guides/bowline.md",
		"ropes/lay.md: /ropes/ -> note ropes/index.md",
		"ropes/lay.md: toc.html -> generated",
		"ropes/lay.md: ../api/Knots.yml -> generated",
		"ropes/lay.md: xref:Knots.Bowline -> template",
		"ropes/lay.md: !~/images/a.png -> asset images/a.png",
		"ropes/lay.md: https://knots.example/docs/ropes/lay.html -> self ropes/lay.md",
		"ropes/lay.md: https://knots.example/ropes/lay.html -> external https://knots.example/ropes/lay.html",
	)
	if r := siteResolver(t, files, ""); len(r.Note("index.md").Tags) > 0 {
		t.Error("DocFX knows no hashtags")
	}
	checkSite(t, files, "ropes", "lay.md: /ropes/ -> note index.md", "lay.md: ~/guides/bowline.md -> outside")
}

// TestSite_Learn follows https://learn.microsoft.com/en-us/contribute/content/how-to-write-links and
// https://learn.microsoft.com/en-us/contribute/content/redirect.
func TestSite_Learn(t *testing.T) {
	files := libraryFiles{
		".openpublishing.publish.config.json": `{ "docsets_to_publish": [
  { "docset_name": "knots", "build_source_folder": "docs/Knots" },
  { "docset_name": "ropes-pr", "build_source_folder": "ropes", "build_output_subfolder": "ropes" } ] }`,
		".openpublishing.redirection.json": `{ "redirections": [
  { "source_path": "docs/knots/old-bend.md", "redirect_url": "/crafts/knots/Bends#carrick" },
  { "source_path": "ropes/old.md", "redirect_url": "/ropes/lay" }, ] }`,
		"docs/Knots/docfx.json":           `{ "build": { "content": [{ "files": ["**/*.md"] }], "globalMetadata": { "breadcrumb_path": "/crafts/knots/breadcrumb/toc.json" } } }`,
		"docs/Knots/breadcrumb/toc.yml":   "",
		"docs/Knots/index.md":             "",
		"docs/Knots/Bends.md":             "## Carrick\n",
		"docs/Knots/faq.yml":              "",
		"docs/Knots/mod/Splice/Splice.md": "---\nModule Guid: 1-2\n---\n",
		"docs/Knots/mod/Splice/Get.md":    "",
		"ropes/docfx.json":                `{ "build": { "content": [{ "files": ["**/*.md"] }] } }`,
		"ropes/lay.md":                    "",
		"README.md":                       "",
	}
	same := []string{
		"docs/Knots/index.md: /crafts/knots/bends#carrick -> note docs/Knots/Bends.md#carrick",
		"docs/Knots/index.md: bends -> note docs/Knots/Bends.md",
		"docs/Knots/index.md: /crafts/knots/faq -> asset docs/Knots/faq.yml",
		"docs/Knots/index.md: /crafts/knots/mod/splice/ -> note docs/Knots/mod/Splice/Splice.md",
		"docs/Knots/mod/Splice/Get.md: /crafts/knots/mod/splice/get -> self docs/Knots/mod/Splice/Get.md",
		"docs/Knots/index.md: /crafts/knots/no -> broken",
		"docs/Knots/index.md: mod/splice/get.md -> note docs/Knots/mod/Splice/Get.md",
		"docs/Knots/index.md: /crafts/knots/mod/no -> broken",
		"docs/Knots/index.md: /crafts/knots/elsewhere/a -> external https://learn.microsoft.com/crafts/knots/elsewhere/a",
		"docs/Knots/Bends.md: /azure/sails -> external https://learn.microsoft.com/azure/sails",
		"docs/Knots/Bends.md: https://learn.microsoft.com/en-us/crafts/knots/ -> note docs/Knots/index.md",
		"docs/Knots/Bends.md: https://docs.microsoft.com/Crafts/Knots/mod/splice/get?view=1 -> note docs/Knots/mod/Splice/Get.md",
		"docs/Knots/Bends.md: https://learn.microsoft.com/azure/sails -> external https://learn.microsoft.com/azure/sails",
	}
	checkSite(t, files, "", append(same,
		"docs/Knots/index.md: /crafts/knots/old-bend -> note docs/Knots/Bends.md",
		"docs/Knots/mod/Splice/Get.md: ..\\..\\Bends.md#carrick -> note docs/Knots/Bends.md#carrick",
		"docs/Knots/mod/Splice/Get.md: ~/../samples/rope.cs -> outside",
		"docs/Knots/mod/Splice/Get.md: ~/samples/rope.cs -> broken",
		"docs/Knots/mod/Splice/Get.md: ~/Bends.md -> note docs/Knots/Bends.md",
		"docs/Knots/index.md: /ropes/lay -> note ropes/lay.md",
		"ropes/lay.md: ~/lay.md -> self ropes/lay.md",
		"README.md: https://learn.microsoft.com/ropes/old -> note ropes/lay.md",
	)...)
	for name := range files {
		if name[0] == '.' {
			delete(files, name) // the folder of the docset alone
		}
	}
	checkSite(t, files, "", same...)
}
