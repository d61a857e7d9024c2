package links

import (
	"testing"

	"quire/internal/markdown"
)

// A declared host matches in both spellings of an internationalised name.
func TestResolve_OwnHostInUnicodeOrPunycode(t *testing.T) {
	files := libraryFiles{"a.md": "# A", "b.md": "# B"}
	for _, host := range []string{"müller.example", "xn--mller-kva.example", "https://www.MÜLLER.example/"} {
		checkLinks(t, files.resolver(testSite{Hosts: []string{host}}), "a.md", []linkCase{
			{markdown.Bare, "https://müller.example/b", "note b.md"},
			{markdown.Bare, "https://xn--mller-kva.example/b", "note b.md"},
			{markdown.Bare, "HTTPS://www.Müller.example:443/b", "note b.md"},
			{markdown.Bare, "https://m%C3%BCller.example/b", "note b.md"},
			{markdown.Bare, "https://muller.example/b", "external https://muller.example/b"},
			{markdown.Bare, "https://me@müller.example/b", "external https://me@müller.example/b"},
		})
	}
}
