package links

import (
	"strings"
	"testing"

	"quire/internal/markdown"
)

func TestResolve_ExcludedFileIsOutside(t *testing.T) {
	r := siteResolver(t, libraryFiles{
		"docusaurus.config.js": "module.exports = { url: 'https://knots.example', baseUrl: '/' }",
		"docs/a.md":            "# A\n",
	}, "")
	r.sites = r.sites.WithExcluded(func(file string) bool { return strings.HasPrefix(file, "docs/api/") })
	for dest, want := range map[string]Status{
		"api/rope.md": Outside, "./api/rope": Outside, "/docs/api/rope": Outside, "apis/rope.md": Broken, "/docs/apis/rope": Broken,
	} {
		if got := r.Resolve(r.Note("docs/a.md"), markdown.Link{Form: markdown.Inline, Dest: dest}); got.Status != want {
			t.Errorf("%s: %v (%s), want %v", dest, got.Status, got.Reason, want)
		}
	}
}
