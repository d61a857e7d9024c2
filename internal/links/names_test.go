package links

import (
	"strings"
	"testing"

	"quire/internal/markdown"
)

const (
	composed   = "\u00e9"  // é in one character
	decomposed = "e\u0301" // é in two
)

// Names that Unicode calls canonically equivalent are one name in every form of link.
func TestResolve_EquivalentNames(t *testing.T) {
	r := libraryFiles{
		"a.md":                       "",
		"Caf" + decomposed + ".md":   "## Th" + composed + "\n",
		"Th" + composed + ".md":      "",
		"R" + decomposed + "/b.md":   "",
		"R" + decomposed + "/x.png":  "",
		"D" + composed + "/index.md": "---\npermalink: /r" + decomposed + "v/\n---\n",
		"two " + composed + ".md":    "", "two " + decomposed + ".md": "",
		"s/P" + decomposed + ".png": "", "Vi\u1ec7t.md": "",
	}.resolver(testSite{})
	for _, e := range []string{composed, decomposed, "%C3%A9", "e%CC%81"} {
		checkLinks(t, r, "a.md", []linkCase{
			{dest: "Caf" + e + ".md", want: "note Caf" + decomposed + ".md"},
			{dest: "Caf" + e, want: "note Caf" + decomposed + ".md"},
			{dest: "Th" + e + ".md", want: "note Th" + composed + ".md"},
			{dest: "R" + e + "/b.md", want: "note R" + decomposed + "/b.md"},
			{dest: "R" + e + "/x.png", want: "asset R" + decomposed + "/x.png"},
			{dest: "D" + e + "/", want: "note D" + composed + "/index.md"},
			{dest: "/Caf" + e, want: "note Caf" + decomposed + ".md"},
			{dest: "/R" + e + "/b", want: "note R" + decomposed + "/b.md"},
			{dest: "/r" + e + "v/", want: "note D" + composed + "/index.md"},
			{markdown.Wiki, "Caf" + e, "note Caf" + decomposed + ".md"},
			{markdown.Wiki, "TH" + e, "note Th" + composed + ".md"},
			{markdown.Wiki, "R" + e + "/b", "note R" + decomposed + "/b.md"},
			{markdown.Wiki, "r" + e + "/b", "note R" + decomposed + "/b.md"},
			{markdown.Embed, "P" + e + ".png", "asset s/P" + decomposed + ".png"},
			{markdown.Image, "R" + e + "/x.png", "asset R" + decomposed + "/x.png"},
		})
	}
	for _, e := range []string{composed, decomposed} {
		for _, ext := range []string{"", ".md"} {
			checkLinks(t, r, "a.md", []linkCase{
				{dest: "two " + e + ext, want: "note two " + e + ".md"},
				{markdown.Wiki, "two " + e + ext, "note two " + e + ".md"},
			})
		}
		for name, want := range map[string]string{
			"Caf" + e + ".md": "note Caf" + decomposed + ".md", "caf" + e: "note Caf" + decomposed + ".md", "Th" + e: "note Th" + composed + ".md",
			"R" + e + "/b": "note R" + decomposed + "/b.md", "two " + e: "note two " + e + ".md", "two " + e + ".md": "note two " + e + ".md",
		} {
			if got := formatTarget(r.ResolveName(name)); got != want {
				t.Errorf("%+q: %+q, want %+q", name, got, want)
			}
		}
	}
	for _, v := range []string{"Vi\u1ec7t", "Vie\u0323\u0302t", "Vi\u1eb9\u0302t", "Vie\u0302\u0323t"} { // marks in either order
		checkLinks(t, r, "a.md", []linkCase{{dest: v + ".md", want: "note Vi\u1ec7t.md"}, {markdown.Wiki, v, "note Vi\u1ec7t.md"}})
	}
}

// Anchors of headings are names too, also those of repeated headings, which their texts do not tell apart.
func TestResolve_EquivalentAnchors(t *testing.T) {
	for _, filler := range []int{0, 2 * indexThreshold} {
		for _, spelled := range []string{composed, decomposed} {
			text := strings.Repeat("## Filler\n\n", filler) + "## Th" + spelled + " vert\n\n## Th" + spelled + " vert\n"
			r := libraryFiles{"a.md": text}.resolver(testSite{})
			for _, e := range []string{composed, decomposed, "%C3%A9", "e%CC%81"} {
				checkLinks(t, r, "a.md", []linkCase{
					{dest: "#th" + e + "-vert", want: "self a.md#th" + spelled + "-vert"},
					{dest: "#th" + e + "-vert-1", want: "self a.md#th" + spelled + "-vert-1"},
				})
			}
		}
	}
}

// The name of a symbolic link is a further name of the note.
func TestResolve_SymbolicLinks(t *testing.T) {
	r := libraryFiles{
		"Handbook.md": "[own](Manual.md#rules)\n\n# Rules\n", "a.md": "[x](Manual.md) [[manual]]\n", "Manual.md": "-> Handbook.md",
		"docs/index.md": "-> Handbook.md", "docs/deep/Guide.md": "-> Handbook.md", "en/Guide.md": "", "b/README": "-> Handbook.md",
	}.resolver(testSite{})
	checkLinks(t, r, "a.md", []linkCase{
		{dest: "Manual.md", want: "note Handbook.md"},
		{dest: "Manual", want: "note Handbook.md"},
		{dest: "Manual.md#rules", want: "note Handbook.md#rules"},
		{dest: "docs/", want: "note Handbook.md"},
		{dest: "docs/deep/Guide.md", want: "note Handbook.md"},
		{dest: "/docs/deep/Guide", want: "note Handbook.md"},
		{dest: "b/README", want: "note Handbook.md"},
		{dest: "Manual.txt", want: "broken"},
		{markdown.Wiki, "manual", "note Handbook.md"},
		{markdown.Wiki, "deep/guide", "note Handbook.md"},
		{markdown.Wiki, "Guide", "note en/Guide.md"}, // fewer folders
	})
	checkLinks(t, r, "Handbook.md", []linkCase{{dest: "Manual.md#rules", want: "self Handbook.md#rules"}})
	for _, name := range []string{"Manual", "manual", "Manual.md", "docs/index.md", "docs", "docs/deep/Guide", "b/README"} {
		if got := r.ResolveName(name); got.Status != Note || got.Path != "Handbook.md" {
			t.Errorf("%s: %s", name, formatTarget(got))
		}
	}
	if back := r.Backlinks("Handbook.md"); len(back) != 2 || r.Note("Manual.md") != nil {
		t.Errorf("%v", back)
	}
}

// A graph that was saved before a symbolic link appeared is not used.
func TestGraph_DependsOnSymbolicLinks(t *testing.T) {
	files := libraryFiles{"a.md": "[x](c.md)\n", "b.md": ""}
	before := files.resolver(testSite{}).Graph()
	files["c.md"] = "-> b.md"
	r := files.resolver(testSite{})
	r.UseGraph(func() (Graph, error) { return before, nil })
	if got := r.CountNotesLinkingTo("b.md"); got != 1 {
		t.Errorf("%d notes link to b.md, want 1", got)
	}
}
