package links

import "testing"

// TestSite_JupyterBook follows https://jupyterbook.org/v1/structure/toc.html, https://jupyterbook.org/v1/customize/config.html and
// https://jupyterbook.org/v1/content/references.html.
func TestSite_JupyterBook(t *testing.T) {
	files := libraryFiles{
		"_config.yml":      "title: Knots\nhtml:\n  baseurl: https://knots.example/book/\n",
		"_toc.yml":         "format: jb-book\nroot: intro\nparts:\n- caption: Ropes\n  chapters:\n  - file: ropes/lay.md\n    title: How rope is laid\n    sections:\n    - file: ropes/index\n",
		"intro.md":         "Begin #here\n",
		"ropes/lay.md":     "## Strands\n",
		"ropes/index.md":   "",
		"ropes/test.ipynb": "{}",
		"images/a.png":     "",
		"README.md":        "",
	}
	checkSite(t, files, "",
		"intro.md: ropes/lay.md#strands -> note ropes/lay.md#strands",
		"intro.md: ropes/lay -> note ropes/lay.md",
		"ropes/lay.md: ../intro -> note intro.md",
		"ropes/lay.md: index.html -> note ropes/index.md",
		"ropes/lay.md: test -> asset ropes/test.ipynb",
		"ropes/lay.md: / -> note intro.md",
		"ropes/lay.md: ../genindex.html -> generated",
		"ropes/lay.md: !../images/a.png -> asset images/a.png",
		"ropes/lay.md: https://knots.example/book/ropes/index.html -> note ropes/index.md",
		"ropes/lay.md: https://knots.example/book -> note intro.md",
		"ropes/lay.md: https://knots.example/shop -> external https://knots.example/shop",
	)
	r := siteResolver(t, files, "")
	if site := r.sites.At(0); site.Generator != "Jupyter Book" || site.Titles["ropes/lay.md"] != "How rope is laid" || len(r.Note("intro.md").Tags) > 0 {
		t.Errorf("%s, titles %v", site.Generator, site.Titles)
	}
	checkSite(t, files, "ropes", "lay.md: https://knots.example/book/ropes/index.html -> note index.md", "lay.md: ../intro -> outside")
	delete(files, "_toc.yml") // settings of Jekyll
	if got := siteResolver(t, files, "").sites.At(0).Generator; got != "Jekyll" {
		t.Errorf("without a table of contents: %q", got)
	}
}
