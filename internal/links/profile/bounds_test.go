package profile

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/note"
)

func repeatIndexed(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestReadScript_ReadsHostileTextOnlySoOften holds the work, not the time: each text would be read or copied thousands of times.
func TestReadScript_ReadsHostileTextOnlySoOften(t *testing.T) {
	for name, text := range map[string]string{
		"open lists":     repeatIndexed("const x%d = [", 14_000) + "export default { p: [" + repeatIndexed("x%d,", 14_000),
		"copied lists":   "const a = [" + strings.Repeat("1,", 4000) + "];" + repeatIndexed("const x%d = [...a, 1];", 5000) + "export default { p: [" + repeatIndexed("x%d,", 5000) + "] }",
		"copied objects": "const a = {" + repeatIndexed("k%d: 1,", 9000) + "};export default { p: {" + strings.Repeat("...a,", 20_000) + "} }",
	} {
		all := &scripts{files: mapFiles{}, loaded: map[string]*script{}}
		all.parse("c.js", text).exportedValue()
		if all.worked > 2*maxScriptWork {
			t.Errorf("%s: work %d", name, all.worked)
		}
	}
	s, err := readScript(mapFiles{"c": "export default { a: f" + strings.Repeat(".b", 100_000) + "(1), c: 'd' }"}, "c")
	if err != nil || s.stringValue("c") != "d" || len(s.lookup("a").(call).name) > 2*maxCalleeName {
		t.Errorf("a long name of a function: %v", err)
	}
}

func TestSettings_OfSpellingsTheFirstInOrderCounts(t *testing.T) {
	s := settings{"baseurl": "c", "BASEURL": "a", "BaseUrl": "b"}
	for range 50 {
		if got := s.stringValue("baseURL"); got != "a" {
			t.Fatalf("got %q", got)
		}
	}
}

func TestDocusaurus_DocsComeBeforeBlog(t *testing.T) {
	files := memoryFiles{"docusaurus.config.js": "export default { presets: [['classic', { docs: { path: 'x' }, blog: { path: 'x' }, pages: { path: 'x' } }]] }"}
	for range 50 {
		sites, _ := Find([]Place{{Files: files}}, nil, Settings{})
		if got := sites.At(0).Mounts; len(got) != 1 || got[0] != (Mount{"x", "/docs"}) {
			t.Fatalf("mounts %v", got)
		}
	}
}

// TestSettings_RelativeHoldsWithoutGenerator calls the override of a profile that has no rules of its own.
func TestSettings_RelativeHoldsWithoutGenerator(t *testing.T) {
	for relative, want := range map[string]string{RelativeToPage: "/a/b/", RelativeToFile: "/a/b"} {
		site := FromSettings(Settings{Relative: relative}).At(0)
		page := Page{File: "a/b.md", Content: "a/b.md", Note: &note.Note{Path: "a/b.md", ID: "a/b"}}
		if got := site.PublishedAt(page).Address; got != want {
			t.Errorf("%s: published at %q, want %q", relative, got, want)
		}
	}
}

func TestProfile_BoundsOfSettings(t *testing.T) {
	if _, ok := cleanFolder(strings.Repeat("x/", maxRoute)); ok {
		t.Error("a folder longer than any path is used")
	}
	hugo := memoryFiles{"hugo.toml": "baseURL = 'http://a.b'\n" + repeatIndexed("[languages.l%d]\nweight = 1\n", maxLanguages+50)}
	sites, errs := Find([]Place{{Files: hugo}}, nil, Settings{})
	if got := len(sites.At(0).LanguagesOf("content/a.md")); got > maxLanguages+1 || len(errs) != 1 {
		t.Errorf("%d languages, errors %v", got, errs)
	}
	hugo = memoryFiles{"hugo.toml": "baseURL = 'http://a.b'\n[[module.mounts]]\nsource = 'content'\ntarget = 'content/" + strings.Repeat("x/", maxRoute) + "'\n"}
	sites, _ = Find([]Place{{Files: hugo}}, nil, Settings{})
	for _, m := range sites.At(0).Mounts {
		if len(m.Address) > maxRoute {
			t.Error("a mount with an endless address is used")
		}
	}
}

// TestDocFX_WithoutDocsets reads the settings of a Learn repository whose docsets are missing: it is no site.
func TestDocFX_WithoutDocsets(t *testing.T) {
	for _, text := range []string{"", "{}", `{"docsets_to_publish": [{"build_source_folder": "gone"}]}`} {
		sites, _ := Find([]Place{{Files: memoryFiles{learnSettings: text, "a.md": ""}}}, nil, Settings{})
		if got := sites.At(0).Generator; got != "" {
			t.Errorf("%q: a site of %s", text, got)
		}
	}
}

// TestHasPathPrefixFold_LettersOfOtherLength uses the Kelvin sign, whose lower case has fewer bytes.
func TestHasPathPrefixFold_LettersOfOtherLength(t *testing.T) {
	if hasPathPrefixFold("kkkkkkkkkk/a.md", strings.Repeat("\u212a", 10)) {
		t.Error("a prefix that is longer than the text matches")
	}
	if !hasPathPrefixFold("Docs/a.md", "docs") || hasPathPrefixFold("docsx/a.md", "docs") {
		t.Error("case or the end of a segment is not looked at")
	}
}
