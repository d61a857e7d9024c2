package links

import "testing"

func TestResolve_AreaOfHostThatOthersPublish(t *testing.T) {
	files := libraryFiles{
		"mkdocs.yml":      "site_name: Knots\nsite_url: https://knots.example\n",
		"docs/index.md":   "[a](https://knots.example/v1/a/) [b](https://knots.example/v1/b/) [c](https://knots.example/v1/c/) [d](https://knots.example/v1/d/)",
		"docs/guide/a.md": "[a](https://knots.example/guide/b/) [b](https://knots.example/guide/c/) [c](https://knots.example/guide/d/) [d](https://knots.example/guide/e/) [e](https://knots.example/guide/f/)",
	}
	checkSite(t, files, "", "docs/index.md: https://knots.example/v1/a/ -> broken ?docs/guide/a.md")
	files["docs/index.md"] += " [e](https://knots.example/v1/e/)"
	checkSite(t, files, "",
		"docs/index.md: https://knots.example/v1/a/ -> external https://knots.example/v1/a/",
		"docs/index.md: https://knots.example/v1/ -> external https://knots.example/v1/",
		"docs/index.md: /v1/a/ -> external https://knots.example/v1/a/",
		"docs/index.md: /v2/a/ -> broken ?docs/guide/a.md",
		"docs/index.md: https://knots.example/guide/b/ -> broken",
		"docs/index.md: https://knots.example/v2/a/ -> broken ?docs/guide/a.md",
		"docs/index.md: https://knots.example/guide/a/ -> note docs/guide/a.md",
	)
}
