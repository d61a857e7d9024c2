package library

import (
	"testing"

	"quire/internal/links/profile"
)

func TestFindSites_ExcludesIgnoredAndHiddenFiles(t *testing.T) {
	root := t.TempDir()
	writeFiles(t, root, map[string]string{
		".gitignore":            "docs/api\n*.log\n",
		"a.md":                  "# A\n",
		"docs/commands/.ignore": "*\n!.ignore\n!kept.md\n",
		"docs/b.md":             "# B\n",
		".config/sync.yml":      "x",
	})
	l, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	sites := l.FindSites(profile.Settings{})
	for file, want := range map[string]bool{
		"docs/api/index.md": true, "docs/api": true, "docs/x.log": true, "docs/commands/run.md": true, "docs/commands/kept.md": false,
		".config/sync.yml": true, ".config": true, ".config/gone.yml": false,
		"docs/b.md": false, "docs/c.md": false, "gone/api/x.md": false, "": false, "../x.log": false,
	} {
		if got := sites.Excludes(file); got != want {
			t.Errorf("Excludes(%q) = %v, want %v", file, got, want)
		}
	}
}
