package links

import (
	"testing"

	"quire/internal/links/profile"
)

// The rules are those of https://rust-lang.github.io/mdBook/format/summary.html,
// https://rust-lang.github.io/mdBook/format/configuration/renderers.html and
// https://rust-lang.github.io/mdBook/format/configuration/preprocessors.html (README.md is the index of its folder).

var book = libraryFiles{
	"book.toml": `[book]
title = "Bread"
src = "text"
[output.html]
site-url = "/bread/"
cname = "books.example"
[output.html.redirect]
"/old/rye.html" = "../rye/index.html"
"/flour.html" = "/bake.html#flour"
"/shop.html" = "https://shop.example/"
`,
	"text/SUMMARY.md":    "# Summary\n\n[Preface](intro.md)\n\n- [Rye](rye/README.md)\n    - [The `crust`](rye/crust.md)\n- [Baking](./bake%20it.md)\n- [Bake](bake.md)\n- [Later]()\n",
	"text/intro.md":      "# Hello\n",
	"text/rye/README.md": "# A\n\n## Seeds\n",
	"text/rye/crust.md":  "",
	"text/bake it.md":    "",
	"text/bake.md":       "",
	"text/scrap.md":      "",
	"text/img/loaf.png":  "",
	"CONTRIBUTING.md":    "",
}

func TestMdBook(t *testing.T) {
	checkSite(t, book, "",
		"text/intro.md: rye/README.md#seeds -> note text/rye/README.md#seeds",
		"text/intro.md: rye/index.html#seeds -> note text/rye/README.md#seeds",
		"text/intro.md: rye/ -> note text/rye/README.md",
		"text/intro.md: rye/crust.html -> note text/rye/crust.md",
		"text/rye/crust.md: ../bake%20it.md -> note text/bake it.md",
		"text/rye/crust.md: /bread/bake.html -> note text/bake.md",
		"text/rye/crust.md: /bake.html -> note text/bake.md",
		"text/rye/crust.md: https://books.example/bread/rye/crust.html -> self text/rye/crust.md",
		"text/rye/crust.md: https://books.example/butter/ -> external https://books.example/butter/",
		"text/rye/crust.md: /old/rye.html -> note text/rye/README.md",
		"text/rye/crust.md: /flour.html -> note text/bake.md",
		"text/rye/crust.md: /shop.html -> generated",
		"text/rye/crust.md: ../print.html -> generated",
		"text/rye/crust.md: / -> note text/intro.md",
		"text/rye/crust.md: ../scrap.md -> note text/scrap.md",
		"text/rye/crust.md: !../img/loaf.png -> asset text/img/loaf.png",
		"text/rye/crust.md: ../nothing.md -> broken",
	)
	checkSite(t, book, "text",
		"rye/crust.md: /bread/bake.html -> note bake.md",
		"rye/crust.md: / -> note intro.md",
		"rye/crust.md: ../../CONTRIBUTING.md -> outside",
	)
}

func TestMdBook_Titles(t *testing.T) {
	sites, errs := profile.Find([]profile.Place{{Files: siteFolder{book, ""}}}, nil, profile.Settings{})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for file, want := range map[string]string{"text/intro.md": "Preface", "text/rye/crust.md": "The crust", "text/bake it.md": "Baking", "text/scrap.md": ""} {
		if got := sites.At(0).Titles[file]; got != want {
			t.Errorf("title of %s = %q, want %q", file, got, want)
		}
	}
}
