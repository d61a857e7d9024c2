package links

import "testing"

// What a site makes of a link itself, or fetches when it is built, is no mistake of the library.

func TestHugo_WordOfLinkHookIsTemplate(t *testing.T) {
	checkSite(t, libraryFiles{
		"hugo.toml":                        "baseURL = 'https://harbour.example/'\n",
		"layouts/_markup/render-link.html": `{{ $u := urls.Parse .Destination }}{{ if eq $u.String "term" }}{{ partial "term" . }}{{ else if eq $u.Scheme "gone" }}{{ end }}`,
		"content/a.md":                     "",
	}, "",
		"content/a.md: term -> template",
		"content/a.md: gone -> broken",
		"content/a.md: terms -> broken",
	)
}

func TestHugo_AbsentMountIsOutside(t *testing.T) {
	checkSite(t, libraryFiles{
		"hugo.toml": `baseURL = 'https://harbour.example/'
[[module.mounts]]
source = 'content'
target = 'content'
[[module.mounts]]
source = 'build/charts'
target = 'content/docs/charts'
[[module.mounts]]
source = 'build/licence.md'
target = 'content/docs/licence.md'
[[module.mounts]]
source = 'rules'
target = 'content/docs/rules'
`,
		"content/_index.md": "", "content/docs/tides.md": "", "rules/one.md": "",
	}, "",
		"content/docs/tides.md: /docs/charts/north/#reefs -> outside",
		"content/docs/tides.md: ../charts/north/ -> outside",
		"content/docs/tides.md: /docs/licence/ -> outside",
		"content/docs/tides.md: /docs/rules/one/ -> note rules/one.md",
		"content/docs/tides.md: /docs/rules/two/ -> broken",
		"content/docs/tides.md: /docs/chart/ -> broken",
	)
}

func TestHugo_TermIDs(t *testing.T) {
	for setting, want := range map[string]string{"true": "self content/a.md#draught", "false": "self content/a.md !draught"} {
		checkSite(t, libraryFiles{
			"hugo.toml":    "baseURL = 'https://harbour.example/'\n[markup.goldmark.parser]\nautoDefinitionTermID = " + setting + "\n",
			"content/a.md": "draught\n: how deep a ship is\n",
		}, "", "content/a.md: #draught -> "+want)
	}
}

func TestMdBook_ItemNamesArePreprocessed(t *testing.T) {
	files := libraryFiles{
		"book.toml":       "[book]\ntitle = \"B\"\n[preprocessor.items]\ncommand = \"cargo run --manifest-path tools/items/Cargo.toml\"\n",
		"src/SUMMARY.md":  "- [A](a.md)\n",
		"src/a.md":        "",
		"src/items/fn.md": "",
	}
	checkSite(t, files, "",
		"src/a.md: items.fn -> template",
		"src/a.md: std::ops::Deref -> template",
		"src/a.md: missing.md -> broken",
		"src/a.md: items/missing -> broken",
		"src/a.md: LICENSE -> broken",
	)
	files["book.toml"] = "[book]\ntitle = \"B\"\n[preprocessor.admonish]\ncommand = \"mdbook-admonish\"\n"
	checkSite(t, files, "", "src/a.md: items.fn -> broken")
}
