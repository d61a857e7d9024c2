package links

import (
	"testing"

	"quire/internal/note"
)

func TestTargets_LinksInFrontMatter(t *testing.T) {
	files := libraryFiles{
		"a.md":       "---\nup: \"[[Map|the map]]\"\nnext: [\"[[Report]]\", \"[[Nowhere]]\"]\n---\n[[b]]\n",
		"b.md":       "words",
		"Map.md":     "words",
		"Report.qmd": "words",
	}
	r := files.resolver(testSite{})
	want := []string{"note b.md", "note Map.md", "note Report.qmd", "broken"}
	for i, target := range r.Targets(r.Note("a.md")) {
		if got := formatTarget(target); got != want[i] {
			t.Errorf("link %d: %s, want %s", i, got, want[i])
		}
	}
	back := r.Backlinks("Map.md")
	if len(back) != 1 || back[0].From.Path != "a.md" || back[0].LinkIndex != 1 {
		t.Errorf("backlinks %+v", back)
	}
}

func TestBacklinkContext_NamesTheField(t *testing.T) {
	p := note.Parse("a.md", []byte("---\ntitle: A\nup:\n  - \"[[Map|the map]]\"\n---\nOn to [[b]].\n"))
	for i, want := range []string{"On to b.", "up: the map", ""} {
		text, span := BacklinkContext(p, i)
		if text != want || i == 1 && text[span[0]:span[1]] != "the map" {
			t.Errorf("link %d: %q, %v", i, text, span)
		}
	}
}
