package note

import (
	"strings"
	"testing"
)

func TestParse_TitleFromHeadingOnlyWithoutWordsBefore(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"![a picture](x.png)\n\n# Kiln\n", "Kiln"},
		{"[![build](b.svg)](https://ci.example) ![](c.svg)\n\n# Kiln\n", "Kiln"},
		{"<!-- a comment -->\n%% another %%\n\n# Kiln\n", "Kiln"},
		{"<a id=\"top\"></a>\n<p align=\"center\"><img src=\"x.png\" alt=\"logo\"></p>\n\n# Kiln\n", "Kiln"},
		{"<div align=\"center\">\n\n# Kiln\n\n</div>\n", "Kiln"},
		{"***\n\n# Kiln\n", "Kiln"},
		{"# Kiln <Badge text=\"new\" />\n", "Kiln"},
		{"[a]: https://example.com\n\n# Kiln\n", "Kiln"},
		{"![[kiln.png]]\n\n# Kiln\n", "Kiln"},
		{"import Tabs from '@theme/Tabs';\n\n# Kiln\n", "Kiln"},
		{"[TOC]\n\n# Kiln\n", "Kiln"},
		{"{% include nav.html %}\n\n# Kiln\n", "Kiln"},
		{"---\nbad: x: y\n# a comment\n---\n# Kiln\n", "Kiln"},
		{"words\n\n# Kiln\n", "a"},
		{"import duties rose.\n\n# Kiln\n", "a"},
		{"[a link](b.md)\n\n# Kiln\n", "a"},
		{"<p>words</p>\n\n# Kiln\n", "a"},
		{"```\ncode\n```\n\n# Kiln\n", "a"},
		{"![[Another note]]\n\n# Kiln\n", "a"},
		{"- one\n\n# Kiln\n", "a"},
		{"- # Kiln\n", "a"},
		{"> # Kiln\n", "a"},
		{"## Glaze\n\nwords\n\n### Colours\n", "Glaze"},
		{"#### Glaze\n", "Glaze"},
		{"Glaze\n-----\n\nwords\n", "Glaze"},
		{"## Glaze\n\n# Kiln\n", "a"},
		{"## Glaze\n\nwords\n\n## Colours\n", "a"},
		{"![a picture](x.png)\n\n## Glaze\n", "a"},
		{"$$\na\n\nb\n=\nc\n$$\n", "a"},
	} {
		for name, parse := range map[string]func(string, []byte) *Parsed{"Parse": Parse, "ParsePreview": DefaultOptions().ParsePreview} {
			if got := parse("a.md", []byte(c.text)).Note.Title; got != c.want {
				t.Errorf("%s %q: %q, want %q", name, c.text, got, c.want)
			}
		}
	}
}

func TestParse_TitleInPartsOfLongText(t *testing.T) {
	start := "<!-- " + strings.Repeat("long ", 60_000) + "-->\n\n"
	for text, want := range map[string]string{start + "# Kiln\n": "Kiln", start + "words\n\n# Kiln\n": "a"} {
		if got := DefaultOptions().ParseInParts("a.md", []byte(text+strings.Repeat("more\n\n", 60_000))).Note.Title; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestParse_IndexIsCalledAsItsFolder(t *testing.T) {
	for _, c := range []struct{ path, text, want string }{
		{"guide/index.md", "words", "guide"},
		{"a/first-steps/_index.md", "", "first steps"},
		{"a/2024-01-04-short-day/index.md", "", "short day"},
		{"a/kiln/README.md", "words\n\n# Late\n", "kiln"},
		{"a/kiln/index.pt-br.md", "", "kiln"},
		{"guide/index.md", "# Kiln", "Kiln"},
		{"guide/index.md", "---\nslug: the-kiln\n---\n", "the kiln"},
		{"index.md", "words", "index"},
		{"README.md", "words", "README"},
		{"guide/indexes.md", "", "indexes"},
		{"guide/index.backup.md", "", "index.backup"},
	} {
		if n := Parse(c.path, []byte(c.text)).Note; n.Title != c.want {
			t.Errorf("%s %q: %q, want %q", c.path, c.text, n.Title, c.want)
		}
	}
}
